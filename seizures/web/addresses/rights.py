"""Addresses of rights and of the examination of their recordations."""

from django.urls import path

from seizures.web import examination, powers, rights

urlpatterns = [
    path("rights/", rights.right_list, name="right-list"),
    path("rights/<int:pk>/", rights.right_detail, name="right-detail"),
    path("powers/", powers.power_list, name="power-list"),
    path("powers/<int:pk>/", powers.power_decide, name="power-decide"),
    path("examinations/", examination.examination_list, name="examination-list"),
    path("examinations/<int:pk>/", examination.examination_detail, name="examination-detail"),
    path("examinations/<int:pk>/<slug:decision>/", examination.examination_decide,
         name="examination-decide"),
]  # fmt: skip
