"""The code for a delegate's details may go to the office whose address the organisers keep, never
to an address that somebody typed behind the link; and no organiser reads it."""

import pytest
from django.urls import reverse

from dialogue.mail import sealing
from participants.delegates import identity_check
from participants.models import Consent, DelegateDetails
from participants.states import Status
from tests import factories
from tests.participants.delegates.details_visit import (
    NEEDS,
    address,
    ask_for_code,
    kept,
    newest_code,
    prove,
    send,
    type_code,
)
from tests.reading import page, soup, text_of, unsealed

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def invitation(dialogue):
    person = factories.person(
        email="mei.tan@example.org", cc_email="assistant@example.net", assistant_name="Mr Lim"
    )
    return factories.invitation(dialogue, Status.ACCEPTED, person=person)


def ask_for_the_office(client, invitation):
    where = address("details_send_code", invitation)
    return client.post(where, {"to": "office"}, follow=True)


def open_as_office(client, invitation):
    ask_for_the_office(client, invitation)
    return type_code(client, invitation, newest_code(invitation))


def test_the_page_says_masked_to_which_addresses_a_code_may_go(client, invitation):
    text = text_of(client.get(address("details", invitation)))
    assert "the delegate’s own address, m…@example.org" in text
    assert "the delegate’s office, a…@example.net" in text
    assert "mei.tan" not in text and "assistant@" not in text


def test_the_office_gets_a_code_only_where_it_is_asked_for(client, invitation):
    assert "on its way to a…@example.net" in text_of(ask_for_the_office(client, invitation))
    mail = invitation.mails.get()
    assert (mail.to_address, mail.cc_address) == ("assistant@example.net", "")
    assert mail.text.startswith("Dear Mr Lim,")
    assert "needs and consent of" in mail.text and invitation.link_key not in unsealed(mail).text
    ask_for_code(client, invitation)
    assert invitation.mails.first().to_address == "mei.tan@example.org"


def test_an_address_typed_behind_the_link_gets_no_code(client, invitation):
    invitation.person.cc_email = ""
    invitation.person.save()
    answer = {"response": "accept", "answered_by": "office", "answered_by_name": "Eve"}
    client.post(invitation.page_path, {**answer, "answered_by_email": "eve@evil.example"})
    assert "e…@evil.example" not in text_of(client.get(address("details", invitation)))
    for to in ["office", "eve@evil.example"]:
        client.post(address("details_send_code", invitation), {"to": to})
    codes = invitation.mails.filter(kind="access_code").values_list("to_address", flat=True)
    assert set(codes) <= {"mei.tan@example.org"}
    refused = ask_for_the_office(client, invitation)
    assert "keeps no address of an office" in text_of(refused, 422)


def test_the_details_say_that_the_office_gave_them(client, invitation):
    open_as_office(client, invitation)
    send(client, invitation, NEEDS)
    office = f"The office of {invitation.person.name}"
    assert kept(invitation).changed_by == office
    client.post(address("details_consent", invitation), {"agree": "list"})
    assert Consent.objects.get().actor == office


def test_an_office_reads_whose_consent_it_records(client, invitation):
    open_as_office(client, invitation)
    where = address("details_consent", invitation)
    text = text_of(client.get(where))
    assert f"The consent is that of {invitation.person.addressed_name}: please tick only" in text
    assert "Record the delegate’s consent to the items ticked" in text
    assert "I agree" not in text and "Your consent" not in text
    client.post(where, {"agree": "list"})
    shown = soup(client.get(where)).main.get_text()
    assert "Agreed on" in shown and "You agreed" not in shown


def test_an_office_is_not_led_to_what_is_for_the_delegate_alone(client, invitation):
    other = type(client)()
    open_as_office(client, invitation)
    prove(other, invitation)
    for name in ["details", "details_consent"]:
        links = [f"a[href^='{address('details_data', invitation)}']"] * 2
        pages = [soup(one.get(address(name, invitation))) for one in [client, other]]
        led = [bool(one.select(link)) for one, link in zip(pages, links, strict=True)]
        assert led == [False, True]


def test_another_office_address_ends_the_offices_proof_and_not_the_delegates(
    client, invitation, django_user_model
):
    other = type(client)()
    open_as_office(client, invitation)
    prove(other, invitation)
    invitation.person.cc_email = "new@example.net"
    invitation.person.save()
    assert "details_form" not in client.get(address("details", invitation)).context
    assert "details_form" in other.get(address("details", invitation)).context


def test_a_code_for_the_delegate_is_none_for_the_office(client, invitation):
    ask_for_code(client, invitation)
    earlier = newest_code(invitation)
    ask_for_the_office(client, invitation)
    if earlier != newest_code(invitation):
        page(type_code(client, invitation, earlier), 422)


@pytest.mark.parametrize("name", ["details_data", "details_data_file"])
def test_what_is_kept_about_the_delegate_is_for_the_delegate_alone(client, invitation, name):
    DelegateDetails.objects.create(invitation=invitation, diet="no shellfish", changed_by="Mei")
    open_as_office(client, invitation)
    text = text_of(client.get(address(name, invitation)), 403)
    assert "For the delegate alone" in text and "shellfish" not in text
    client.post(address("details_close", invitation))
    prove(client, invitation)
    assert "shellfish" in page(client.get(address(name, invitation)))


def test_an_office_can_open_them_where_the_delegate_has_no_address(client, invitation):
    invitation.person.email, invitation.person.reached_by = "", "telephone"
    invitation.person.phone = "+65 6123 4567"
    invitation.person.save()
    assert "Send a code to a…@example.net" in text_of(client.get(address("details", invitation)))
    assert "details_form" in open_as_office(client, invitation).context


@pytest.mark.parametrize("mode", ["test", "production", "demo"])
def test_no_organiser_reads_the_code_not_even_in_a_demonstration(
    client, invitation, settings, mode
):
    ask_for_code(client, invitation)
    settings.MODE = mode
    mail, code = invitation.mails.get(), newest_code(invitation)
    for part in [mail.subject, mail.text, mail.html]:
        assert code not in sealing.covered(mail, part)
    client.force_login(factories.organiser(is_superuser=True))
    for name in ["mail_outgoingmail_change", "outgoing_mail_html"]:
        shown = client.get(reverse(f"admin:{name}", args=[mail.pk]))
        assert code not in page(shown)


@pytest.mark.parametrize(("mode", "is_said"), [("demo", True), ("test", False)])
def test_only_a_demonstration_without_a_mail_server_says_the_code(
    client, invitation, settings, mode, is_said
):
    settings.MODE = mode
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    text = text_of(ask_for_code(client, invitation))
    assert (newest_code(invitation) in text) == is_said
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert newest_code(invitation) not in text_of(client.get(address("details_code", invitation)))
    stranger = type(client)()
    assert identity_check.code_of_demonstration(stranger.session, invitation) == ""


def test_the_field_for_the_code_says_what_is_wrong_with_it(client, invitation):
    shown = soup(ask_for_code(client, invitation))
    assert shown.select_one("title").text.strip().startswith("Code sent:")
    field = shown.select_one("#id_code")
    assert field.has_attr("autofocus")
    for described_by in field["aria-describedby"].split():
        assert shown.find(id=described_by)
    shown = soup(type_code(client, invitation, "12"), 422)
    field = shown.select_one("#id_code")
    assert field["aria-invalid"] == "true" and not field.has_attr("autofocus")
    said = [shown.find(id=one).text for one in field["aria-describedby"].split()]
    assert "six digits" in said[0] and "valid for 10 minutes" in said[1]
