"""Behind a personal link: no account, no language in the address."""

from django.urls import path

from participants import nomination_views, views

urlpatterns = [
    path("delegation/<str:token>/", nomination_views.delegation, name="delegation"),
    path("<str:token>/substitute/", nomination_views.substitute, name="substitute"),
    path("<str:token>/", views.answer, name="answer"),
]
