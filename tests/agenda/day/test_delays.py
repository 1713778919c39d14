"""Running late: what moves, what stays, which breaks become shorter."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.day import delays
from tests import factories

pytestmark = pytest.mark.django_db


def at(hour, minute=0):
    return datetime(2031, 6, 2, hour, minute, tzinfo=UTC)


@pytest.fixture
def day(dialogue):
    """Opening, coffee and table in the hall; lunch and the forum elsewhere."""
    hall, foyer = factories.room(dialogue), factories.room(dialogue)
    rows = [
        ("opening", at(1), at(2), "keynote", hall),
        ("coffee", at(2), at(2, 30), "break", hall),
        ("table", at(2, 30), at(4), "round_table", hall),
        ("lunch", at(4), at(5), "meal", foyer),
        ("forum", at(5), at(6), "forum", foyer),
        ("off", at(5), at(6), "keynote", hall),
        ("closing", at(6), at(6, 30), "closing", hall),
    ]
    return {
        name: factories.session(
            dialogue,
            slug=name,
            starts_at=begins,
            ends_at=ends,
            kind=kind,
            room=room,
            is_cancelled=name == "off",
        )
        for name, begins, ends, kind, room in rows
    }


def moved(day, first, minutes, **how):
    """{short name: (minutes later that it starts, and ends)}"""
    how.setdefault("everywhere", True)
    moves = delays.plan(list(day.values()), day[first], minutes, **how)
    return {
        one.session.slug: (
            (one.starts_at - one.session.starts_at) // timedelta(minutes=1),
            (one.ends_at - one.session.ends_at) // timedelta(minutes=1),
        )
        for one in moves
    }


def test_everything_that_follows_moves_but_the_forum_and_what_is_cancelled(day):
    assert moved(day, "table", 20) == {
        "table": (20, 20),
        "lunch": (20, 20),
        "closing": (20, 20),
    }


def test_in_this_room_only(day):
    assert moved(day, "opening", 10, everywhere=False) == {
        "opening": (10, 10),
        "coffee": (10, 10),
        "table": (10, 10),
        "closing": (10, 10),
    }


def test_a_break_makes_up_for_the_delay_as_far_as_it_may(day):
    assert moved(day, "opening", 25, shortest_break=15) == {
        "opening": (25, 25),
        "coffee": (25, 10),
        "table": (10, 10),
        "lunch": (10, 0),
    }


def test_a_break_that_is_shorter_already_is_not_made_longer(day):
    assert moved(day, "coffee", 10, everywhere=False, shortest_break=45)["coffee"] == (10, 10)


def test_of_two_breaks_at_one_time_the_longer_lasting_delay_counts(dialogue, day):
    day["tea"] = factories.session(
        dialogue, slug="tea", kind="break", starts_at=at(2, 10), ends_at=at(2, 30)
    )
    assert moved(day, "opening", 15, shortest_break=15)["table"] == (10, 10)


def test_the_forums_session_moves_if_it_is_the_one_that_is_late(day):
    assert moved(day, "forum", 5)["forum"] == (5, 5)
