"""Days as strips of hours, and what is on at a moment."""

from datetime import UTC, datetime

import pytest
import time_machine

from agenda.public import timeline
from agenda.releases import published
from tests import factories
from tests.agenda.public.addresses import address
from tests.moments import at
from tests.reading import page


def released(dialogue):
    factories.release(dialogue)
    return published.latest(dialogue).public()


def drawn(strip):
    return [(piece.minutes, piece.session.title if piece.session else "") for piece in strip.pieces]


def test_a_strip_is_as_long_as_the_day_whatever_is_on(dialogue):
    factories.session(dialogue, title_en="One", starts_at=at(9), ends_at=at(10, 30))
    factories.session(dialogue, title_en="Two", starts_at=at(11), ends_at=at(12))
    factories.session(dialogue, title_en="Three", starts_at=at(8, 30, day=3), ends_at=at(9, day=3))
    strips = timeline.strips(released(dialogue))
    assert strips.hours == [8, 9, 10, 11]
    first, second = strips.days
    assert drawn(first) == [(60, ""), (90, "One"), (30, ""), (60, "Two")]
    assert drawn(second) == [(30, ""), (30, "Three"), (180, "")]


def test_breaks_are_left_out_of_strips(dialogue):
    factories.session(dialogue, title_en="One", starts_at=at(9), ends_at=at(10))
    factories.session(
        dialogue, title_en="Coffee", kind="break", starts_at=at(10), ends_at=at(10, 30)
    )
    (strip,) = timeline.strips(released(dialogue)).days
    assert drawn(strip) == [(60, "One")]


def test_sessions_at_the_same_time_are_no_strip(dialogue):
    factories.session(dialogue, starts_at=at(9), ends_at=at(11))
    factories.session(dialogue, starts_at=at(10), ends_at=at(12))
    assert timeline.strips(released(dialogue)) is None


def test_sessions_past_midnight_are_no_strip(dialogue):
    factories.session(dialogue, starts_at=at(23), ends_at=at(1, day=3))
    assert timeline.strips(released(dialogue)) is None


def test_the_overview_lists_what_is_no_strip(client, dialogue):
    factories.session(dialogue, title_en="Here", starts_at=at(9), ends_at=at(11))
    factories.session(dialogue, title_en="And there", starts_at=at(10), ends_at=at(12))
    factories.release(dialogue)
    text = page(client.get(address("dialogue", dialogue)))
    assert "Here" in text
    assert "And there" in text


@pytest.mark.parametrize(
    ("hour", "now", "then"),
    [(8, [], "One"), (9, ["One"], "Two"), (10, [], "Two"), (11, ["Two"], None)],
)
def test_the_day_itself_says_what_is_on_and_what_comes_next(dialogue, hour, now, then):
    factories.session(dialogue, title_en="One", starts_at=at(9), ends_at=at(10))
    factories.session(dialogue, title_en="Two", starts_at=at(11), ends_at=at(12))
    factories.session(dialogue, title_en="Off", starts_at=at(9), is_cancelled=True)
    on = timeline.on_the_day(released(dialogue), at(hour))
    assert [one.title for one in on.now] == now
    assert (on.next.title if on.next else None) == then


def test_when_the_day_is_over_nothing_is_said_of_the_next(dialogue):
    factories.session(dialogue, starts_at=at(9), ends_at=at(10))
    factories.session(dialogue, starts_at=at(9, day=3), ends_at=at(10, day=3))
    assert timeline.on_the_day(released(dialogue), at(20)) is None


def test_the_programme_marks_what_is_on_by_the_dialogues_own_clock(
    client, dialogue, django_assert_num_queries
):
    factories.session(dialogue, title_en="Trust at the table", starts_at=at(9), ends_at=at(10))
    factories.session(dialogue, title_en="And after it", starts_at=at(11), ends_at=at(12))
    factories.release(dialogue)
    before = page(client.get(address("programme", dialogue)))
    assert "Now, until" not in before
    with time_machine.travel(at(9, 30), tick=False):
        text = page(client.get(address("programme", dialogue)))
        assert "Now, until 10:00" in text
        assert "Next, at 11:00" in text
        assert text.count("is-now") == 1
        with django_assert_num_queries(1):
            client.get(address("programme", dialogue))
    with time_machine.travel(datetime(2031, 6, 2, 3, 30, tzinfo=UTC), tick=False):  # 10:30 in Hanoi
        text = page(client.get(address("programme", dialogue)))
        assert "Nothing is on at this moment." in text
        assert "is-now" not in text


def test_the_overview_says_on_the_day_what_is_on_and_leads_to_it(client, dialogue):
    factories.session(dialogue, slug="table", starts_at=at(9), ends_at=at(10))
    factories.release(dialogue)
    assert "Now, until" not in page(client.get(address("dialogue", dialogue)))
    with time_machine.travel(at(9, 30), tick=False):
        text = page(client.get(address("dialogue", dialogue)))
    assert "Now, until 10:00" in text
    assert f'href="{address("programme", dialogue)}#table"' in text


def test_of_very_many_sessions_the_overview_says_how_many_they_are(client, dialogue):
    for number in range(31):
        factories.session(dialogue, title_en=f"Talk {number}", starts_at=at(9), ends_at=at(10))
    factories.release(dialogue)
    text = page(client.get(address("dialogue", dialogue)))
    assert "31 sessions" in text
    assert f'href="{address("programme", dialogue)}#day-2031-06-02"' in text
    assert "Talk 1" not in text


@pytest.mark.parametrize(
    ("ends_at", "title", "is_below"),
    [
        (at(9, 15), "Photo", True),
        (at(9, 30), "Opening of the dialogue", False),
        (at(9, 30), "An opening with more words than half an hour has room for", True),
        (at(10), "An hour has room for more words than its strip will ever show", False),
    ],
)
def test_only_what_is_too_short_for_its_title_has_it_below(dialogue, ends_at, title, is_below):
    factories.session(dialogue, title_en=title, starts_at=at(9), ends_at=ends_at)
    (strip,) = timeline.strips(released(dialogue)).days
    assert [session.title for session in strip.short] == [title] * is_below
