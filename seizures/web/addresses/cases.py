"""Addresses of cases."""

from django.urls import path

from seizures.web import case_deeds, case_hand, case_links, case_money, cases

urlpatterns = [
    path("cases/", cases.case_list, name="case-list"),
    path("cases/by-hand/", case_hand.case_by_hand, name="case-by-hand"),
    path("cases/<int:pk>/", cases.case_detail, name="case-detail"),
    path("cases/<int:pk>/steps/<slug:code>/", cases.case_step, name="case-step"),
    path(
        "cases/<int:pk>/proposals/<int:pending>/", cases.case_countersign, name="case-countersign"
    ),
    path("cases/<int:pk>/clocks/<int:clock>/<slug:deed>/", case_deeds.clock_deed,
         name="case-clock"),
    path("cases/<int:pk>/questions/", case_deeds.question_ask, name="case-question-ask"),
    path("cases/<int:pk>/questions/<int:question>/<slug:deed>/", case_deeds.question_deed,
         name="case-question"),
    path("cases/<int:pk>/money/<slug:deed>/", case_money.money_deed, name="case-money"),
    path("cases/<int:pk>/links/", case_links.link_issue, name="case-link-issue"),
    path("cases/<int:pk>/links/<int:link>/end/", case_links.link_revoke, name="case-link-revoke"),
    path("cases/<int:pk>/corrections/", case_deeds.correction_propose, name="case-correct"),
    path("cases/<int:pk>/corrections/<int:correction>/", case_deeds.correction_settle,
         name="case-correction"),
    path("inspections/<int:inspection>/case/", cases.case_open, name="case-open"),
]  # fmt: skip
