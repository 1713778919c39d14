"""What the public is told beside the programme itself: speakers, changes, events for search
engines, and under which rule people speak."""

import json
from datetime import datetime, timedelta
from xml.etree import ElementTree

import icalendar
import pytest
from django.urls import reverse

from participants.delegates import consents
from participants.states import Status
from tests import factories, reading
from tests.agenda.public.addresses import address
from tests.moments import at

ATOM = "{http://www.w3.org/2005/Atom}"


def soup(client, name, dialogue, language="en", **query):
    return reading.soup(client.get(address(name, dialogue, language), query))


@pytest.fixture
def session(dialogue):
    return factories.session(
        dialogue,
        slug="table",
        title_en="Trust at the table",
        title_vi="Niềm tin trên bàn tròn",
        room=factories.room(dialogue, name_en="Hall A", name_vi="Hội trường A"),
        attribution="chatham_house",
    )


def speaker(dialogue, session, **fields):
    """Somebody who comes, agreed to be named, and has confirmed a part."""
    person = factories.person(**fields)
    invitation = factories.invitation(dialogue, Status.ACCEPTED, person=person)
    consents.record(invitation, "programme", True, door="link", actor="the delegate")
    factories.role(session, person)
    return invitation


# Speakers


def test_confirmed_speakers_are_announced_with_their_roles(client, dialogue, session):
    speaker(dialogue, session, family_name="Ali", given_name="Noor", title_en="Director")
    factories.release(dialogue)
    page = soup(client, "speakers", dialogue)
    text = page.main.get_text(" ", strip=True)
    for told in ["Noor Ali", "Director", "Singapore", "Moderator:", "Trust at the table"]:
        assert told in text
    assert page.main.find("a", href=f"/en/{dialogue.slug}/programme/#table")


def test_nobody_is_announced_whose_role_is_only_asked_or_who_did_not_agree(
    client, dialogue, session
):
    silent = factories.invitation(dialogue, Status.ACCEPTED, person=factories.person())
    factories.role(session, silent.person)
    asked = factories.invitation(dialogue, Status.ACCEPTED, person=factories.person())
    consents.record(asked, "programme", True, door="link", actor="the delegate")
    factories.role(session, asked.person, state="asked")
    factories.release(dialogue)
    text = soup(client, "speakers", dialogue).main.get_text()
    assert "No speaker has been announced yet." in text
    assert silent.person.name not in text
    assert asked.person.name not in text


def test_consent_taken_back_takes_the_name_off_at_once(client, dialogue, session):
    invitation = speaker(dialogue, session, family_name="Ali")
    factories.release(dialogue)
    for name in ["speakers", "programme"]:
        assert "Ali" in soup(client, name, dialogue).main.get_text()
    consents.record(invitation, "programme", False, door="link", actor="the delegate")
    for name in ["speakers", "programme"]:
        assert "Ali" not in str(soup(client, name, dialogue))


def test_a_role_in_a_session_for_delegates_announces_nobody(client, dialogue, session):
    session.audience = "delegates"
    session.save()
    speaker(dialogue, session, family_name="Ali")
    factories.release(dialogue)
    assert "Ali" not in soup(client, "speakers", dialogue).main.get_text()


def test_speakers_cost_the_same_queries_however_many(
    client, dialogue, session, django_assert_num_queries
):
    speaker(dialogue, session)
    factories.release(dialogue)
    with django_assert_num_queries(7):
        client.get(address("speakers", dialogue))
    for _ in range(5):
        speaker(dialogue, session)
    factories.release(dialogue)
    with django_assert_num_queries(7):
        client.get(address("speakers", dialogue))


# The change log


@pytest.fixture
def three_releases(dialogue, session):
    factories.release(dialogue, note_en="The first one.", note_vi="Bản đầu tiên.")
    factories.session(dialogue, title_en="Private dinner", audience="delegates")
    session.starts_at, session.ends_at = at(11), at(12)
    session.save()
    factories.release(dialogue, note_en="Later in the morning.")
    factories.topic(dialogue, number=1, title_en="Trust", title_vi="Niềm tin")
    session.description_en = "Other words."
    session.save()
    factories.release(dialogue)
    return dialogue


def test_the_change_log_lists_what_each_release_changed_newest_first(client, three_releases):
    sections = soup(client, "changes", three_releases).select("section.release")
    assert [one["id"] for one in sections] == ["version-3", "version-2", "version-1"]
    third, second, first = (one.get_text(" ", strip=True) for one in sections)
    assert "Trust at the table : changed" in third
    assert "changed: description" in third
    assert "1. Trust: new" in third
    assert "Later in the morning." in second
    assert "time: 2 June 2031, 11:00–12:00 (previously: 2 June 2031, 09:00–10:00)" in second
    assert "The first programme, with 1 session." in first


def test_what_only_delegates_know_is_in_no_change_log(client, three_releases):
    for name in ["changes", "changes_feed"]:
        response = client.get(address(name, three_releases))
        assert "Private dinner" not in response.content.decode()


def test_a_change_in_one_language_is_none_in_the_other(client, three_releases):
    text = soup(client, "changes", three_releases, "vi").get_text(" ", strip=True)
    assert "Niềm tin trên bàn tròn" in text
    third = soup(client, "changes", three_releases, "vi").select_one("#version-3")
    assert "Niềm tin trên bàn tròn" not in third.get_text()


def test_the_programme_leads_to_its_change_log(client, three_releases):
    page = soup(client, "programme", three_releases)
    assert "Version 3, released" in page.main.get_text(" ", strip=True)
    assert page.main.find("a", href=address("changes", three_releases))
    feed = page.find("link", type="application/atom+xml")
    assert feed["href"] == address("changes_feed", three_releases)


def test_older_versions_are_on_further_pages(client, dialogue, session):
    for number in range(22):
        session.title_en = f"Title {number}"
        session.save()
        factories.release(dialogue)
    page = soup(client, "changes", dialogue)
    assert len(page.select("section.release")) == 20
    assert page.find("a", rel="next")["href"] == "?until=2"
    older = soup(client, "changes", dialogue, until=2)
    assert [one["id"] for one in older.select("section.release")] == ["version-2", "version-1"]


@pytest.mark.parametrize("until", ["0", "99", "x", "1'", ""])
def test_a_version_that_is_none_is_not_found(client, three_releases, until):
    assert client.get(address("changes", three_releases), {"until": until}).status_code == 404


def entries(response):
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")  # noqa: S314  our own


def test_a_feed_reader_gets_each_release_whole_under_an_id_of_its_own(client, three_releases):
    response = client.get(address("changes_feed", three_releases))
    assert response["Content-Type"].startswith("application/atom+xml")
    found = entries(response)
    titles = [one.findtext(f"{ATOM}title") for one in found]
    assert titles == [f"Version {n} of the programme" for n in [3, 2, 1]]
    ids = {one.findtext(f"{ATOM}id") for one in found}
    assert len(ids) == 3
    assert all(one.startswith("urn:uuid:") for one in ids)
    content = found[1].find(f"{ATOM}content")
    assert content.get("type") == "html"
    assert "11:00–12:00" in content.text
    for one in found:
        moment = datetime.fromisoformat(one.findtext(f"{ATOM}updated"))
        assert moment.tzinfo is not None
    vietnamese = entries(client.get(address("changes_feed", three_releases, "vi")))
    assert not ids & {one.findtext(f"{ATOM}id") for one in vietnamese}


def test_an_unchanged_feed_is_the_same_bytes_and_304(
    client, three_releases, django_assert_num_queries
):
    path = address("changes_feed", three_releases)
    first = client.get(path)
    assert client.get(path).content == first.content
    with django_assert_num_queries(1):
        again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    factories.release(three_releases)
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_nasty_notes_leave_the_feed_well_formed(client, dialogue, session):
    factories.release(dialogue, note_en="</content> & <b>]]> \x0b\x85 “quotes”")
    (entry,) = entries(client.get(address("changes_feed", dialogue)))
    assert "&lt;/content&gt;" in entry.findtext(f"{ATOM}content")


# Events for search engines


def described(client, name, dialogue, language="en"):
    (script,) = soup(client, name, dialogue, language).find_all(
        "script", type="application/ld+json"
    )
    return json.loads(script.string)


def test_a_confirmed_dialogue_is_described_as_an_event_with_its_public_sessions(
    client, dialogue, session
):
    dialogue.status = "confirmed"
    dialogue.save()
    dialogue.institutions.create(part="host", name_en="Ministry", name_vi="Bộ")
    speaker(dialogue, session, family_name="Ali", given_name="Noor")
    factories.session(dialogue, title_en="Private dinner", audience="delegates")
    factories.release(dialogue)
    event = described(client, "programme", dialogue)
    assert (event["@context"], event["@type"]) == ("https://schema.org", "Event")
    assert event["startDate"] == "2031-06-02T09:00:00+07:00"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["location"]["address"] == "1 Example Street, Hanoi"
    assert event["location"]["geo"]["latitude"] == 21.0285
    assert event["organizer"] == [{"@type": "Organization", "name": "Ministry"}]
    assert event["superEvent"]["name"] == "ASEAN Future Forum"
    (told,) = event["subEvent"]
    assert told["name"] == "Trust at the table"
    assert told["location"]["name"] == "Hall A, Conference Centre"
    assert told["performer"][0]["name"] == "Noor Ali"
    assert told["url"] == f"https://dialogue.test/en/{dialogue.slug}/programme/#table"


def test_an_institution_that_is_renamed_has_its_new_name_at_once(client, dialogue, session):
    dialogue.status = "confirmed"
    dialogue.save()
    institution = speaker(dialogue, session).person.organisation
    factories.release(dialogue)

    def affiliation():
        (told,) = described(client, "programme", dialogue)["subEvent"]
        return told["performer"][0]["affiliation"]["name"]

    assert affiliation() == institution.name_en
    client.force_login(factories.organiser())
    page = reverse("admin:participants_organisation_change", args=[institution.pk])
    client.post(page, {"name_en": "New Ministry", "name_vi": "Bộ mới", "country": "SG"})
    client.logout()
    assert affiliation() == "New Ministry"


def test_a_proposed_dialogue_does_not_look_certain(client, dialogue, session):
    factories.release(dialogue)
    event = described(client, "programme", dialogue)
    assert event["name"].endswith("(proposed)")
    assert event["startDate"] == "2031-06-02"
    assert "not yet confirmed" in event["description"]
    assert not {"eventStatus", "subEvent"} & event.keys()


@pytest.mark.parametrize("status", ["declined", "cancelled"])
def test_what_does_not_take_place_is_described_as_cancelled(client, dialogue, status):
    dialogue.status = status
    dialogue.save()
    event = described(client, "dialogue", dialogue)
    assert event["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_title_cannot_leave_the_data_block(client, dialogue, session):
    dialogue.title_en = "</script><script>alert(1)</script> & <!--"
    dialogue.save()
    assert described(client, "dialogue", dialogue)["name"].startswith("</script>")
    assert b"<script>alert" not in client.get(address("dialogue", dialogue)).content


# Under which rule


def test_the_rule_is_shown_wherever_people_read_of_the_session(client, dialogue, session):
    topic = factories.topic(dialogue, number=1, slug="trust")
    session.topics.add(topic)
    factories.release(dialogue)
    for name in ["dialogue", "programme", "calendars"]:
        assert "Chatham House Rule" in soup(client, name, dialogue).main.get_text()
    page = client.get(reverse("topic", args=[dialogue.slug, "trust"])).content.decode()
    assert "Chatham House Rule" in page
    delegate = factories.invitation(dialogue, Status.ACCEPTED)
    for feed in [
        reverse("calendar", args=[dialogue.slug]),
        reverse("calendar_mine", args=[delegate.calendar_token]) + "?whole=no",
    ]:
        (event,) = icalendar.Calendar.from_ical(client.get(feed).content).walk("VEVENT")
        assert "Chatham House Rule: what is said may be used" in event["DESCRIPTION"]


def test_where_people_speak_on_the_record_that_is_said_too(client, dialogue, session):
    session.attribution = "on_record"
    session.save()
    factories.release(dialogue)
    assert "On the record" in soup(client, "programme", dialogue).main.get_text()
    feed = client.get(reverse("calendar", args=[dialogue.slug])).content.decode()
    assert "On the record: what is said may be quoted" in feed.replace("\r\n ", "")


@pytest.mark.parametrize("kind", ["break", "meal", "photo"])
def test_a_break_has_no_rule(client, dialogue, kind):
    factories.session(dialogue, kind=kind, ends_at=at(9) + timedelta(minutes=30))
    factories.release(dialogue)
    text = soup(client, "programme", dialogue).main.get_text()
    assert "record" not in text.lower()


def test_the_chatham_house_rule_is_said_once_beside_all_who_are_named(client, dialogue, session):
    for _ in range(2):
        speaker(dialogue, session)
    factories.release(dialogue)
    text = soup(client, "speakers", dialogue).main.text
    assert text.count("Chatham House Rule") == 1
    assert "It applies to all sessions named below." in text
    other = factories.session(dialogue, title_en="For all to quote", attribution="on_record")
    speaker(dialogue, other)
    factories.release(dialogue)
    text = soup(client, "speakers", dialogue).main.text
    assert text.count("Chatham House Rule") == 1
    assert "The programme says to which sessions it applies." in text
