"""The public page behind the code on a letter: genuine or not, and nothing that is confidential."""

from hmac import compare_digest
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from seizures.core import clock
from seizures.core.languages import pick
from seizures.letters.models import Letter
from seizures.letters.titles import TITLES


@never_cache
def letter_verify(request: HttpRequest, number: str, token: str) -> HttpResponse:
    """Says that a letter with this number and token was issued, what it is, when and by whom."""
    letter = Letter.objects.filter(number=number).first()
    known = str(letter.data.get("verify_token", "")) if letter else ""
    if letter is None or not known or not compare_digest(known, token):
        return render(request, "verify/letter.html", {"letter": None}, status=404)
    context: dict[str, Any] = {
        "letter": letter, "title": pick(TITLES[letter.key]),
        "issued_on": clock.day_of(letter.issued_at, letter.administration),
    }  # fmt: skip
    return render(request, "verify/letter.html", context)
