"""What comes through a link may be old, sent twice or nonsense: it is answered and does no harm."""

import logging
import sys
from urllib.parse import quote_from_bytes

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from agenda.models import Role, SeenRelease
from dialogue.access.logs import Line
from dialogue.mail.models import OutgoingMail
from participants.models import Answer, DelegateDetails, Invitation, Nomination, Person
from participants.states import Status
from participants.workflow import invitations, nominations, transitions
from tests import factories
from tests.addresses import patterns
from tests.participants.delegates.details_visit import prove
from tests.participants.official.mailed import mailed_letter
from tests.reading import page, soup, words

BY = transitions.Actor(transitions.Door.ADMIN, "Secretariat")
NAMES = [
    name
    for name, pattern in patterns()
    if getattr(pattern.callback, "door", "") == "link" and name != "account_invitation"
]
OF_INSTITUTIONS = ["delegation", "delegation_letter", "institutions_letter"]
OF_INVITEES = [name for name in NAMES if not name.startswith(("calendar_", "unsubscribe"))]
ODD = [
    "a\0b",
    "x" * 10_000,
    "\ud800",
    "9" * 400,
    "é\u202e\x1b",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
]


@pytest.fixture
def delegate(clock, dialogue):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    invitation.answers.create(response="accept", answered_by="invitee")
    factories.role(factories.session(dialogue), invitation.person, state="asked")
    factories.release(dialogue)
    return invitation


@pytest.fixture
def seat(clock, dialogue):
    """One that an institution was asked to fill."""
    delegation = factories.delegation(dialogue)
    return factories.invitation(dialogue, Status.INVITED, delegation=delegation)


def address(name, delegate, seat):
    tokens = dict.fromkeys(OF_INSTITUTIONS, seat.delegation.token)
    tokens["calendar_mine"] = delegate.calendar_token
    more = []
    if name == "delegate_role":
        more = [delegate.person.roles.get().pk]
    elif name == "invitees_letter":
        more = [mailed_letter(invitation=delegate).pk]
    elif name == "institutions_letter":
        more = [mailed_letter(delegation=seat.delegation).pk]
    elif name == "delegates_paper":
        more = [factories.paper(delegate.dialogue.sessions.get()).pk]
    return reverse(name, args=[tokens.get(name, delegate.token), *more])


def form_on(client, path, number=0):
    """{field: value} of a form on a page, as a browser holds it unfilled."""
    forms = soup(client.get(path)).select("form[method=post]")
    inputs = forms[number].select("input[type=hidden]")
    return {field["name"]: field.get("value", "") for field in inputs}


NOMINEE = {
    "family_name": "Lim",
    "given_name": "Hui",
    "title_en": "Director",
    "country": "SG",
    "email": "lim@example.org",
    "language": "en",
    "proposed_by": "invitee",
    "proposed_by_name": "Rachel Goh",
    "proposed_by_email": "rachel@example.org",
}


PART = ["answer", "remark", "answered_by", "answered_by_name"]


def nomination_for(seat, **fields):
    return {f"seat-{seat.pk}-{name}": value for name, value in {**NOMINEE, **fields}.items()}


def giving_back(seat):
    who = {"answered_by_name": "Rachel Goh", "answered_by_email": "rachel@example.org"}
    return {f"back-{seat.pk}-{name}": value for name, value in who.items()}


def everything_stored():
    tables = [
        Invitation,
        Answer,
        Nomination,
        Person,
        DelegateDetails,
        OutgoingMail,
        Role,
        SeenRelease,
    ]
    return [list(table.objects.order_by("pk").values()) for table in tables]


# Nonsense


def encoded(data):
    """As a form is sent, whatever the characters."""
    pairs = [(name, value.encode("utf-8", "surrogatepass")) for name, value in data.items()]
    return "&".join(f"{name}={quote_from_bytes(value)}" for name, value in pairs)


@pytest.mark.parametrize("name", OF_INVITEES)
def test_nonsense_in_every_field_is_answered(client, delegate, seat, name):
    prove(client, delegate)
    path = f"{address(name, delegate, seat)}?lang=en"
    names = [*NOMINEE, "response", "answered_by", "answered_by_name", "answered_by_email", "reason"]
    names += ["seen", "code", "agree", "take_back", "typed-diet", "typed-agree", "diet", "hotel"]
    names += ["arrival_on", "arrival_time", "hotel_nights", "passport_number", "gender"]
    names += [*nomination_for(seat), *giving_back(seat), "version"]
    names += [f"role-{delegate.person.roles.get().pk}-{name}" for name in PART]
    acts = [{}]
    if name in {"delegation", "substitute"}:
        acts += [{"act": act, "seat": str(seat.pk)} for act in ["propose", "give_back"]]
    for odd in ODD:
        for act in acts:
            sent = encoded({**dict.fromkeys([*names, "act", "seat"], odd), **act})
            kind = "application/x-www-form-urlencoded"
            response = client.post(path, sent, content_type=kind)
            assert response.status_code in {200, 302, 409, 422}, odd
    assert not Nomination.objects.exists()
    assert not SeenRelease.objects.exists()
    assert Answer.objects.count() == 1
    assert Role.objects.get().state == "asked"


@pytest.mark.parametrize("number", ["0", "9" * 30, "9" * 5000])
def test_a_role_that_has_no_number_of_ours_is_not_found(client, delegate, number):
    path = f"/i/{delegate.token}/roles/{number}/"
    for response in [client.get(path), client.post(path, {"answer": "confirm"})]:
        assert response.status_code == 404


def test_of_two_seats_in_one_form_the_last_is_meant(client, seat):
    other = factories.invitation(seat.dialogue, Status.INVITED, delegation=seat.delegation)
    data = {"act": "propose", "seat": [seat.pk, other.pk]}
    client.post(seat.delegation.page_path, {**data, **nomination_for(other)})
    assert Nomination.objects.get().invitation == other


@pytest.mark.parametrize("data", [{}, {"act": "propose"}, {"act": "fly"}, {"seat": "99999"}])
def test_what_fits_no_seat_is_said_and_records_nothing(client, seat, data):
    before = everything_stored()
    response = client.post(seat.delegation.page_path, {"seat": seat.pk, "act": "fly", **data})
    assert response.status_code == 422
    assert "Nothing has been recorded" in page(response, 422) or "required" in page(response, 422)
    assert everything_stored() == before


def test_the_name_of_who_gives_a_seat_back_is_a_name(client, seat):
    data = {"seat": seat.pk, "act": "give_back", **giving_back(seat)}
    data[f"back-{seat.pk}-answered_by_name"] = "Rachel\nPlease pay at https://evil.example"
    response = client.post(seat.delegation.page_path, data)
    assert "It contains an invisible character" in page(response, 422)
    assert not OutgoingMail.objects.exists()


def test_without_the_forms_cookie_nothing_is_taken(delegate, seat):
    careful = Client(enforce_csrf_checks=True)
    paths = {name: address(name, delegate, seat) for name in NAMES}
    before = everything_stored()
    data = {"response": "decline", "answered_by": "invitee", "act": "propose", "seat": seat.pk}
    data |= {"version": 1, f"role-{delegate.person.roles.get().pk}-answer": "confirm"}
    for name in set(NAMES) - {"unsubscribe"}:  # which mail programs post to (RFC 8058)
        path = paths[name]
        response = careful.post(path, {**data, **NOMINEE, **nomination_for(seat)})
        assert response.status_code == 403, name
        assert "Please send the form again" in page(response, 403), name
    assert everything_stored() == before


@pytest.mark.parametrize("name", NAMES)
def test_no_log_holds_a_token_of_any_kind(delegate, seat, name):
    path = address(name, delegate, seat)
    try:
        raise ValueError(f"Failing row contains (7, See http://127.0.0.1:8000{path}, null).")
    except ValueError:
        trouble = sys.exc_info()
    record = logging.LogRecord("django", 30, "", 0, "Not Found: %s", (path,), trouble)
    logged = Line().format(record)
    assert "Failing row contains (7, See http" in logged
    for token in [delegate.token, delegate.calendar_token, seat.delegation.token]:
        assert token not in logged


# Old pages, Back, the same once more


def test_two_colleagues_who_nominate_for_one_seat_hear_of_each_other(client, clock, seat):
    path = seat.delegation.page_path
    first, second = form_on(client, path), form_on(client, path)
    clock.shift(60)
    client.post(path, {**first, **nomination_for(seat)})
    clock.shift(60)
    response = client.post(
        path, {**second, **nomination_for(seat, given_name="Ama", email="ama@example.org")}
    )
    text = page(response, 422)
    assert "This seat has changed in the meantime; its status is now “nominated”." in text
    card = BeautifulSoup(text, "html.parser").select_one(f"#seat-{seat.pk}")
    assert card.h2.get_text() == "Seat 1: Hui Lim"
    assert "Nominated by Rachel Goh on" in card.get_text()
    assert 'value="Ama"' in text
    assert Nomination.objects.get().given_name == "Hui"

    again = BeautifulSoup(text, "html.parser").select_one("[name=seen]")["value"]
    data = {**second, "seen": again}
    client.post(path, {**data, **nomination_for(seat, given_name="Ama", email="ama@example.org")})
    assert Nomination.objects.open().get().given_name == "Ama"


def test_the_same_nomination_once_more_from_an_old_page_is_no_news(client, clock, seat):
    path = seat.delegation.page_path
    form = form_on(client, path)
    for _time in range(3):
        clock.shift(60)
        assert client.post(path, {**form, **nomination_for(seat)}).status_code == 302
    assert Nomination.objects.count() == 1


def test_the_back_button_does_not_nominate_a_rejected_person_again(client, clock, seat):
    path = seat.delegation.page_path
    form = {**form_on(client, path), **nomination_for(seat)}
    clock.shift(60)
    client.post(path, form)
    clock.shift(60)
    seat.refresh_from_db()
    nominations.reject(seat, BY, "We need a regulator")
    assert "This seat has changed in the meantime" in page(client.post(path, form), 422)
    assert not Nomination.objects.open().exists()


def test_an_old_page_proposes_no_substitute_for_somebody_who_has_been_approved_since(
    client, clock, seat
):
    path = seat.delegation.page_path
    form = form_on(client, path)
    clock.shift(60)
    nominations.nominate(seat, BY, factories.nomination())
    nominations.approve(seat, BY)
    text = page(client.post(path, {**form, **nomination_for(seat)}), 422)
    assert "its status is now “accepted”" in text
    assert not Nomination.objects.open().exists()


@pytest.mark.parametrize("seen", [{}, {"seen": ""}], ids=["seen", "without"])
def test_an_institution_cannot_give_back_the_seat_of_a_delegate(client, clock, seat, seen):
    path = seat.delegation.page_path
    form = {**form_on(client, path, 1), **giving_back(seat), **seen}
    clock.shift(60)
    nominations.nominate(seat, BY, factories.nomination())
    nominations.approve(seat, BY)
    text = page(client.post(path, form), 422)
    assert "This seat now has a delegate; only the delegate can give it back." in text
    seat.refresh_from_db()
    assert seat.status == Status.ACCEPTED


def test_a_seat_is_not_given_back_over_a_nomination_that_has_come_since(client, clock, seat):
    path = seat.delegation.page_path
    form = {**form_on(client, path, 1), **giving_back(seat)}
    clock.shift(60)
    nominations.nominate(seat, BY, factories.nomination())
    assert "This seat has changed in the meantime" in page(client.post(path, form), 422)
    seat.refresh_from_db()
    assert seat.status == Status.NOMINATED


def test_a_seat_given_back_twice_is_given_back_once(client, clock, seat):
    path = seat.delegation.page_path
    form = {**form_on(client, path, 1), **giving_back(seat)}
    for _time in range(2):
        clock.shift(60)
        assert client.post(path, form).status_code == 302
    assert Answer.objects.count() == 1


def test_a_form_for_a_seat_that_was_withdrawn_says_that_nothing_was_recorded(client, clock, seat):
    other = factories.invitation(seat.dialogue, Status.INVITED, delegation=seat.delegation)
    path = seat.delegation.page_path
    form = {**form_on(client, path), **nomination_for(seat)}
    invitations.withdraw(seat, BY)
    response = client.post(path, form)
    assert "what you sent no longer matches the seats as they are now" in page(response, 422)
    assert f"seat-{other.pk}" in page(response, 422)


def test_coming_after_all_twice_is_no_error(client, clock, delegate):
    nominations.nominate(delegate, BY, factories.nomination())
    path = reverse("substitute", args=[delegate.token])
    for _time in range(2):
        state = soup(client.post(path, {"act": "take_back"}, follow=True)).select_one(".state")
        assert words(state).startswith("You have accepted Your seat is confirmed.")
    assert delegate.events.filter(verb="accept").count() == 1


def test_coming_after_all_when_the_organisers_have_refused_shows_no_field_as_wrong(
    client, clock, delegate
):
    nominations.nominate(delegate, BY, factories.nomination())
    nominations.reject(delegate, BY, "Sorry")
    path = reverse("substitute", args=[delegate.token])
    text = page(client.post(path, {"act": "take_back"}), 422)
    assert "There is no longer a proposed substitute" in text
    assert "This field is required" not in text


def test_two_tabs_that_propose_different_substitutes_hear_of_each_other(client, clock, delegate):
    path = reverse("substitute", args=[delegate.token])
    form = form_on(client, path)
    clock.shift(60)
    nominations.nominate(delegate, BY, factories.nomination())
    text = page(client.post(path, {**form, **NOMINEE}), 422)
    assert "This seat has changed in the meantime; its status is now “substitute proposed”." in text
    assert 'value="Hui"' in text


def test_one_seat_writes_to_strangers_ten_times_an_hour_at_most(client, clock, seat):
    path = seat.delegation.page_path
    for number in range(15):
        form = {**form_on(client, path), **nomination_for(seat, given_name=f"Hui {number}")}
        address = f"stranger-{number}@example.org"
        client.post(path, {**form, f"seat-{seat.pk}-proposed_by_email": address})
    strangers = OutgoingMail.objects.filter(to_address__startswith="stranger")
    assert strangers.count() == 10
