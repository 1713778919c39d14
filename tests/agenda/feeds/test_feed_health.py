"""Which calendar program holds which version, and a mail to those whose calendars are behind."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from agenda.feeds import fetches, health
from agenda.feeds.clients import client_of
from agenda.models import FeedReading
from agenda.programme import sessions
from agenda.releases import affected
from dialogue.calendars import events
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from participants.letters import letters
from participants.models import InvitationEvent, Person
from participants.states import Status
from participants.workflow import invitations, transitions
from tests import factories
from tests.agenda.feeds.feed_visit import address_of_mine, later, of_session, of_topic, whole
from tests.personal_data_world import forget_due
from tests.reading import unsealed
from tests.threads import in_threads

GOOGLE, APPLE = "Google-Calendar-Importer", "iOS/17.4 (21E219) dataaccessd/1.0"
BY = transitions.Actor(InvitationEvent.Door.ADMIN, "Secretariat")


@pytest.mark.parametrize(
    ("user_agent", "client"),
    [
        (GOOGLE, "google"),
        (APPLE, "apple"),
        ("macOS/14.4.1 (23E224) CalendarAgent/1012", "apple"),
        ("Mac_OS_X/10.15.7 (19H15) CalendarAgent/930.5.1", "apple"),
        ("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17; Pro)", "outlook"),
        ("Microsoft.Exchange/15.20 (Exchange; CalendarSharing)", "outlook"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:128.0) Gecko/20100101 "
            "Thunderbird/128.0",
            "thunderbird",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) AppleWebKit/605 Safari/605", "other"),
        ("vdirsyncer/0.20.0", "other"),
        ("", "other"),
        ("\x00é" * 5000, "other"),
    ],
)
def test_programs_are_known_by_the_name_they_give_themselves(user_agent, client):
    assert client_of(user_agent) == client


def fetch(client, address, user_agent=GOOGLE, **headers):
    return client.get(address, headers={"user-agent": user_agent, **headers})


@pytest.fixture
def session(dialogue):
    made = factories.session(dialogue, slug="opening", title_en="Opening", title_vi="Khai mạc")
    factories.release(dialogue)
    return made


@pytest.fixture
def delegates(dialogue):
    return [
        factories.invitation(
            dialogue,
            Status.ACCEPTED,
            person=factories.person(family_name="Tan", given_name=name, language=language),
        )
        for name, language in [("Mei", "en"), ("Lan", "vi"), ("Hoa", "en")]
    ]


def move_and_release(dialogue, session):
    """At ten o'clock instead of nine."""
    session.starts_at += timedelta(hours=1)
    session.ends_at += timedelta(hours=1)
    sessions.save_session(session)
    return factories.release(dialogue)


# Recording


def test_a_fetch_is_noted_at_once_and_within_the_same_minute_costs_one_more_read(
    client, dialogue, session, delegates, django_assert_num_queries
):
    fetch(client, whole(dialogue))
    row = FeedReading.objects.get()
    dialogue.refresh_from_db()
    assert (row.feed, row.client) == ("whole", "google")
    assert row.version_at == dialogue.calendar_changed_at
    with django_assert_num_queries(2):  # the dialogue, as ever, and the note
        fetch(client, whole(dialogue))
    assert FeedReading.objects.get().fetched_at == row.fetched_at


def test_a_fetch_after_a_minute_is_noted_by_one_read_and_one_write(
    client, dialogue, session, django_assert_num_queries
):
    fetch(client, whole(dialogue))
    with later(seconds=61), django_assert_num_queries(3):
        fetch(client, whole(dialogue))
        noted_at = timezone.now()
    assert FeedReading.objects.get().fetched_at == noted_at


def test_a_new_version_is_noted_also_within_the_same_minute(client, dialogue, session):
    fetch(client, whole(dialogue))
    factories.release(dialogue)
    fetch(client, whole(dialogue))
    dialogue.refresh_from_db()
    assert FeedReading.objects.get().version_at == dialogue.calendar_changed_at


def test_a_renewed_address_is_noted_also_within_the_same_minute(
    client, dialogue, session, delegates
):
    mei = delegates[0]
    fetch(client, address_of_mine(mei))
    invitations.renew_calendar(mei, BY)
    mei.refresh_from_db()
    fetch(client, address_of_mine(mei))
    assert FeedReading.objects.get().key == mei.calendar_key


def test_a_program_has_one_line_however_often_it_comes(client, dialogue, session, delegates):
    mei = delegates[0]
    for hours in range(3):
        with later(hours=hours):
            for agent in [GOOGLE, APPLE]:
                fetch(client, address_of_mine(mei), agent)
    rows = FeedReading.objects.filter(invitation=mei)
    assert sorted(rows.values_list("client", flat=True)) == ["apple", "google"]
    assert all(row.fetched_at > timezone.now() + timedelta(hours=1) for row in rows)


def test_a_304_counts_too_for_the_program_holds_what_is_out(client, dialogue, session):
    etag = fetch(client, whole(dialogue))["ETag"]
    with later(hours=1):
        again = fetch(client, whole(dialogue), **{"if-none-match": etag})
        assert again.status_code == 304
        assert FeedReading.objects.get().fetched_at == timezone.now()


def test_what_leaves_no_copy_behind_does_not_count(client, dialogue, session):
    client.head(whole(dialogue))
    client.get(of_session(dialogue, "nothing"))
    long_since = "Thu, 01 Jan 2037 00:00:00 GMT"
    by_day = {"if-modified-since": long_since}
    for made_up in [of_session(dialogue, "made-up"), of_topic(dialogue, "x" * 60)]:
        etag = fetch(client, made_up, **by_day)["ETag"]
        fetch(client, made_up, **{"if-none-match": "*"})
        assert fetch(client, made_up, **{"if-none-match": etag}).status_code == 304
    assert not FeedReading.objects.exists()


def test_a_304_for_a_session_that_there_is_counts(client, dialogue, session):
    etag = client.head(of_session(dialogue, "opening"))["ETag"]
    again = fetch(client, of_session(dialogue, "opening"), **{"if-none-match": etag})
    assert again.status_code == 304
    assert FeedReading.objects.get().slug == "opening"


def test_nobody_can_work_out_the_etag_of_what_they_did_not_fetch(
    client, dialogue, session, settings
):
    etag = fetch(client, whole(dialogue))["ETag"]
    settings.SECRET_KEY = "another key than theirs"
    assert fetch(client, whole(dialogue))["ETag"] != etag


def note(source):
    now = timezone.now()
    return fetches.note(RequestFactory().get("/"), HttpResponse("the feed"), source, now)


@pytest.mark.django_db(transaction=True)
def test_a_row_that_the_database_refuses_costs_no_other(client):
    dialogue = factories.dialogue()
    refused = fetches.Source(dialogue.pk, FeedReading.Feed.PERSONAL)  # whose, it does not say
    assert note(refused).content == b"the feed"
    fetch(client, whole(dialogue))
    assert FeedReading.objects.get().feed == "whole"


def test_a_slower_worker_does_not_overwrite_what_a_faster_one_knows(client, dialogue, session):
    source = fetches.Source(dialogue.pk, FeedReading.Feed.WHOLE)
    early, version_at = timezone.now(), dialogue.calendar_changed_at
    with later(minutes=5):
        factories.release(dialogue)
        fetch(client, whole(dialogue))
        newest = FeedReading.objects.values().get()
    fetches.write(source, "google", fetched_at=early, version_at=version_at)
    assert FeedReading.objects.values().get() == newest


def test_neither_addresses_nor_the_programs_own_words_are_kept(client, dialogue, session):
    client.get(whole(dialogue), headers={"user-agent": "Rare/1.0"}, REMOTE_ADDR="203.0.113.77")
    kept = str(list(FeedReading.objects.values()))
    assert "203.0.113.77" not in kept
    assert "Rare" not in kept


@pytest.mark.django_db(transaction=True)
def test_a_dialogue_that_is_deleted_during_a_fetch_loses_only_its_own(client, caplog):
    dialogue, deleted = factories.dialogue(), factories.dialogue()
    source = fetches.Source(deleted.pk, FeedReading.Feed.WHOLE)
    deleted.delete()
    fetch(client, whole(dialogue))
    assert note(source).content == b"the feed"
    assert "was not noted" in caplog.text
    assert [row.dialogue for row in FeedReading.objects.all()] == [dialogue]


@pytest.mark.django_db(transaction=True)
def test_workers_that_note_the_same_program_at_once_write_one_line():
    source = fetches.Source(factories.dialogue().pk, FeedReading.Feed.WHOLE)
    moments = [timezone.now() + timedelta(minutes=2 * number) for number in range(4)]

    def write(moment):
        fetches.write(source, "google", fetched_at=moment, version_at=moment)

    in_threads(write, moments)
    assert FeedReading.objects.count() == 1


def test_what_is_known_of_a_delegate_is_forgotten_when_details_are_erased(
    client, dialogue, session, delegates
):
    fetch(client, address_of_mine(delegates[0]))
    fetch(client, whole(dialogue))
    last_day = datetime(2031, 8, 2, 10, tzinfo=UTC)  # sixty days after the dialogue
    assert forget_due("agenda.FeedReading", last_day) == 0
    assert forget_due("agenda.FeedReading", last_day + timedelta(days=1)) == 1
    assert [row.feed for row in FeedReading.objects.all()] == ["whole"]


# Who is behind


def names(lines):
    """In alphabetical order: they come in none."""
    people = {one.pk: one for one in Person.objects.filter(pk__in=[one.person for one in lines])}
    return sorted(people[one.person].given_name for one in lines)


def test_those_are_behind_whose_calendar_does_not_show_what_changed_for_them(
    client, dialogue, session, delegates
):
    mei, lan, hoa = delegates
    for one in [mei, lan]:
        fetch(client, address_of_mine(one))
    assert health.of(dialogue).behind == []
    with later(hours=1):
        move_and_release(dialogue, session)
        assert names(health.of(dialogue).behind) == names_of(mei, lan)
        fetch(client, address_of_mine(lan))
        found = health.of(dialogue)
    assert names(found.behind) == names_of(mei)
    assert found.subscribers == 2
    known = {one.invitation: one for one in found.delegates(health.coming(dialogue))}
    assert [change.what for change in known[mei].missed.changes] == ["moved"]
    assert known[lan].missed is None
    assert [known[one].readings[0].release.number for one in [mei, lan]] == [1, 2]
    assert known[hoa].readings == []


def names_of(*invitations):
    chosen = {one.pk for one in invitations}
    rows = invitations[0].dialogue.invitations.filter(pk__in=chosen)
    return sorted(one.person.given_name for one in rows)


def test_other_words_in_a_session_leave_nobody_behind_but_those_with_a_role_in_it(
    client, dialogue, session, delegates
):
    mei, lan, _hoa = delegates
    factories.role(session, lan.person)
    factories.release(dialogue)
    for one in [mei, lan]:
        fetch(client, address_of_mine(one))
    with later(hours=1):
        session.title_en, session.title_vi = "Opening ceremony", "Lễ khai mạc"
        sessions.save_session(session)
        factories.release(dialogue)
        assert names(health.of(dialogue).behind) == names_of(lan)


def test_a_dialogue_that_moves_leaves_calendars_behind_until_they_look_again(
    client, admin_client, dialogue, session, delegates
):
    mei, lan, _hoa = delegates
    for one in [mei, lan]:
        fetch(client, address_of_mine(one))
    write = reverse("admin:calendars_write", args=[dialogue.pk])
    with later(hours=1):
        dialogue.contact_phone = "+84 1"
        events.save_dialogue(dialogue)
        assert health.of(dialogue).behind == []
        dialogue.venue_en, dialogue.status = "Opera House", "confirmed"
        events.save_dialogue(dialogue)
        assert names(health.of(dialogue).behind) == names_of(mei, lan)
        fetch(client, address_of_mine(lan))
        assert names(health.of(dialogue).behind) == names_of(mei)
        page = admin_client.get(reverse("admin:calendars", args=[dialogue.pk])).content.decode()
        assert "dates, place or status of the dialogue" in page
        admin_client.post(write, {"ids": [mei.pk, lan.pk]})
        mail = OutgoingMail.objects.get()
        assert mail.to_address == mei.person.email
        for text in [mail.text, mail.html]:
            assert "→ Opera House" in text
            assert "Status: proposed → confirmed" in text
            assert "Please answer by" not in text
        assert health.of(dialogue).to_be_written_to == []
    with later(hours=2):  # of what moves after that letter it has not told
        dialogue.ends_on += timedelta(days=1)
        events.save_dialogue(dialogue)
        assert names(health.of(dialogue).to_be_written_to) == names_of(mei, lan)
        letters.dialogue_changed(mei)
        told = {one.key: bool(one.told_at) for one in health.of(dialogue).behind}
        assert told == {mei.pk: True, lan.pk: False}
        dialogue.status = "cancelled"  # of which a letter of its own tells
        events.save_dialogue(dialogue)
        assert health.of(dialogue).behind == []


def test_of_two_programs_the_one_that_still_looks_decides(client, dialogue, session, delegates):
    mei = delegates[0]
    fetch(client, address_of_mine(mei), APPLE)
    with later(days=20):
        move_and_release(dialogue, session)
        assert names(health.of(dialogue).behind) == names_of(mei)
        fetch(client, address_of_mine(mei), GOOGLE)
        assert health.of(dialogue).behind == []


def test_an_address_that_was_revoked_counts_no_more(client, dialogue, session, delegates):
    mei = delegates[0]
    fetch(client, address_of_mine(mei))
    invitations.renew_calendar(mei, BY)
    assert health.of(dialogue).subscribers == 0


def test_the_page_costs_the_same_with_many_delegates(
    client, admin_client, dialogue, session, delegates, django_assert_num_queries
):
    page = reverse("admin:calendars", args=[dialogue.pk])

    def will_be_behind(invitations):
        for one in invitations:
            fetch(client, address_of_mine(one))

    will_be_behind(dialogue.invitations.all())
    admin_client.get(page)  # chooses the dialogue
    with later(hours=1):
        move_and_release(dialogue, session)
        with django_assert_num_queries(16):
            admin_client.get(page)
    # More delegates, and they hold another version than the first.
    will_be_behind([factories.invitation(dialogue, Status.ACCEPTED) for _ in range(27)])
    with later(hours=2):
        move_and_release(dialogue, session)
        with django_assert_num_queries(16):
            assert admin_client.get(page).content.count(b'name="ids"') == 30


# The page and the mail


def test_public_calendars_are_called_as_their_readers_know_them(
    client, admin_client, dialogue, session, delegates
):
    fetch(client, of_session(dialogue, "opening"))
    page = admin_client.get(reverse("admin:calendars", args=[dialogue.pk])).content.decode()
    assert '<th scope="row">Session: Opening</th>' in page


@pytest.fixture
def behind(client, dialogue, session, delegates):
    """Two of three whose Google calendars do not show the new time yet."""
    for one in delegates[:2]:
        fetch(client, address_of_mine(one))
    with later(hours=1):
        move_and_release(dialogue, session)
        yield delegates[:2]


def test_the_page_names_program_moment_and_version_and_is_one_click_from_the_letter(
    admin_client, dialogue, behind
):
    text = admin_client.get(reverse("admin:calendars", args=[dialogue.pk])).content.decode()
    assert "2 delegates’ calendars do not show what has changed for them." in text
    assert "2 of 3 delegates have subscribed to a calendar." in text
    assert "Google: " in text
    assert "version 1" in text
    assert "Opening: new time or place" in text
    write = reverse("admin:calendars_write", args=[dialogue.pk])
    assert f'href="{write}"' in text
    page = admin_client.get(write).content.decode()
    assert "2 letters will be sent now:" in page
    assert "It therefore does not yet show the following:" in page
    assert "Khai mạc" in page  # to Lan, in Vietnamese
    for one in behind:
        assert one.token not in page
    assert not OutgoingMail.objects.exists()


def test_nobody_is_behind_in_a_dialogue_that_does_not_take_place(dialogue, behind):
    dialogue.status = Dialogue.Status.CANCELLED
    assert health.of(dialogue).behind == []


def test_those_who_were_chosen_are_written_to_once_each_in_their_language(
    admin_client, dialogue, behind
):
    mei, lan = behind
    write = reverse("admin:calendars_write", args=[dialogue.pk])
    for _ in range(2):
        admin_client.post(write, {"ids": f"{mei.pk},{lan.pk}"})
    mails = {mail.to_address: mail for mail in OutgoingMail.objects.all()}
    assert len(mails) == OutgoingMail.objects.count() == 2
    english, vietnamese = mails[mei.person.email], mails[lan.person.email]
    assert english.kind == "calendar_behind"
    assert "Your Google calendar last checked for changes" in english.text
    assert "Opening: new time or place, 2 June 2031, 10:00–11:00" in english.text
    assert mei.token in unsealed(english).text
    assert lan.token not in unsealed(english).text
    assert (vietnamese.language, "Khai mạc" in vietnamese.text) == ("vi", True)
    page = admin_client.get(reverse("admin:calendars", args=[dialogue.pk])).content.decode()
    assert page.count("emailed about this") == 2
    assert 'name="ids"' not in page


def test_a_letter_lists_so_many_changes_and_says_how_many_more(
    admin_client, dialogue, session, behind, monkeypatch
):
    monkeypatch.setattr(affected, "MOST_SHOWN", 1)
    for _ in range(2):
        factories.session(dialogue, title_en="Late addition", starts_at=session.ends_at)
    factories.release(dialogue)
    write = reverse("admin:calendars_write", args=[dialogue.pk])
    admin_client.post(write, {"ids": behind[0].pk})
    mail = OutgoingMail.objects.get()
    for text in [mail.text, mail.html]:
        assert "Opening" in text
        assert "Late addition" not in text
        assert "and 2 more changes" in text


def test_only_the_chosen_and_only_those_who_are_behind_are_written_to(
    client, admin_client, dialogue, behind, delegates
):
    mei, lan = behind
    hoa = delegates[2]
    write = reverse("admin:calendars_write", args=[dialogue.pk])
    fetch(client, address_of_mine(lan))
    admin_client.post(write, {"ids": [mei.pk, lan.pk, hoa.pk, "x", "9" * 30]})
    assert [mail.to_address for mail in OutgoingMail.objects.all()] == [mei.person.email]


def test_the_letter_in_its_frame_is_the_one_of_this_delegate(admin_client, dialogue, behind):
    mei, lan = behind
    address = reverse("admin:calendars_letter", args=[dialogue.pk, mei.pk])
    response = admin_client.get(address)
    assert "Opening" in response.content.decode()
    assert mei.token not in response.content.decode()
    elsewhere = factories.dialogue()
    foreign = reverse("admin:calendars_letter", args=[elsewhere.pk, lan.pk])
    assert admin_client.get(foreign).status_code == 404


def test_a_downloaded_file_is_no_calendar_in_use(client, delegates):
    mine = delegates[0]
    page = client.get(reverse("personal_calendar", args=[mine.token])).content.decode()
    download = re.search(r'href="([^"]+)" download', page)[1].replace("&amp;", "&")
    assert client.get(download).status_code == 200
    fetch(client, address_of_mine(mine), "Mozilla/5.0", **{"sec-fetch-dest": "document"})
    assert not FeedReading.objects.exists()
    assert "Your calendar is subscribed" not in client.get(mine.page_path).content.decode()
    fetch(client, address_of_mine(mine))
    assert "Your calendar is subscribed" in client.get(mine.page_path).content.decode()
