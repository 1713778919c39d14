"""What the agenda adds behind a personal link."""

from django.urls import path

from agenda.links import views

urlpatterns = [
    path("<str:token>/programme/", views.programme, name="delegate_programme"),
    path("<str:token>/roles/<int:pk>/", views.role, name="delegate_role"),
]
