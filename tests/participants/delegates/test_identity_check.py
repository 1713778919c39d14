"""Whoever holds a personal link sees and changes no details without the code that only the delegate
is sent."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from django.test import Client

from dialogue.access.devices import Source
from dialogue.refusals import Refused
from participants.delegates import identity_check
from participants.models import AccessCode, DelegateDetails, Nomination
from participants.states import GIVES_DETAILS, HAS_A_LINK, Status
from participants.workflow import invitations, nominations
from participants.workflow.transitions import Actor, Door
from tests import factories
from tests.participants.delegates.details_visit import (
    address,
    ask_for_code,
    newest_code,
    prove,
    type_code,
)
from tests.reading import page, soup, text_of, unsealed

pytestmark = pytest.mark.usefixtures("clock")

NOW = datetime(2031, 5, 1, 2, 0, tzinfo=UTC)
BY = Actor(Door.COMMAND, "test")


@pytest.fixture
def invitation(dialogue):
    person = factories.person(
        email="mei.tan@example.org", cc_email="assistant@example.org", assistant_name="Mr Lim"
    )
    invitation = factories.invitation(dialogue, Status.ACCEPTED, person=person)
    DelegateDetails.objects.create(invitation=invitation, diet="no shellfish", changed_by="Mei")
    return invitation


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06d}"


def is_open(client, invitation):
    return "no shellfish" in page(client.get(address("details", invitation)))


# Asking for the code


def test_the_personal_page_leads_to_the_details_and_shows_nothing_of_them(client, invitation):
    def look():
        text = page(client.get(invitation.page_path))
        return re.sub('name="csrfmiddlewaretoken" value="[^"]*"', "", text)

    with_details = look()
    assert address("details", invitation) in with_details
    assert "shellfish" not in with_details
    DelegateDetails.objects.all().delete()
    assert look() == with_details


@pytest.mark.parametrize(
    "name", ["details", "details_code", "details_send_code", "details_consent", "details_close"]
)
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_opening_an_address_sends_nothing_and_shows_nothing(client, invitation, name, method):
    """Mail scanners open links and follow redirects."""
    response = getattr(client, method)(address(name, invitation), follow=True)
    assert "shellfish" not in response.content.decode()
    assert not invitation.mails.exists()
    assert not AccessCode.objects.exists()


def test_a_link_that_was_passed_on_shows_a_masked_address_and_no_details(client, invitation):
    text = page(client.get(address("details", invitation)))
    assert "m…@example.org" in text
    for secret in ["mei.tan", "shellfish", "assistant@"]:
        assert secret not in text


def test_the_code_goes_to_the_delegate_alone_without_link_or_copy(client, invitation):
    text = text_of(ask_for_code(client, invitation))
    assert "A code is on its way to m…@example.org" in text
    assert "Send another code to m…@example.org" in text
    mail = invitation.mails.get()
    assert (mail.kind, mail.to_address, mail.cc_address) == (
        "access_code",
        "mei.tan@example.org",
        "",
    )
    code = newest_code(invitation)
    assert code in unsealed(mail).html
    assert code not in mail.subject
    assert "1 May 2031, 09:10 (Hanoi time, UTC+7)" in mail.text
    for part in [mail.text, mail.html]:
        assert "please ask the secretariat to renew it" in part
        assert "/i/" not in part
        assert invitation.link_key not in part


def test_a_delegate_of_an_institution_gets_the_code_not_its_focal_point(client, dialogue):
    delegation = factories.delegation(dialogue)
    person = factories.person(email="delegate@example.org")
    seat = factories.invitation(dialogue, Status.ACCEPTED, person=person, delegation=delegation)
    ask_for_code(client, seat)
    assert [mail.to_address for mail in seat.mails.all()] == ["delegate@example.org"]


def test_a_browser_is_asked_for_a_code_only_while_it_waits_for_one(client, invitation, clock):
    where = address("details_code", invitation)
    assert "Send a code to m…@example.org" in text_of(client.get(where))
    assert not soup(client.get(where)).select("[name=code]")
    ask_for_code(client, invitation)
    assert soup(client.get(address("details", invitation))).select("[name=code]")
    clock.shift(timedelta(minutes=11))
    assert not soup(client.get(where)).select("[name=code]")


def test_the_code_is_not_kept_as_it_is(client, invitation):
    ask_for_code(client, invitation)
    kept = AccessCode.objects.values().get()
    assert newest_code(invitation) not in str(kept["digest"])
    assert len(kept["digest"]) == 64


def test_the_mail_is_in_the_delegates_language_whatever_the_page_speaks(client, invitation):
    invitation.person.language = "vi"
    invitation.person.save()
    client.post(address("details_send_code", invitation) + "?lang=en")
    assert invitation.mails.get().language == "vi"


def test_five_codes_an_hour_and_the_refusal_says_when_there_is_another(client, invitation, clock):
    for _ in range(5):
        ask_for_code(client, invitation)
    response = ask_for_code(client, invitation)
    assert response.status_code == 422
    assert "ask for another after 10:01" in page(response, 422)
    assert invitation.mails.count() == 5
    assert invitation.mails.filter(state="queued").count() == 1
    clock.shift(timedelta(minutes=61))
    ask_for_code(client, invitation)
    assert invitation.mails.count() == 6


def test_twenty_codes_a_day_until_the_link_is_renewed(client, invitation, clock):
    for _ in range(20):
        ask_for_code(client, invitation)
        clock.shift(timedelta(minutes=61))
    response = ask_for_code(client, invitation)
    assert response.status_code == 422
    assert "Too many codes have been sent in the past day" in page(response, 422)
    invitations.renew_link(invitation, BY)
    ask_for_code(client, invitation)
    assert invitation.mails.filter(kind="access_code").count() == 21


def flood(invitation, addresses, clock):
    """Somebody who holds the link asks and asks, each time in a new browser."""
    for number in range(addresses):
        for _time in range(20):
            ask_for_code(Client(REMOTE_ADDR=f"192.0.2.{number + 1}"), invitation)
            clock.shift(timedelta(minutes=13))


def test_whoever_holds_the_link_does_not_use_up_the_delegates_codes(client, invitation, clock):
    for _time in range(6):
        response = ask_for_code(Client(REMOTE_ADDR="192.0.2.1"), invitation)
    assert response.status_code == 422
    prove(client, invitation)
    assert is_open(client, invitation)


def test_a_browser_in_which_it_was_proven_goes_on_when_strangers_have_had_their_share(
    client, invitation, clock
):
    prove(client, invitation)
    flood(invitation, 2, clock)
    assert AccessCode.objects.count() == identity_check.MOST_PER_DAY
    strangers = ask_for_code(Client(REMOTE_ADDR="192.0.2.99"), invitation)
    assert "Too many codes have been sent in the past day" in page(strangers, 422)
    prove(client, invitation)
    assert is_open(client, invitation)


def test_no_address_and_no_number_of_a_browser_is_kept(client, invitation):
    ask_for_code(client, invitation)
    assert "127.0.0.1" not in str(AccessCode.objects.values().get())


# Typing the code


@pytest.mark.parametrize("form", ["{}", " {} ", "{:.3} {:.0}"])
def test_the_code_opens_the_details(client, invitation, form):
    ask_for_code(client, invitation)
    code = newest_code(invitation)
    typed = f"{code[:3]} {code[3:]}" if ":" in form else form.format(code)
    assert "no shellfish" in page(type_code(client, invitation, typed))
    assert is_open(client, invitation)


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "abcdef", "１２３", "x" * 10_000, "\x00"]
)
def test_what_is_no_code_is_no_try(client, invitation, typed):
    ask_for_code(client, invitation)
    response = type_code(client, invitation, typed)
    assert response.status_code == 422
    assert "Please enter the six digits from the email." in page(response, 422)
    assert AccessCode.objects.get().tries == 0


def test_after_five_wrong_tries_not_even_the_right_code_opens(client, invitation):
    ask_for_code(client, invitation)
    code = newest_code(invitation)
    said = [page(type_code(client, invitation, wrong(code)), 422) for _ in range(5)]
    assert "4 attempts are left" in said[0]
    assert "1 attempt is left" in said[3]
    assert "that was the last attempt. Please ask for a new code." in said[4]
    response = type_code(client, invitation, code)
    assert "There have been too many incorrect attempts. Please ask for a new code." in page(
        response, 422
    )
    assert not is_open(client, invitation)


def test_the_fifth_try_may_be_right(client, invitation):
    ask_for_code(client, invitation)
    for _ in range(4):
        type_code(client, invitation, wrong(newest_code(invitation)))
    type_code(client, invitation, newest_code(invitation))
    assert is_open(client, invitation)


def test_a_code_is_valid_for_ten_minutes(client, invitation, clock):
    ask_for_code(client, invitation)
    clock.shift(timedelta(minutes=10))
    response = type_code(client, invitation, newest_code(invitation))
    assert "no longer valid. Please ask for a new one." in page(response, 422)
    assert not is_open(client, invitation)


def test_a_code_opens_once(client, invitation):
    prove(client, invitation)
    client.post(address("details_close", invitation))
    assert "no longer valid" in page(type_code(client, invitation, newest_code(invitation)), 422)
    assert not is_open(client, invitation)


def test_a_code_counts_only_in_the_browser_that_asked_for_it(client, invitation):
    ask_for_code(client, invitation)
    other = Client()
    response = type_code(other, invitation, newest_code(invitation))
    assert "No code has been requested in this browser" in page(response, 422)
    assert not is_open(other, invitation)


def test_nobody_else_with_the_link_uses_up_a_delegates_code(client, invitation):
    ask_for_code(client, invitation)
    code = newest_code(invitation)
    stranger = Client()
    for _ in range(6):
        type_code(stranger, invitation, wrong(code))
    ask_for_code(stranger, invitation)
    for _ in range(6):
        type_code(stranger, invitation, wrong(newest_code(invitation)))
    assert invitation.mails.filter(state="queued").count() == 2  # the delegate's goes out too
    type_code(client, invitation, code)
    assert is_open(client, invitation)


def test_only_the_newest_code_counts(client, invitation):
    ask_for_code(client, invitation)
    old = newest_code(invitation)
    ask_for_code(client, invitation)
    if old != newest_code(invitation):
        type_code(client, invitation, old)
        assert not is_open(client, invitation)


def test_the_code_of_another_invitation_opens_nothing(client, dialogue, invitation):
    other = factories.invitation(dialogue, Status.ACCEPTED)
    ask_for_code(client, other)
    type_code(client, invitation, newest_code(other))
    assert not is_open(client, invitation)
    ask_for_code(client, invitation)
    if newest_code(other) != newest_code(invitation):
        type_code(client, invitation, newest_code(other))
        assert not is_open(client, invitation)


@pytest.mark.django_db(transaction=True)
def test_however_many_try_at_once_five_are_compared(invitation, monkeypatch):
    session = {}
    identity_check.send_code(session, invitation, Source("a browser", is_known=False))
    code = newest_code(invitation)
    compared = []
    monkeypatch.setattr(
        identity_check, "constant_time_compare", lambda *both: compared.append(both) or False
    )

    def guess(_number):
        try:
            identity_check.check_code(session, invitation, wrong(code))
        except Refused:
            return
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(guess, range(16)))
    assert len(compared) == AccessCode.TRIES


# What the proof is good for


def test_the_proof_of_one_delegate_shows_nothing_of_another(client, dialogue, invitation):
    other = factories.invitation(dialogue, Status.ACCEPTED)
    prove(client, other)
    assert not is_open(client, invitation)
    client.post(address("details", invitation), {"diet": "everything"})
    client.post(address("details_autosave", invitation), {"diet": "everything"})
    client.post(address("details_consent", invitation), {"agree": "list"})
    assert DelegateDetails.objects.get(invitation=invitation).diet == "no shellfish"
    assert not invitation.consents.exists()


def test_another_browser_with_the_same_link_stays_out(client, invitation):
    prove(client, invitation)
    assert is_open(client, invitation)
    assert not is_open(Client(), invitation)


def test_the_session_gets_a_new_key_with_the_proof(client, invitation):
    """Whoever planted a session beforehand does not share the proof."""
    ask_for_code(client, invitation)
    client.session.save()
    before = client.session.session_key
    type_code(client, invitation, newest_code(invitation))
    assert client.session.session_key != before


def test_the_proof_lasts_an_hour_after_its_last_use(client, invitation, clock):
    prove(client, invitation)
    clock.shift(timedelta(minutes=59))
    assert is_open(client, invitation)
    clock.shift(timedelta(minutes=59))
    assert is_open(client, invitation)
    clock.shift(timedelta(minutes=60))
    assert not is_open(client, invitation)


def test_closing_ends_the_proof(client, invitation):
    prove(client, invitation)
    client.get(address("details_close", invitation))
    assert is_open(client, invitation)
    client.post(address("details_close", invitation))
    assert not is_open(client, invitation)


def test_a_renewed_link_ends_the_proof_and_the_code(client, invitation):
    prove(client, invitation)
    ask_for_code(client, invitation)
    code = newest_code(invitation)
    old = address("details", invitation)
    invitations.renew_link(invitation, BY)
    assert client.get(old).status_code == 404
    assert not is_open(client, invitation)
    type_code(client, invitation, code)
    assert not is_open(client, invitation)


def test_another_address_ends_the_proof(client, invitation):
    prove(client, invitation)
    invitation.person.email = "successor@example.org"
    invitation.person.save()
    assert not is_open(client, invitation)


def test_a_withdrawn_invitation_shows_nothing(client, invitation):
    prove(client, invitation)
    old = address("details", invitation)
    invitations.withdraw(invitation, BY)
    assert client.get(old).status_code == 404
    assert client.get(address("details", invitation)).status_code == 404


def test_details_are_for_those_who_have_a_seat(client, dialogue, invitation):
    prove(client, invitation)
    for status in sorted(HAS_A_LINK - GIVES_DETAILS):
        other = factories.invitation(dialogue, status)
        response = client.get(address("details", other))
        assert response.status_code == 403, status
        assert "once you have accepted" in page(response, 403)
        assert address("details", other) not in page(client.get(other.page_path))
        ask_for_code(client, other)
        assert not other.mails.exists(), status


def test_a_substitute_never_sees_what_the_former_delegate_gave(client, dialogue, invitation):
    prove(client, invitation)
    nomination = Nomination(
        family_name="Ong",
        given_name="Li",
        title_en="Director",
        email="ong@example.org",
        country="SG",
        proposed_by="invitee",
        proposed_by_name="Mei Tan",
    )
    nominations.nominate(invitation, Actor(Door.LINK, "Mei Tan"), nomination)
    assert is_open(client, invitation)  # until the organisers agree
    old = address("details", invitation)
    substitute = nominations.approve(invitation, BY)
    assert client.get(old).status_code == 404
    assert not is_open(client, substitute)
    text = page(prove(client, substitute))
    assert "Still missing:" in text
    assert "shellfish" not in text
    assert not DelegateDetails.objects.filter(invitation=substitute).exists()


@pytest.mark.parametrize("name", ["details", "details_code"])
def test_the_pages_stay_out_of_caches_and_search_engines(client, invitation, name):
    response = client.get(address(name, invitation))
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Content-Language"] == "en"
