"""The public pages of one dialogue, below /en/<dialogue>/ and /vi/<dialogue>/."""

from django.urls import path

from agenda import views

urlpatterns = [
    path("", views.dialogue, name="dialogue"),
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:topic>/", views.topic, name="topic"),
    path("programme/", views.programme, name="programme"),
    path("calendars/", views.calendars, name="calendars"),
]
