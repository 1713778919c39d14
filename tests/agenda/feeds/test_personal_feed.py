"""A delegate's own calendar: what is in it, what its address remembers, and how it ends."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.models import Role
from agenda.programme import roles, sessions
from participants.models import DelegateDetails, InvitationEvent
from participants.states import Status
from participants.workflow import nominations, transitions
from tests import factories
from tests.agenda.feeds.feed_visit import address_of_mine, components
from tests.agenda.session_form import session_form
from tests.participants.delegates.details_visit import prove
from tests.personal_data_world import forget_due
from tests.reading import soup, text_of

BY = transitions.Actor(InvitationEvent.Door.ADMIN, "Secretariat")


@pytest.fixture
def programme_out(dialogue):
    made = factories.session(dialogue, title_en="Opening", slug="opening")
    factories.release(dialogue)
    return made


def page_of(invitation, query="?lang=en"):
    return reverse("personal_calendar", args=[invitation.token]) + query


def travels(invitation, **fields):
    usual = {
        "arrival_on": date(2031, 6, 1),
        "arrival_time": time(23, 17),
        "arrival_number": "VN 123",
        "arrival_place": "Noi Bai",
        "departure_on": date(2031, 6, 4),
        "hotel_name": "Grand Hotel",
        "diet": "halal",
    }
    return DelegateDetails.objects.create(invitation=invitation, **{**usual, **fields})


def test_the_entry_for_all_days_can_be_left_out(client, dialogue, delegate, programme_out):
    address = address_of_mine(delegate)
    assert set(components(client.get(address))) == {dialogue.title_en, "Opening"}
    assert set(components(client.get(f"{address}?whole=no"))) == {"Opening"}


def test_it_has_the_uid_of_the_entry_that_comes_by_mail(client, dialogue, delegate):
    assert components(client.get(address_of_mine(delegate)))[dialogue.title_en]["UID"] == str(
        dialogue.uid
    )


def test_an_invitee_who_hopes_to_come_is_reminded_to_say_so_for_certain(client, dialogue):
    delegate = factories.invitation(dialogue, Status.TENTATIVE)
    found = components(client.get(address_of_mine(delegate)))
    entry = found[f"Please confirm: {dialogue.title_en}"]
    assert entry.end == delegate.reply_by_at
    alarms = [alarm["TRIGGER"].dt for alarm in entry.walk("VALARM")]
    assert alarms == [timedelta(days=-2), timedelta(hours=-3)]
    assert "/i/" not in entry["DESCRIPTION"]
    delegate.status, delegate.changed_at = Status.ACCEPTED, timezone.now()
    delegate.save()
    assert list(components(client.get(address_of_mine(delegate)))) == [dialogue.title_en]


def test_an_entry_says_when_the_delegates_role_in_it_changed(client, dialogue, delegate):
    """RFC 5545, 3.8.7.2 and 3.8.7.3: DTSTAMP and LAST-MODIFIED follow what the entry says."""
    client.force_login(factories.organiser())
    other = factories.invitation(dialogue, Status.ACCEPTED)
    for title in ["Opening", "Closing"]:
        session = factories.session(dialogue, title_en=title)
    factories.release(dialogue)
    role = factories.role(session, delegate.person, state="planned")
    form = session_form(session) | {
        "roles-TOTAL_FORMS": 1,
        "roles-INITIAL_FORMS": 1,
        "roles-0-id": role.pk,
        "roles-0-position": 0,
        "roles-0-DELETE": "on",
    }
    confirm, refuse = [
        partial(roles.answer, role, confirm=answer, by="Tan") for answer in [True, False]
    ]
    take_away = partial(
        client.post, reverse("admin:agenda_session_change", args=[session.pk]), form
    )
    asked, confirmed = "Your role: moderator (asked, not yet confirmed)", "Your role: moderator"
    acts = [
        (partial(roles.ask, Role.objects.all()), asked),
        (confirm, confirmed),
        (refuse, None),
        (confirm, confirmed),
        (take_away, None),
    ]
    others = client.get(address_of_mine(other)).content
    for hours, (act, told) in enumerate(acts, start=1):
        now = (timezone.now() + timedelta(hours=hours)).replace(microsecond=0)
        with time_machine.travel(now, tick=False):
            act()
        entry = components(client.get(address_of_mine(delegate)))["Closing"]
        lines = entry["DESCRIPTION"].splitlines()
        assert next((line for line in lines if line.startswith("Your role")), None) == told
        assert (entry["LAST-MODIFIED"].dt, entry["DTSTAMP"].dt) == (now, now)
        assert entry["SEQUENCE"] == 0
    assert client.get(address_of_mine(other)).content == others


def test_arrival_and_departure_are_shown_by_the_address_of_the_delegate_alone(client, delegate):
    travels(delegate)
    assert b"VN 123" not in client.get(address_of_mine(delegate)).content
    response = client.get(address_of_mine(delegate, with_travel=True))
    found = components(response)
    arrival = found["Arrival: VN 123"]
    assert arrival.start == datetime(2031, 6, 1, 16, 17, tzinfo=UTC)  # 23:17 in Hanoi
    assert (arrival["LOCATION"], arrival["CLASS"]) == ("Noi Bai", "PRIVATE")
    assert found["Departure"].start == date(2031, 6, 4)
    for untold in [b"Grand Hotel", b"halal"]:
        assert untold not in response.content


@pytest.mark.parametrize("attendance", ["online", "local"])
def test_a_delegate_who_does_not_travel_has_no_arrival(client, delegate, attendance):
    travels(delegate, attendance=attendance)
    assert b"VN 123" not in client.get(address_of_mine(delegate, with_travel=True)).content


def test_changed_and_erased_travel_follows(client, dialogue, delegate):
    row, address = travels(delegate), address_of_mine(delegate, with_travel=True)
    before = client.get(address)
    row.arrival_number, row.changed_at = "VN 321", row.changed_at + timedelta(hours=1)
    row.save()
    after = client.get(address, headers={"if-none-match": before["ETag"]})
    (old,) = [one for name, one in components(before).items() if name.startswith("Arrival")]
    new = components(after)["Arrival: VN 321"]
    assert new["UID"] == old["UID"]
    assert new["SEQUENCE"] > old["SEQUENCE"]
    kept = datetime(2031, 12, 31, tzinfo=UTC)
    forget_due("participants.DelegateDetails", kept)
    assert b"VN 321" not in client.get(address, headers={"if-none-match": after["ETag"]}).content


def test_a_304_and_a_feed_cost_the_same_with_many_sessions(
    client, dialogue, delegate, programme_out, django_assert_num_queries
):
    travels(delegate)
    address = address_of_mine(delegate, with_travel=True)

    def costs(queries):
        with django_assert_num_queries(queries):
            etag = client.get(address)["ETag"]
        with django_assert_num_queries(2):
            assert client.get(address, headers={"if-none-match": etag}).status_code == 304

    costs(6)  # three of them note the program for the first time
    factories.release(dialogue)
    costs(5)
    for _ in range(30):
        factories.role(factories.session(dialogue), delegate.person)
    factories.release(dialogue)
    costs(5)


def test_the_page_offers_every_way_and_a_picture_for_the_phone(client, dialogue, delegate):
    text = client.get(page_of(delegate)).content.decode()
    feed = f"dialogue.test{address_of_mine(delegate)}"
    assert f'href="webcal://{feed}"' in text
    assert "calendar.google.com/calendar/render?cid=webcal%3A%2F%2Fdialogue.test" in text
    assert "outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2Fdialogue.test" in text
    assert "outlook.office.com/calendar/0/addfromweb" in text
    assert f"<code>https://{feed}</code>" in text
    assert 'src="data:image/svg+xml' in text
    assert "you will see that entry twice" in text
    assert "every 4 to 24 hours" in text
    assert f"{feed}?lang=vi" in client.get(page_of(delegate, "?lang=vi")).content.decode()
    assert f"{feed}?whole=no" in client.get(page_of(delegate, "?whole=no")).content.decode()


def test_the_page_shows_the_address_with_travel_to_the_proven_delegate(delegate):
    client, address = Client(), address_of_mine(delegate, with_travel=True)
    assert address not in client.get(page_of(delegate)).content.decode()
    prove(client, delegate)
    assert address in client.get(page_of(delegate)).content.decode()
    assert address not in Client().get(page_of(delegate)).content.decode()


def test_a_new_address_is_issued_once_it_was_asked_about_and_the_old_ones_end(client, delegate):
    old = [address_of_mine(delegate), address_of_mine(delegate, with_travel=True)]
    for page in [client.get(delegate.page_path), client.get(page_of(delegate))]:
        assert soup(page).select("button[value=renew_calendar]") == []
    (link,) = soup(client.get(page_of(delegate))).select("a[href*=ask]")
    question = client.get(page_of(delegate, link["href"]))  # looking changes nothing
    assert "The present one stops working at once and for good" in text_of(question)
    (form,) = soup(question).select("form:has(button[value=renew_calendar])")
    assert form["action"] == page_of(delegate)
    assert [client.get(one).status_code for one in old] == [200, 200]
    answer = client.post(page_of(delegate), {"act": "renew_calendar"}, follow=True)
    assert "A new address has been issued." in answer.content.decode()
    assert [client.get(one).status_code for one in old] == [404, 404]
    delegate.refresh_from_db()
    assert address_of_mine(delegate) in answer.content.decode()
    assert client.get(address_of_mine(delegate)).status_code == 200
    assert client.get(delegate.page_path).status_code == 200  # the link itself stays
    event = delegate.events.first()
    assert (event.verb, event.door, event.actor) == ("renew_calendar", "link", delegate.person.name)


@pytest.mark.parametrize("status", [Status.INVITED, Status.DECLINED, Status.RESERVE])
def test_without_a_seat_there_is_no_calendar_to_subscribe_or_renew(client, dialogue, status):
    invitation = factories.invitation(dialogue, status)
    page = client.get(page_of(invitation))
    assert page.status_code == 403
    assert "once you have accepted" in page.content.decode()
    assert ".ics" not in page.content.decode()
    key = invitation.calendar_key
    assert client.post(page_of(invitation)).status_code == 422
    invitation.refresh_from_db()
    assert invitation.calendar_key == key


def test_a_replaced_delegates_address_is_a_plain_404(client, delegate):
    addresses = [address_of_mine(delegate), address_of_mine(delegate, with_travel=True)]
    nominations.nominate(delegate, BY, factories.nomination())
    nominations.approve(delegate, BY)
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 404
        assert delegate.person.family_name not in response.content.decode()


def test_a_role_in_a_moved_session_moves_with_it(client, dialogue, delegate, programme_out):
    factories.role(programme_out, delegate.person, kind="chair")
    factories.release(dialogue)
    programme_out.starts_at += timedelta(minutes=30)
    programme_out.ends_at += timedelta(minutes=30)
    sessions.save_session(programme_out)
    factories.release(dialogue)
    entry = components(client.get(address_of_mine(delegate)))["Opening"]
    assert entry.start == programme_out.starts_at
    assert "Your role: chair" in entry["DESCRIPTION"]
