"""Parts in the programme: asked, confirmed, refused, passed on; and who is named where."""

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from agenda.models import Role
from agenda.programme import roles
from agenda.programme.sessions import mark_programme_changed
from dialogue.mail.models import OutgoingMail
from dialogue.models.records import altering_records
from dialogue.refusals import Refused
from participants.delegates import consents
from participants.models import Answer, Invitation
from participants.states import HAS_A_LINK, Status
from participants.workflow import answers, nominations, transitions
from tests import factories
from tests.reading import soup, text_of, unsealed

pytestmark = pytest.mark.usefixtures("clock")

State = Role.State
BY = transitions.Actor(transitions.Door.ADMIN, "Programme office")


@pytest.fixture
def session(dialogue):
    return factories.session(dialogue)


def chosen(*rows):
    return Role.objects.filter(pk__in=[row.pk for row in rows])


def state_of(role):
    return Role.objects.get(pk=role.pk).state


# Every state and every act


@pytest.mark.parametrize(
    ("state", "letters", "after"),
    [
        (State.PLANNED, 1, State.ASKED),
        (State.ASKED, 0, State.ASKED),
        (State.CONFIRMED, 0, State.CONFIRMED),
        (State.REFUSED, 1, State.ASKED),
    ],
)
def test_a_person_who_is_not_asked_yet_or_declined_can_be_asked(
    session, invitation, state, letters, after
):
    role = factories.role(session, invitation.person, state=state, remark="no time")
    assert roles.ask(chosen(role)) == letters
    assert invitation.mails.filter(kind="role_request").count() == letters
    stored = Role.objects.get()
    assert stored.state == after
    if letters:
        assert (stored.answered_at, stored.answered_by, stored.remark) == (None, "", "")


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("confirm", [True, False], ids=["confirm", "refuse"])
def test_every_role_can_be_taken_and_refused_and_the_mind_changed(
    session, invitation, state, confirm
):
    role = factories.role(session, invitation.person, state=state, answered_by="somebody")
    roles.answer(role, confirm=confirm, by="Mei Tan", remark=" gladly ")
    role.refresh_from_db()
    assert role.state == (State.CONFIRMED if confirm else State.REFUSED)
    assert (role.answered_by, role.remark) == ("Mei Tan", "gladly")
    assert role.answered_at is not None


def test_the_same_answer_once_more_changes_nothing(session, invitation, clock):
    role = factories.role(session, invitation.person, state="asked")
    roles.answer(role, confirm=True, by="Mei Tan", remark="gladly")
    before = Role.objects.values().get()
    clock.shift(60)
    roles.answer(role, confirm=True, by="Her office")
    assert Role.objects.values().get() == before


def test_a_role_is_asked_and_answered_until_its_session_is_over_or_off(session, invitation, clock):
    role = factories.role(session, invitation.person, state="planned")
    session.is_cancelled = True
    session.save()
    assert roles.ask(chosen(role)) == 0
    session.is_cancelled = False
    session.save()
    assert roles.ask(chosen(role)) == 1
    clock.move_to("2031-06-02T03:00:00Z")
    role.refresh_from_db()
    with pytest.raises(Refused, match="over or will not take place"):
        roles.answer(role, confirm=True, by="Mei Tan")
    assert state_of(role) == State.ASKED


def test_a_state_without_its_moments_is_refused_by_the_schema(session, invitation):
    role = factories.role(session, invitation.person, state="asked")
    wrong = [{"state": "confirmed"}, {"state": "planned"}, {"recorded_by": "Lan"}]
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            chosen(role).update(**fields)


# Asking


def test_the_letter_names_all_roles_of_a_person_once(dialogue, session, invitation):
    second = factories.session(dialogue, title_en="Closing words")
    mine = [
        factories.role(session, invitation.person, state="planned"),
        factories.role(second, invitation.person, state="planned", kind="chair"),
    ]
    other = factories.invitation(dialogue, Status.INVITED)
    theirs = factories.role(second, other.person, state="planned", kind="keynote")
    assert roles.ask(chosen(*mine, theirs)) == 2
    letter = unsealed(invitation.mails.get())
    for told in [session.title_en, "Closing words", "2 June 2031, 09:00–10:00", invitation.token]:
        assert told in letter.text
    assert "Keynote" not in letter.text
    assert other.mails.get().text.count("Closing words") == 1


@pytest.mark.parametrize("status", [None, *(one for one in Status if one not in HAS_A_LINK)])
def test_nobody_is_asked_where_one_has_no_page_to_answer_on(dialogue, session, invitation, status):
    nowhere = factories.person(given_name="Ama")
    if status:
        factories.invitation(dialogue, status, person=nowhere)
    planned = [
        factories.role(session, one, state="planned") for one in [invitation.person, nowhere]
    ]
    with pytest.raises(Refused, match=r"First invite .*Ama Tan"):
        roles.ask(chosen(*planned))
    assert [state_of(one) for one in planned] == [State.PLANNED] * 2
    assert not OutgoingMail.objects.exists()


def test_letters_cost_the_same_queries_to_show_for_few_and_many(
    dialogue, session, django_assert_num_queries
):
    for number in [3, 20]:
        for _ in range(number):
            invited = factories.invitation(dialogue, Status.INVITED)
            factories.role(session, invited.person, state="planned")
        with django_assert_num_queries(2):
            assert len(roles.requests(Role.objects.all())) >= number


# A substitute


def test_a_substitute_takes_over_the_roles_that_lie_ahead_and_is_asked(dialogue, clock):
    clock.move_to("2031-06-02T04:00:00Z")  # the first session is over
    over, ahead = factories.session(dialogue), factories.session(dialogue, starts_at=_later())
    old = factories.invitation(dialogue, Status.ACCEPTED)
    past = factories.role(over, old.person)
    taken = factories.role(ahead, old.person, remark="gladly", answered_by="her office")
    planned = factories.role(ahead, old.person, kind="chair", state="planned")
    nominations.nominate(old, BY, factories.nomination())
    new = nominations.approve(old, BY)
    assert Role.objects.get(pk=past.pk).person == old.person
    stored = Role.objects.get(pk=taken.pk)
    assert (stored.person, stored.state, stored.remark) == (new.person, State.ASKED, "")
    assert (state_of(planned), planned.kind) == (State.PLANNED, "chair")
    letter = new.mails.get(kind="role_request")
    assert "Moderator" in letter.text
    assert "Chair" not in letter.text
    assert old.token not in unsealed(letter).text


def _later():
    return factories.datetime(2031, 6, 2, 8, tzinfo=factories.UTC)


def test_a_substitute_who_has_the_role_already_has_it_once(dialogue, session, invitation):
    successor = factories.invitation(dialogue, Status.ACCEPTED)
    for one in [invitation, successor]:
        factories.role(session, one.person)
    roles.pass_on(invitation, successor)
    role = Role.objects.get()
    assert (role.person, role.state) == (successor.person, State.CONFIRMED)


# On the personal page


def role_form(role, answer, **fields):
    given = {"answer": answer, "answered_by": "invitee", **fields}
    return {f"role-{role.pk}-{name}": value for name, value in given.items()}


def role_path(invitation, role):
    return reverse("delegate_role", args=[invitation.token, role.pk])


def test_the_page_says_what_is_asked_when_where_and_under_which_rule(client, dialogue, clock):
    person = factories.person(language="en")
    invitation = factories.invitation(dialogue, Status.INVITED, person=person)
    assert "Your roles in the programme" not in text_of(client.get(invitation.page_path))
    session = factories.session(
        dialogue,
        title_en="Trust at the table",
        questions_en="Why now?",
        attribution="chatham_house",
        room=factories.room(dialogue, name_en="Hall A"),
    )
    factories.role(session, person, kind="chair", state="planned")
    assert "Trust at the table" not in text_of(client.get(invitation.page_path))
    factories.role(session, person, state="asked")
    clock.shift(1)
    mark_programme_changed(dialogue)  # as roles.ask does
    text = text_of(client.get(invitation.page_path))
    for told in [
        "Moderator: Trust at the table",
        "2 June 2031, 09:00–10:00 · Hall A · Chatham House Rule",
        "not yet in the released programme",
        "Why now?",
        "The organisers would like to know whether you accept this role.",
        "You have not agreed to this. We will ask you about this once you have accepted",
    ]:
        assert told in text
    assert "Chair" not in text


def test_the_page_shows_the_session_as_it_was_released(client, dialogue, session, invitation):
    role = factories.role(session, invitation.person, state="asked")
    factories.release(dialogue)
    session.ends_at = _later()
    session.save()
    text = text_of(client.get(role_path(invitation, role)))
    assert "2 June 2031, 09:00–10:00" in text
    assert "not yet in the released programme" not in text


def test_the_page_says_whether_the_name_may_be_public(client, session, invitation):
    role = factories.role(session, invitation.person)
    page = client.get(role_path(invitation, role))
    assert (
        "You have not agreed to this. You can give or withdraw this consent under “What may be "
        "published”" in text_of(page)
    )
    assert reverse("details_consent", args=[invitation.token]) in page.content.decode()
    consents.record(invitation, "programme", True, door="link", actor="Mei Tan")
    text = text_of(client.get(role_path(invitation, role)))
    assert "You agreed to this on 1 May 2031, 09:00." in text


def test_whoever_has_accepted_finds_each_role_once_in_the_checklist(client, session, invitation):
    roles = [
        factories.role(session, invitation.person, state="asked", kind=kind)
        for kind in ["moderator", "rapporteur"]
    ]
    page = soup(client.get(invitation.page_path))
    for role in roles:
        assert len(page.select(f'a[href*="{role_path(invitation, role)}"]')) == 1
    assert not page.select(".role")
    # The letter that asks for it leads there.
    assert "Your role: moderator" in page.select_one("li#your-roles").text
    assert len(page.select("#your-roles")) == 1


def test_until_when_is_said_only_while_an_answer_is_awaited(client, session, invitation):
    day = session.starts_at.date()
    role = factories.role(session, invitation.person, state="asked", answer_by_on=day)
    assert "Please answer by" in text_of(client.get(role_path(invitation, role)))
    client.post(role_path(invitation, role), role_form(role, "confirm"))
    assert "Please answer by" not in text_of(client.get(role_path(invitation, role)))


def test_the_invitee_takes_a_role_and_may_give_it_back(client, session, invitation, clock):
    role = factories.role(session, invitation.person, state="asked")
    response = client.post(role_path(invitation, role), role_form(role, "confirm"))
    assert response.url == f"{role_path(invitation, role)}?lang=en&done=1"
    assert state_of(role) == State.CONFIRMED
    clock.shift(60)
    given = role_form(role, "refuse", remark="In Geneva that day")
    text = text_of(client.post(role_path(invitation, role), given, follow=True))
    assert "You have declined this role. Recorded on 1 May 2031, 09:01 . In Geneva" in text.replace(
        "09:01.", "09:01 ."
    )
    role.refresh_from_db()
    assert (role.state, role.answered_by) == (State.REFUSED, invitation.person.name)


def test_an_office_answers_with_its_name(client, session, invitation):
    role = factories.role(session, invitation.person, state="asked")
    nameless = role_form(role, "confirm", answered_by="office", remark="With pleasure")
    response = client.post(role_path(invitation, role), nameless)
    assert response.status_code == 422
    assert "Please give your name" in text_of(response, 422)
    assert "With pleasure" in soup(response, 422).select_one("textarea").text
    assert state_of(role) == State.ASKED
    named = nameless | role_form(
        role, "confirm", answered_by="office", answered_by_name="Rachel  Goh"
    )
    text = text_of(client.post(role_path(invitation, role), named, follow=True))
    assert "You have accepted this role. Thank you." in text
    assert "by Rachel Goh, on behalf of the invitee" in text


def test_without_a_button_nothing_is_recorded(client, session, invitation):
    role = factories.role(session, invitation.person, state="asked")
    response = client.post(role_path(invitation, role), role_form(role, ""))
    assert response.status_code == 422
    assert "Please press one of the two buttons." in text_of(response, 422)
    assert state_of(role) == State.ASKED


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_answers_nothing(client, session, invitation, method):
    role = factories.role(session, invitation.person, state="asked")
    getattr(client, method)(role_path(invitation, role), role_form(role, "confirm"))
    assert state_of(role) == State.ASKED


@pytest.mark.parametrize("state", [State.ASKED, State.PLANNED])
def test_a_foreign_link_cannot_answer_anothers_role(client, dialogue, session, invitation, state):
    role = factories.role(session, factories.person(family_name="Okafor"), state=state)
    if state == State.PLANNED:  # nor what was not asked of one yet
        chosen(role).update(person=invitation.person)
    elsewhere = factories.role(
        factories.session(factories.dialogue()), invitation.person, state="asked"
    )
    for other in [role, elsewhere]:
        response = client.post(role_path(invitation, other), role_form(other, "confirm"))
        assert response.status_code == 404
        assert "no longer being asked to take this role" in text_of(response, 404)
        assert "Okafor" not in text_of(response, 404)
        assert state_of(other) == other.state


def test_two_tabs_hear_of_each_other(client, session, invitation, clock):
    role = factories.role(session, invitation.person, state="asked")
    path = role_path(invitation, role)
    seen = soup(client.get(path)).select_one("[name=seen]")["value"]
    clock.shift(60)
    client.post(path, {**role_form(role, "refuse", remark="In Geneva"), "seen": seen})
    clock.shift(60)
    late = {**role_form(role, "confirm", remark="We can come"), "seen": seen}
    response = client.post(path, late)
    assert response.status_code == 422
    assert "This role has changed in the meantime: it is now “declined”" in text_of(response, 422)
    assert "1 May 2031, 09:01" in text_of(response, 422)
    assert soup(response, 422).select_one("textarea").text.strip() == "We can come"
    assert state_of(role) == State.REFUSED
    again = soup(response, 422).select_one("[name=seen]")["value"]
    client.post(path, {**late, "seen": again})
    assert state_of(role) == State.CONFIRMED


def test_a_role_in_a_session_that_is_over_has_no_buttons(client, session, invitation, clock):
    role = factories.role(session, invitation.person, state="asked")
    clock.move_to("2031-06-04T02:00:00Z")
    page = client.get(role_path(invitation, role))
    assert soup(page).select("main form") == []
    assert "You were asked but did not answer." in text_of(page)


def test_the_personal_page_costs_the_same_queries_with_few_and_many_roles(
    client, dialogue, invitation, django_assert_max_num_queries
):
    for _ in range(2):
        for _ in range(5):
            factories.role(factories.session(dialogue), invitation.person, state="asked")
        factories.release(dialogue)
        with django_assert_max_num_queries(18):  # six of them for the checklist
            client.get(invitation.page_path)


# Who is named outside


@pytest.fixture
def speaker(client, dialogue, session):
    """Somebody for whom all is given: released, confirmed, coming, consented; shown by the cached
    public page. Time goes on with each step."""
    with time_machine.travel("2031-05-01T02:00:00Z", tick=True):
        invitation = factories.invitation(
            dialogue, Status.ACCEPTED, person=factories.person(given_name="Ama")
        )
        factories.role(session, invitation.person)
        consents.record(invitation, "programme", True, door="link", actor="Ama")
        factories.release(dialogue)
        assert is_named(client, dialogue)
        yield invitation


def is_named(client, dialogue):
    page = client.get(reverse("programme", args=[dialogue.slug]))
    assert page.status_code == 200
    return "Ama Tan" in page.content.decode()


def test_a_person_who_is_not_released_is_not_named(client, dialogue, speaker):
    role = Role.objects.get()
    again = factories.role(role.session, speaker.person, kind="chair")
    role.delete()
    roles.answer(again, confirm=False, by="Ama")
    roles.answer(again, confirm=True, by="Ama")
    assert not is_named(client, dialogue)
    factories.release(dialogue)
    assert is_named(client, dialogue)


def test_a_person_who_was_only_released_in_the_place_of_another_is_not_named(
    client, dialogue, speaker
):
    other = factories.invitation(dialogue, Status.ACCEPTED)
    consents.record(other, "programme", True, door="link", actor="Mei")
    Role.objects.update(person=other.person, state="asked", answered_at=None)
    role = Role.objects.get()
    roles.answer(role, confirm=True, by="Mei")
    page = client.get(reverse("programme", args=[dialogue.slug])).content.decode()
    assert other.person.name not in page
    factories.release(dialogue)
    page = client.get(reverse("programme", args=[dialogue.slug])).content.decode()
    assert other.person.name in page


def test_who_gives_the_role_back_is_no_longer_named(client, dialogue, speaker):
    roles.answer(Role.objects.get(), confirm=False, by="Ama")
    assert not is_named(client, dialogue)


def test_a_person_who_is_asked_again_is_no_longer_named(client, dialogue, speaker):
    role = Role.objects.get()
    roles.answer(role, confirm=False, by="Ama")
    roles.ask(chosen(role))
    assert not is_named(client, dialogue)


def test_a_person_who_does_not_come_is_no_longer_named(client, dialogue, speaker):
    given = Answer(response="decline", answered_by="invitee")
    answers.answer(speaker, transitions.Actor(transitions.Door.LINK, "Ama"), given)
    assert not is_named(client, dialogue)


def test_a_person_who_withdraws_consent_is_no_longer_named(client, dialogue, speaker):
    consents.record(speaker, "programme", False, door="link", actor="Ama")
    assert not is_named(client, dialogue)


def test_a_person_who_is_replaced_is_no_longer_named(client, dialogue, speaker):
    nominations.nominate(speaker, BY, factories.nomination())
    nominations.approve(speaker, BY)
    assert not is_named(client, dialogue)


def test_another_dialogues_consent_counts_not_here(client, dialogue, speaker):
    with altering_records():
        Invitation.objects.get(pk=speaker.pk).consents.all().delete()
    elsewhere = factories.invitation(factories.dialogue(), Status.ACCEPTED, person=speaker.person)
    consents.record(elsewhere, "programme", True, door="link", actor="Ama")
    factories.release(dialogue)
    assert not is_named(client, dialogue)
