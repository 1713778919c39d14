"""Calendars: what a calendar program fetches again and again."""

import gzip
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import vobject
from django.core.cache import caches
from django.urls import reverse

from agenda.models import Role, Session
from agenda.programme import sessions
from dialogue.calendars import ical
from dialogue.calendars.events import save_dialogue
from participants.models import InvitationEvent
from participants.states import HAS_A_CALENDAR, Status
from participants.workflow import invitations, transitions
from tests import factories
from tests.agenda.feeds.feed_visit import later, whole


@pytest.fixture
def session(dialogue):
    room = factories.room(dialogue, name_en="Hall A", name_vi="Hội trường A")
    session = factories.session(
        dialogue,
        slug="opening",
        kind="opening",
        title_en="Opening, with music; and \\ slashes",
        title_vi="Phiên khai mạc",
        questions_en="Why now?\nWhat next?",
        questions_vi="Vì sao là lúc này?\nTiếp theo là gì?",
        attribution=Session.Attribution.CHATHAM_HOUSE,
        room=room,
    )
    session.topics.add(factories.topic(dialogue, number=1, title_en="Trust", title_vi="Niềm tin"))
    factories.release(dialogue)
    return session


def mine(invitation):
    return reverse("calendar_mine", kwargs={"token": invitation.calendar_token})


def events(response):
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def test_a_session_is_described_as_calendars_need_it(client, dialogue, session):
    response = client.get(whole(dialogue))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = events(response)
    assert event["UID"] == str(session.uid)
    assert event["SUMMARY"] == "Opening, with music; and \\ slashes"
    assert event.start == datetime(2031, 6, 2, 2, 0, tzinfo=UTC)
    assert event.end - event.start == timedelta(hours=1)
    assert event["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert event["LOCATION"] == "Hall A, Conference Centre, 1 Example Street, Hanoi"
    assert event["STATUS"] == "TENTATIVE"
    assert event["SEQUENCE"] == 0
    assert event["URL"] == f"https://dialogue.test/en/{dialogue.slug}/programme/#opening"
    for words in ["proposed and not yet", "1. Trust", "Why now?", "Chatham House Rule"]:
        assert words in event["DESCRIPTION"]
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt
    assert "ATTENDEE" not in event
    assert event["ORGANIZER"] == f"mailto:{dialogue.contact_email}"
    assert response["Content-Language"] == "en"
    assert "Accept-Encoding" in response["Vary"]


@pytest.mark.parametrize(
    ("address", "is_led_there"), [("1 Example Street, Hanoi", True), ("", False)]
)
def test_a_position_is_told_only_where_the_venue_has_an_address(
    client, dialogue, session, address, is_led_there
):
    dialogue.venue_en = "Hanoi; venue to be announced"
    dialogue.address_en = dialogue.address_vi = address
    save_dialogue(dialogue)
    (event,) = events(client.get(whole(dialogue)))
    assert ("GEO" in event) == is_led_there
    assert event["LOCATION"].startswith("Hall A, Hanoi; venue to be announced")
    front = client.get(f"/en/{dialogue.slug}/").content.decode()
    assert ("openstreetmap" in front) == is_led_there
    assert ('"geo"' in front) == is_led_there


def test_the_calendar_names_itself_and_says_how_often_to_look(client, dialogue, session):
    text = client.get(whole(dialogue)).content.decode().replace("\r\n ", "")
    assert "METHOD:PUBLISH" in text
    assert f"NAME;LANGUAGE=en:{dialogue.title_en} (proposed)" in text
    assert f"X-WR-CALNAME:{dialogue.title_en} (proposed)" in text
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in text
    assert "X-PUBLISHED-TTL:PT1H" in text
    assert "X-WR-TIMEZONE:Asia/Ho_Chi_Minh" in text
    assert "TZID:Asia/Ho_Chi_Minh" in text
    assert "TZOFFSETTO:+0700" in text


def test_the_vietnamese_calendar_has_the_same_uids(client, dialogue, session):
    (english,) = events(client.get(whole(dialogue)))
    (vietnamese,) = events(client.get(whole(dialogue, "vi")))
    assert vietnamese["UID"] == english["UID"]
    assert vietnamese["SUMMARY"] == "Phiên khai mạc"
    assert vietnamese["LOCATION"].startswith("Hội trường A")
    assert f"/vi/{dialogue.slug}/" in vietnamese["URL"]


def test_another_parser_reads_the_same(client, dialogue, session, delegate):
    factories.session(dialogue, title_en="Lunch", audience="delegates")
    factories.release(dialogue)
    addresses = [
        whole(dialogue),
        whole(dialogue, "vi"),
        reverse("calendar_session", kwargs={"slug": dialogue.slug, "session": "opening"}),
        mine(delegate),
    ]
    for address in addresses:
        content = client.get(address).content
        ours = icalendar.Calendar.from_ical(content).walk("VEVENT")
        theirs = vobject.readOne(content.decode()).vevent_list
        assert len(ours) == len(theirs) > 0
        for one, other in zip(ours, theirs, strict=True):
            assert one["UID"] == other.uid.value
            assert one["SUMMARY"] == other.summary.value
            assert one["DESCRIPTION"] == other.description.value
            assert one["LOCATION"] == other.location.value
            assert one.start == other.dtstart.value
            assert one.end == other.dtend.value
            assert str(one["SEQUENCE"]) == other.sequence.value
            assert one["STATUS"] == other.status.value


def test_lines_are_folded_at_75_octets_and_end_in_crlf(client, dialogue, session):
    content = client.get(whole(dialogue, "vi")).content
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_two_fetches_are_the_same_bytes_at_any_time(client, dialogue, session):
    first = client.get(whole(dialogue))
    with later(days=3):
        second = client.get(whole(dialogue))
    assert first.content == second.content
    assert first["ETag"] == second["ETag"]


def test_the_bytes_do_not_depend_on_the_cache(client, dialogue, session):
    first = client.get(whole(dialogue)).content
    caches["template_fragments"].clear()
    with later(days=3):
        assert client.get(whole(dialogue)).content == first


@pytest.mark.parametrize("kind", ["whole", "session", "mine"])
def test_a_conditional_fetch_of_an_unchanged_calendar_is_304(
    client, dialogue, session, delegate, kind
):
    address = {
        "whole": whole(dialogue),
        "session": reverse(
            "calendar_session", kwargs={"slug": dialogue.slug, "session": "opening"}
        ),
        "mine": mine(delegate),
    }[kind]
    first = client.get(address)
    for headers in [
        {"if-none-match": first["ETag"]},
        {"if-none-match": "W/" + first["ETag"]},
        {"if-modified-since": first["Last-Modified"]},
    ]:
        again = client.get(address, headers=headers)
        assert again.status_code == 304
        assert again.content == b""
        assert again["ETag"] == first["ETag"]
    assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_304_costs_the_dialogue_and_the_note(
    client, dialogue, session, django_assert_num_queries
):
    etag = client.get(whole(dialogue))["ETag"]
    with django_assert_num_queries(2):
        client.get(whole(dialogue), headers={"if-none-match": etag})


def test_an_unchanged_feed_is_not_built_again(client, dialogue, session, django_assert_num_queries):
    client.get(whole(dialogue))
    with django_assert_num_queries(2):  # the dialogue and the note, no release, no sessions
        assert client.get(whole(dialogue)).status_code == 200


def test_a_feed_costs_the_same_queries_with_many_sessions(
    client, dialogue, session, django_assert_num_queries
):
    client.get(whole(dialogue))
    factories.release(dialogue)
    with django_assert_num_queries(4):  # the dialogue, its release, two for the note
        client.get(whole(dialogue))
    for _ in range(10):
        more = factories.session(dialogue, room=factories.room(dialogue))
        more.topics.add(factories.topic(dialogue))
    factories.release(dialogue)
    with django_assert_num_queries(4):
        client.get(whole(dialogue))


def test_head_answers_like_get_without_a_body(client, dialogue, session):
    head, get = client.head(whole(dialogue)), client.get(whole(dialogue))
    assert head.content == b""
    assert head["ETag"] == get["ETag"]
    assert head["Content-Length"] == get["Content-Length"]


@pytest.mark.parametrize("refused", ["gzip;q=0", "gzip; q=0.0, br", "identity, GZIP ;Q=0"])
def test_a_client_that_refuses_gzip_does_not_get_it(client, dialogue, session, refused):
    answer = client.get(whole(dialogue), headers={"accept-encoding": refused})
    assert "Content-Encoding" not in answer
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    hardly = client.get(whole(dialogue), headers={"accept-encoding": "br, gzip;q=0.01"})
    assert hardly["Content-Encoding"] == "gzip"


def test_a_client_that_takes_gzip_gets_it(client, dialogue, session):
    plain = client.get(whole(dialogue)).content
    packed = client.get(whole(dialogue), headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain
    again = client.get(whole(dialogue), headers={"accept-encoding": "gzip"})
    assert packed.content == again.content
    assert packed["ETag"] == again["ETag"] != client.get(whole(dialogue))["ETag"]
    fresh = {"accept-encoding": "gzip", "if-none-match": packed["ETag"]}
    assert client.get(whole(dialogue), headers=fresh).status_code == 304


def test_posting_to_a_calendar_is_refused(client, dialogue):
    assert client.post(whole(dialogue)).status_code == 405


@pytest.mark.parametrize(
    ("change", "raises_sequence"),
    [
        ({"starts_at": datetime(2031, 6, 2, 1, 30, tzinfo=UTC)}, True),
        ({"ends_at": datetime(2031, 6, 2, 4, 30, tzinfo=UTC)}, True),
        ({"room": None}, True),
        ({"is_cancelled": True}, True),
        ({"title_en": "Renamed"}, False),
        ({"questions_en": "Another question?"}, False),
    ],
)
def test_every_released_change_reaches_the_feed_and_a_significant_one_raises_sequence(
    client, dialogue, session, change, raises_sequence
):
    before = client.get(whole(dialogue))
    session = Session.objects.get(pk=session.pk)
    for name, value in change.items():
        setattr(session, name, value)
    with later(minutes=1):
        sessions.save_session(session)
        assert client.get(whole(dialogue)).content == before.content
        factories.release(dialogue)
        after = client.get(whole(dialogue), headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    (event,) = events(after)
    assert event["SEQUENCE"] == int(raises_sequence)
    assert event["UID"] == str(session.uid)
    assert event["LAST-MODIFIED"].dt > events(before)[0]["LAST-MODIFIED"].dt


def test_a_session_that_is_no_longer_in_the_draft_stays_as_cancelled(client, dialogue, session):
    before = events(client.get(whole(dialogue)))[0]
    session.delete()
    factories.release(dialogue)
    for _ in range(2):  # and in the release after that, unchanged
        (event,) = events(client.get(whole(dialogue)))
        assert (event["UID"], event["STATUS"]) == (before["UID"], "CANCELLED")
        assert event["SEQUENCE"] == 1
        factories.release(dialogue)


def test_a_cancelled_session_stays_as_cancelled_and_can_come_back(client, dialogue, session):
    session.is_cancelled = True
    sessions.save_session(session)
    factories.release(dialogue)
    (event,) = events(client.get(whole(dialogue)))
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    session.is_cancelled = False
    sessions.save_session(session)
    factories.release(dialogue)
    (event,) = events(client.get(whole(dialogue)))
    assert (event["STATUS"], event["SEQUENCE"]) == ("TENTATIVE", 2)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("proposed", "TENTATIVE"),
        ("under_review", "TENTATIVE"),
        ("confirmed", "CONFIRMED"),
        ("held", "CONFIRMED"),
        ("declined", "CANCELLED"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_every_session_has_the_dialogues_status(client, dialogue, session, status, told):
    changed = status != dialogue.status
    dialogue.status = status
    save_dialogue(dialogue)
    (event,) = events(client.get(whole(dialogue)))
    assert event["STATUS"] == told
    assert event["SEQUENCE"] == int(changed)


def test_the_public_feed_holds_public_sessions_only(client, dialogue, session):
    factories.session(dialogue, slug="dinner", title_en="Dinner", audience="delegates")
    factories.release(dialogue)
    assert b"Dinner" not in client.get(whole(dialogue)).content
    address = reverse("calendar_session", kwargs={"slug": dialogue.slug, "session": "dinner"})
    assert client.get(address).status_code == 404


def test_a_session_that_is_public_no_more_is_cancelled_for_the_public_alone(
    client, dialogue, session, delegate
):
    def told():
        one = {"slug": dialogue.slug, "session": "opening"}
        topic = {"slug": dialogue.slug, "topic": session.topics.get().slug}
        for address in [
            whole(dialogue),
            reverse("calendar_session", kwargs=one),
            reverse("calendar_topic", kwargs=topic),
        ]:
            response = client.get(address)
            assert b"hushed" not in response.content
            (event,) = events(response)
            yield event["SUMMARY"], event["STATUS"], event["SEQUENCE"]

    public_title = session.title_en
    for title in ["A hushed meeting", "A very hushed one"]:
        Session.objects.filter(pk=session.pk).update(
            title_en=title, starts_at=session.starts_at + timedelta(minutes=9), audience="delegates"
        )
        factories.release(dialogue)
        assert set(told()) == {(public_title, "CANCELLED", 1)}
        (event,) = events(client.get(mine(delegate)))[1:]
        assert (event["SUMMARY"], event["STATUS"]) == (title, "TENTATIVE")
    Session.objects.filter(pk=session.pk).update(title_en="Open again", audience="public")
    factories.release(dialogue)
    assert set(told()) == {("Open again", "TENTATIVE", 2)}


def test_a_dialogue_that_is_not_public_has_no_public_feed(client, dialogue, session):
    dialogue.is_public = False
    dialogue.save()
    address = reverse("calendar_session", kwargs={"slug": dialogue.slug, "session": "opening"})
    assert client.get(whole(dialogue)).status_code == 404
    assert client.get(address).status_code == 404


def test_without_sessions_the_calendar_holds_the_dialogues_days(client, dialogue):
    (event,) = events(client.get(whole(dialogue)))
    assert event["UID"] == str(dialogue.uid)
    assert (event.start.isoformat(), event.end.isoformat()) == ("2031-06-02", "2031-06-04")
    assert event["TRANSP"] == "TRANSPARENT"


def test_the_personal_calendar_shows_everything_and_ones_own_role(
    client, dialogue, session, delegate
):
    dinner = factories.session(dialogue, title_en="Dinner", audience="delegates")
    factories.role(session, delegate.person, kind=Role.Kind.CHAIR)
    factories.role(dinner, delegate.person, kind=Role.Kind.KEYNOTE, state="asked")
    factories.role(dinner, delegate.person, kind=Role.Kind.RAPPORTEUR, state="planned")
    factories.release(dialogue)
    response = client.get(mine(delegate))
    told = {event["SUMMARY"]: event for event in events(response)}
    assert "Your role: chair" in told[session.title]["DESCRIPTION"]
    assert "asked, not yet confirmed" in told["Dinner"]["DESCRIPTION"]
    assert "rapporteur" not in told["Dinner"]["DESCRIPTION"]
    assert told["Dinner"]["CLASS"] == "PRIVATE"
    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert delegate.token.encode() not in response.content
    assert delegate.calendar_token.encode() not in response.content
    assert delegate.calendar_token not in response["Content-Disposition"]


def test_the_personal_calendar_speaks_the_delegates_language(client, dialogue, session):
    person = factories.person(language="vi")
    delegate = factories.invitation(dialogue, Status.ACCEPTED, person=person)
    told = {event["SUMMARY"] for event in events(client.get(mine(delegate)))}
    assert told == {dialogue.title_vi, "Phiên khai mạc"}


@pytest.mark.parametrize("status", list(Status))
def test_only_those_who_come_have_a_personal_calendar(client, dialogue, status):
    invitation = factories.invitation(dialogue, status)
    expected = 200 if status in HAS_A_CALENDAR else 404
    assert client.get(mine(invitation)).status_code == expected


def test_a_wrong_or_revoked_personal_address_is_a_plain_404(client, delegate):
    old = mine(delegate)
    answer_token = f"/calendar/my/{delegate.token}.ics"
    by = transitions.Actor(InvitationEvent.Door.COMMAND, "test")
    invitations.renew_link(delegate, by)
    for address in ["/calendar/my/x.ics", old, answer_token]:
        assert client.get(address).status_code == 404
    assert client.get(mine(delegate)).status_code == 200


def test_forbidden_characters_are_cleaned_away():
    nasty = "a\x00b\x07c\u2028d\x85e\r\nf\rg\ufeff\x9f"
    assert ical.clean(nasty) == "abc\nd\ne\nf\ng"
    assert ical.line(nasty) == "abc d e f g"


def test_nasty_texts_survive_the_way_through_a_calendar(client, dialogue, session):
    session.title_en = 'Quotes "x", commas; colons: 😀 \\n not a line end'
    session.description_en = "First line\nSecond: line\u2028third\x0bx"
    sessions.save_session(session)
    factories.release(dialogue)
    (event,) = events(client.get(whole(dialogue)))
    assert event["SUMMARY"] == session.title_en
    assert "First line\nSecond: line\nthirdx" in event["DESCRIPTION"]
    theirs = vobject.readOne(client.get(whole(dialogue)).content.decode()).vevent
    assert theirs.summary.value == session.title_en
