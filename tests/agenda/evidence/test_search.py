"""Looking for words: with or without diacritics, in both languages, the best first."""

import unicodedata

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from agenda.documents.importing import import_file
from agenda.evidence import folding, search
from agenda.models import Passage
from tests import factories
from tests.reading import content_of, soup

pytestmark = pytest.mark.usefixtures("user")


def find(typed, **options):
    return search.look_for(search.parse(typed), **options)


def rows(typed):
    return [hit.row for hit in find(typed).hits]


def look(client, typed):
    return soup(client.get(reverse("admin:agenda_search"), {"q": typed}))


# Folding


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Quản trị AI", " quan tri ai "),
        ("ĐỐI THOẠI, đối-thoại", " doi thoai doi thoai "),
        ("Thoả ước / Thỏa ước", " thoa uoc thoa uoc "),
        ("Nghị quyết 57-NQ/TW", " nghi quyet 57 nq tw "),
        ("ﬁnance naïve Straße", " finance naive strasse "),
        ("soft\u00adware", " software "),
        (" … – ", ""),
    ],
)
def test_words_are_folded(text, folded):
    assert folding.fold_for_search(text) == folded
    assert folding.fold_for_search(unicodedata.normalize("NFD", text)) == folded


@given(text=st.text())
def test_folding_twice_changes_nothing_more_and_words_are_where_they_say(text):
    folded = folding.fold_for_search(text)
    assert folding.fold_for_search(folded) == folded
    for word in folding.search_words(text):
        assert folding.fold_for_search(text[word.start : word.end]).strip() == word.folded
    for word in folding.words(text):
        assert folding.fold_words(text[word.start : word.end]).strip() == word.folded


SPELLINGS = [
    ["Viet Nam", "Vietnam", "VIỆT NAM", "Viet-Nam"],
    ["cyber security", "cybersecurity", "cyber-security", "Cybersecurity"],
    ["co-operation", "cooperation", "Co-operation"],
    ["policy", "policies", "Policies"],
    ["quản lý", "quản lí", "quan ly", "QUẢN LÝ"],
    ["kỹ thuật", "kĩ thuật"],
    ["quý vị", "quí vị"],
    ["A.I.", "AI", "A.I"],
    ["U.N.", "UN"],
    ["non-governmental", "nongovernmental"],
    ["e-government", "egovernment"],
    ["organisation", "organization", "organisations"],
    ["labour", "labor"],
    ["programmes", "program"],
    ["policy makers", "policymaker", "policy-makers"],
    ["đối thoại", "doi thoai", "ĐỐI THOẠI"],
]


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda spellings: spellings[0])
def test_a_word_is_found_in_all_its_spellings_and_marked_as_it_is_written(spellings):
    document = factories.document()
    for spelling in spellings:
        factories.paragraph(document, f"Điều này nói về {spelling} ở khu vực.")
    for spelling in spellings:
        for typed in [spelling, f'"{spelling}"']:
            hits = search.look_for(search.parse(typed)).hits
            assert len(hits) == len(spellings), typed
            marked = {text for hit in hits for text, is_marked in search.snippet(hit) if is_marked}
            written = {word.strip(".") for s in spellings for word in [s, *s.split()]}
            assert {text.strip(".") for text in marked} <= written


def test_words_of_one_stem_are_still_different_words():
    document = factories.document()
    factories.paragraph(document, "The government decides.")
    assert rows("governance") == []
    assert rows("security") == rows("nam") == []
    factories.paragraph(document, "Cybersecurity in Vietnam.")
    assert len(rows("security")) == len(rows("viet")) == 1


def test_an_imported_text_can_be_found_at_once():
    text = "Bộ quy tắc chung về cách dùng dữ liệu mở sẽ được các bên soạn trong năm tới."
    outcome = import_file("note.txt", text.encode())
    assert [row.document for row in rows('"nam toi"')] == [outcome.document]


# What is found


@pytest.mark.parametrize("typed", ["quan tri", "QUẢN TRỊ", "quản trị", "tri quan", '"quan tri"'])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_diacritics_case_and_unicode_form_do_not_matter(typed, form):
    document = factories.document()
    wanted = factories.paragraph(document, unicodedata.normalize(form, "Việc quản trị AI."))
    factories.paragraph(document, "Quảng trường và trình độ.")
    assert rows(unicodedata.normalize(form, typed)) == [wanted]


def test_every_word_must_occur_and_a_phrase_in_one_piece():
    document = factories.document()
    apart = factories.paragraph(document, "Data are open where trust is earned.")
    together = factories.paragraph(document, "Open data build trust.")
    factories.paragraph(document, "Data are costly.")
    assert rows("open data") == [together, apart]
    assert rows('"open data"') == [together]
    assert rows("“open data” trust") == [together]
    assert rows('"data open"') == []


def test_whole_words_are_found_and_beginnings_with_an_asterisk():
    document = factories.document()
    both = factories.paragraph(document, "Governance needs governments.")
    assert rows("govern") == []
    assert rows("govern*") == [both]
    assert find("govern*").hits[0].frequency == 2


@pytest.mark.parametrize("typed", ["%", "100%", "_", "a_b", "\\", "'; --", "x\x00y"])
def test_signs_mean_nothing_to_the_database(typed):
    factories.paragraph(factories.document(), "Anything at all 100 times.")
    try:
        found = find(typed)
    except search.UnanswerableError:
        return
    assert found.number == (typed == "100%")


def test_titles_come_before_passages_before_text_before_page_furniture(dialogue):
    document = factories.document()
    furniture = factories.paragraph(document, "Trust trust trust", kind="furniture")
    text = factories.paragraph(document, "Much trust is in this text, and trust again.")
    cited = factories.paragraph(document, "Where trust grows, people talk.")
    topic = factories.topic(dialogue, title_en="On trust", title_vi="Về niềm tin")
    passage = Passage.objects.create(
        document=document, start="Where", paragraph=cited, start_at=0, end_at=17
    )
    topic.passages.add(passage)
    assert rows("trust") == [topic, passage, text, furniture]


def test_what_has_a_word_more_often_comes_first():
    document = factories.document()
    once = factories.paragraph(document, "Safety first.")
    twice = factories.paragraph(document, "Safety, and again safety.")
    assert rows("safety") == [twice, once]


def test_topics_and_sessions_are_found_in_both_languages_each_once(dialogue):
    topic = factories.topic(dialogue, summary_vi="Về dữ liệu mở.", title_en="Open data")
    session = factories.session(dialogue, questions_en="Who owns the data?")
    assert rows("du lieu") == [topic]
    assert rows("data") == [topic, session]


def test_a_lost_passage_is_found_by_its_anchor_and_a_near_duplicate_not_at_all(dialogue):
    document = factories.document()
    lost = Passage.objects.create(document=document, start="the river floods", end="every spring")
    factories.topic(dialogue).passages.add(lost)
    copy = factories.document(duplicate_of=document)
    factories.paragraph(copy, "The river floods the valley every spring.")
    assert rows("river spring") == [lost]


def test_a_paragraph_whose_passage_is_shown_is_not_shown_again(dialogue):
    document = factories.document()
    paragraph = factories.paragraph(document, "Trust grows slowly among neighbours.")
    topic = factories.topic(dialogue, title_en="Another matter")
    for start, end in [(0, 11), (0, 18)]:
        topic.passages.add(
            Passage.objects.create(
                document=document, start=str(end), paragraph=paragraph, start_at=start, end_at=end
            )
        )
    found = find("trust")
    assert found.number == len(found.hits) == 1


def test_a_passage_is_found_by_its_gist_in_either_language(dialogue):
    passage = factories.passage(
        factories.document_with_text("Trust grows slowly."),
        "Trust grows",
        topics=[factories.topic(dialogue, title_en="Another matter")],
    )
    Passage.objects.update(gist_en="Patience is needed.", gist_vi="Cần kiên nhẫn.")
    assert rows("patience") == rows("kiên nhẫn") == [passage]
    assert [hit.language for hit in find("kien nhan").hits] == ["vi"]


# The page


def test_a_hit_is_shown_in_its_context_and_leads_to_its_paragraph(client):
    document = factories.document(title_en="Report on floods", language="vi")
    before = "Câu đầu tiên nói về chuyện khác. " * 30
    paragraph = factories.paragraph(document, f"{before}Rồi đến quản trị <b>AI</b>. {before}")
    page = look(client, "quan tri")
    link = page.select_one(".hits a")
    address = reverse("admin:document_reading", args=[document.pk])
    assert link["href"] == f"{address}#paragraph-{paragraph.number}"
    assert link.text == "Report on floods"
    assert [mark.text for mark in page.select(".hits mark")] == ["quản trị"]
    shown = page.select_one(".hits p[lang=vi]").text
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "<b>AI</b>" in shown
    assert len(shown) < 400
    there = client.get(address).content.decode()
    assert f'id="paragraph-{paragraph.number}"' in there


def test_more_than_the_limit_is_counted(client):
    document = factories.document()
    for number in range(search.LIMIT + 7):
        factories.paragraph(document, f"Trust, number {number}.")
    page = look(client, "trust")
    assert len(page.select(".hits > li")) == search.LIMIT
    assert "Found in 57 places." in content_of(page)
    assert "and 7 more" in content_of(page)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", "Type one or more words."),
        ("   ", "Type one or more words."),
        ("a", "A single letter is found almost everywhere."),
        ("?!", "This contains no words."),
        ('""', "This contains no words."),
        ("quản trị " * 1200, "use at most 200 characters"),
        ("nowhere", "Nothing found. Try fewer words"),
    ],
)
def test_what_cannot_be_answered_gets_a_clear_word_and_stays_in_the_field(client, typed, answer):
    page = look(client, typed)
    assert answer in content_of(page)
    assert page.select_one("#q")["value"] == typed


def test_a_quotation_mark_not_closed_is_taken_for_a_phrase_and_said_so(client):
    factories.paragraph(factories.document(), "Open data build trust.")
    page = look(client, 'trust "open data')
    assert "One quotation mark has not been closed" in content_of(page)
    assert len(page.select(".hits > li")) == 1


def test_before_anything_is_typed_there_is_only_the_field(client):
    response = client.get(reverse("admin:agenda_search"))
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("#q")["value"] == ""
    assert not page.select(".errornote, .hits")


def test_a_search_costs_the_same_few_queries_however_much_there_is(client, dialogue):
    costs = []
    for number in [1, 40]:
        for _ in range(number):
            document = factories.document(title_en="On trust")
            paragraph = factories.paragraph(document, "Trust grows.")
            factories.paragraph(document, "Trust.")
            topic = factories.topic(dialogue)
            topic.passages.add(
                Passage.objects.create(
                    document=document, start="Trust", paragraph=paragraph, start_at=0, end_at=5
                )
            )
            factories.session(dialogue, title_en="Trust")
        with CaptureQueriesContext(connection) as queries:
            look(client, "trust")
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 10


def test_the_front_page_leads_to_the_search(client, dialogue):
    assert reverse("admin:agenda_search") in client.get(reverse("admin:index")).content.decode()
