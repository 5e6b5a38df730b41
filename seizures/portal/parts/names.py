"""Part 3: how the mark is written elsewhere."""

from django.http import HttpRequest, HttpResponse

from seizures.core.actor import of_user
from seizures.portal.access import posted
from seizures.portal.forms.recording import NamesForm
from seizures.portal.guide import Draft
from seizures.portal.parts.pages import go_on, page, pressed_remove
from seizures.rights import actions

PART = "names"


def show(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Suggested spellings to confirm, mend or leave; one's own to add; those there to remove."""
    known = {alias.text.casefold() for alias in draft.aliases}
    form = NamesForm(*posted(request)[:1], right=draft.right, known=known)
    if request.method == "POST":
        by = of_user(request.user)
        gone = pressed_remove(request)
        if form.is_valid():
            for alias in draft.aliases:
                if alias.pk == gone:
                    actions.remove_alias(alias, by=by)
            for language, text in form.chosen():
                actions.add_alias(draft.right, language=language, text=text, by=by)
            return go_on(request, draft, PART)
    return page(request, draft, PART, form, suggestions=form.rows())
