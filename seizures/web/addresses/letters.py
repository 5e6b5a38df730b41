"""Addresses of letters: the register, one letter, drafts, checking."""

from django.urls import path

from seizures.web import files, letter_deeds, letters, verify

urlpatterns = [
    path("letters/register/", letters.letter_register, name="letter-register"),
    path("letters/register/form/", letters.letter_register_form, name="letter-register-form"),
    path("letters/<int:pk>/", files.letter_file, name="letter-file"),
    path("letters/<int:pk>/beside/", letter_deeds.letter_beside, name="letter-beside"),
    path("letters/<int:pk>/service/", letter_deeds.letter_service, name="letter-service"),
    path("letters/<int:pk>/correct/", letter_deeds.letter_correct, name="letter-correct"),
    path(
        "cases/<int:pk>/steps/<slug:code>/draft/",
        letter_deeds.case_step_draft,
        name="case-step-draft",
    ),
    path("verify/", verify.letter_check, name="letter-check"),
    path("verify/<slug:number>/<slug:token>/", verify.letter_verify, name="letter-verify"),
]
