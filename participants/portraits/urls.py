"""Portraits."""

from django.urls import path

from participants.portraits import views

urlpatterns = [path("<slug:version>/<int:size>.jpg", views.portrait, name="portrait")]
