"""Personal links end some days after the dialogue, on its own clock; calendar addresses later."""

import pytest
import time_machine
from django.urls import reverse

from agenda.models import OrganisersCalendar
from dialogue.access.tokens import make_token
from dialogue.refusals import Refused
from participants.letters import letters
from participants.links import urls
from participants.models import InvitationEvent
from participants.states import Status
from participants.workflow import invitations, transitions
from tests import factories
from tests.reading import page

BY = transitions.Actor(InvitationEvent.Door.ADMIN, "Lan Nguyen")
# The dialogue of tests ends on 3 June 2031; Hanoi is seven hours ahead.
LAST_SECOND, OVER = "2031-07-03T16:59:59Z", "2031-07-03T17:00:00Z"
CALENDARS_LAST_SECOND, CALENDARS_OVER = "2032-06-02T16:59:59Z", "2032-06-02T17:00:00Z"


@pytest.fixture
def dialogue(db):
    return factories.dialogue(contact_name_en="Ms Hoa", contact_name_vi="Bà Hoa")


@pytest.fixture
def invitation(dialogue):
    person = factories.person(family_name="Tan", email="mei@example.org")
    return factories.invitation(dialogue, Status.ACCEPTED, person=person)


@pytest.fixture
def seat(dialogue):
    delegation = factories.delegation(dialogue)
    return factories.invitation(dialogue, Status.INVITED, delegation=delegation, person=None)


def at(moment):
    return time_machine.travel(moment, tick=False)


def test_a_link_works_until_midnight_of_its_last_day_on_the_dialogues_clock(client, invitation):
    with at(LAST_SECOND):
        assert client.get(invitation.page_path).status_code == 200
    with at(OVER):
        assert client.get(invitation.page_path).status_code == 410
    invitation.dialogue.time_zone = "America/New_York"
    invitation.dialogue.save()
    with at(OVER):
        assert client.get(invitation.page_path).status_code == 200


def test_each_dialogue_says_for_how_many_days(client, invitation):
    invitation.dialogue.links_kept_days = 0
    invitation.dialogue.save()
    with at("2031-06-03T16:59:59Z"):
        assert client.get(invitation.page_path).status_code == 200
    with at("2031-06-03T17:00:00Z"):
        assert client.get(invitation.page_path).status_code == 410


@pytest.mark.parametrize("name", [pattern.name for pattern in urls.urlpatterns])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_behind_a_link_outlives_it(client, invitation, seat, name, method):
    of_institutions = {"delegation", "delegation_letter", "institutions_letter"}
    token = seat.delegation.token if name in of_institutions else invitation.token
    more = [1] if name in {"invitees_letter", "institutions_letter", "delegates_paper"} else []
    with at(OVER):
        response = getattr(client, method)(reverse(name, args=[token, *more]))
    assert response.status_code == 410
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]
    assert not invitation.events.exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["This link has ended", "until 3 July 2031", "Ms Hoa", "write to the secretariat"]),
        ("vi", ["Đường dẫn này đã hết hiệu lực", "2031", "Bà Hoa", "Ban Thư ký"]),
    ],
)
def test_the_page_says_where_to_write_and_nothing_of_the_person(
    client, invitation, language, words
):
    with at(OVER):
        text = page(client.get(f"{invitation.page_path}?lang={language}"), 410)
    for expected in [*words, "secretariat@dialogue.test"]:
        assert expected in text
    for secret in ["Tan", "mei@example.org"]:
        assert secret not in text


def test_the_page_is_in_the_language_of_the_addressee(client, invitation):
    invitation.person.language = "vi"
    invitation.person.save()
    with at(OVER):
        response = client.get(invitation.page_path)
    assert response["Content-Language"] == "vi"
    assert 'lang="vi"' in page(response, 410)


def test_a_wrong_token_learns_nothing_afterwards_either(client, invitation, settings):
    settings.DEFAULT_FROM_EMAIL = "office@dialogue.test"  # what every wrong token is told
    type(invitation.dialogue).objects.update(is_public=False)
    broken = invitation.page_path.replace(invitation.token, invitation.token[:-1] + "z")
    before = page(client.get(broken), 404)
    with at(OVER):
        after = page(client.get(broken), 404)
    assert after == before
    assert "secretariat@dialogue.test" not in after


def test_what_was_withdrawn_stays_unknown(client, invitation):
    invitations.withdraw(invitation, BY)
    with at(OVER):
        assert client.get(invitation.page_path).status_code == 404


def test_the_link_that_stops_reminders_ends_too(client, invitation):
    mail = letters.reminder("answer", invitation)
    key = mail.message_id.strip("<>").partition("@")[0]
    address = reverse("unsubscribe", args=[make_token("unsubscribe", key)])
    with at(OVER):
        text = page(client.get(address), 410)
    assert "mei@example.org" not in text


# Calendars


def addresses(invitation):
    calendar = OrganisersCalendar.objects.create(
        dialogue=invitation.dialogue, user=factories.organiser(is_superuser=True)
    )
    travel = make_token("calendar with travel", invitation.calendar_key)
    return [
        reverse("calendar_mine", args=[invitation.calendar_token]),
        reverse("calendar_mine", args=[travel]),
        reverse("calendar_organisers", args=[calendar.token]),
    ]


def test_calendar_addresses_live_a_year_and_then_say_so_in_both_languages(client, invitation):
    for address in addresses(invitation):
        with at(CALENDARS_LAST_SECOND):
            assert client.get(address).status_code == 200
        with at(CALENDARS_OVER):
            text = page(client.get(address), 410)
            assert "has ended" in text and "hết hiệu lực" in text
            assert "secretariat@dialogue.test" in text
            assert "Tan" not in text
            assert client.get(address.replace(".ics", "0.ics")).status_code == 404


def test_they_live_as_long_as_the_links_if_that_is_longer(client, invitation):
    invitation.dialogue.links_kept_days = 500
    invitation.dialogue.save()
    with at(CALENDARS_OVER):
        assert client.get(addresses(invitation)[0]).status_code == 200


def test_the_public_calendar_stays(client, invitation):
    with at(CALENDARS_OVER):
        address = reverse("calendar", args=[invitation.dialogue.slug])
        assert client.get(address).status_code == 200


def test_the_calendar_page_says_until_when_its_address_works(client, invitation, clock):
    text = page(client.get(reverse("personal_calendar", args=[invitation.token])))
    assert "It works until\n      2 June 2032" in text or "It works until 2 June 2032" in text


# Letters


def test_no_letter_is_written_with_a_link_that_has_ended(invitation, seat):
    with at(OVER):
        letters.write("dialogue_changed", invitation)
        letters.nomination_request(seat.delegation)
    assert not invitation.dialogue.mails.exists()


def test_what_is_done_for_the_sake_of_a_link_is_refused(invitation, seat):
    cleared = factories.invitation(invitation.dialogue, Status.CLEARED)
    with at(OVER):
        for act in [
            lambda: invitations.renew_link(invitation, BY),
            lambda: invitations.renew_delegation_link(seat.delegation, BY),
            lambda: invitations.invite(cleared, BY),
        ]:
            with pytest.raises(Refused, match="links of this dialogue ended on 3 July 2031"):
                act()


def test_organisers_choose_the_days_on_the_dialogues_page(client, dialogue):
    client.force_login(factories.organiser(is_superuser=True))
    text = page(client.get(reverse("admin:dialogue_dialogue_change", args=[dialogue.pk])))
    assert 'name="links_kept_days" value="30"' in text
    assert "Calendar addresses live a year" in text
