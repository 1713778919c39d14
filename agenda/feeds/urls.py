"""The calendar addresses. They are kept by programs for months, so they never change."""

from django.urls import path

from agenda.feeds import views

urlpatterns = [
    path("my/<str:token>.ics", views.mine, name="calendar_mine"),
    path("organisers/<str:token>.ics", views.organisers, name="calendar_organisers"),
    path("<slug:slug>.ics", views.whole, name="calendar"),
    path("<slug:slug>/topic/<slug:topic>.ics", views.one_topic, name="calendar_topic"),
    path("<slug:slug>/<slug:session>.ics", views.one_session, name="calendar_session"),
]
