"""The addresses of feeds, and what is in them, for tests."""

from datetime import date, time, timedelta

import icalendar
import time_machine
from django.urls import reverse
from django.utils import timezone

from agenda.models import OrganisersCalendar
from dialogue.access.tokens import make_token
from participants.models import DelegateDetails
from participants.states import Status
from tests import factories

# A title with what trips readers up.
HARD = "Opening, with music; and \\ slashes: “x” 😀 \\n not a line end"


def whole(dialogue, lang=""):
    return reverse("calendar", kwargs={"slug": dialogue.slug}) + (f"?lang={lang}" if lang else "")


def of_topic(dialogue, slug):
    return reverse("calendar_topic", kwargs={"slug": dialogue.slug, "topic": slug})


def of_session(dialogue, slug):
    return reverse("calendar_session", kwargs={"slug": dialogue.slug, "session": slug})


def public_addresses(dialogue):
    """Of a dialogue with a session called opening and a topic called trust."""
    return [whole(dialogue), of_topic(dialogue, "trust"), of_session(dialogue, "opening")]


def address_of_mine(invitation, *, with_travel=False):
    token = invitation.calendar_token
    if with_travel:
        token = make_token("calendar with travel", invitation.calendar_key)
    return reverse("calendar_mine", kwargs={"token": token})


def organisers_calendar(dialogue, user=None):
    row = OrganisersCalendar.objects.create(dialogue=dialogue, user=user or factories.organiser())
    return reverse("calendar_organisers", kwargs={"token": row.token})


def components(response, kind="VEVENT"):
    """{SUMMARY: component}"""
    assert response.status_code == 200
    found = icalendar.Calendar.from_ical(response.content).walk(kind)
    return {str(one["SUMMARY"]): one for one in found}


def later(**step):
    return time_machine.travel(timezone.now() + timedelta(**step), tick=False)


def feeds(dialogue, title=HARD):
    """The addresses of one feed of each kind, with all that they can hold."""
    delegate = factories.invitation(dialogue, Status.TENTATIVE)
    DelegateDetails.objects.create(
        invitation=delegate,
        arrival_on=date(2031, 6, 1),
        arrival_time=time(23, 17),
        arrival_number="VN 123; or \\ so, 😀",
        arrival_place="Nội Bài",
        departure_on=date(2031, 6, 4),
    )
    session = factories.session(
        dialogue,
        slug="opening",
        title_en=title,
        title_vi="Phiên khai mạc",
        description_en="First line\nSecond: line, and a long one " + "ế" * 100,
        room=factories.room(dialogue, name_en="Hall A; left", name_vi="Hội trường A"),
    )
    session.topics.add(factories.topic(dialogue, slug="trust"))
    gone = factories.session(dialogue, title_en="Cancelled", is_cancelled=True)
    factories.role(session, delegate.person, kind="chair")
    factories.role(gone, delegate.person)
    factories.release(dialogue)
    factories.work_stream(dialogue)
    return [
        *public_addresses(dialogue),
        address_of_mine(delegate),
        address_of_mine(delegate, with_travel=True),
        organisers_calendar(dialogue),
    ]
