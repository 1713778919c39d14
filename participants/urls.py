"""Behind a personal link: no account, no language in the address."""

from django.urls import path

from participants import views

urlpatterns = [
    path("<str:token>/", views.answer, name="answer"),
]
