"""The addresses of the declarant's side; none carries a secret."""

from django.urls import path

from seizures.portal.declarant import door, pages

urlpatterns = [
    path("", door.door, name="declarant-door"),
    path("case/", pages.case, name="declarant-case"),
    path("case/steps/<slug:code>/", pages.step, name="declarant-step"),
    path("case/licence/", pages.licence, name="declarant-licence"),
    path("case/questions/<int:question>/", pages.answer, name="declarant-answer"),
    path("case/receipts/<int:pk>/", pages.receipt, name="declarant-receipt"),
    path("case/files/<int:pk>/", pages.file, name="declarant-file"),
    path("case/letters/<int:pk>/", pages.letter, name="declarant-letter"),
]
