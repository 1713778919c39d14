"""Documents, topics and the programme in the admin site: what is saved there reaches calendars."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from agenda.models import Paragraph, Passage, Session
from tests import factories
from tests.agenda.session_form import session_form
from tests.reading import page, soup

pytestmark = pytest.mark.usefixtures("user")


@pytest.fixture
def document():
    document = factories.document(
        key="report",
        sha256="0" * 64,
        imported_at=datetime(2031, 1, 6, tzinfo=UTC),
    )
    Paragraph.objects.create(document=document, number=1, text="Photo: a table", kind="caption")
    Paragraph.objects.create(document=document, number=2, text="Trust grows slowly.")
    return document


def test_moving_a_session_shows_outside_when_it_is_released(client, dialogue):
    session = factories.session(dialogue)
    factories.release(dialogue)
    address = reverse("admin:agenda_session_change", args=[session.pk])
    client.post(address, session_form(session, ends_at_1="11:00"))
    moved = Session.objects.get()
    assert moved.ends_at == datetime(2031, 6, 2, 4, 0, tzinfo=UTC)
    assert moved.uid == session.uid
    assert moved.changed_at > session.changed_at
    assert moved.history.count() >= 1
    feed = reverse("calendar", args=[dialogue.slug])
    assert "DTEND;TZID=Asia/Ho_Chi_Minh:20310602T100000" in client.get(feed).content.decode()
    factories.release(dialogue)
    text = client.get(feed).content.decode()
    assert "DTEND;TZID=Asia/Ho_Chi_Minh:20310602T110000" in text
    assert "SEQUENCE:1" in text


def test_a_session_that_ends_before_it_starts_is_refused(client, dialogue):
    session = factories.session(dialogue)
    address = reverse("admin:agenda_session_change", args=[session.pk])
    text = page(client.post(address, session_form(session, ends_at_1="08:00")))
    assert "The session ends before it starts." in text


def test_both_languages_of_a_title_are_asked_for(client, dialogue):
    session = factories.session(dialogue)
    address = reverse("admin:agenda_session_change", args=[session.pk])
    text = page(client.post(address, session_form(session, title_vi="")))
    assert "This field is required." in text


def test_a_session_is_cancelled_not_deleted(client, dialogue):
    session = factories.session(dialogue)
    assert client.get(reverse("admin:agenda_session_delete", args=[session.pk])).status_code == 403


def test_deleting_topics_in_the_list_deletes_them(client, dialogue):
    topic = factories.topic(dialogue)
    chosen = {"action": "delete_selected", "_selected_action": topic.pk, "post": "yes"}
    client.post(reverse("admin:agenda_topic_changelist"), chosen)
    assert not dialogue.topics.exists()


def test_a_session_is_edited_on_its_dialogues_clock_with_its_dialogues_rooms(client):
    tokyo = factories.dialogue(time_zone="Asia/Tokyo")
    elsewhere = factories.room(factories.dialogue(), name_en="Elsewhere")
    session = factories.session(tokyo, room=factories.room(tokyo))
    text = page(client.get(reverse("admin:agenda_session_change", args=[session.pk])))
    assert 'value="11:00"' in text  # 02:00 UTC
    assert session.room.name_en in text
    assert elsewhere.name_en not in text


def test_a_new_sessions_times_are_read_on_the_clock_of_the_dialogue_it_is_added_to(client):
    factories.dialogue()
    tokyo = factories.dialogue(time_zone="Asia/Tokyo")
    new = Session(dialogue=tokyo, slug="new", kind="keynote", title_en="New", title_vi="Mới")
    add = reverse("admin:agenda_session_add")
    assert "<form" in page(client.get(add, {"dialogue": "no-such"}))
    client.post(add, session_form(new))
    made = Session.objects.get()
    assert made.starts_at == datetime(2031, 6, 2, 0, 0, tzinfo=UTC)  # 09:00 in Tokyo


def test_the_list_shows_each_session_on_its_own_dialogues_clock(client):
    for zone in ["Asia/Tokyo", "Asia/Ho_Chi_Minh"]:
        factories.session(factories.dialogue(time_zone=zone), title_en=zone)
    text = page(client.get(reverse("admin:agenda_session_changelist")))
    rows = BeautifulSoup(text, "html.parser").select("#result_list tbody tr")
    shown = {
        row.select_one(".field-title").get_text(): row.select_one(".field-starts").get_text()
        for row in rows
    }
    assert shown == {"Asia/Tokyo": "2 June 2031, 11:00", "Asia/Ho_Chi_Minh": "2 June 2031, 09:00"}


@pytest.mark.ignore_template_errors  # of the history’s own pages
def test_an_earlier_version_of_a_session_goes_back_on_its_dialogues_clock(client):
    session = factories.session(factories.dialogue(time_zone="Asia/Tokyo"))
    version = reverse(
        "admin:agenda_session_simple_history", args=[session.pk, session.history.first().pk]
    )
    assert 'value="11:00"' in page(client.get(version))
    client.post(version, session_form(session, starts_at_1="12:00", ends_at_1="13:00"))
    session.refresh_from_db()
    assert session.starts_at == datetime(2031, 6, 2, 3, 0, tzinfo=UTC)


def test_a_document_is_read_with_numbered_paragraphs_and_marked_captions(client, document):
    address = reverse("admin:document_reading", args=[document.pk])
    record = page(client.get(reverse("admin:agenda_sourcedocument_change", args=[document.pk])))
    listed = page(client.get(reverse("admin:agenda_sourcedocument_changelist")))
    assert address in record
    assert address in listed
    assert "icon-yes" in listed
    text = soup(client.get(address)).select(".reading li")
    assert [item.select_one(".words").text for item in text] == [
        "Photo: a table",
        "Trust grows slowly.",
    ]
    assert [item.select_one(".kind") and item.select_one(".kind span").text for item in text] == [
        "caption",
        None,
    ]


def test_a_near_duplicate_is_one_of_a_document_that_is_shown_itself(client, document):
    article = factories.document()
    copy = factories.document(duplicate_of=document)
    address = reverse("admin:agenda_sourcedocument_change", args=[document.pk])
    form = {"key": "report", "language": "vi"}
    for other in [document, copy]:
        text = page(client.post(address, {**form, "duplicate_of": other.pk}))
        assert "Choose another document that is not itself a near-duplicate." in text
    client.post(address, {**form, "duplicate_of": article.pk})
    for one in [document, copy]:
        one.refresh_from_db()
        assert one.duplicate_of == article


def test_a_passage_is_looked_for_when_it_is_saved(client, document):
    form = {"document": document.pk, "start": "Trust grows", "end": "slowly"}
    client.post(reverse("admin:agenda_passage_add"), form)
    passage = Passage.objects.get()
    assert passage.paragraph.number == 2
    assert (passage.start_at, passage.end_at) == (0, 18)
    client.post(reverse("admin:agenda_passage_add"), {**form, "start": "Nowhere"})
    absent = Passage.objects.create(document=factories.document(), start="a", end="b")
    text = page(client.get(reverse("admin:agenda_passage_changelist")))
    assert "paragraph 2" in text
    assert ">lost<" in text
    assert "the document’s text has not been imported" in text
    record = page(client.get(reverse("admin:agenda_passage_change", args=[absent.pk])))
    assert "the document’s text has not been imported" in record


@pytest.mark.parametrize("name", ["sourcedocument", "passage", "topic", "session", "room"])
def test_lists_cost_the_same_few_queries_at_any_length(client, dialogue, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = reverse(f"admin:agenda_{name}_changelist")
    counts = []
    for _ in range(2):
        for one in [dialogue, factories.dialogue()]:
            factories.release(one)
        for _ in range(3):
            factories.session(dialogue, room=factories.room(dialogue))
            factories.topic(dialogue)
            Passage.objects.create(document=factories.document(), start="a", end="b")
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
