"""The public pages behind the code on a letter: genuine or not, and nothing confidential."""

import hashlib
from hmac import compare_digest
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from seizures.core import clock
from seizures.core.languages import pick
from seizures.files import store
from seizures.letters.actions import sign_letter
from seizures.letters.models import Letter
from seizures.letters.signing import Seal, seal_of
from seizures.letters.titles import TITLES

MOST_BYTES = 20 * 1024 * 1024


class PaperForm(forms.Form):
    """A PDF that somebody holds and wants to compare with what was issued."""

    paper = forms.FileField(label=gettext_lazy("The letter as a PDF"))

    def clean_paper(self) -> Any:
        """Takes PDF files of the size of a letter."""
        paper = self.cleaned_data["paper"]
        if paper.size > MOST_BYTES or not paper.read(5).startswith(b"%PDF"):
            raise forms.ValidationError(_("Choose a PDF of at most 20 MB."))
        paper.seek(0)
        return paper

    def sha256(self) -> str:
        """The hash of the file, read piece by piece."""
        digest = hashlib.sha256()
        for chunk in self.cleaned_data["paper"].chunks():
            digest.update(chunk)
        return digest.hexdigest()


@never_cache
def letter_verify(request: HttpRequest, number: str, token: str) -> HttpResponse:
    """Says that a letter with this number and token was issued, what it is, when and by whom, and
    whether a PDF is that letter, unchanged."""
    rows = Letter.objects.select_related("superseded_by", "file", "translation_file")
    letter = rows.filter(number=number).first()
    known = str(letter.data.get("verify_token", "")) if letter else ""
    if letter is None or not known or not compare_digest(known, token):
        return render(request, "verify/letter.html", {"letter": None}, status=404)
    letter = sign_letter(letter)
    form = PaperForm(*_sent(request))
    context = {**_told(letter), "form": form}
    if request.method == "POST" and form.is_valid():
        context["compared"] = _compared([letter], form.sha256())
    return render(request, "verify/letter.html", context, status=422 if form.errors else 200)


@never_cache
def letter_check(request: HttpRequest) -> HttpResponse:
    """Says of any PDF whether it is a letter issued here, byte for byte."""
    form = PaperForm(*_sent(request))
    context: dict[str, Any] = {"form": form, "letter": None, "asking": True}
    if request.method == "POST" and form.is_valid():
        sha256 = form.sha256()
        found = list(Letter.objects.with_bytes(sha256).select_related(
            "superseded_by", "file", "translation_file", "signed_file")[:1])  # fmt: skip
        context["compared"] = _compared(found, sha256)
        if found:
            context |= _told(found[0])
    return render(request, "verify/letter.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    """What a form was sent with; nothing where the page is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _told(letter: Letter) -> dict[str, Any]:
    return {
        "letter": letter, "title": pick(TITLES[letter.key]), "seal": _seal(letter),
        "issued_on": clock.day_of(letter.issued_at, letter.administration),
    }  # fmt: skip


def _seal(letter: Letter) -> Seal | None:
    """The signature of the stored letter, checked now and not taken from the register."""
    if letter.signed_file is None:
        return None
    path = store.full(letter.signed_file.path)
    return seal_of(path.read_bytes()) if path.exists() else None


def _compared(letters: list[Letter], sha256: str) -> dict[str, Any]:
    """What these bytes are: the letter as signed, as set, its translation, or none of them."""
    for letter in letters:
        if sha256 == letter.signed_sha256:
            return {"tone": "success", "title": _("This is the letter as signed, unchanged.")}
        if sha256 == letter.sha256:
            return {"tone": "success", "title": _("This is the letter as issued, unchanged."),
                    "text": _("This copy carries no signature.")}  # fmt: skip
        if letter.translation_file and sha256 == letter.translation_file.sha256:
            return {"tone": "info", "title": _("This is the translation of the letter, unchanged."),
                    "text": _("Only the original has legal effect.")}  # fmt: skip
    return {
        "tone": "danger", "title": _("This PDF is not the letter as issued."),
        "text": _("It was changed, or it was not issued here. Ask for a new copy."),
    }  # fmt: skip
