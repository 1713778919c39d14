"""The glossary: where documents use which rendering, where our own texts differ from what is
preferred, the sheet for interpreters, and how the data and organisers' changes go together."""

import io
import unicodedata

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from agenda.evidence import glossary
from agenda.evidence.glossary_page import MOST_LINKS
from agenda.loading.datafiles import DataError
from agenda.loading.dialogues import load
from agenda.loading.merging import Outcome
from agenda.models import Term
from tests import factories
from tests.reading import content_of, soup

pytestmark = pytest.mark.usefixtures("user")


@pytest.fixture
def pact(dialogue):
    return factories.term(
        dialogue,
        [("vi", "Văn kiện số"), ("en", "UN Digital Pact"), ("en", "DP", True), ("vi", "DP", True)],
        preferred_en="Digital Pact",
        preferred_vi="Thỏa ước Số",
    )


def look(client, dialogue, name="glossary", **query):
    return soup(client.get(reverse(f"admin:{name}", args=[dialogue.pk]), query))


def counts(dialogue):
    found = glossary.occurrences(Term.objects.of(dialogue))
    return {
        (one.rendering.language, one.rendering.text): one.number
        for entries in found.values()
        for one in entries
        if one.number
    }


# Where documents use it


def test_each_rendering_is_counted_in_the_documents_whatever_its_form(dialogue, pact):
    document = factories.document(language="vi")
    factories.paragraph(document, "Văn kiện số và THOẢ ƯỚC SỐ; lại Văn kiện số.")
    factories.paragraph(document, unicodedata.normalize("NFD", "Văn kiện số (Digital Pact)"))
    factories.paragraph(factories.document(duplicate_of=document), "Văn kiện số")
    assert counts(dialogue) == {
        ("vi", "Văn kiện số"): 3,
        ("vi", "Thỏa ước Số"): 1,
        ("en", "Digital Pact"): 1,
    }


def test_the_longest_rendering_counts_and_only_whole_words(dialogue, pact):
    document = factories.document(language="en")
    factories.paragraph(document, "The UN Digital Pact, not the digital pacts of others.")
    assert counts(dialogue) == {("en", "UN Digital Pact"): 1}


def test_what_is_written_alike_counts_for_the_documents_language(dialogue, pact):
    factories.paragraph(factories.document(language="vi"), "Theo DP, các nước …")
    assert counts(dialogue) == {("vi", "DP"): 1}


def test_the_page_leads_to_the_paragraphs(client, dialogue, pact):
    document = factories.document(title_en="The report")
    factories.paragraph(document, "Nothing here.")
    factories.paragraph(document, "The Digital Pact.")
    page = look(client, dialogue)
    link = page.select_one(".place a")
    there = reverse("admin:document_reading", args=[document.pk])
    assert link["href"] == f"{there}#paragraph-2"
    assert "Digital Pact EN · preferred · 1 time The report: ¶ 2" in content_of(page)
    assert "DP EN · also acceptable · in no document" in content_of(page)


def test_many_places_in_one_document_are_cut_and_counted(client, dialogue, pact):
    document = factories.document()
    for _ in range(MOST_LINKS + 3):
        factories.paragraph(document, "The Digital Pact.")
    page = look(client, dialogue)
    assert len(page.select(".place a")) == MOST_LINKS
    assert "and 3 more" in content_of(page)


# Where our own texts differ


def test_our_own_texts_with_another_rendering_are_listed(client, dialogue, pact):
    topic = factories.topic(dialogue, title_vi="Về văn kiện số", summary_en="The UN Digital Pact.")
    session = factories.session(dialogue, questions_vi="Văn kiện số là gì?", title_en="On the DP")
    factories.session(dialogue, title_vi="Văn kiện số", is_cancelled=True)
    dialogue.summary_vi = "Thực hiện Văn kiện số."
    dialogue.save()
    found = {
        (one.row, one.field, one.language, one.text) for one in glossary.deviations_of(dialogue)
    }
    assert found == {
        (dialogue, "summary", "vi", "Văn kiện số"),
        (topic, "title", "vi", "văn kiện số"),
        (topic, "summary", "en", "UN Digital Pact"),
        (session, "guiding questions", "vi", "Văn kiện số"),
    }
    page = look(client, dialogue)
    assert len(page.select("section:first-of-type .plan a")) == 4
    assert "văn kiện số → Thỏa ước Số" in content_of(page)


@pytest.mark.parametrize("title", ["Thỏa ước Số", "thoả ước số", "DP", "Tài liệu của ta"])
def test_the_preferred_rendering_and_what_may_be_used_too_raise_no_warning(dialogue, pact, title):
    factories.topic(dialogue, title_vi=title, title_en="The Digital Pact")
    assert glossary.deviations_of(dialogue) == []


def test_a_term_of_another_dialogue_warns_of_nothing_one_of_all_does(dialogue, pact):
    other = factories.dialogue()
    factories.topic(other, title_vi="Về văn kiện số")
    assert glossary.deviations_of(other) == []
    Term.objects.update(dialogue=None)
    assert len(glossary.deviations_of(other)) == 1


@pytest.mark.parametrize("kind", ["topic", "session"])
def test_a_topics_and_a_sessions_own_page_shows_the_warning(client, dialogue, pact, kind):
    row = getattr(factories, kind)(dialogue, title_vi="Về văn kiện số")
    there = reverse(f"admin:agenda_{kind}_change", args=[row.pk])
    text = soup(client.get(there)).select_one(".field-wording").text
    assert "title, VI: “văn kiện số”; the glossary prefers “Thỏa ước Số”." in text
    fine = getattr(factories, kind)(dialogue)
    page = client.get(reverse(f"admin:agenda_{kind}_change", args=[fine.pk])).content.decode()
    assert "Nothing here differs from the glossary." in page
    added = client.get(reverse(f"admin:agenda_{kind}_add")).content.decode()
    assert "field-wording" not in added


def test_the_projects_own_texts_use_the_renderings_it_proposes():
    assert glossary.deviations_of(load().dialogue) == []


# For interpreters


def test_the_sheet_reads_from_either_language(client, dialogue, pact):
    factories.term(dialogue, preferred_en="AI", preferred_vi="trí tuệ nhân tạo")
    factories.term(
        dialogue, preferred_en="Zeal", preferred_vi="đam mê", definition_vi="Lòng say mê"
    )
    english = look(client, dialogue, "glossary_sheet", **{"from": "en"})
    lines = [[cell.text for cell in line.select("th, td")] for line in english.select("tbody tr")]
    assert [line[0] for line in lines] == ["AI", "Digital Pact", "Zeal"]
    assert lines[1] == ["Digital Pact", "DP; UN Digital Pact", "Thỏa ước Số", "DP; Văn kiện số", ""]
    assert lines[2][4] == "Lòng say mê"
    vietnamese = look(client, dialogue, "glossary_sheet", **{"from": "vi"})
    firsts = [cell.text for cell in vietnamese.select("tbody th")]
    assert firsts == ["đam mê", "Thỏa ước Số", "trí tuệ nhân tạo"]
    assert look(client, dialogue, "glossary_sheet", **{"from": "xx"}).select("tbody tr")


def test_the_workbook_holds_both_directions_and_nothing_that_computes(client, dialogue, pact):
    factories.term(dialogue, preferred_en="=1+1", preferred_vi="@x")
    response = client.get(reverse("admin:glossary_xlsx", args=[dialogue.pk]))
    book = load_workbook(io.BytesIO(response.content))
    assert [sheet.title for sheet in book] == ["EN → VI", "VI → EN"]
    first, second = (list(sheet.values) for sheet in book)
    assert first[0] == ("English", "Variants", "Vietnamese", "Variants", "Definition")
    assert ("'=1+1", "", "'@x", "", "") in [tuple(cell or "" for cell in row) for row in first]
    assert second[0][0] == "Vietnamese"
    assert "Thỏa ước Số" in [row[0] for row in second]


def test_an_empty_glossary_says_so(client, dialogue):
    for name in ["glossary", "glossary_sheet"]:
        assert "The glossary is empty." in content_of(look(client, dialogue, name))
    assert client.get(reverse("admin:glossary_xlsx", args=[dialogue.pk])).status_code == 200


@pytest.mark.parametrize("name", ["glossary", "glossary_sheet"])
def test_the_pages_cost_the_same_few_queries_at_any_size(client, dialogue, name):
    client.get(reverse("admin:glossary", args=[dialogue.pk]))  # chooses the dialogue
    costs = []
    for number in [1, 20]:
        for one in range(number):
            variants = [("vi", f"cách {one} khác"), ("en", f"way {one}")]
            factories.term(dialogue, variants)
            factories.topic(dialogue, title_vi=f"Về cách {one} khác")
            factories.session(dialogue, title_en=f"On way {one}")
            factories.paragraph(factories.document(), f"This way {one}.")
        with CaptureQueriesContext(connection) as queries:
            look(client, dialogue, name)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 13


# The data


def rewrite(folder, old, new):
    path = folder / "glossary.toml"
    assert old in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def variants(term):
    return [str(variant) for variant in term.variants.all()]


def test_the_data_become_terms_with_their_other_renderings(folder):
    dialogue = load(folder).dialogue
    term = dialogue.terms.get()
    assert (term.preferred_en, term.preferred_vi) == ("River Compact", "Thỏa ước về sông")
    assert variants(term) == ["RC", "Hiệp ước về sông"]
    assert term.variants.get(text="RC").is_accepted


def test_what_an_organiser_changed_or_deleted_stays_so(folder):
    term = load(folder).dialogue.terms.get()
    term.preferred_vi = "Hiệp ước về sông"
    term.save()
    term.variants.filter(language="vi").delete()
    rewrite(folder, "Thỏa ước về sông", "Văn kiện về sông")
    rewrite(folder, 'text = "RC"', 'text = "RCo"')
    rewrite(folder, "River Compact", "Rivers Compact")
    report = load(folder)
    term.refresh_from_db()
    assert term.preferred_vi == "Hiệp ước về sông"
    assert term.preferred_en == "Rivers Compact"
    assert variants(term) == ["RC"]
    assert "preferred_vi, variants" in report.kept[0]
    term.delete()
    assert load(folder).counts[Term] == {Outcome.DELETED: 1}


def test_what_nobody_changed_follows_the_data(folder):
    load(folder)
    rewrite(folder, 'text = "RC"', 'text = "RCo"')
    load(folder)
    assert variants(Term.objects.get()) == ["RCo", "Hiệp ước về sông"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('language = "vi"', 'language = "fr"', "there is no language “fr”"),
        ('text = "RC"', "text = 5", "“text” must be of type “str”"),
        ('preferred.vi = "Thỏa ước về sông"', "", "“preferred” must be given"),
    ],
)
def test_data_that_cannot_be_meant_are_refused_by_name(folder, old, new, told):
    rewrite(folder, old, new)
    with pytest.raises(DataError, match=r"glossary\.toml.*river-compact") as error:
        load(folder)
    assert told in str(error.value)
    assert not Term.objects.exists()


def test_the_projects_glossary_marks_its_choice_as_a_proposal():
    load()
    compact = Term.objects.get(slug="global-digital-compact")
    vietnamese = {compact.preferred_vi, *variants(compact)}
    assert vietnamese >= {
        "Thỏa ước Toàn cầu về Kỹ thuật số",
        "Văn kiện số toàn cầu",
        "Hiệp ước Kỹ thuật số Toàn cầu",
    }
    for term in Term.objects.all():
        assert "proposal" in term.note_en
        assert "đề xuất" in term.note_vi


def test_a_short_name_is_taken_once_in_a_dialogue_and_once_for_all(dialogue):
    factories.term(dialogue, slug="pact")
    factories.term(None, slug="pact")
    with pytest.raises(IntegrityError):
        factories.term(None, slug="pact")
