"""The public pages, in both languages."""

from datetime import UTC, datetime

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import translation

from agenda.evidence import anchors
from agenda.models import Paragraph, Passage
from participants.delegates import consents
from participants.states import Status
from tests import factories
from tests.agenda.public.addresses import address
from tests.reading import page

PAGES = ["dialogue", "topics", "programme", "calendars"]


@pytest.fixture
def session(dialogue):
    session = factories.session(
        dialogue,
        slug="table",
        title_en="Trust at the table",
        title_vi="Niềm tin trên bàn tròn",
        questions_en="Why now?",
        questions_vi="Vì sao là lúc này?",
        attribution="chatham_house",
        room=factories.room(dialogue, name_en="Hall A", name_vi="Hội trường A"),
    )
    session.topics.add(
        factories.topic(
            dialogue, number=1, slug="trust", title_en="Trust", title_vi="Niềm tin vào AI"
        )
    )
    factories.release(dialogue)
    return session


@pytest.fixture
def cited(dialogue, session):
    """A document of our own with one passage that the topic rests on."""
    document = factories.document(
        key="report",
        title_en="Report",
        title_vi="Báo cáo",
        publisher_en="An office",
        published_on=datetime(2031, 1, 5, tzinfo=UTC).date(),
        language="en",
        sha256="0" * 64,
        imported_at=datetime(2031, 1, 6, tzinfo=UTC),
    )
    Paragraph.objects.create(
        document=document, number=1, text="Before. Trust <grows> slowly, and falls fast. After."
    )
    passage = Passage.objects.create(document=document, start="Trust <grows>", end="falls fast")
    anchors.resolve(Passage.objects.filter(pk=passage.pk))
    dialogue.topics.get().passages.add(passage)
    passage.refresh_from_db()
    factories.release(dialogue)
    return passage


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_in_both_languages_and_says_that_nothing_is_confirmed(
    client, dialogue, session, name, language
):
    text = page(client.get(address(name, dialogue, language)))
    with translation.override(language):
        assert f'<html lang="{language}">' in text
        assert dialogue.title in text
        assert str(dialogue.status_notice) in text
    other = address(name, dialogue, "vi" if language == "en" else "en")
    assert f'href="{other}"' in text


def test_a_confirmed_dialogue_carries_no_such_notice(client, dialogue):
    dialogue.status = "confirmed"
    dialogue.save()
    assert "not yet confirmed" not in page(client.get(address("dialogue", dialogue)))


def test_the_overview_says_when_where_alongside_what_and_by_whom(client, dialogue, session):
    dialogue.institutions.create(part="host", name_en="Ministry", name_vi="Bộ")
    text = page(client.get(address("dialogue", dialogue)))
    for words in [
        "2–3 June 2031",
        "Conference Centre",
        "ASEAN Future Forum",
        "30 seats, by invitation",
        "Ministry",
        "Trust at the table",
        "Proposed host",
    ]:
        assert words in text


def test_vietnamese_dates_are_written_as_in_official_texts(client, dialogue, session):
    text = page(client.get(address("dialogue", dialogue, "vi")))
    assert "02–03/6/2031" in text


def test_a_topic_shows_its_passage_highlighted_in_its_paragraph(client, dialogue, cited):
    text = page(client.get(address("topic", dialogue, topic="trust")))
    assert "Before. <mark>Trust &lt;grows&gt; slowly, and falls fast</mark>. After." in text
    assert '<blockquote lang="en">' in text
    assert "Report" in text
    assert "An office, 5 January 2031" in text
    assert "Paragraph 1" in text
    assert "Trust at the table" in text


@pytest.mark.parametrize(
    ("language", "gist"), [("en", "It takes time."), ("vi", "Cần có thời gian.")]
)
def test_a_passage_is_told_in_the_readers_language_before_its_words(
    client, dialogue, cited, language, gist
):
    Passage.objects.update(gist_en="It takes time.", gist_vi="Cần có thời gian.")
    text = page(client.get(address("topic", dialogue, language, topic="trust")))
    assert f'<p class="gist" id="passage-{cited.pk}">{gist}</p>' in text
    assert text.index(gist) < text.index("<mark>")
    assert text.count('class="gist"') == 1


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_topics_former_address_leads_to_the_present_one(client, dialogue, session, language):
    topic = dialogue.topics.get()
    for slug in ["trusting", "confidence"]:
        topic.slug = slug
        topic.save()
        factories.release(dialogue)
    now = address("topic", dialogue, language, topic="confidence")
    for slug in ["trust", "trusting"]:
        response = client.get(address("topic", dialogue, language, topic=slug))
        assert (response.status_code, response.headers["Location"]) == (301, now)
        assert response.headers["Cache-Control"] == "no-cache"


def test_a_topic_that_was_dropped_or_never_was_has_no_page(client, dialogue, session):
    dialogue.topics.all().delete()
    factories.release(dialogue)
    for slug in ["trust", "never"]:
        assert client.get(address("topic", dialogue, topic=slug)).status_code == 404


def test_a_passage_that_is_lost_is_said_to_be_lost(client, dialogue, cited):
    cited.paragraph.delete()
    text = page(client.get(address("topic", dialogue, topic="trust")))
    assert "can no longer be found in the document" in text
    assert "Trust &lt;grows&gt; … falls fast" in text


def test_a_passage_of_a_document_that_is_not_here_is_named_by_its_anchor(client, dialogue, session):
    document = factories.document(title_en="Absent report")
    passage = Passage.objects.create(document=document, start="In the beginning", end="the end")
    dialogue.topics.get().passages.add(passage)
    factories.release(dialogue)
    text = page(client.get(address("topic", dialogue, topic="trust")))
    assert "text has not been imported" in text
    assert "In the beginning … the end" in text


def test_topics_lead_to_their_neighbours(client, dialogue, session):
    factories.topic(dialogue, number=2, slug="risk", title_en="Risk")
    factories.release(dialogue)
    first = page(client.get(address("topic", dialogue, topic="trust")))
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    last = page(client.get(address("topic", dialogue, topic="risk")))
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last
    assert "No passage has been cited" in last


def test_the_programme_shows_sessions_by_day_on_the_dialogues_clock(client, dialogue, session):
    factories.session(
        dialogue,
        title_en="Late on the first day",
        starts_at=datetime(2031, 6, 2, 16, 0, tzinfo=UTC),
    )
    factories.session(
        dialogue, title_en="Past midnight", starts_at=datetime(2031, 6, 2, 17, 30, tzinfo=UTC)
    )
    factories.release(dialogue)
    text = page(client.get(address("programme", dialogue)))
    first, second = text.index('id="day-2031-06-02"'), text.index('id="day-2031-06-03"')
    assert first < text.index("Late on the first day") < second < text.index("Past midnight")
    assert "All times are Hanoi time, UTC+7." in text
    assert '<time datetime="2031-06-02T02:00:00+00:00">09:00</time>' in text
    for words in ['id="table"', "Hall A", "Chatham House Rule", "Why now?", "1. Trust"]:
        assert words in text


def speaker(dialogue, session, state="confirmed", **fields):
    """Somebody who comes, agreed to be named, and has a part in the session."""
    person = factories.person(**fields)
    invitation = factories.invitation(dialogue, Status.ACCEPTED, person=person)
    consents.record(invitation, "programme", True, door="link", actor="the delegate")
    factories.role(session, person, state=state)
    return person


def test_the_draft_is_on_no_page_before_it_is_released(client, dialogue, session):
    session.title_en = "A title that nobody has released"
    session.save()
    factories.topic(dialogue, slug="unreleased", title_en="An unreleased topic")
    for name in PAGES:
        text = page(client.get(address(name, dialogue)))
        assert "nobody has released" not in text
        assert "An unreleased topic" not in text
    assert client.get(address("topic", dialogue, topic="unreleased")).status_code == 404
    factories.release(dialogue)
    assert "A title that nobody has released" in page(client.get(address("programme", dialogue)))
    assert "An unreleased topic" in page(client.get(address("topics", dialogue)))


def test_only_confirmed_roles_are_shown(client, dialogue, session):
    speaker(dialogue, session, family_name="Confirmed")
    speaker(dialogue, session, "asked", family_name="Asked")
    factories.release(dialogue)
    text = page(client.get(address("programme", dialogue)))
    assert "Confirmed" in text
    assert "Asked" not in text


def test_sessions_for_delegates_are_on_no_public_page(client, dialogue, session):
    factories.session(dialogue, title_en="Private dinner", audience="delegates")
    factories.release(dialogue)
    for name in PAGES:
        assert "Private dinner" not in page(client.get(address(name, dialogue)))


def test_a_cancelled_session_is_said_to_be_cancelled(client, dialogue, session):
    session.is_cancelled = True
    session.save()
    factories.release(dialogue)
    text = page(client.get(address("programme", dialogue)))
    assert "session-cancelled" in text
    for elsewhere in ["calendars", "topics", "dialogue"]:
        assert "Trust at the table" not in page(client.get(address(elsewhere, dialogue)))
    text = page(client.get(address("topic", dialogue, topic="trust")))
    assert "Trust at the table" not in text


def test_the_calendar_page_offers_every_way_to_subscribe_and_says_how_slow_each_is(
    client, dialogue
):
    text = page(client.get(address("calendars", dialogue)))
    feed = f"dialogue.test/calendar/{dialogue.slug}.ics"
    assert f'href="webcal://{feed}"' in text
    assert "calendar.google.com/calendar/render?cid=webcal%3A%2F%2Fdialogue.test" in text
    assert "outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2Fdialogue.test" in text
    assert "outlook.office.com/calendar/0/addfromweb" in text
    assert f'href="/calendar/{dialogue.slug}.ics?file=1" download' in text
    assert f"{feed}?lang=vi" in text
    assert "every 4 to 24 hours" in text


@pytest.mark.parametrize("name", PAGES)
def test_a_dialogue_that_is_not_public_has_no_pages(client, dialogue, name):
    dialogue.is_public = False
    dialogue.save()
    assert client.get(address(name, dialogue)).status_code == 404


def test_empty_pages_say_so(client, dialogue):
    assert "No session has been published yet." in page(client.get(address("programme", dialogue)))
    assert "No topic has been published yet." in page(client.get(address("topics", dialogue)))


def test_the_front_door_leads_to_the_only_dialogue_or_lists_them(client, db):
    assert "No dialogue has been published yet." in page(client.get("/en/"))
    first = factories.dialogue()
    assert client.get("/vi/").url == f"/vi/{first.slug}/"
    second = factories.dialogue()
    text = page(client.get("/en/"))
    assert first.get_absolute_url() in text
    assert second.get_absolute_url() in text


def test_the_bare_address_asks_the_browser_for_its_language(client, dialogue):
    assert client.get("/", headers={"accept-language": "vi"}).url == "/vi/"
    assert client.get("/", headers={"accept-language": "fr"}).url == "/en/"


def test_an_unknown_address_gets_a_page_that_helps(client, db):
    response = client.get("/en/no-such-dialogue/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


@pytest.mark.parametrize(("name", "queries"), [("programme", 6), ("dialogue", 8), ("topics", 2)])
def test_pages_cost_the_same_queries_with_many_sessions(
    client, dialogue, session, django_assert_num_queries, name, queries
):
    speaker(dialogue, session)
    factories.release(dialogue)
    with django_assert_num_queries(queries):
        client.get(address(name, dialogue))
    for _ in range(5):
        more = factories.session(dialogue, room=factories.room(dialogue))
        more.topics.add(factories.topic(dialogue))
        speaker(dialogue, more)
    factories.release(dialogue)
    caches["template_fragments"].clear()
    with django_assert_num_queries(queries):
        client.get(address(name, dialogue))


def test_an_unchanged_programme_is_read_from_the_database_once(
    client, dialogue, session, django_assert_num_queries
):
    client.get(address("programme", dialogue))
    with django_assert_num_queries(1):
        assert "Trust at the table" in page(client.get(address("programme", dialogue)))


def test_a_speakers_new_name_shows_at_once(client, dialogue, session):
    named = speaker(dialogue, session, family_name="Before")
    factories.release(dialogue)
    assert "Before" in page(client.get(address("programme", dialogue)))
    client.force_login(factories.organiser())
    form = {"family_name": "After", "email": named.email, "language": "en"}
    form["precedence"] = 100
    client.post(reverse("admin:participants_person_change", args=[named.pk]), form)
    text = page(client.get(address("programme", dialogue)))
    assert "After" in text
    assert "Before" not in text


def test_a_topic_costs_the_same_queries_with_many_passages(
    client, dialogue, cited, django_assert_num_queries
):
    with django_assert_num_queries(4):
        client.get(address("topic", dialogue, topic="trust"))
    for word in ["Before", "Trust", "slowly", "After"]:
        passage = Passage.objects.create(document=cited.document, start=word, end="")
        dialogue.topics.get().passages.add(passage)
    anchors.resolve(Passage.objects.all())
    factories.release(dialogue)
    with django_assert_num_queries(4):
        client.get(address("topic", dialogue, topic="trust"))


def test_a_dialogue_elsewhere_names_its_own_clock(client, db):
    dialogue = factories.dialogue(time_zone="Asia/Kolkata")
    text = page(client.get(address("programme", dialogue)))
    assert "All times are Kolkata time, UTC+5:30." in text


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("status", ["declined", "cancelled", "held"])
def test_nobody_is_asked_to_follow_what_does_not_lie_ahead(client, dialogue, session, status, name):
    dialogue.status = status
    dialogue.save()
    text = page(client.get(address(name, dialogue)))
    links = [f'href="{address("calendars", dialogue)}">Subscribe', "#sessions"]
    assert not [link for link in links if link in text]


def test_a_cancelled_dialogue_says_so_on_every_page(client, dialogue, session):
    dialogue.status = "cancelled"
    dialogue.save()
    for name in PAGES:
        text = page(client.get(address(name, dialogue)))
        assert "notice-off" in text
        assert "This dialogue has been cancelled." in text
    assert "webcal:" not in page(client.get(address("calendars", dialogue)))
    assert 'class="leaves off' in page(client.get(address("dialogue", dialogue)))


def test_a_dialogue_that_was_held_says_so_instead_of_its_seats(client, dialogue):
    before = page(client.get(address("dialogue", dialogue)))
    assert "by invitation" in before
    dialogue.status = "held"
    dialogue.save()
    caches["brief"].clear()
    after = page(client.get(address("dialogue", dialogue)))
    assert "It has taken place" in after
    assert "seats, by invitation" not in after


def test_the_list_of_dialogues_puts_those_ahead_first_and_past_ones_last(client, db, clock):
    for year in [2029, 2030, 2032]:
        day = datetime(year, 6, 2, tzinfo=UTC).date()
        factories.dialogue(title_en=f"Dialogue of {year}", starts_on=day, ends_on=day)
    text = page(client.get("/en/"))
    order = ["Dialogue of 2032", "Earlier dialogues", "Dialogue of 2030", "Dialogue of 2029"]
    assert sorted(order, key=text.index) == order
