"""What every part of the guide does alike: its page, and where to go once it is saved."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from seizures.core.actor import Actor
from seizures.portal.guide import Draft, after, guide
from seizures.rights import actions


def page(request: HttpRequest, draft: Draft, part: str, form: Any, *, refused: str = "",
         **context: Any) -> HttpResponse:  # fmt: skip
    """The page of a part; 422 when what was sent could not be taken."""
    context |= {"draft": draft, "right": draft.right, "part": part, "form": form,
                "refused": refused, "parts": guide(draft, part)}  # fmt: skip
    status = 422 if refused or (form is not None and form.errors) else 200
    return render(request, f"portal/record_{part}.html", context, status=status)


def pressed_remove(request: HttpRequest) -> int:
    """The key of what a remove button was pressed for, or 0."""
    text = request.POST.get("remove", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def drop_paper(request: HttpRequest, draft: Draft, by: Actor) -> None:
    """Takes off the paper whose remove button was pressed; the rest of the form is kept too."""
    if key := pressed_remove(request):
        actions.remove_paper(draft.right, key, by=by)


def go_on(request: HttpRequest, draft: Draft, part: str) -> HttpResponse:
    """To the next part, to the first page, or back to this part, as the button said."""
    wanted = "stay" if pressed_remove(request) else request.POST.get("go", "next")
    if wanted == "home":
        messages.success(request, _("Saved. You can go on whenever you like."))
        return redirect("portal-home")
    messages.success(request, _("Saved."))
    target = part if wanted == "stay" else after(part)
    return redirect("portal-record-part", pk=draft.right.pk, part=target)
