"""Whatever people type, a calendar stays a calendar (RFC 5545)."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from dialogue.calendars import ical

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def calendar(**fields):
    event = {
        "uid": uuid.UUID(int=1),
        "starts_at": datetime(2031, 6, 2, 2, 0, tzinfo=UTC),
        "ends_at": datetime(2031, 6, 2, 3, 0, tzinfo=UTC),
        "summary": "Opening",
        "status": "CONFIRMED",
        "sequence": 3,
        "changed_at": datetime(2031, 1, 1, tzinfo=UTC),
    }
    return ical.Calendar(
        name="Dialogue", tz=HANOI, language="en", events=[ical.Event(**{**event, **fields})]
    )


def read(content):
    return icalendar.Calendar.from_ical(content).walk("VEVENT")[0]


@given(summary=texts, description=texts, location=texts)
def test_any_text_comes_back_cleaned_and_nothing_else_is_changed(summary, description, location):
    content = ical.write(
        calendar(summary=summary, description=description, location=location, categories=("a, b",))
    )
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(set(line) & set(range(0x20)) - {0x09} for line in lines)
    event = read(content)
    assert event["SUMMARY"] == ical.line(summary)
    assert event.get("DESCRIPTION", "") == ical.clean(description)
    assert event.get("LOCATION", "") == ical.line(location)
    assert content == ical.write(
        calendar(summary=summary, description=description, location=location, categories=("a, b",))
    )


@given(
    seconds=st.integers(946_684_800, 2_524_608_000),  # the years 2000 to 2049
    minutes=st.integers(1, 600),
)
def test_any_moment_is_the_same_moment_in_another_program(seconds, minutes):
    start = datetime.fromtimestamp(seconds, UTC)
    content = ical.write(calendar(starts_at=start, ends_at=start + timedelta(minutes=minutes)))
    assert read(content).start == start
    theirs = vobject.readOne(content.decode()).vevent
    assert theirs.dtstart.value == start
    assert theirs.dtend.value == start + timedelta(minutes=minutes)


def test_whole_days_end_on_the_day_after():
    event = read(ical.write(calendar(starts_at=date(2031, 6, 2), ends_at=date(2031, 6, 4))))
    assert event["DTSTART"].dt == date(2031, 6, 2)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["DTEND"].dt == date(2031, 6, 4)


def test_what_is_not_known_is_not_written():
    event = read(ical.write(calendar()))
    for name in ["DESCRIPTION", "LOCATION", "GEO", "URL", "CATEGORIES", "CLASS"]:
        assert name not in event


def test_every_property_that_is_given_is_written():
    event = read(
        ical.write(
            calendar(
                geo=(21.0285, 105.8542),
                url="https://dialogue.test/",
                categories=("keynote",),
                is_busy=False,
                is_private=True,
            )
        )
    )
    assert event["GEO"].to_ical() == "21.0285;105.8542"
    assert event["URL"] == "https://dialogue.test/"
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["CLASS"] == "PRIVATE"
    assert event["SEQUENCE"] == 3


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "Europe/Berlin"])
def test_the_time_zone_is_told_from_1970_on(zone):
    content = ical.write(replace(calendar(), tz=ZoneInfo(zone)))
    (told,) = icalendar.Calendar.from_ical(content).walk("VTIMEZONE")
    begins = min(part["DTSTART"].dt for part in told.walk() if "DTSTART" in part)
    assert begins == datetime(1970, 1, 1)  # noqa: DTZ001 - local by definition (RFC 5545, 3.6.5)
