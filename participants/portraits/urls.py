"""Portraits."""

from django.urls import path

from participants.portraits import views

urlpatterns = [path("<slug:key>/<int:size>.jpg", views.portrait, name="portrait")]
