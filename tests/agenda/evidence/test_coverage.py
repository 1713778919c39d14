"""The coverage of topics by documents and sessions, and the gaps in it."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from agenda.evidence.coverage import coverage
from agenda.models import Passage, Session
from tests import factories
from tests.reading import soup

pytestmark = pytest.mark.usefixtures("user")


def passage(document, *topics, **fields):
    fields.setdefault("start", f"passage {next(factories.numbers)}")
    made = Passage.objects.create(document=document, **fields)
    for topic in topics:
        topic.passages.add(made)
    return made


def session(dialogue, *topics, **fields):
    made = factories.session(dialogue, **fields)
    made.topics.set(topics)
    return made


def look(client, dialogue):
    return soup(client.get(reverse("admin:coverage", args=[dialogue.pk])))


def cells(page, number):
    """The matrix of this number as rows of texts."""
    lines = page.select(".matrix")[number].select("tbody tr, tfoot tr")
    return [[" ".join(cell.text.split()) for cell in line.select("th, td")] for line in lines]


def gaps(page):
    lines = [
        " ".join(line.text.split()) for line in page.select("section:first-of-type .plan > li")
    ]
    return dict(line.split(": ", 1) for line in lines)


def test_passages_are_counted_for_each_topic_and_document(client, dialogue):
    trust = factories.topic(dialogue, number=1, title_en="Trust")
    data = factories.topic(dialogue, number=2, title_en="Data")
    one, two = factories.document(title_en="One"), factories.document(title_en="Two")
    passage(one, trust)
    passage(one, trust, data)
    passage(two, data)
    page = look(client, dialogue)
    heads = [" ".join(head.text.split()) for head in page.select(".matrix")[0].select("thead th")]
    assert heads == ["Topic", "One", "Two", "Passages"]
    assert cells(page, 0) == [
        ["1. Trust", "2", "·", "2"],
        ["2. Data", "1", "1", "2"],
        ["Total", "3", "1", ""],
    ]


def test_sessions_that_take_a_topic_up_are_marked(client, dialogue):
    trust = factories.topic(dialogue, number=1, title_en="Trust")
    factories.topic(dialogue, number=2, title_en="Data")
    session(dialogue, trust, title_en="Morning")
    session(dialogue, title_en="Lunch", kind=Session.Kind.MEAL)
    session(dialogue, trust, title_en="Not held", is_cancelled=True)
    page = look(client, dialogue)
    heads = [" ".join(head.text.split()) for head in page.select(".matrix")[-1].select("thead th")]
    assert heads == ["Topic", "2 June, 09:00 Morning", "Sessions"]  # on the dialogue's clock
    assert cells(page, -1) == [
        ["1. Trust", "●yes", "1"],
        ["2. Data", "·", "0"],
        ["Total", "1", ""],
    ]


def test_the_gaps_are_named(client, dialogue):
    trust = factories.topic(dialogue, number=1, title_en="Trust")
    data = factories.topic(dialogue, number=2, title_en="Data")
    factories.topic(dialogue, number=3, title_en="Skills")
    document = factories.document(key="report")
    passage(document, trust, data, start="shown")
    passage(document, data, start="silent")
    passage(document, start="loose")
    session(dialogue, trust)
    session(dialogue, title_en="Nothing yet")
    session(dialogue, title_en="Welcome", kind=Session.Kind.OPENING)
    factories.document(title_en="Unread")
    factories.document(title_en="Copy", duplicate_of=document)
    found = gaps(look(client, dialogue))
    assert found["Topics without a session"] == "2. Data; 3. Skills"
    assert found["Topics without a passage"] == "3. Skills"
    assert found["Sessions without a topic"] == "Nothing yet"
    assert found["Documents that no topic cites"] == "Unread"
    nowhere = found["Passages not discussed in any session"]
    assert "silent (2. Data)" in nowhere
    assert "loose (no topic)" in nowhere
    assert "shown" not in nowhere


def test_where_nothing_is_missing_it_says_so(client, dialogue):
    topic = factories.topic(dialogue)
    passage(factories.document(), topic)
    session(dialogue, topic)
    assert set(gaps(look(client, dialogue)).values()) == {"none"}


def test_another_dialogues_topics_sessions_and_passages_stay_out(dialogue):
    other = factories.dialogue()
    passage(factories.document(), factories.topic(other))
    session(other)
    found = coverage(dialogue)
    assert (found.lines, found.sessions, found.documents) == ([], [], [])
    assert found.passages_discussed_nowhere == []


def test_a_dialogue_without_topics_says_what_to_do(client, dialogue):
    text = look(client, dialogue).select_one("#content").text
    assert "The dialogue has no topics yet." in text


def test_the_workbook_holds_both_matrices_and_the_gaps_and_nothing_that_computes(client, dialogue):
    topic = factories.topic(dialogue, number=1, title_en="Trust")
    passage(factories.document(title_en="=1+1"), topic)
    session(dialogue, title_en="Morning")
    response = client.get(reverse("admin:coverage_xlsx", args=[dialogue.pk]))
    assert "no-store" in response["Cache-Control"]
    book = load_workbook(io.BytesIO(response.content))
    assert [sheet.title for sheet in book] == ["Documents", "Sessions", "Gaps"]
    documents, sessions, missing = (list(sheet.values) for sheet in book)
    assert documents == [("Topic", "'=1+1", "Passages"), ("1. Trust", 1, 1)]
    assert sessions == [("Topic", "2 June, 09:00 Morning", "Sessions"), ("1. Trust", None, 0)]
    assert ("Topic without a session", "1. Trust") in missing
    assert ("Session without a topic", "Morning") in missing


@pytest.mark.parametrize("name", ["coverage", "coverage_xlsx"])
def test_the_pages_cost_the_same_few_queries_at_any_size(client, dialogue, name):
    client.get(reverse("admin:coverage", args=[dialogue.pk]))  # chooses the dialogue
    costs = []
    for number in [1, 20]:
        for _ in range(number):
            topic = factories.topic(dialogue)
            passage(factories.document(), topic)
            passage(factories.document(), factories.topic(dialogue))
            session(dialogue, topic, room=factories.room(dialogue))
            session(dialogue)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"admin:{name}", args=[dialogue.pk]))
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12
