"""By the clock: when the terms are over nobody is known any more, and the numbers are the same."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from dialogue.models import Dialogue
from dialogue.personal_data import data_map, retention
from participants.models import DataRequest, Invitation, Person
from participants.seating import balance
from participants.states import Status
from tests import factories
from tests.personal_data_world import (
    NAME,
    WORDS_OF_THE_PERSON,
    forget_due,
    make_world,
    stored,
    traces,
)

LAST_DAY = datetime(2031, 6, 3, 12, tzinfo=UTC)


def run(**options):
    said = io.StringIO()
    call_command("forget_personal_data", stdout=said, **options)
    return said.getvalue().strip()


@pytest.fixture
def world(clock, dialogue, client):
    return make_world(dialogue, client)


def numbers(dialogue):
    """What is counted of a dialogue: by category, by country, and the seats."""
    board = balance.board(dialogue)
    statuses = dialogue.invitations.order_by("status").values_list("status", "category")
    return board.categories, board.countries, board.seats, board.total, list(statuses)


def test_the_world_leaves_something_in_every_table_that_has_a_term(world):
    """Otherwise the next test would prove less than it says."""
    empty = [
        holding.model
        for holding in data_map.personal()
        if holding.rows_due and not holding.rows.exists()
    ]
    assert empty == []


def test_when_all_terms_are_over_nobody_is_known_and_the_numbers_are_the_same(world, clock):
    before = numbers(world.dialogue)
    assert {trace.partition(": ")[2] for trace in traces(world.words)} == set(world.words)
    clock.move_to(LAST_DAY + timedelta(days=367))
    User.objects.update(is_active=False, date_joined=LAST_DAY - timedelta(days=90))
    run()
    assert traces(world.words) == []
    assert numbers(Dialogue.objects.get()) == before
    assert Invitation.objects.filter(status=Status.ACCEPTED).count() == 2
    once = stored()
    assert run() == "Nothing has been kept longer than its term."
    assert stored() == once


def after(days):
    """This many days after the last day of the dialogue, in the afternoon."""
    return LAST_DAY + timedelta(days=days)


def test_before_the_terms_are_over_all_is_there(world, clock):
    before = stored()
    clock.move_to(after(60))
    run()
    now = stored()
    still = [place for place in before if before[place] != now.get(place, "")]
    # What belongs to no dialogue, long work that is over, an upload that nobody imported, a file
    # that goes with no letter, a session that ended.
    assert {place.split(".")[0] for place in still} == {
        "dialogue_job",
        "dialogue_jobfile",
        "django_session",
        "mail_sharedfile",
        "participants_incomingmail",
        "participants_peopleupload",
        "usersessions_usersession",
    }
    clock.move_to(after(61))
    run()
    assert traces(["K7654321", "lutefisk"]) == []
    assert {trace.partition(": ")[2] for trace in traces(["Quilliam", "Ormsby"])} == {
        "Quilliam",
        "Ormsby",
    }


def test_a_dry_run_counts_and_changes_nothing(world, clock):
    clock.move_to(after(367))
    before = stored()
    said = run(dry_run=True)
    assert said.startswith("Would be forgotten: ")
    assert "people 3" in said
    assert stored() == before
    assert "people 3" in run()


def test_what_it_says_names_nobody(world, clock):
    clock.move_to(after(367))
    said = run()
    assert [word for word in world.words if word in said] == []


def test_somebody_in_a_later_dialogue_keeps_what_that_needs(world, clock):
    later = factories.dialogue(starts_on=date(2032, 3, 1), ends_on=date(2032, 3, 2))
    second = factories.invitation(later, Status.ACCEPTED, person=world.person, note="A new note.")
    second.events.create(
        verb="accept", from_status="invited", to_status="accepted", door="link", actor=NAME
    )
    clock.move_to(after(367))
    run()
    person = Person.objects.get(pk=world.person.pk)
    assert (person.name, person.email) == (NAME, "zubaidah@quilliam.example")
    assert second.events.get().actor == NAME
    first = Invitation.objects.get(pk=world.invitation.pk)
    assert (first.note, {event.actor for event in first.events.all()}) == ("", {""})
    assert traces(["marmalade", "Fernhollow", "Vasquillez"]) == []
    clock.move_to(datetime(2033, 3, 4, 12, tzinfo=UTC))
    run()
    assert traces(WORDS_OF_THE_PERSON) == []


def test_somebody_with_a_role_in_a_later_dialogue_is_kept_though_not_invited(world, clock):
    later = factories.dialogue(starts_on=date(2032, 3, 1), ends_on=date(2032, 3, 2))
    factories.role(factories.session(later), world.nominee)
    clock.move_to(after(367))
    run()
    world.nominee.refresh_from_db()
    assert world.nominee.family_name == "Vasquillez"


def test_whoever_waits_for_an_answer_about_their_data_is_known_until_it_is_given(world, clock):
    row = factories.data_request(person=world.nominee)
    clock.move_to(after(367))
    run()
    world.nominee.refresh_from_db()
    assert world.nominee.family_name == "Vasquillez"
    given = {"answered_at": after(367), "answered_by": factories.organiser(), "answer": "None."}
    row = DataRequest.objects.filter(pk=row.pk)
    row.update(state="answered", settled_at=after(367), **given)
    run()
    world.nominee.refresh_from_db()
    assert world.nominee.family_name != "Vasquillez"


def test_a_letter_that_waits_is_cancelled_when_it_is_forgotten(world, clock):
    waiting = world.dialogue.mails.waiting().count()
    assert waiting
    clock.move_to(after(367))
    run()
    assert not world.dialogue.mails.waiting().exists()
    assert set(world.dialogue.mails.values_list("to_address", "text")) == {("", "")}


def test_a_namesake_and_whoever_shares_an_address_keep_theirs(world, clock):
    later = factories.dialogue(starts_on=date(2032, 3, 1), ends_on=date(2032, 3, 2))
    namesake = factories.person(
        given_name="Zubaidah",
        family_name="Quilliam",
        email="other@example.org",
        cc_email="pa@quilliam.example",
        assistant_name="Perpetua Thwaite",
    )
    kept = factories.invitation(later, Status.ACCEPTED, person=namesake)
    kept.events.create(
        verb="accept", from_status="invited", to_status="accepted", door="link", actor=NAME
    )
    kept.answers.create(
        response="accept",
        answered_by="office",
        answered_by_name="Perpetua Thwaite",
        answered_by_email="pa@quilliam.example",
    )
    clock.move_to(after(367))
    run()
    assert kept.events.get().actor == NAME
    answer = kept.answers.get()
    assert (answer.answered_by_name, answer.answered_by_email) == (
        "Perpetua Thwaite",
        "pa@quilliam.example",
    )
    namesake.refresh_from_db()
    assert namesake.name == NAME


def test_somebody_who_is_forgotten_is_so_in_what_others_wrote_of_them_later(world, clock):
    later = factories.dialogue(starts_on=date(2032, 3, 1), ends_on=date(2032, 3, 2))
    seat = factories.invitation(later, Status.INVITED)
    seat.answers.create(
        response="tentative",
        answered_by="office",
        answered_by_name=NAME,
        reason=f"Ask {NAME}, or the cathedral.",
    )
    note = factories.note(factories.session(later), f"As “{NAME}” had said, trust grows.")
    clock.move_to(after(367))
    run()
    answer = seat.answers.get()
    assert (answer.answered_by_name, answer.reason) == ("–", "Ask –, or the cathedral.")
    note.refresh_from_db()
    assert note.text == "As “–” had said, trust grows."
    assert traces([NAME]) == []


def test_people_who_were_never_invited_are_kept_as_long_from_their_last_change(db, clock):
    person = factories.person(family_name="Vasquillez")
    clock.move_to(datetime(2032, 4, 29, tzinfo=UTC))
    assert forget_due("participants.Person", datetime.now(UTC)) == 0
    clock.move_to(datetime(2032, 5, 2, tzinfo=UTC))
    assert forget_due("participants.Person", datetime.now(UTC)) == 1
    person.refresh_from_db()
    assert (str(person), person.email) == ("(name erased)", f"erased-{person.pk}@erased.invalid")


def test_the_history_of_a_row_that_was_deleted_goes_after_two_months(db, clock):
    person = factories.person(family_name="Vasquillez")
    person.delete()
    label = "participants.HistoricalPerson"
    clock.move_to(datetime(2031, 6, 29, tzinfo=UTC))
    assert forget_due(label, datetime.now(UTC)) == 0
    clock.move_to(datetime(2031, 7, 1, tzinfo=UTC))
    assert forget_due(label, datetime.now(UTC)) == 2
    assert traces(["Vasquillez"]) == []


def test_details_decide_where_they_are_kept_longer_than_the_rest(dialogue):
    Dialogue.objects.update(details_kept_days=400)
    factories.invitation(dialogue, Status.ACCEPTED, note="marmalade")
    assert forget_due("participants.Invitation", after(400)) == 0
    assert forget_due("participants.Invitation", after(401)) == 1


def test_a_run_that_was_stopped_goes_on_where_it_was(dialogue, clock, monkeypatch):
    for number in range(3):
        person = factories.person(family_name=f"Vasquillez {number}")
        factories.invitation(dialogue, Status.ACCEPTED, person=person)
    clock.move_to(after(367))
    monkeypatch.setattr(retention, "PEOPLE", 1)
    forget, seen = retention.forget, []

    def forget_or_stop(holding, rows):
        if holding.model == "participants.Person":
            seen.append(rows)
            if len(seen) > 1:
                raise KeyboardInterrupt
        return forget(holding, rows)

    monkeypatch.setattr(retention, "forget", forget_or_stop)
    with pytest.raises(KeyboardInterrupt):
        run()
    assert Person.objects.filter(family_name="").count() == 1
    monkeypatch.setattr(retention, "forget", forget)
    assert "people 2" in run()


def test_a_former_contact_goes_from_the_history_and_the_present_one_stays(dialogue, clock):
    dialogue.contact_name_en, dialogue.contact_email = "Theodora Vasquillez", "t@vasquillez.example"
    dialogue.save()
    dialogue.contact_name_en, dialogue.contact_email = "Dialogue secretariat", "s@dialogue.test"
    dialogue.save()
    assert traces(["Vasquillez"])
    clock.move_to(after(367))
    run()
    assert traces(["Vasquillez"]) == []
    dialogue.refresh_from_db()
    assert (dialogue.contact_name_en, dialogue.contact_email) == (
        "Dialogue secretariat",
        "s@dialogue.test",
    )
