"""The calendar addresses. They are kept by programs for months, so they never change."""

from django.urls import path

from agenda import feeds

urlpatterns = [
    path("my/<str:token>.ics", feeds.mine, name="calendar_mine"),
    path("<slug:slug>.ics", feeds.whole, name="calendar"),
    path("<slug:slug>/<slug:session>.ics", feeds.one_session, name="calendar_session"),
]
