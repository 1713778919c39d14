"""What does not fit together in a programme, each kind by an example and a counter-example."""

from datetime import UTC, date, datetime, timedelta

import pytest

from agenda.models import AcceptedConflict, Session
from agenda.programme.conflicts import board, rules
from agenda.programme.conflicts.kinds import Kind, Severity
from participants.states import Status
from tests import factories
from tests.moments import at

pytestmark = pytest.mark.django_db


def session(dialogue, begins, ends, **fields):
    defaults = {"kind": "keynote"}
    return factories.session(dialogue, starts_at=begins, ends_at=ends, **{**defaults, **fields})


def found(dialogue, *kinds):
    """The conflicts of some kinds, or all; the serious ones are the same when asked for alone."""
    facts = board.read_facts(dialogue)
    every = rules.find(facts)
    serious = [one for one in every if one.severity == Severity.SERIOUS]
    assert rules.find_serious(facts) == serious
    return [one for one in every if not kinds or one.kind in kinds]


def sentences(dialogue, *kinds):
    return [one.sentence for one in found(dialogue, *kinds)]


def test_a_programme_in_which_everything_fits_has_no_conflicts(dialogue):
    room = factories.room(dialogue)
    table = session(dialogue, at(9), at(10), room=room, kind="round_table")
    session(dialogue, at(10), at(11), room=room)
    for kind, gender in [("moderator", "woman"), ("discussant", "man"), ("rapporteur", "")]:
        person = factories.person(gender=gender)
        factories.invitation(dialogue, Status.ACCEPTED, person=person)
        factories.role(table, person, kind=kind)
    assert found(dialogue) == []


def test_a_room_is_taken_twice_only_if_times_overlap(dialogue):
    room = factories.room(dialogue, name_en="Hall A")
    one = session(dialogue, at(9), at(10), room=room, title_en="One")
    other = session(dialogue, at(9, 30), at(11), room=room, title_en="Other")
    session(dialogue, at(11), at(12), room=room)
    [conflict] = found(dialogue, Kind.ROOM)
    assert (conflict.sessions, conflict.severity) == ((one, other), Severity.SERIOUS)
    assert conflict.sentence == (
        "Hall A is double-booked on 2 June: “One” (09:00–10:00) and “Other” (09:30–11:00)."
    )


def test_sessions_without_a_room_take_none_twice(dialogue):
    session(dialogue, at(9), at(10))
    session(dialogue, at(9), at(10))
    assert found(dialogue, Kind.ROOM) == []


def test_what_is_cancelled_conflicts_with_nothing(dialogue):
    room, person = factories.room(dialogue), factories.person()
    for is_cancelled in [False, True]:
        one = session(dialogue, at(9), at(10), room=room, is_cancelled=is_cancelled)
        factories.role(one, person)
    assert found(dialogue, Kind.ROOM, Kind.PERSON) == []


def test_a_person_with_two_roles_in_one_session_is_in_one_place(dialogue):
    person = factories.person(given_name="Mei")
    one = session(dialogue, at(9), at(10))
    factories.role(one, person)
    factories.role(one, person, kind="rapporteur")
    assert found(dialogue, Kind.PERSON) == []
    other = session(dialogue, at(9, 55), at(11))
    factories.role(other, person, kind="keynote")
    [conflict] = found(dialogue, Kind.PERSON)
    assert conflict.people == (person,)
    assert conflict.sentence.startswith("Mei Tan would be in two places at once on 2 June:")


@pytest.mark.parametrize(
    ("day", "kind", "expected"),
    [(1, "keynote", 1), (2, "keynote", 0), (4, "keynote", 1), (4, "forum", 0), (5, "forum", 1)],
)
def test_outside_the_dialogues_days_and_for_the_forum_outside_its_own(day, kind, expected):
    forum = {"forum_starts_on": date(2031, 6, 3), "forum_ends_on": date(2031, 6, 4)}
    dialogue = factories.dialogue(**forum)
    session(dialogue, at(9, day=day), at(10, day=day), kind=kind)
    assert len(found(dialogue, Kind.OUTSIDE)) == expected


def test_a_session_that_ends_at_midnight_of_the_last_day_is_not_outside(dialogue):
    session(dialogue, at(20, day=3), at(0, day=4))
    assert found(dialogue, Kind.OUTSIDE) == []


def test_against_the_host_forums_sessions(dialogue):
    forum = session(dialogue, at(9), at(10), kind="forum")
    own = session(dialogue, at(9, 30), at(10, 30), kind="break")
    session(dialogue, at(8), at(9))
    [conflict] = found(dialogue, Kind.FORUM)
    assert conflict.sessions == (forum, own)


def test_a_day_of_the_forum_of_which_no_session_is_known_is_named():
    forum = {"forum_starts_on": date(2031, 6, 2), "forum_ends_on": date(2031, 6, 2)}
    dialogue = factories.dialogue(**forum)
    session(dialogue, at(9), at(10))
    session(dialogue, at(9, day=3), at(10, day=3))
    assert sentences(dialogue, Kind.FORUM_DAY) == [
        "The host forum meets on 2 June, but none of its sessions has been entered."
    ]
    session(dialogue, at(14), at(15), kind="forum")
    assert found(dialogue, Kind.FORUM_DAY) == []


def test_public_holidays_of_viet_nam_tet_among_them(dialogue):
    named = rules.public_holidays("Asia/Ho_Chi_Minh", {2027}, "vi")
    assert named[date(2027, 2, 6)] == "Tết Nguyên Đán"
    assert rules.public_holidays("Asia/Ho_Chi_Minh", {2027}, "en")[date(2027, 9, 2)]
    assert rules.public_holidays("Asia/Bangkok", {2027}, "en")[date(2027, 12, 5)]
    assert rules.public_holidays("UTC", {2027}, "en") == {}


def test_a_session_on_a_public_holiday_of_the_dialogues_country():
    days = {"starts_on": date(2031, 9, 2), "ends_on": date(2031, 9, 2)}
    begins = datetime(2031, 9, 2, 2, tzinfo=UTC)
    for zone, expected in [("Asia/Ho_Chi_Minh", 1), ("Europe/Paris", 0)]:
        dialogue = factories.dialogue(**days, time_zone=zone)
        session(dialogue, begins, begins + timedelta(hours=1))
        session(dialogue, begins + timedelta(hours=1), begins + timedelta(hours=2))
        assert len(found(dialogue, Kind.HOLIDAY)) == expected


def test_three_hours_without_a_break_in_whatever_rooms(dialogue):
    first = session(dialogue, at(8), at(10), room=factories.room(dialogue))
    second = session(dialogue, at(10, 5), at(11, 30), room=factories.room(dialogue))
    [conflict] = found(dialogue, Kind.NO_BREAK)
    assert conflict.sessions == (first, second)
    assert "between 08:00 and 11:30" in conflict.sentence


@pytest.mark.parametrize(
    ("ends", "begins", "kind"), [((10, 0), (10, 15), "break"), ((10, 0), (10, 20), None)]
)
def test_a_break_or_a_pause_of_ten_minutes_interrupts_the_work(dialogue, ends, begins, kind):
    session(dialogue, at(8), at(*ends))
    if kind:
        session(dialogue, at(*ends), at(*begins), kind=kind)
    session(dialogue, at(*begins), at(12))
    assert found(dialogue, Kind.NO_BREAK) == []


def test_exactly_three_hours_are_accepted(dialogue):
    session(dialogue, at(8), at(11))
    assert found(dialogue, Kind.NO_BREAK) == []


def test_a_round_table_needs_moderator_and_rapporteur(dialogue):
    table = session(dialogue, at(9), at(10), kind="round_table", title_en="Trust")
    session(dialogue, at(10), at(11), kind="keynote")
    kinds = [Kind.NO_MODERATOR, Kind.NO_RAPPORTEUR]
    assert sentences(dialogue, *kinds) == [
        "“Trust” (09:00–10:00) on 2 June has no moderator.",
        "“Trust” (09:00–10:00) on 2 June has no rapporteur.",
    ]
    factories.role(table, factories.person())
    factories.role(table, factories.person(), kind="rapporteur", state="asked")
    assert found(dialogue, *kinds) == []


@pytest.mark.parametrize(
    ("genders", "expected"),
    [
        (["man", "man"], 1),
        (["woman", "woman"], 1),
        (["man", "woman"], 0),
        (["man", "other"], 0),
        (["man", ""], 0),
        (["man", "undisclosed"], 0),
        (["other", "other"], 0),
        (["man"], 0),
    ],
)
def test_a_panel_of_one_sex_only_as_described_and_never_guessed(dialogue, genders, expected):
    panel = session(dialogue, at(9), at(10))
    for gender in genders:
        factories.role(panel, factories.person(gender=gender), kind="discussant")
    factories.role(panel, factories.person(gender="woman"), kind="rapporteur")
    assert len(found(dialogue, Kind.ONE_SEX)) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (None, Kind.NO_INVITATION),
        (Status.INVITED, Kind.NOT_ACCEPTED),
        (Status.DECLINED, Kind.NOT_ACCEPTED),
        (Status.ACCEPTED, None),
        (Status.SUBSTITUTE_PROPOSED, None),
        (Status.ATTENDED, None),
    ],
)
def test_everybody_with_a_role_has_accepted(dialogue, status, expected):
    person = factories.person()
    if status:
        factories.invitation(dialogue, status, person=person)
    factories.invitation(factories.dialogue(), Status.ACCEPTED, person=person)
    factories.role(session(dialogue, at(9), at(10)), person, kind="keynote")
    every = found(dialogue, Kind.NO_INVITATION, Kind.NOT_ACCEPTED)
    assert [one.kind for one in every] == ([expected] if expected else [])
    if status and expected:
        assert str(Status(status).label) in every[0].sentence


def test_a_role_that_nobody_confirmed(dialogue):
    person = factories.person(given_name="Mei")
    factories.role(session(dialogue, at(9), at(10)), person, state="asked")
    [conflict] = found(dialogue, Kind.UNCONFIRMED)
    assert conflict.severity == Severity.OPEN
    assert conflict.sentence.startswith("Mei Tan (moderator) has not confirmed yet:")


def test_a_session_longer_than_a_day_and_one_of_four_minutes(dialogue):
    session(dialogue, at(8), at(9, day=3), title_en="Long")
    session(dialogue, at(8), at(8, 4), title_en="Short")
    assert [one.sessions[0].title for one in found(dialogue, Kind.LONG, Kind.SHORT)] == [
        "Long",
        "Short",
    ]


def test_an_accepted_conflict_comes_back_when_its_facts_change(dialogue):
    room = factories.room(dialogue)
    for _ in range(2):
        moved = session(dialogue, at(9), at(10), room=room)
    [conflict] = found(dialogue, Kind.ROOM)
    board.accept(dialogue, conflict, "Lan", "the hall has a curtain")
    [reviewed] = board.reviewed_conflicts(dialogue)
    assert reviewed.accepted.reason == "the hall has a curtain"
    Session.objects.filter(pk=moved.pk).update(ends_at=at(10, 30))
    [reviewed] = board.reviewed_conflicts(dialogue)
    assert reviewed.accepted is None
    Session.objects.filter(pk=moved.pk).update(ends_at=at(10))
    [reviewed] = board.reviewed_conflicts(dialogue)
    assert reviewed.accepted


def test_an_accepted_conflict_stays_accepted_whatever_the_time(dialogue):
    table = session(dialogue, at(9), at(10), kind="round_table")
    [conflict, _other] = found(dialogue)
    board.accept(dialogue, conflict, "Lan", "she leads it herself")
    Session.objects.filter(pk=table.pk).update(starts_at=at(8))
    assert [bool(reviewed.accepted) for reviewed in board.reviewed_conflicts(dialogue)] == [
        True,
        False,
    ]


def test_accepting_twice_keeps_the_first_reason(dialogue):
    session(dialogue, at(9), at(10), kind="round_table")
    conflict = found(dialogue)[0]
    for reason in ["first", "second"]:
        board.accept(dialogue, conflict, "Lan", reason)
    assert AcceptedConflict.objects.get().reason == "first"
