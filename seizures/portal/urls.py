"""The addresses of the portal."""

from django.urls import path

from seizures.portal import (
    cases,
    home,
    notices,
    pledges,
    questions,
    recordations,
    recording,
    rights,
)

urlpatterns = [
    path("", home.home, name="portal-home"),
    path("pledges/", pledges.pledge_list, name="portal-pledge-list"),
    path("record/", recording.start, name="portal-record"),
    path("record/<int:pk>/", recording.resume, name="portal-record-resume"),
    path("record/<int:pk>/receipt/", recording.receipt, name="portal-record-receipt"),
    path("record/<int:pk>/<slug:part>/", recording.part, name="portal-record-part"),
    path("rights/<int:pk>/", rights.right, name="portal-right"),
    path("rights/<int:pk>/names/", rights.right_names, name="portal-right-names"),
    path("rights/<int:pk>/traders/", rights.right_traders, name="portal-right-traders"),
    path("rights/<int:pk>/pictures/", rights.right_pictures, name="portal-right-pictures"),
    path("rights/<int:pk>/also/", rights.right_record_also, name="portal-right-also"),
    path("recordations/<int:pk>/", recordations.recordation, name="portal-recordation"),
    path("recordations/<int:pk>/answer/", recordations.recordation_answer,
         name="portal-recordation-answer"),
    path("recordations/<int:pk>/withdraw/", recordations.recordation_withdraw,
         name="portal-recordation-withdraw"),
    path("notices/", notices.notice_list, name="portal-notice-list"),
    path("notices/<int:pk>/", notices.notice, name="portal-notice"),
    path("notices/<int:pk>/receipt/", notices.notice_receipt, name="portal-notice-receipt"),
    path("cases/<int:pk>/", cases.case, name="portal-case"),
    path("cases/<int:pk>/questions/<int:question>/", questions.question_answer,
         name="portal-question"),
    path("cases/<int:pk>/steps/<slug:code>/", cases.case_step, name="portal-case-step"),
]  # fmt: skip
