"""Releasing the programme: what is frozen, what calendars are told, who is written to, and what is
refused."""

import contextlib
import io
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, connections
from django.test.utils import CaptureQueriesContext

from agenda.models import Release, Role, Session
from agenda.programme import roles
from agenda.programme.conflicts import board
from agenda.releases import affected, published, releasing, speakers
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue, DialogueQuerySet
from dialogue.refusals import Refused
from tests import factories
from tests.agenda.releases.drafting import change, delegate
from tests.moments import at
from tests.reading import unsealed

pytestmark = pytest.mark.django_db

NO_NOTE = {"en": "", "vi": ""}
MONDAY, TUESDAY = datetime(2031, 5, 5, 3, tzinfo=UTC), datetime(2031, 5, 6, 3, tzinfo=UTC)


@pytest.fixture
def session(dialogue):
    return factories.session(dialogue, title_en="Trust", title_vi="Niềm tin", starts_at=at(9))


def release(dialogue, **given):
    return releasing.release(dialogue, "Lan Nguyen", notes=given.pop("notes", NO_NOTE), **given)


def last(dialogue):
    return published.latest(dialogue)


def mails(dialogue):
    """{address: text} of what was written to delegates about the programme, and forget it."""
    rows = dialogue.mails.filter(kind="programme_changed")
    found = {mail.to_address: unsealed(mail).text for mail in rows}
    rows.delete()
    return found


# What is frozen


def test_nobody_sees_the_draft_until_it_is_released(dialogue, session):
    assert last(dialogue).sessions == ()
    release(dialogue)
    change(session, title_en="Safety", title_vi="An toàn")
    assert [one.title for one in last(dialogue).sessions] == ["Trust"]
    release(dialogue)
    assert [one.title for one in last(dialogue).sessions] == ["Safety"]


def test_versions_are_numbered_and_say_who_when_and_how_much(dialogue, session):
    with time_machine.travel(MONDAY, tick=False):
        first = release(dialogue, notes={"en": " First. ", "vi": "Bản đầu."})
    change(session, room=factories.room(dialogue))
    second = release(dialogue)
    assert (first.number, second.number) == (1, 2)
    assert (first.released_at, first.released_by) == (MONDAY, "Lan Nguyen")
    assert (first.note_en, first.note_vi) == ("First.", "Bản đầu.")
    assert (first.changes, second.changes) == (1, 1)


def test_another_dialogue_counts_for_itself(dialogue, session):
    release(dialogue)
    other = factories.dialogue()
    factories.session(other)
    assert release(other).number == 1


@pytest.mark.parametrize(
    ("fields", "raised"),
    [
        ({"starts_at": at(9, 5)}, True),
        ({"ends_at": at(10, 30)}, True),
        ({"is_cancelled": True}, True),
        ({"title_en": "Safety", "title_vi": "An toàn"}, False),
        ({"attribution": "chatham_house"}, False),
    ],
)
def test_sequence_rises_with_time_place_and_status_and_with_nothing_else(
    dialogue, session, fields, raised
):
    release(dialogue)
    change(session, **fields)
    release(dialogue)
    assert last(dialogue).session(session.pk).sequence == raised


def test_sequence_rises_with_the_room_and_is_never_lowered(dialogue, session):
    release(dialogue)
    change(session, room=factories.room(dialogue))
    release(dialogue)
    change(session, room=None)
    release(dialogue)
    change(session, title_en="Safety", title_vi="An toàn")
    release(dialogue)
    assert last(dialogue).session(session.pk).sequence == 2


def test_only_what_changed_is_said_to_have_changed(dialogue, session):
    other = factories.session(dialogue, starts_at=at(11))
    with time_machine.travel(MONDAY, tick=False):
        release(dialogue)
    change(session, description_en="Why", description_vi="Vì sao")
    with time_machine.travel(TUESDAY, tick=False):
        release(dialogue)
    programme = last(dialogue)
    assert programme.session(session.pk).changed_at == TUESDAY
    assert programme.session(other.pk).changed_at == MONDAY


def test_a_session_that_is_no_longer_in_the_draft_stays_cancelled(dialogue, session):
    person = delegate(dialogue).person
    factories.role(session, person)
    release(dialogue)
    key = session.pk
    session.delete()
    factories.session(dialogue, starts_at=at(11))
    release(dialogue)
    gone = last(dialogue).session(key)
    assert (gone.is_cancelled, gone.sequence, gone.roles) == (True, 1, ())
    change(Session.objects.get(), title_en="Other", title_vi="Khác")
    release(dialogue)
    assert last(dialogue).session(key) == gone


def test_a_session_cancelled_before_anybody_heard_of_it_is_left_out(dialogue, session):
    release(dialogue)
    factories.session(dialogue, starts_at=at(11), is_cancelled=True)
    assert not releasing.lag(dialogue).has_news


def test_line_ends_and_outer_white_space_are_no_change(dialogue, session):
    change(session, questions_en="One?\nTwo?", questions_vi="Một?\nHai?")
    release(dialogue)
    change(session, questions_en="One?\r\nTwo?\r\n", questions_vi="Một?\r\nHai? ")
    assert not releasing.lag(dialogue).has_news
    with pytest.raises(Refused, match="Nothing has changed"):
        release(dialogue)


def test_a_person_who_was_asked_since_is_no_change(dialogue, session):
    role = factories.role(session, delegate(dialogue).person, state=Role.State.PLANNED)
    release(dialogue)
    Role.objects.filter(pk=role.pk).update(state="asked", asked_at=MONDAY)
    assert not releasing.lag(dialogue).has_news


def test_whoever_takes_a_role_over_is_named_with_the_next_release(dialogue, session):
    """A role's row may pass to somebody else; that person was not in the release."""
    old, new = delegate(dialogue).person, delegate(dialogue).person
    role = factories.role(session, old)
    release(dialogue)
    Role.objects.filter(pk=role.pk).update(person=new)
    assert speakers.among_delegates(last(dialogue)) == {}
    release(dialogue)
    [named] = speakers.among_delegates(last(dialogue))[session.pk]
    assert named.person == new


def test_how_far_the_draft_is_from_the_release_is_one_sentence(dialogue, session):
    assert str(releasing.lag(dialogue)).startswith("Not yet released")
    release(dialogue)
    assert (
        str(releasing.lag(dialogue))
        == "Everybody sees the current draft: it is the same as version 1."
    )
    change(session, is_cancelled=True)
    for _ in range(2):
        factories.topic(dialogue)
    assert str(releasing.lag(dialogue)) == "Changed since version 1: 1 session, 2 topics."


# What is refused


def refused(dialogue, match, **given):
    """Releasing is refused, and nothing is written."""
    delegate(dialogue)
    before = list(Release.objects.values())
    with pytest.raises(Refused, match=match):
        release(dialogue, **given)
    assert list(Release.objects.values()) == before
    assert not OutgoingMail.objects.exists()


def test_an_empty_draft_is_not_released(dialogue):
    refused(dialogue, "Nothing has changed")


def test_a_draft_changed_since_it_was_shown_is_not_released(dialogue, session):
    seen = releasing.draft(dialogue).fingerprint
    change(session, ends_at=at(12))
    refused(dialogue, "changed since this page was opened", seen=seen)
    release(dialogue, seen=releasing.draft(dialogue).fingerprint)


def test_serious_conflicts_have_to_be_accepted(dialogue, session):
    hall = factories.room(dialogue)
    change(session, room=hall)
    factories.session(dialogue, starts_at=at(9), room=hall)
    refused(dialogue, "Some sessions are in conflict")
    [reviewed] = releasing.draft(dialogue).conflicts
    board.accept(dialogue, reviewed.conflict, "Lan", "the wall is moved")
    release(dialogue)


def test_a_text_in_one_language_is_not_released(dialogue, session):
    change(session, description_en="Why we meet.")
    refused(dialogue, "missing in one language")


def test_a_text_changed_in_one_language_is_released_once_it_is_judged_right(dialogue, session):
    factories.release(dialogue)
    change(session, title_en="Trusting")
    refused(dialogue, "changed in one language only")
    [finding] = releasing.draft(dialogue).to_judge
    release(dialogue, judged={finding.fingerprint})
    assert releasing.draft(dialogue).findings == []


def test_a_note_in_one_language_is_refused(dialogue, session):
    refused(dialogue, "in both languages, or in neither", notes={"en": "New.", "vi": " "})


def test_the_command_prints_what_keeps_the_programme_from_being_released(dialogue, session):
    change(session, description_en="Why we meet.")
    said = io.StringIO()
    with pytest.raises(CommandError, match="missing in one language"):
        call_command("release_programme", dialogue.slug, stderr=said)
    assert "Trust, description: missing in one language" in said.getvalue()
    assert not Release.objects.exists()


# The people affected


def test_the_first_release_is_announced_to_all_who_come_and_nobody_else(dialogue, session):
    coming = [delegate(dialogue, status=status) for status in ["accepted", "tentative"]]
    for status in ["invited", "declined", "withdrawn", "cleared"]:
        delegate(dialogue, status=status)
    release(dialogue)
    told = mails(dialogue)
    assert set(told) == {one.person.email for one in coming}
    assert all("The programme has been released" in text for text in told.values())


def test_another_time_is_announced_to_all_in_their_language_with_before_and_after(
    dialogue, session
):
    english, vietnamese = delegate(dialogue), delegate(dialogue, "vi")
    factories.release(dialogue)
    change(session, starts_at=at(9, 15))
    release(dialogue)
    told = mails(dialogue)
    one, other = told[english.person.email], told[vietnamese.person.email]
    assert "Trust" in one
    assert "09:15–10:00" in one
    assert "09:00–10:00" in one
    assert "Niềm tin" in other
    assert "Trust" not in other
    assert english.token in one
    assert english.token not in other


def test_other_words_are_sent_to_those_who_have_a_role_in_the_session(dialogue, session):
    speaker, listener = delegate(dialogue), delegate(dialogue)
    factories.role(session, speaker.person)
    factories.release(dialogue)
    change(session, description_en="Why", description_vi="Vì sao")
    release(dialogue)
    told = mails(dialogue)
    assert set(told) == {speaker.person.email}
    assert "changed: description" in told[speaker.person.email]
    assert listener.person.email not in told


def test_a_role_is_announced_to_whoever_gets_it_and_to_whoever_had_it(dialogue, session):
    old, new, other = (delegate(dialogue) for _ in range(3))
    role = factories.role(session, old.person)
    factories.release(dialogue)
    role.delete()
    factories.role(session, new.person)
    release(dialogue)
    told = mails(dialogue)
    assert "You no longer have this role: moderator, Trust" in told[old.person.email]
    assert "You now have this role: moderator, Trust" in told[new.person.email]
    assert other.person.email not in told


def test_nobody_is_written_to_about_their_own_answer(dialogue, session):
    yes, no = delegate(dialogue), delegate(dialogue)
    planned = factories.role(session, yes.person, state=Role.State.PLANNED)
    asked = factories.role(session, no.person, kind="chair", state=Role.State.ASKED)
    release(dialogue)
    mails(dialogue)
    roles.ask(Role.objects.filter(pk=planned.pk))
    roles.answer(planned, confirm=True, by="Mei")
    roles.answer(asked, confirm=False, by="Mei")
    factories.session(dialogue, starts_at=at(11))
    release(dialogue)
    told = mails(dialogue)
    assert set(told) == {yes.person.email, no.person.email}
    for text in told.values():
        assert "Round table" in text
        assert "You now have this role" not in text
        assert "You no longer have this role" not in text


def test_nobody_is_written_to_about_a_role_that_nobody_was_asked_to_take(dialogue, session):
    factories.release(dialogue)
    factories.role(session, delegate(dialogue).person, state=Role.State.PLANNED)
    release(dialogue)
    assert mails(dialogue) == {}


def test_nobody_is_written_to_if_the_organisers_say_so(dialogue, session):
    delegate(dialogue)
    release(dialogue, write_to_them=False)
    assert mails(dialogue) == {}


@pytest.mark.parametrize("status", [Dialogue.Status.CANCELLED, Dialogue.Status.DECLINED])
def test_of_a_dialogue_that_does_not_take_place_the_pages_are_corrected_and_nobody_gets_a_letter(
    dialogue, session, status
):
    delegate(dialogue)
    release(dialogue, write_to_them=False)
    Dialogue.objects.update(status=status)
    change(session, title_en="Safety", title_vi="An toàn", starts_at=at(9, 15))
    release(dialogue)
    assert [one.title for one in last(dialogue).sessions] == ["Safety"]
    assert mails(dialogue) == {}


def test_the_note_is_in_the_letter_in_the_readers_language(dialogue, session):
    english, vietnamese = delegate(dialogue), delegate(dialogue, "vi")
    release(dialogue, notes={"en": "Please be early.", "vi": "Xin đến sớm."})
    told = mails(dialogue)
    assert "Please be early." in told[english.person.email]
    assert "Xin đến sớm." in told[vietnamese.person.email]


def test_a_letter_lists_so_many_changes_and_the_readers_own_sessions_first(
    dialogue, session, monkeypatch
):
    monkeypatch.setattr(affected, "MOST_SHOWN", 2)
    speaker = delegate(dialogue)
    factories.release(dialogue)
    for n in range(3):
        factories.session(dialogue, title_en=f"Talk {n}", starts_at=at(11 + n))
    own = factories.session(dialogue, title_en="Own talk", starts_at=at(15))
    factories.role(own, speaker.person)
    release(dialogue)
    told = mails(dialogue)[speaker.person.email]
    assert told.index("– Own talk: new") < told.index("– Talk 0: new")
    assert "Talk 1" not in told
    assert "and 2 more changes" in told


def test_whom_a_release_reaches_is_counted(dialogue, session):
    for _ in range(2):
        factories.role(session, delegate(dialogue).person)
    inner = factories.session(dialogue, starts_at=at(11), audience="delegates")
    factories.release(dialogue)
    change(inner, starts_at=at(11, 30))
    draft = releasing.draft(dialogue)
    reach = affected.reach(dialogue, draft.old, draft.new, most=1)
    assert (reach.public, reach.calendars, reach.number, len(reach.first)) == (0, 2, 2, 1)
    assert (reach.new_roles, reach.lost_roles) == (0, 0)


def test_as_many_queries_for_three_sessions_and_delegates_as_for_thirty(dialogue):
    def queries():
        with CaptureQueriesContext(connection) as found:
            draft = releasing.draft(dialogue)
            affected.reach(dialogue, draft.old, draft.new, most=30)
        return len(found)

    def fill(number):
        for n in range(number):
            one = factories.session(dialogue, starts_at=at(8) + timedelta(minutes=10 * n))
            one.topics.add(factories.topic(dialogue))
            factories.role(one, delegate(dialogue).person)

    fill(3)
    few = queries()
    fill(27)
    assert queries() == few


# Two organisers at once


@pytest.fixture
def both_look_before_either_releases(monkeypatch):
    """Holds whoever has looked at the draft until the other has looked too, or cannot."""
    both, look = threading.Barrier(2), releasing.draft

    def look_and_wait(*arguments):
        found = look(*arguments)
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(timeout=1)
        return found

    monkeypatch.setattr(releasing, "draft", look_and_wait)


def release_twice_at_once(dialogue):
    """What each of two organisers is told, in order: the version, or why there is none."""

    def try_it(_organiser):
        try:
            return release(dialogue).number
        except (Refused, IntegrityError) as error:
            return type(error)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(try_it, range(2)), key=str)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_make_the_same_version_and_the_schema_stops_one(
    dialogue, session, monkeypatch, both_look_before_either_releases
):
    monkeypatch.setattr(DialogueQuerySet, "lock", lambda self, pk: self.get(pk=pk))
    if connection.vendor == "sqlite":
        # There the write lock that BEGIN IMMEDIATE takes is the lock; so no transaction either.
        monkeypatch.setattr(releasing, "release", releasing.release.__wrapped__)
    assert release_twice_at_once(dialogue) == [1, IntegrityError]


@pytest.mark.django_db(transaction=True)
def test_with_the_lock_one_releases_and_the_other_is_refused(
    dialogue, session, both_look_before_either_releases
):
    delegate(dialogue)
    assert release_twice_at_once(dialogue) == [1, Refused]
    assert [one.number for one in dialogue.releases.all()] == [1]
    assert len(mails(dialogue)) == 1
