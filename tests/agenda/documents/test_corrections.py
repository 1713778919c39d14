"""An organiser corrects where paragraphs begin and what they are; passages keep their words."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from agenda.documents import corrections, versions
from agenda.evidence import passages
from agenda.models import DocumentVersion, Paragraph
from dialogue.refusals import Refused
from tests import factories
from tests.reading import soup

FIRST = "Trust grows slowly, and it is lost in a single day by those"
SECOND = "who break their word. Computing power is scarce in the region."
THIRD = "Rules should be simple enough for a small company."


@pytest.fixture
def user_fields():
    return {"username": "mai"}


@pytest.fixture
def document(user):
    return factories.document_with_text(FIRST, SECOND, THIRD, filename="report.txt", language="en")


def texts(document):
    rows = document.paragraphs.order_by("number")
    numbers = list(rows.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    return list(rows.values_list("text", flat=True))


def mark(document, number, words):
    paragraph = document.paragraphs.get(number=number)
    at = paragraph.text.index(words)
    return passages.mark(paragraph, at, at + len(words))


def words_of(passage):
    passage.refresh_from_db()
    return passage.paragraph.text[passage.start_at : passage.end_at]


MARKED = [(1, "Trust grows slowly"), (2, "Computing power is scarce"), (3, "a small company")]


@pytest.fixture
def marked(document):
    return [(mark(document, number, words), words) for number, words in MARKED]


def assert_kept(marked):
    for passage, words in marked:
        assert words_of(passage) == words
        assert passage.paragraph_number == passage.paragraph.number


def test_a_paragraph_is_joined_with_the_one_before_it_and_passages_follow(document, marked, user):
    corrections.join(document, 2, user)
    assert texts(document) == [f"{FIRST} {SECOND}", THIRD]
    assert_kept(marked)
    assert document.paragraphs.get(number=1).folded.count(" those who break ")


def test_a_word_that_is_divided_between_paragraphs_is_made_whole(user):
    document = factories.document_with_text(
        "It was dis-", "covered late in the year.", filename="a.txt", language="en"
    )
    passage = mark(document, 2, "late in the year")
    corrections.join(document, 2, user)
    assert texts(document) == ["It was discovered late in the year."]
    assert words_of(passage) == "late in the year"
    corrections.undo(document)
    assert texts(document) == ["It was dis-", "covered late in the year."]
    assert words_of(passage) == "late in the year"


def test_a_paragraph_is_divided_and_passages_follow(document, marked, user):
    pieces = ["who break their word.", "Computing power is scarce in the region."]
    corrections.split(document, 2, pieces, user)
    assert texts(document) == [FIRST, *pieces, THIRD]
    assert_kept(marked)


def test_a_kind_is_put_right(document, marked, user):
    corrections.set_kind(document, 3, Paragraph.Kind.FURNITURE, user)
    assert document.paragraphs.get(number=3).kind == Paragraph.Kind.FURNITURE
    assert_kept(marked)


def test_corrections_are_undone_one_after_the_other(document, marked, user):
    before = texts(document)
    corrections.join(document, 2, user)
    corrections.split(document, 2, ["Rules should be simple", "enough for a small company."], user)
    corrections.set_kind(document, 3, Paragraph.Kind.HEADING, user)
    for _undone in range(3):
        corrections.undo(document)
        assert_kept(marked)
    assert texts(document) == before
    assert set(document.paragraphs.values_list("kind", flat=True)) == {"text"}
    with pytest.raises(Refused, match="nothing to undo"):
        corrections.undo(document)


def test_what_would_cut_a_passage_in_two_is_refused(document, user):
    passage = mark(document, 2, "their word. Computing power")
    pieces = ["who break their word.", "Computing power is scarce in the region."]
    with pytest.raises(Refused, match="goes over this place"):
        corrections.split(document, 2, pieces, user)
    assert texts(document) == [FIRST, SECOND, THIRD]
    assert words_of(passage) == "their word. Computing power"


def test_a_passage_marked_after_a_join_is_not_cut_by_undoing_it(document, user):
    corrections.join(document, 2, user)
    mark(document, 1, "by those who break")
    with pytest.raises(Refused, match="goes over this place"):
        corrections.undo(document)
    assert texts(document) == [f"{FIRST} {SECOND}", THIRD]


def test_two_passages_with_the_same_words_stay_two(user):
    document = factories.document_with_text(
        "The same words stand here, first.", "The same words stand here, second.", filename="a.txt"
    )
    both = [mark(document, number, "The same words stand here") for number in [1, 2]]
    with pytest.raises(Refused, match="told apart"):
        corrections.join(document, 2, user)
    assert [passage.paragraph.number for passage in both] == [1, 2]


@pytest.mark.parametrize(
    ("pieces", "reason"),
    [
        (["who break their word."], "must stay as they are"),
        ([SECOND], "empty line"),
        (["who break their word!", "Computing power is scarce in the region."], "must stay"),
    ],
)
def test_dividing_changes_no_word(document, user, pieces, reason):
    with pytest.raises(Refused, match=reason):
        corrections.split(document, 2, pieces, user)


@pytest.mark.parametrize("number", [0, 1, 4, 99])
def test_there_is_nothing_to_join_with(document, user, number):
    with pytest.raises(Refused, match="no such paragraph"):
        corrections.join(document, number, user)


def test_an_earlier_version_keeps_the_corrected_paragraphs_and_the_new_text_has_no_corrections(
    document, user
):
    corrections.join(document, 2, user)
    new = [["text", "Quite another text, as it stands in the second file."]]
    from agenda.models import DocumentUpload

    upload = DocumentUpload.objects.create(
        document=document,
        filename="b.txt",
        media_type="text/plain",
        content=b"other",
        paragraphs=new,
        user=user,
    )
    versions.carry_out(versions.plan(document, new), document, upload, user)
    kept = DocumentVersion.objects.get().paragraphs
    assert [text for _kind, text in kept] == [f"{FIRST} {SECOND}", THIRD]
    assert not document.corrections.exists()


# The pages


def post(client, document, **data):
    data.setdefault("seen", corrections.state_of(document))
    return client.post(reverse("admin:document_correct", args=[document.pk]), data, follow=True)


def test_the_page_joins_says_the_kind_and_undoes(client, document):
    post(client, document, join="2")
    assert texts(document) == [f"{FIRST} {SECOND}", THIRD]
    post(client, document, kind="2:heading")
    assert document.paragraphs.get(number=2).kind == "heading"
    page = soup(post(client, document, undo="1"))
    assert document.paragraphs.get(number=2).kind == "text"
    assert "The correction of paragraph 2 was undone." in page.text
    notes = LogEntry.objects.filter(object_id=str(document.pk)).values_list("change_message")
    assert "Paragraph 2 was joined with the one before it." in str(list(notes))


def test_the_page_divides_at_empty_lines(client, document):
    address = reverse("admin:document_split", args=[document.pk, 2])
    assert SECOND in soup(client.get(address)).find("textarea").text
    typed = SECOND.replace(" Computing", "\r\n\r\nComputing")
    client.post(address, {"text": typed, "seen": corrections.state_of(document)})
    assert len(texts(document)) == 4


def test_what_was_typed_stays_where_dividing_is_refused(client, document):
    address = reverse("admin:document_split", args=[document.pk, 2])
    page = soup(client.post(address, {"text": "other words\n\nand more"}))
    assert "must stay as they are" in page.select_one(".errornote").text
    assert page.find("textarea").text.strip() == "other words\n\nand more"


def test_nothing_is_corrected_on_an_old_page(client, document, user):
    seen = corrections.state_of(document)
    corrections.set_kind(document, 1, "heading", user)
    page = post(client, document, join="2", seen=seen)
    assert "Something has changed in the meantime" in page.text
    assert len(texts(document)) == 3


def test_the_reading_page_leads_to_the_corrections(client, document, user):
    corrections.set_kind(document, 3, "furniture", user)
    page = soup(client.get(reverse("admin:document_reading", args=[document.pk])))
    ways = [a["href"] for a in page.find_all("a") if "/correct/" in a.get("href", "")]
    correct = reverse("admin:document_correct", args=[document.pk])
    assert ways == [correct, f"{correct}?at=3#paragraph-3"]


def test_a_long_document_is_corrected_page_by_page(client, document):
    for number in range(4, 251):
        factories.paragraph(document, f"Paragraph number {number}.", number=number)
    address = reverse("admin:document_correct", args=[document.pk])
    page = soup(client.get(address, {"at": 120}))
    assert page.find(id="paragraph-120")
    assert not page.find(id="paragraph-100")
