"""Behind a personal link: no account, no language in the address."""

from django.urls import path

from participants import details_views, nomination_views, views

urlpatterns = [
    path("delegation/<str:token>/", nomination_views.delegation, name="delegation"),
    path("<str:token>/substitute/", nomination_views.substitute, name="substitute"),
    path("<str:token>/", views.answer, name="answer"),
    path("<str:token>/details/", details_views.details_page, name="details"),
    path("<str:token>/details/autosave/", details_views.autosave, name="details_autosave"),
    path("<str:token>/details/code/", details_views.enter_code, name="details_code"),
    path("<str:token>/details/code/send/", details_views.send_code, name="details_send_code"),
    path("<str:token>/details/consent/", details_views.consent, name="details_consent"),
    path("<str:token>/details/close/", details_views.close, name="details_close"),
]
