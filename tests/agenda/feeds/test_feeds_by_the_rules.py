"""Every feed keeps the rules of RFC 5545 to the byte, whatever people write into it; and whatever
they write comes out again as they wrote it, but for what no calendar may hold."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
import vobject
from django.core.cache import caches
from hypothesis import HealthCheck, Phase, example, given, settings

from agenda.programme import sessions
from dialogue.calendars import events, ical
from participants.models import DelegateDetails
from participants.states import Status
from tests import factories
from tests.agenda.feeds.calendar_rules import breaches
from tests.agenda.feeds.feed_visit import address_of_mine, organisers_calendar, public_addresses
from tests.any_text import texts, typed

NOW = datetime(2031, 1, 1, tzinfo=UTC)


def event(**fields):
    usual = {
        "uid": UUID(int=1),
        "starts_at": datetime(2031, 6, 2, 2, tzinfo=UTC),
        "ends_at": datetime(2031, 6, 2, 3, tzinfo=UTC),
        "summary": "Opening",
        "status": "CONFIRMED",
        "sequence": 0,
        "changed_at": NOW,
    }
    return ical.Event(**{**usual, **fields})


@settings(max_examples=40, phases=[Phase.explicit, Phase.generate])
@given(title=texts, description=texts, place=texts, category=texts, name=texts, note=texts)
@example(title="t", description="d", place="p", category="c", name='"Back"slash\\', note="n")
def test_any_text_comes_back_unchanged_or_cleaned(title, description, place, category, name, note):
    todo = ical.Todo(
        uid=UUID(int=2),
        due_on=date(2031, 5, 1),
        summary=title,
        status="NEEDS-ACTION",
        sequence=0,
        changed_at=NOW,
        description=note,
    )
    content = ical.write(
        ical.Calendar(
            name=name,
            description=note,
            tz=ZoneInfo("Asia/Ho_Chi_Minh"),
            language="en",
            organiser=(name, "secretariat@example.org"),
            events=[
                event(
                    summary=title,
                    description=description,
                    location=place,
                    categories=(category,),
                    alarms=(timedelta(hours=3),),
                )
            ],
            todos=[todo],
        )
    )
    assert breaches(content) == []
    calendar = icalendar.Calendar.from_ical(content)
    (read,) = calendar.walk("VEVENT")
    assert str(read["SUMMARY"]) == ical.line(title)
    assert str(read.get("DESCRIPTION", "")) == ical.clean(description)
    assert str(read.get("LOCATION", "")) == ical.line(place)
    assert [str(one) for one in read["CATEGORIES"].cats] == [ical.line(category)]
    assert read["ORGANIZER"].params.get("CN", "") == ical.common_name(name)
    theirs = vobject.readOne(content.decode())
    assert theirs.x_wr_calname.value == ical.line(name)
    (task,) = calendar.walk("VTODO")
    assert (str(task["SUMMARY"]), str(task.get("DESCRIPTION", ""))) == (
        ical.line(title),
        ical.clean(note),
    )
    assert theirs.vevent.summary.value == ical.line(title)
    if ical.clean(description):
        assert theirs.vevent.description.value == ical.clean(description)


@given(text=texts)
def test_cleaning_takes_nothing_but_what_is_forbidden(text):
    kept = [letter for letter in text if letter.isprintable() and letter != "\ufeff"]
    cleaned = ical.clean(text)
    assert [letter for letter in cleaned if letter.isprintable()] == kept
    assert ical.clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "does not end in CRLF"),
        (b"SUMMARY:" + b"x" * 68 + b"\r\n", "longer than 75"),
        (b"SUMMARY:\xc3\r\n \xa9\r\n", "cut within a character"),
        (b"BEGIN:VCALENDAR\r\nSUMMARY:a,b\r\nEND:VCALENDAR\r\n", "'a,b'"),
        (b"BEGIN:VCALENDAR\r\nSUMMARY:a\\b\r\nEND:VCALENDAR\r\n", "SUMMARY"),
        (b"BEGIN:VCALENDAR\r\nDTSTAMP:20310101T000000\r\nEND:VCALENDAR\r\n", "DTSTAMP"),
        (b"BEGIN:VCALENDAR\r\nDTSTART;TZID=X:20310101T000000\r\nEND:VCALENDAR\r\n", "time zones"),
        (b"BEGIN:VCALENDAR\r\nATTENDEE:mailto:a@example.org\r\nEND:VCALENDAR\r\n", "ATTENDEE"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "without VERSION"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "without components"),
        (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", "VEVENT in []"),
    ],
)
def test_the_rules_complain_about_bad_examples(content, complaint):
    assert any(complaint in one for one in breaches(content)), breaches(content)


@pytest.fixture
def delegate(dialogue):
    """Somebody who hopes to come, with travel, a part and an answer to give."""
    made = factories.invitation(dialogue, Status.TENTATIVE)
    DelegateDetails.objects.create(
        invitation=made,
        arrival_on=date(2031, 6, 1),
        arrival_time=time(23, 17),
        arrival_number="VN 123; or so",
        departure_on=date(2031, 6, 4),
    )
    return made


@pytest.fixture
def addresses(dialogue, delegate):
    session = factories.session(dialogue, slug="opening", room=factories.room(dialogue))
    session.topics.add(factories.topic(dialogue, slug="trust"))
    factories.role(session, delegate.person, kind="chair")
    factories.release(dialogue)
    factories.work_stream(dialogue)
    factories.reminder_rule(dialogue, kind="confirmation", days_before=3)
    return [
        *public_addresses(dialogue),
        address_of_mine(delegate),
        address_of_mine(delegate, with_travel=True),
        organisers_calendar(dialogue),
    ]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_feed_keeps_the_rules(client, addresses, language):
    for address in addresses:
        content = client.get(f"{address}?lang={language}").content
        assert breaches(content) == [], address
        assert content.count(b"BEGIN:VEVENT") > 0


@pytest.mark.parametrize("status", ["confirmed", "cancelled"])
def test_and_so_it_is_whatever_becomes_of_the_dialogue(client, dialogue, addresses, status):
    dialogue.status = status
    events.save_dialogue(dialogue)
    for address in addresses:
        assert breaches(client.get(address).content) == [], address


@settings(
    max_examples=15,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(title=typed, room=typed, topic=typed, question=typed, number=typed, place=typed, name=typed)
def test_whatever_is_typed_keeps_the_rules_in_every_feed(
    client, dialogue, delegate, addresses, title, room, topic, question, number, place, name
):
    session = dialogue.sessions.get()
    session.title_en, session.description_en, session.questions_en = title, question, question
    sessions.save_session(session)
    dialogue.rooms.update(name_en=room)
    dialogue.topics.update(title_en=topic)
    dialogue.work_streams.update(title_en=title, owner=name, note=question)
    DelegateDetails.objects.update(arrival_number=number[:40], arrival_place=place)
    dialogue.contact_name_en, dialogue.venue_en = name, place
    events.save_dialogue(dialogue)
    factories.release(dialogue)
    caches["template_fragments"].clear()
    with time_machine.travel("2031-05-01T02:00:00Z", tick=False):
        contents = [client.get(address).content for address in addresses]
    for content in contents:
        assert breaches(content) == []
    (read,) = [
        one
        for one in icalendar.Calendar.from_ical(contents[0]).walk("VEVENT")
        if one["UID"] == str(session.uid)
    ]
    assert str(read["SUMMARY"]) == ical.line(title.strip() or session.title_vi)
    assert ical.line(place) in str(read["LOCATION"])
    travel = icalendar.Calendar.from_ical(contents[-2]).walk("VEVENT")
    (arrival,) = [one for one in travel if one["SUMMARY"].startswith("Arrival")]
    assert str(arrival["SUMMARY"]) == ical.line(f"Arrival: {number[:40]}")
    assert str(arrival.get("LOCATION", "")) == ical.line(place)
