"""The public pages of one dialogue, below /en/<dialogue>/ and /vi/<dialogue>/."""

from django.urls import path

from agenda.public import topic_views, views

urlpatterns = [
    path("", views.dialogue, name="dialogue"),
    path("topics/", topic_views.topics, name="topics"),
    path("topics/<slug:topic>/", topic_views.topic, name="topic"),
    path("programme/", views.programme, name="programme"),
    path("speakers/", views.announced_speakers, name="speakers"),
    path("changes/", views.changes, name="changes"),
    path("changes.atom", views.changes_feed, name="changes_feed"),
    path("calendars/", views.calendars, name="calendars"),
]
