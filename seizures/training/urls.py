"""The addresses of this room."""

from typing import Any

from django.urls import path

from seizures.training import views

urlpatterns: list[Any] = [
    path("", views.training_list, name="training-list"),
    path("start/", views.training_start, name="training-start"),
    path("join/", views.training_join, name="training-join"),
    path("leave/", views.training_leave, name="training-leave"),
    path("current/", views.training_current, name="training-current"),
    path("<int:pk>/", views.training_session, name="training-session"),
    path("<int:pk>/wall/", views.training_wall, name="training-wall"),
    path("<int:pk>/replay/", views.training_replay, name="training-replay"),
    path("<int:pk>/reset/", views.training_reset, name="training-reset"),
    path("<int:pk>/end/", views.training_end, name="training-end"),
]
