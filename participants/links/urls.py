"""Behind a personal link: no account, no language in the address."""

from django.urls import path

from participants.links import (
    answer,
    calendar,
    details,
    letters,
    list_of_participants,
    nominations,
    official_letters,
    own_data,
    portrait,
    proof,
    your_data,
)

urlpatterns = [
    path("delegation/<str:token>/", nominations.delegation, name="delegation"),
    path("delegation/<str:token>/letter/", letters.institution_letter, name="delegation_letter"),
    path(
        "delegation/<str:token>/official/<int:pk>/",
        official_letters.institutions_letter,
        name="institutions_letter",
    ),
    path("<str:token>/letter/", letters.seat_letter, name="seat_letter"),
    path(
        "<str:token>/official/<int:pk>/", official_letters.invitees_letter, name="invitees_letter"
    ),
    path("<str:token>/substitute/", nominations.substitute, name="substitute"),
    path("<str:token>/", answer.answer, name="answer"),
    path("<str:token>/calendar/", calendar.calendar, name="personal_calendar"),
    path("<str:token>/your-data/", your_data.your_data, name="your_data"),
    path("<str:token>/participants/", list_of_participants.page, name="delegates_list"),
    path("<str:token>/participants/file/", list_of_participants.file, name="delegates_list_file"),
    path("<str:token>/details/", details.details_page, name="details"),
    path("<str:token>/details/autosave/", details.autosave, name="details_autosave"),
    path(
        "<str:token>/details/withdraw/", details.take_change_back, name="details_take_change_back"
    ),
    path("<str:token>/details/code/", details.enter_code, name="details_code"),
    path("<str:token>/details/code/send/", proof.send_code, name="details_send_code"),
    path("<str:token>/details/consent/", details.consent, name="details_consent"),
    path("<str:token>/details/portrait/", portrait.portrait, name="details_portrait"),
    path("<str:token>/details/data/", own_data.own_data, name="details_data"),
    path("<str:token>/details/data/file/", own_data.own_data_file, name="details_data_file"),
    path("<str:token>/details/close/", proof.close, name="details_close"),
]
