"""What delegates agree to: nothing is ticked beforehand, and the words that were read are kept."""

import pytest
from django.urls import reverse
from django.utils import translation

from dialogue.models.records import altering_records
from participants.delegates import consents
from participants.models import Consent
from tests import factories
from tests.participants.delegates.details_visit import address, newest_code
from tests.reading import page, soup

pytestmark = pytest.mark.usefixtures("clock")


def send(client, invitation, lang="en", **data):
    where = address("details_consent", invitation) + f"?lang={lang}"
    return client.post(where, data, follow=True)


def box_of(response, purpose):
    return soup(response, 422).select_one(f"input[name=agree][value={purpose}]")


def box(response, purpose):
    return soup(response).select_one(f"input[name=agree][value={purpose}]")


def test_each_purpose_has_its_own_box_and_none_is_ticked(proven, invitation):
    response = proven.get(address("details_consent", invitation))
    for purpose, wording in consents.WORDING.items():
        assert not box(response, purpose).has_attr("checked")
        assert soup(response).select_one(f"label[for=agree-{purpose}]").text == wording
    assert not Consent.objects.exists()


def test_saving_the_details_consents_to_nothing(proven, invitation):
    proven.post(address("details", invitation), {"diet": "halal", "agree": "list"})
    assert not Consent.objects.exists()


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_words_that_were_read_are_kept_with_who_when_and_where(proven, invitation, lang):
    response = proven.get(address("details_consent", invitation) + f"?lang={lang}")
    read = soup(response).select_one("label[for=agree-photographs]").text
    send(proven, invitation, lang, agree="photographs")
    row = Consent.objects.get()
    assert (row.purpose, row.is_given, row.wording) == ("photographs", True, read)
    assert (row.language, row.version, row.door) == (lang, consents.VERSION, "link")
    assert row.actor == invitation.person.name
    assert row.at.isoformat() == "2031-05-01T02:00:00+00:00"
    with translation.override(lang):
        assert row.wording == str(consents.WORDING["photographs"])


def test_a_consent_says_since_when_and_can_be_withdrawn(proven, invitation, clock):
    response = send(proven, invitation, agree=["list", "contact"])
    assert "You agreed on 1 May 2031, 09:00." in page(response)
    assert box(response, "list") is None
    clock.shift(600)
    response = send(proven, invitation, take_back="list")
    assert "You withdrew this consent on 1 May 2031, 09:10." in page(response)
    assert not box(response, "list").has_attr("checked")
    assert consents.now(invitation)["contact"].is_given
    assert not consents.now(invitation)["list"].is_given
    assert Consent.objects.count() == 3  # a ledger: the earlier yes stays in it


def test_a_delegate_who_agreed_to_earlier_words_sees_those(proven, invitation):
    send(proven, invitation, agree="list")
    with altering_records():
        Consent.objects.update(version="2025-01", wording="My name may stand in the list.")
    text = page(proven.get(address("details_consent", invitation)))
    assert "My name may stand in the list." in text
    assert str(consents.WORDING["list"]) not in text


def test_the_same_once_more_adds_nothing(proven, invitation):
    for _ in range(2):
        send(proven, invitation, agree="list")
    assert Consent.objects.count() == 1


def test_taking_one_back_gives_nothing_that_happens_to_be_ticked(proven, invitation):
    send(proven, invitation, agree="list")
    send(proven, invitation, agree="contact", take_back="list")
    assert set(consents.now(invitation)) == {"list"}


@pytest.mark.parametrize("data", [{}, {"agree": "everything"}, {"take_back": "x" * 10_000}])
def test_nothing_ticked_is_said_and_recorded_as_nothing(proven, invitation, data):
    response = send(proven, invitation, **data)
    assert response.status_code == 422
    assert "Nothing was ticked, so nothing was recorded." in page(response, 422)
    assert not Consent.objects.exists()


def test_agreeing_to_nothing_is_an_answer_too(proven, invitation):
    shown = send(proven, invitation, none="1")
    assert "You did not agree to this on" in page(shown)
    assert not soup(shown).select_one("button[name=none]")
    assert [row.is_given for row in Consent.objects.all()] == [False] * len(consents.WORDING)
    step = page(proven.get(invitation.page_path))
    assert "You have told us; you can change it at any time." in step
    assert box(send(proven, invitation, agree="list"), "photographs")
    assert consents.now(invitation)["list"].is_given


def test_agreeing_to_something_and_to_nothing_at_once_is_asked_about(proven, invitation):
    shown = send(proven, invitation, none="1", agree="list")
    assert "Please choose one of the two." in page(shown, 422)
    assert box_of(shown, "list").has_attr("checked")
    assert not Consent.objects.exists()


def test_a_tick_survives_the_end_of_the_proof(proven, invitation, clock):
    clock.shift(61 * 60)
    response = send(proven, invitation, agree=["list", "contact"])
    assert "What you typed is not lost" in page(response)
    assert not Consent.objects.exists()
    carried = {"typed-agree": ["list", "contact"]}
    proven.post(address("details_send_code", invitation), carried)
    code = newest_code(invitation)
    response = proven.post(address("details_code", invitation), {**carried, "code": code})
    assert box(response, "list").has_attr("checked")
    assert not box(response, "photographs").has_attr("checked")
    assert not Consent.objects.exists()


# In the admin site


@pytest.fixture
def organiser(client, db):
    user = factories.organiser(first_name="Hoa", last_name="Phan")
    client.force_login(user)
    return user


def agree(invitation, *purposes, language="vi"):
    with translation.override(language):
        for purpose in purposes:
            consents.record(invitation, purpose, True, door="link", actor="Mei Tan")


def test_consent_taken_back_by_telephone_is_recorded_in_the_words_it_was_given(
    organiser, client, invitation
):
    agree(invitation, "list", "contact")
    where = reverse("admin:invitation_consent", args=[invitation.pk])
    response = client.post(where, {"purposes": ["list"], "told_by": "her office, by telephone"})
    assert response.status_code == 302
    last = Consent.objects.first()
    assert (last.purpose, last.is_given, last.door) == ("list", False, "admin")
    assert (last.language, last.actor) == ("vi", "Hoa Phan, as told by her office, by telephone")
    with translation.override("vi"):
        assert last.wording == str(consents.WORDING["list"])
    assert consents.now(invitation)["contact"].is_given


@pytest.mark.parametrize(
    "data", [{}, {"purposes": ["list"]}, {"purposes": ["photographs"], "told_by": "Mei"}]
)
def test_what_is_not_valid_or_nobody_said_is_not_recorded(organiser, client, invitation, data):
    agree(invitation, "list")
    where = reverse("admin:invitation_consent", args=[invitation.pk])
    assert "errorlist" in page(client.post(where, data))
    assert Consent.objects.count() == 1


def test_the_ledger_is_in_the_invitations_story(organiser, client, invitation):
    where = reverse("admin:participants_invitation_change", args=[invitation.pk])
    assert "consent" not in page(client.get(where))
    agree(invitation, "list", language="en")
    text = page(client.get(where))
    assert "consent given" in text
    assert str(consents.WORDING["list"]) in text
    assert reverse("admin:invitation_consent", args=[invitation.pk]) in text


def test_without_a_consent_there_is_none_to_withdraw(organiser, client, invitation):
    where = reverse("admin:invitation_consent", args=[invitation.pk])
    assert "there is none to withdraw" in page(client.get(where))
