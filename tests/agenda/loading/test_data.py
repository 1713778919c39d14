"""The data in the repository: the dialogue, its topics, its draft programme."""

import io
import tomllib
import unicodedata
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from modeltranslation.translator import translator

from agenda.loading.dialogues import DATA, load
from agenda.models import Passage, Role, Room, Session, SourceDocument, Term, Topic
from dialogue.management.commands.demo import own_documents
from dialogue.models import Institution, ReviewAspect, WorkStream
from participants.models import Category

# Which documents each topic is drawn from.
MOST_2026, MOFA = "most-2026-03-19", "mofa-2026-01-16"
MOST_2025, MOST_2024 = "most-2025-01-06", "most-2024-11-21"
DRAWN_FROM = {
    1: {MOST_2026, MOFA},
    2: {MOST_2026, MOFA},
    3: {MOST_2026},
    4: {MOST_2026},
    5: {MOST_2026, MOFA},
    6: {MOST_2026},
    7: {MOST_2026},
    8: {MOST_2024, MOST_2026, MOFA},
    9: {MOST_2025},
    10: {MOFA},
    11: {MOST_2024},
    12: {MOST_2026},
}
VIETNAMESE_LETTERS = set("ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")
LONGEST_WALK = timedelta(minutes=30)


@pytest.fixture
def dialogue(db):
    return load().dialogue


def by_day(dialogue):
    days = defaultdict(list)
    for session in dialogue.sessions.order_by("starts_at"):
        days[dialogue.local(session.starts_at).date()].append(session)
    return days


def texts(dialogue):
    """[(where, English, Vietnamese)] of every text of every loaded row."""
    loaded = [Institution, ReviewAspect, WorkStream, Category, SourceDocument, Topic, Room, Session]
    loaded.append(Term)
    rows = [dialogue, *(row for model in loaded for row in model.objects.all())]
    for row in rows:
        for field in translator.get_options_for_model(type(row)).all_fields:
            english, vietnamese = getattr(row, f"{field}_en"), getattr(row, f"{field}_vi")
            if english or vietnamese:
                yield f"{row!r} {field}", english, vietnamese


def test_the_dialogue_is_what_was_proposed(dialogue):
    assert dialogue.slug == "ai-governance-2026"
    assert dialogue.status == "proposed"
    assert dialogue.is_public
    assert (dialogue.starts_on, dialogue.ends_on) == (date(2026, 6, 2), date(2026, 6, 3))
    assert (dialogue.forum_starts_on, dialogue.forum_ends_on) == (
        dialogue.starts_on,
        dialogue.ends_on,
    )
    assert dialogue.capacity == 30
    assert f"{dialogue.local(dialogue.reply_by_at):%F %R %z}" == "2026-05-12 17:00 +0700"
    assert dialogue.contact_email.endswith("@example.org")
    assert "to be announced" in dialogue.venue_en
    assert [aspect.aspect for aspect in dialogue.review_aspects.all()] == [
        "content",
        "scale",
        "organisation",
        "resources",
    ]
    targets = {category.slug: category.target for category in dialogue.categories.all()}
    assert targets == {"regulator": 10, "firm": 10, "researcher": 10}


def test_the_preparation_leaves_time_for_the_permission(dialogue):
    for stream in dialogue.work_streams.all():
        assert stream.owner_en, stream
        assert stream.due_on, stream
    permission = dialogue.work_streams.get(note_en__contains="06/2020/QĐ-TTg")
    assert permission.due_on <= dialogue.starts_on - timedelta(days=40)
    invitations = dialogue.work_streams.get(title_en="Invitations")
    assert invitations.due_on < dialogue.reply_by_at.date()


def test_there_are_twelve_topics_drawn_from_the_documents(dialogue):
    found = {
        topic.number: set(topic.passages.values_list("document__key", flat=True))
        for topic in dialogue.topics.all()
    }
    own = {"background-en", "background-vi"}
    assert {number: keys - own for number, keys in found.items()} == DRAWN_FROM
    assert all(own <= keys for keys in found.values())


def test_the_citations_of_our_own_background_paper_are_found_in_it(dialogue):
    call_command("import_documents", *own_documents(), stdout=io.StringIO())
    own = Passage.objects.filter(document__key__startswith="background-")
    assert own.count() == 24
    assert not [str(passage) for passage in own if passage.paragraph_id is None]


def test_every_passage_says_what_it_says_in_both_languages(dialogue):
    for passage in Passage.objects.all():
        assert passage.gist_en, passage
        assert passage.gist_vi, passage


def test_anchors_are_a_few_words_long(dialogue):
    for passage in Passage.objects.all():
        assert 3 <= len(passage.start.split()) <= 7, passage
        assert 3 <= len(passage.end.split()) <= 7, passage


def test_a_topics_summary_has_two_to_four_sentences(dialogue):
    for topic in dialogue.topics.all():
        for summary in [topic.summary_en, topic.summary_vi]:
            assert 2 <= len([end for end in summary.split(". ") if end]) <= 4, topic


def test_every_topic_is_in_a_session_that_the_public_programme_shows(dialogue):
    shown = dialogue.topics.filter(sessions__audience="public").distinct()
    assert shown.count() == dialogue.topics.count() == 12


def test_both_languages_are_complete(dialogue):
    found = list(texts(dialogue))
    assert len(found) > 100
    for where, english, vietnamese in found:
        assert english, where
        assert vietnamese, where
        assert VIETNAMESE_LETTERS & set(vietnamese.lower()), where


def test_texts_are_in_one_unicode_form_and_typographic(dialogue):
    for where, *both in texts(dialogue):
        for text in both:
            assert unicodedata.is_normalized("NFC", text), where
            assert not set("'\"\t") & set(text), where
            assert "  " not in text, where


def test_english_and_vietnamese_paragraphs_and_questions_match(dialogue):
    for where, english, vietnamese in texts(dialogue):
        assert english.count("\n") == vietnamese.count("\n"), where


def test_every_round_table_has_topics_and_three_questions(dialogue):
    tables = dialogue.sessions.filter(kind="round_table")
    assert len(tables) >= 4
    for table in tables:
        assert table.topics.exists(), table
        assert len(table.question_list) == 3, table
        assert all(question.endswith("?") for question in table.questions_vi.splitlines()), table


def test_the_programme_has_every_kind_of_session(dialogue):
    kinds = set(dialogue.sessions.values_list("kind", flat=True))
    assert kinds == set(Session.Kind.values)
    assert 16 <= dialogue.sessions.count() <= 20


def test_sessions_lie_on_the_two_days_without_conflict_or_hole(dialogue):
    days = by_day(dialogue)
    assert list(days) == [dialogue.starts_on, dialogue.ends_on]
    for sessions in days.values():
        for earlier, later in pairwise(sessions):
            free = later.starts_at - earlier.ends_at
            assert timedelta(0) <= free <= LONGEST_WALK, later
            if free:
                assert earlier.room != later.room, later
        assert all(session.room for session in sessions)


def test_what_is_said_in_public_is_on_the_record_and_most_round_tables_are_not(dialogue):
    for session in dialogue.sessions.filter(kind__in=["opening", "keynote", "closing", "forum"]):
        assert (session.audience, session.attribution) == ("public", "on_record"), session
    tables = dialogue.sessions.filter(kind="round_table")
    closed = tables.filter(attribution="chatham_house")
    assert closed.count() > tables.count() / 2
    for meal in dialogue.sessions.filter(kind="meal"):
        assert meal.audience == "delegates", meal


def test_at_least_half_of_the_programme_is_public(dialogue):
    assert dialogue.sessions.filter(audience="public").count() * 2 >= dialogue.sessions.count()


def test_nobody_is_claimed_as_a_speaker(dialogue):
    assert not Role.objects.exists()


def test_dates_in_texts_would_not_move_so_there_are_none_of_the_dialogues_own(dialogue):
    for where, *both in texts(dialogue):
        if "document" in where.lower():
            continue
        for text in both:
            assert "June" not in text, where
            assert "tháng 6" not in text, where


def test_the_folder_holds_nothing_that_is_not_loaded():
    assert {path.name for path in DATA.iterdir()} == {
        "background-en.txt",
        "background-vi.txt",
        "dialogue.toml",
        "documents.toml",
        "glossary.toml",
        "programme.toml",
        "topics.toml",
    }
    for path in DATA.glob("*.toml"):
        assert tomllib.loads(path.read_text(encoding="utf-8"))
