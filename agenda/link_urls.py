"""What the agenda adds behind a personal link."""

from django.urls import path

from agenda import link_views

urlpatterns = [
    path("<str:token>/programme/", link_views.programme, name="delegate_programme"),
    path("<str:token>/roles/<int:pk>/", link_views.part, name="delegate_part"),
]
