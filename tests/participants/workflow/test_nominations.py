"""Seats that institutions hold, and substitutes: from the letter to the nominee's own link."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agenda.models import Role
from dialogue.access.open_rows import is_open
from dialogue.mail.models import OutgoingMail
from dialogue.refusals import Refused
from participants.letters import letters
from participants.models import Delegation, Invitation, Nomination, Person
from participants.reminders import dispatch
from participants.states import Status
from participants.workflow import invitations, nominations, seats, transitions
from tests import factories
from tests.participants.workflow.nominating import BY, invited_seat, typed
from tests.reading import page, soup, unsealed, words
from tests.visitors import Visitors

pytestmark = pytest.mark.usefixtures("clock")

OFFICE = transitions.Actor(transitions.Door.LINK, "Office of the Minister")


@pytest.fixture
def delegation(dialogue):
    return factories.delegation(dialogue)


@pytest.fixture
def seat(delegation):
    """A seat whose institution was asked to nominate."""
    return invited_seat(delegation)


@pytest.fixture
def accepted(dialogue):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    invitation.answers.create(response="accept", answered_by="invitee")
    return invitation


# The institution's seats


def test_the_focal_point_is_written_to_with_the_institutions_link(delegation, seat):
    mail = seat.mails.get()
    assert mail.to_address == delegation.focal_point.email
    assert f"https://dialogue.test/i/delegation/{delegation.token}/" in unsealed(mail).text
    assert delegation.organisation.name in mail.text
    assert seat.token not in unsealed(mail).text
    assert seats.count(seat.dialogue).reserved == 1


def test_several_seats_of_one_institution_make_one_letter(client, delegation):
    category = factories.category(delegation.dialogue, name_en="Firms", name_vi="Doanh nghiệp")
    wanted = [
        factories.invitation(delegation.dialogue, Status.CLEARED, delegation=delegation, **fields)
        for fields in [{}, {"category": category}, {}]
    ]
    client.force_login(factories.organiser())
    data = {"ids": [seat.pk for seat in wanted], "confirmed": "1"}
    client.post("/admin/participants/invitation/action/invite/", data)
    mail = delegation.dialogue.mails.get(state="queued")
    assert "nominate 3 delegates" in mail.text
    assert "Firms" not in mail.text  # in what capacity the organisers count them is theirs
    assert mail.invitations.count() == 3


def test_one_page_shows_all_seats_of_an_institution_and_nobody_elses(client, delegation, seat):
    second = invited_seat(delegation)
    foreign = invited_seat(factories.delegation(delegation.dialogue))
    text = page(client.get(delegation.page_path))
    assert f'id="seat-{seat.pk}"' in text
    assert f'id="seat-{second.pk}"' in text
    assert f'id="seat-{foreign.pk}"' not in text
    assert foreign.organisation.name not in text


def test_seats_without_a_name_are_counted_and_each_is_told_apart(client, delegation, seat):
    second = invited_seat(delegation)
    shown = soup(client.get(delegation.page_path))
    assert words(shown.select_one(".lead")) == "2 seats are yours to fill."
    names = []
    for card in shown.select(".cards > section"):
        summaries = card.select("summary[aria-labelledby]")
        assert "btn-primary" in summaries[0]["class"]  # what is asked for
        names += [one["aria-labelledby"] for one in [card, *summaries]]
    said = [" ".join(words(shown.find(id=one)) for one in name.split()) for name in names]
    assert len(said) == len(set(said)) == 6
    headings = [" ".join(heading.text.split()) for heading in shown.select(".cards h2")]
    assert headings == ["Seat 1: No delegate yet", "Seat 2: No delegate yet"]
    groups = [one["aria-labelledby"] for one in shown.select(".cards form [role=group]")]
    said = [" ".join(words(shown.find(id=one)) for one in name.split()) for name in groups]
    assert len(said) == len(set(said)) == 4
    assert sum("We give this seat back" in one for one in said) == 2
    nominations.nominate(seat, OFFICE, factories.nomination())
    shown = soup(client.get(delegation.page_path))
    assert words(shown.select_one(".lead")) == "1 of 2 seats is still to be filled."
    assert shown.select_one(f"#seat-{second.pk} details[open]")  # one is left
    nominations.nominate(second, OFFICE, factories.nomination())
    shown = soup(client.get(delegation.page_path))
    assert not shown.select(".lead, .by")


def test_the_page_costs_the_same_few_queries_for_one_seat_and_for_nine(client, delegation, seat):
    costs = []
    for number in [1, 9]:
        for _ in range(number - delegation.seats.count()):
            invited_seat(delegation)
        for one in delegation.seats.filter(status="invited"):
            nominations.nominate(one, OFFICE, factories.nomination())
        client.get(delegation.page_path)  # what is asked once and remembered
        with CaptureQueriesContext(connection) as queries:
            text = page(client.get(delegation.page_path))
        assert text.count("Nominated by") == number
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_looking_changes_nothing(client, delegation, seat):
    for _ in range(2):
        client.get(delegation.page_path, typed(seat))
    seat.refresh_from_db()
    assert seat.status == Status.INVITED
    assert not seat.nominations.exists()


def test_an_institution_nominates_and_the_nominee_gets_the_seat_and_the_link(
    client, delegation, seat
):
    response = client.post(delegation.page_path, typed(seat), follow=True)
    assert "Nominated by Rachel Goh" in page(response)
    seat.refresh_from_db()
    assert seat.status == Status.NOMINATED
    assert not Person.objects.filter(email="hui.min@example.org").exists()
    told = seat.mails.filter(kind="nomination_received")
    assert {mail.to_address for mail in told} == {
        delegation.focal_point.email,
        "rachel@example.org",
    }
    assert delegation.token not in unsealed(told.get(to_address="rachel@example.org")).text

    nominations.approve(seat, BY)
    seat.refresh_from_db()
    assert seat.status == Status.ACCEPTED
    assert seat.person.email == "hui.min@example.org"
    assert seat.person.organisation == delegation.organisation
    assert seat.person.title_en == "Director of AI Policy"
    welcome = seat.mails.get(kind="seat_confirmed")
    assert welcome.to_address == "hui.min@example.org"
    assert f"/i/{seat.token}/" in unsealed(welcome).text
    for mail in seat.mails.filter(kind="nomination_approved"):
        assert seat.token not in unsealed(mail).text + unsealed(mail).html
    assert "the seat is confirmed" in page(client.get(delegation.page_path))
    own = page(client.get(seat.page_path))
    assert "Your seat is confirmed" in own
    assert "Rachel Goh" in own


def test_the_same_nomination_twice_is_one(client, delegation, seat):
    for _ in range(2):
        client.post(delegation.page_path, typed(seat))
    assert seat.nominations.count() == 1
    assert seat.mails.filter(kind="nomination_received").count() == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("country", "MY"),
        ("language", "vi"),
        ("phone", "+65 6123 4567"),
        ("form_of_address", "Dr"),
        ("proposed_by_name", "Lim Wei"),
        ("proposed_by_email", "wei@example.org"),
    ],
)
def test_whatever_is_corrected_in_a_nomination_counts(client, delegation, seat, name, value):
    client.post(delegation.page_path, typed(seat))
    client.post(delegation.page_path, typed(seat, **{name: value}))
    assert getattr(seat.nominations.open().get(), name) == value


def test_a_second_nomination_replaces_the_first(client, delegation, seat):
    client.post(delegation.page_path, typed(seat))
    client.post(delegation.page_path, typed(seat, email="other@example.org"))
    assert seat.nominations.open().get().email == "other@example.org"
    assert seat.nominations.count() == 2


def test_a_nomination_is_rejected_with_its_reason_and_the_institution_names_somebody_else(
    client, delegation, seat
):
    client.post(delegation.page_path, typed(seat))
    with pytest.raises(Refused, match="reason"):
        nominations.reject(seat, BY)
    nominations.reject(seat, BY, "Please name somebody from the policy department.")
    text = page(client.get(delegation.page_path))
    assert "Please name somebody from the policy department." in text
    mail = seat.mails.get(kind="nomination_rejected", to_address="rachel@example.org")
    assert "Please name somebody from the policy department." in mail.text
    client.post(delegation.page_path, typed(seat, email="other@example.org"))
    seat.refresh_from_db()
    assert seat.status == Status.NOMINATED


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"family_name": "", "given_name": ""}, "Please give a family name or a given name"),
        ({"family_name": "X" * 10_000}, "at most 140 characters"),
        ({"family_name": "Lim 😀"}, "names are written in letters"),
        ({"family_name": "Lim\u202egniK"}, "invisible character"),
        ({"title_en": "", "title_vi": ""}, "Please give the title"),
        ({"email": "hui@min@example.org"}, "valid email address"),
        ({"proposed_by_name": ""}, "Please give your name."),
        ({"proposed_by_email": ""}, "Please give your email address."),
    ],
)
def test_a_wrong_field_is_named_and_what_was_typed_stays(client, delegation, seat, fields, message):
    response = client.post(
        delegation.page_path + "?lang=en", typed(seat, remark="Speaks French", **fields)
    )
    assert response.status_code == 422
    assert message in page(response, 422)
    assert "Speaks French" in page(response, 422)
    seat.refresh_from_db()
    assert seat.status == Status.INVITED


def test_names_in_scripts_from_right_to_left_are_welcome(client, delegation, seat):
    client.post(delegation.page_path, typed(seat, family_name="الحسن"))
    assert seat.nominations.get().family_name == "الحسن"


def given_back(seat, **fields):
    """What the institution's page sends for a seat that it will not fill."""
    values = {
        "reason": "Nobody is free",
        "answered_by_name": "Rachel Goh",
        "answered_by_email": "rachel@example.org",
        **fields,
    }
    prefixed = {f"back-{seat.pk}-{name}": value for name, value in values.items()}
    return {"seat": seat.pk, "act": "give_back", **prefixed}


@pytest.mark.parametrize("nominates_before", [False, True])
def test_an_institution_gives_a_seat_back(client, delegation, seat, nominates_before):
    if nominates_before:
        client.post(delegation.page_path, typed(seat))
    response = client.post(delegation.page_path, given_back(seat), follow=True)
    assert not seat.nominations.open().exists()
    assert "You have given this seat back" in page(response)
    assert seats.count(seat.dialogue).free == seat.dialogue.capacity
    assert seat.events.first().actor == "Rachel Goh"


def test_a_seat_given_back_twice_is_given_back_once(client, delegation, seat):
    for _ in range(2):
        assert client.post(delegation.page_path, given_back(seat)).status_code == 302
    assert seat.answers.count() == 1


def test_no_institution_gives_back_the_seat_of_a_delegate_who_was_named(client, delegation, seat):
    nominations.nominate(seat, OFFICE, factories.nomination())
    nominations.approve(seat, BY)
    response = client.post(delegation.page_path, given_back(seat))
    assert "only the delegate can give it back" in page(response, 422)
    seat.refresh_from_db()
    assert seat.status == Status.ACCEPTED


def test_the_person_who_gives_a_seat_back_has_a_name_in_letters(client, delegation, seat):
    data = given_back(seat, answered_by_name="Rachel\u202eGoh")
    assert "invisible character" in page(client.post(delegation.page_path, data), 422)
    assert not seat.answers.exists()


def test_a_withdrawn_seat_does_not_stop_the_letter_about_the_others(delegation, seat):
    second = invited_seat(delegation)
    invitations.withdraw(second, BY)
    request = seat.mails.get(state="queued")
    assert request.kind == "nomination_request"
    assert "nominate one delegate" in request.text
    assert not second.mails.filter(state="queued").exists()


def test_the_institution_is_notified_of_a_withdrawn_seat_that_it_knows_of(delegation, seat):
    factories.letters_leave(delegation.dialogue)
    invitations.withdraw(seat, BY)
    told = seat.mails.get(state="queued")
    assert told.subject.startswith("A seat has been withdrawn")
    assert "personal link" not in told.text


def test_an_institution_is_asked_to_fill_only_the_seats_that_nobody_is_named_for(delegation, seat):
    nominations.nominate(seat, OFFICE, factories.nomination())
    second = invited_seat(delegation)
    assert "nominate one delegate" in second.mails.get(state="queued").text


def test_a_renewed_link_asks_for_no_delegates_when_every_seat_is_filled(delegation, seat):
    nominations.nominate(seat, OFFICE, factories.nomination())
    nominations.approve(seat, BY)
    invitations.renew_delegation_link(delegation, BY)
    request = delegation.dialogue.mails.get(kind="nomination_request", state="queued")
    assert delegation.token in unsealed(request).text
    assert "The earlier link no longer works" in request.text
    assert "0 delegates" not in request.text + request.html


def test_a_request_that_waits_is_dropped_when_no_seat_is_left_to_fill(delegation, seat):
    second = invited_seat(delegation)
    nominations.nominate(seat, OFFICE, factories.nomination())
    invitations.withdraw(second, BY)
    waiting = delegation.dialogue.mails.waiting()
    assert not waiting.filter(kind="nomination_request").exists()


def test_a_request_names_each_seats_moment_and_no_seat_whose_time_is_over(delegation):
    dialogue = delegation.dialogue
    names = ["Regulators", "Firms", "Researchers"]
    early, over, late = (factories.category(dialogue, name_en=name) for name in names)
    invited_seat(delegation, category=early)
    lapsed = invited_seat(delegation, category=over)
    Invitation.objects.filter(pk=lapsed.pk).update(reply_by_at="2031-04-30T10:00Z")
    dialogue.reply_by_at += timedelta(days=5)
    dialogue.save()
    text = invited_seat(delegation, category=late).mails.get(state="queued").text
    assert "- Delegate 1 (until 15 May 2031, 17:00)" in text
    assert "- Delegate 2 (until 20 May 2031, 17:00)" in text
    assert not any(name in text for name in names) and "Delegate 3" not in text
    assert "Please answer by: 15 May 2031" in text


def test_the_request_is_shown_as_it_would_go_out(delegation, seat):
    second = factories.invitation(seat.dialogue, Status.CLEARED, delegation=delegation)
    text = letters.preview(second)[1]
    assert text.count("(until 15 May 2031, 17:00)") == 2


def test_nobody_is_agreed_to_for_a_cancelled_dialogue(dialogue, seat):
    nominations.nominate(seat, OFFICE, factories.nomination())
    dialogue.status = dialogue.Status.CANCELLED
    dialogue.save()
    with pytest.raises(Refused, match="will not take place"):
        nominations.approve(seat, BY)
    assert not seat.mails.filter(kind="seat_confirmed").exists()


def test_nobody_nominates_after_the_reply_by_moment(client, delegation, seat):
    with time_machine.travel("2031-05-16T02:00:00Z", tick=False):
        text = page(client.post(delegation.page_path, typed(seat)), 422)
    assert "Nominations are no longer accepted here" in text
    seat.refresh_from_db()
    assert seat.status == Status.INVITED


def test_nobody_is_nominated_for_two_seats_or_when_already_invited(client, delegation, seat):
    second = invited_seat(delegation)
    client.post(delegation.page_path, typed(seat))
    text = page(client.post(delegation.page_path, typed(second)), 422)
    assert "has already been put forward for another seat" in text


def test_an_institution_does_not_learn_who_else_is_invited_but_the_organisers_do(
    client, delegation, seat
):
    guest = factories.invitation(seat.dialogue, Status.INVITED).person
    elsewhere = invited_seat(factories.delegation(seat.dialogue))
    nominations.nominate(elsewhere, OFFICE, factories.nomination(email="both@example.org"))
    for address, told in [
        (guest.email, "already has an invitation to this dialogue"),
        ("both@example.org", "has already been put forward for another seat"),
    ]:
        response = client.post(delegation.page_path, typed(seat, email=address), follow=True)
        assert "Nominated by" in page(response)
        with pytest.raises(Refused, match=told):
            nominations.approve(seat, BY)


def test_an_address_brings_nobody_of_a_hidden_dialogue_to_those_who_may_not_know_of_it(
    client, delegation, seat
):
    limited, user = factories.dialogue(), Visitors().users["secretariat"]
    limited.organisers.add(factories.organiser())
    hidden = factories.invitation(limited, person=factories.person(family_name="Zqx")).person
    nominations.nominate(seat, OFFICE, factories.nomination(email=hidden.email))
    client.force_login(user)
    approve = reverse("admin:invitation_action", args=["approve"])
    for path in [change_path(seat), f"{approve}?ids={seat.pk}"]:
        shown = page(client.get(path))
        assert "There is already a person" not in shown and "Zqx" not in shown
    by, told = transitions.organiser(user), "its person is not open to you"
    with pytest.raises(Refused, match=told):
        nominations.approve(seat, by)
    second = invited_seat(delegation)
    with pytest.raises(Refused, match="already been put forward"):
        nominations.nominate(second, by, factories.nomination(email=hidden.email))
    nominations.reject(seat, by, "Please name somebody else.")
    with pytest.raises(Refused, match=told):
        nominations.nominate(second, by, factories.nomination(email=hidden.email))
    assert not is_open(user, hidden)
    nominations.nominate(second, OFFICE, factories.nomination(email=hidden.email))
    client.force_login(limited.organisers.get())
    assert "There is already a person" in page(client.get(change_path(second)))
    assert nominations.approve(second, transitions.organiser(limited.organisers.get()))


def change_path(invitation):
    return reverse("admin:participants_invitation_change", args=[invitation.pk])


def test_a_person_whom_we_know_is_used_as_known(seat):
    known = factories.person(email="known@example.org", family_name="Known", title_en="Minister")
    nomination = factories.nomination(
        email="Known@example.org", family_name="Knwon", title_en="Clerk", phone="+65 1234"
    )
    nominations.nominate(seat, OFFICE, nomination)
    nominations.approve(seat, BY)
    known.refresh_from_db()
    assert seat.person == known
    assert (known.family_name, known.title_en, known.phone) == ("Known", "Minister", "+65 1234")


def test_a_nomination_decided_too_late_finds_no_seat_that_others_took(dialogue, seat):
    nominations.nominate(seat, OFFICE, factories.nomination())
    dialogue.capacity = 1
    dialogue.save()
    with time_machine.travel("2031-05-16T02:00:00Z", tick=False):
        factories.invitation(dialogue, Status.ACCEPTED)
        with pytest.raises(Refused, match="No seat is free"):
            nominations.approve(seat, BY)
    assert seat.nominations.open().exists()


def test_the_institutions_link_dies_when_it_is_renewed(client, delegation, seat):
    old = delegation.page_path
    invitations.renew_delegation_link(delegation, BY)
    assert client.get(old).status_code == 404
    assert client.get(delegation.page_path).status_code == 200
    assert delegation.token in unsealed(seat.mails.filter(kind="nomination_request").first()).text


def test_a_letter_with_the_institutions_dead_link_does_not_go_out(delegation, seat):
    """Nor does one that was written while somebody else's renewing was under way."""
    seen_before = Delegation.objects.get(pk=delegation.pk)
    nominee = invited_seat(delegation)
    nominations.nominate(nominee, OFFICE, factories.nomination())
    nominations.approve(nominee, BY)
    welcome = nominee.mails.get(kind="seat_confirmed")
    factories.letters_leave(delegation.dialogue)
    OutgoingMail.objects.filter(pk=welcome.pk).update(state="queued", finished_at=None)
    for stale in [delegation, seen_before]:
        dispatch.remind_now(seat, BY)
        seat.reminders.all().delete()  # so that the next one is not taken for a double click
        invitations.renew_delegation_link(stale, BY)
        waiting = delegation.dialogue.mails.waiting()
        assert [mail.kind for mail in waiting] == ["nomination_request", "seat_confirmed"]
        assert stale.token in unsealed(waiting[0]).text


# Substitutes


def proposed(accepted, **fields):
    nominations.nominate(accepted, OFFICE, factories.nomination(**fields))
    return accepted


def test_a_delegate_proposes_a_substitute_on_their_own_page(client, accepted):
    address = reverse("substitute", args=[accepted.token])
    assert "not yet confirmed" in page(client.get(address))
    data = {
        "act": "propose",
        "family_name": "Lim",
        "title_en": "Director",
        "email": "lim@example.org",
        "language": "en",
        "proposed_by": "invitee",
        "proposed_by_name": "Mei Tan",
        "proposed_by_email": accepted.person.email,
    }
    text = page(client.post(address, data, follow=True))
    assert "Lim has been proposed as your substitute" in text
    accepted.refresh_from_db()
    assert accepted.status == Status.SUBSTITUTE_PROPOSED
    assert seats.count(accepted.dialogue).taken == 1

    client.post(address, {"act": "take_back"})
    accepted.refresh_from_db()
    assert accepted.status == Status.ACCEPTED
    assert accepted.nominations.get().outcome == Nomination.Outcome.DROPPED


def test_with_the_organisers_word_the_seat_passes_on_and_the_old_link_dies_at_once(
    client, dialogue, accepted
):
    session = factories.session(dialogue)
    factories.role(session, accepted.person)
    old_page, old_calendar = accepted.page_path, accepted.calendar_token
    proposed(accepted, email="lim@example.org")
    new = nominations.approve(accepted, BY, "Agreed with the ministry")

    accepted.refresh_from_db()
    assert accepted.status == Status.REPLACED
    assert (new.status, new.category) == (Status.ACCEPTED, accepted.category)
    assert new.replaces == accepted
    assert seats.count(dialogue).taken == 1
    assert client.get(old_page).status_code == 404
    assert client.get(accepted.page_path).status_code == 404
    assert client.get(f"/calendar/my/{old_calendar}.ics").status_code == 404
    assert client.get(f"/calendar/my/{new.calendar_token}.ics").status_code == 200
    role = Role.objects.get()
    assert (role.person, role.state) == (new.person, "asked")
    to_new = new.mails.get(kind="seat_confirmed")
    assert new.token in unsealed(to_new).text
    to_old = accepted.mails.filter(kind="nomination_approved")
    assert {mail.to_address for mail in to_old} == {accepted.person.email, "office@example.org"}
    assert not any(new.token in unsealed(mail).text + unsealed(mail).html for mail in to_old)


def test_who_proposes_somebody_in_their_own_place_is_named_once(dialogue, accepted):
    """In person, or as the secretariat wrote down what they said."""
    name = accepted.person.name
    nomination = factories.nomination(
        email="lim@example.org",
        proposed_by="secretariat",
        proposed_by_name=name,
        recorded_by=factories.organiser(),
    )
    nominations.nominate(accepted, BY, nomination)
    new = nominations.approve(accepted, BY)
    text = " ".join(new.mails.get(kind="seat_confirmed").text.split())
    said = f"{name}, {accepted.person.organisation}, has proposed you to attend"
    assert said in text and "in their place" in text
    assert text.count(name) == 1


def test_a_role_that_the_substitute_has_already_is_not_given_twice(dialogue, accepted):
    session = factories.session(dialogue)
    lim = factories.person(email="lim@example.org")
    factories.role(session, accepted.person)
    factories.role(session, lim)
    nominations.approve(proposed(accepted, email="lim@example.org"), BY)
    assert Role.objects.get().person == lim


def test_the_chain_shows_in_both_histories(client, accepted):
    new = nominations.approve(proposed(accepted, family_name="Lim"), BY)
    client.force_login(factories.organiser())
    address = "admin:participants_invitation_change"
    assert "Seat passed on to" in page(client.get(reverse(address, args=[accepted.pk])))
    text = page(client.get(reverse(address, args=[new.pk])))
    assert "In place of" in text
    assert str(accepted.person) in text


def test_a_substitute_that_is_refused_leaves_the_seat_with_the_delegate(client, accepted):
    proposed(accepted, family_name="Lim")
    nominations.reject(accepted, BY, "The seat is for a regulator.")
    accepted.refresh_from_db()
    assert accepted.status == Status.ACCEPTED
    assert (
        "The seat remains yours"
        in accepted.mails.get(kind="nomination_rejected", to_address=accepted.person.email).text
    )
    assert client.get(accepted.page_path).status_code == 200


def test_a_delegate_who_steps_down_drops_the_substitute_who_waits(accepted):
    proposed(accepted)
    invitations.withdraw(accepted, BY)
    assert not accepted.nominations.open().exists()
    with pytest.raises(Refused):
        nominations.approve(accepted, BY)


def test_a_substitute_can_be_replaced_in_turn(accepted):
    first = nominations.approve(proposed(accepted, family_name="One"), BY)
    second = nominations.approve(proposed(first, family_name="Two"), BY)
    assert second.replaces == first
    assert Invitation.objects.filter(status=Status.REPLACED).count() == 2
    assert seats.count(accepted.dialogue).taken == 1


def test_nobody_on_the_reserve_list_is_proposed_as_a_substitute(dialogue, accepted):
    waiting = factories.invitation(dialogue, Status.RESERVE)
    proposed(accepted, email=waiting.person.email)
    with pytest.raises(Refused, match="already has an invitation to this dialogue"):
        nominations.approve(accepted, BY)


# What the secretariat writes down


def test_the_secretariat_writes_down_a_nomination_made_by_telephone(client, seat):
    user = factories.organiser(first_name="Hoa", last_name="Phạm")
    client.force_login(user)
    address = reverse("admin:invitation_nomination", args=[seat.pk])
    data = {
        "family_name": "Lim",
        "title_en": "Director",
        "email": "lim@example.org",
        "language": "en",
        "proposed_by_name": "Rachel Goh",
        "channel": "telephone",
    }
    client.post(address, data)
    nomination = seat.nominations.get()
    assert (nomination.proposed_by, nomination.channel) == ("secretariat", "telephone")
    assert nomination.recorded_by == user
    event = seat.events.first()
    assert (event.actor, event.on_behalf_of) == ("Hoa Phạm", "Rachel Goh")
    confirm = page(client.get(f"/admin/participants/invitation/action/approve/?ids={seat.pk}"))
    assert "lim@example.org" in confirm
    assert "This affects 1 person" in confirm


def test_organisers_see_whom_the_address_belongs_to_before_they_agree(client, seat):
    known = factories.person(email="known@example.org", family_name="Known")
    nominations.nominate(seat, OFFICE, factories.nomination(email=known.email))
    client.force_login(factories.organiser())
    text = page(client.get(f"/admin/participants/invitation/action/approve/?ids={seat.pk}"))
    assert "There is already a person with this address" in text


def test_seats_are_added_on_the_delegations_page(client, dialogue, delegation):
    category = factories.category(dialogue)
    foreign = factories.category(factories.dialogue())
    client.force_login(factories.organiser())
    address = reverse("admin:participants_delegation_change", args=[delegation.pk])
    form = {
        "focal_point": delegation.focal_point.pk,
        "seats-TOTAL_FORMS": 2,
        "seats-INITIAL_FORMS": 0,
        "seats-0-category": category.pk,
        "seats-1-category": foreign.pk,
    }
    assert "This belongs to another dialogue" in page(client.post(address, form))
    form["seats-1-category"] = category.pk
    client.post(address, form)
    assert [seat.status for seat in delegation.seats.all()] == ["draft", "draft"]
    assert {seat.dialogue for seat in delegation.seats.all()} == {dialogue}


def test_letters_about_an_institutions_seat_speak_of_the_seat(client, delegation, seat):
    data = {
        "seat": seat.pk,
        "act": "give_back",
        f"back-{seat.pk}-answered_by_name": "Rachel Goh",
        f"back-{seat.pk}-answered_by_email": "rachel@example.org",
    }
    client.post(delegation.page_path, data)
    told = seat.mails.filter(kind="confirmation")
    assert {mail.to_address for mail in told} == {
        delegation.focal_point.email,
        "rachel@example.org",
    }
    for mail in told:
        assert "is giving back a seat" in mail.text
        assert "unable to attend" not in mail.text
    second = invited_seat(delegation)
    factories.letters_leave(delegation.dialogue)
    invitations.withdraw(second, BY)
    text = second.mails.get(kind="withdrawal").text
    assert "other seats stay as they are" in text
    assert "personal link" not in text
