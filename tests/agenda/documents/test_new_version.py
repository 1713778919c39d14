"""A new text for a document: shown with its passages before anything is written, then put in place;
the earlier one is kept."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agenda.documents import similarity, versions
from agenda.documents.versions import Fate
from agenda.models import DocumentUpload, DocumentVersion, Paragraph, Passage
from tests import factories
from tests.agenda.documents import files
from tests.reading import soup

FIRST = "Trust grows slowly, and it is lost in a single day by those who break their word."
SECOND = "Computing power is scarce in the region, and most of it is rented from abroad."
THIRD = "Rules should be simple enough that a small company can follow them without a lawyer."
FOURTH = "This sentence will vanish from the report altogether, as if nobody had ever said it."

UNTIL_DAY = "Trust grows slowly, and it is lost in a single day"

NEW = [
    "A preface that was not there before, so that every number is another one.",
    FIRST,
    "Computing power is scarce in this region, and much of it is rented from abroad.",
    THIRD,
]


@pytest.fixture
def user_fields():
    return {"username": "mai"}


@pytest.fixture
def document(user):
    return factories.document_with_text(FIRST, SECOND, THIRD, FOURTH, filename="report.txt")


def upload(client, document, content, name="new.txt"):
    if isinstance(content, list):
        content = "\n\n".join(content)
    if isinstance(content, str):
        content = content.encode()
    address = reverse("admin:document_new_version", args=[document.pk])
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def preview(client, document, content):
    """(address of the preview, its context)"""
    address = upload(client, document, content).url
    return address, client.get(address).context


def fates(document, texts):
    plan = versions.plan(document, [["text", text] for text in texts])
    return [change.fate for change in plan.changes]


def words(passage):
    passage.refresh_from_db()
    return passage.paragraph.text[passage.start_at : passage.end_at] if passage.is_found else None


# What becomes of passages


@pytest.mark.parametrize(
    ("start", "end", "fate"),
    [
        ("Trust grows", "single day", Fate.MOVED),
        ("Computing power is", "from abroad", Fate.CHANGED),
        ("This sentence will", "altogether", Fate.LOST),
        ("nothing of the kind", "", Fate.LOST),
        ("A preface that", "", Fate.FOUND),
    ],
)
def test_what_becomes_of_a_passage(document, start, end, fate):
    factories.passage(document, start, end)
    assert fates(document, NEW) == [fate]


def test_the_same_text_leaves_every_passage_where_it_is(document):
    factories.passage(document, "Trust grows", "single day")
    factories.passage(document, "Rules should", "lawyer")
    assert fates(document, [FIRST, SECOND, THIRD]) == [Fate.STAYED, Fate.STAYED]


def test_another_form_of_the_same_letters_is_no_change(document):
    factories.passage(document, "Trust grows", "their word")
    assert fates(document, [FIRST.replace("their word", "THEIR word")]) == [Fate.STAYED]


def test_words_that_appear_twice_now_are_the_ones_that_are_the_same(document):
    factories.passage(document, "Trust grows", "single day", paragraph_number=1)
    decoy = "Trust grows in many ways, and nobody knows why or when, but on no single day."
    plan = versions.plan(document, [["text", decoy], ["text", FIRST]])
    [change] = plan.changes
    assert (change.fate, change.place.paragraph.number) == (Fate.MOVED, 2)


def test_similar_words_are_found_though_the_anchor_is_not(document):
    factories.passage(document, "Computing power is scarce in the region", "rented from abroad")
    plan = versions.plan(document, [["text", text] for text in NEW])
    [change] = plan.changes
    assert change.asks
    assert change.new == NEW[2].removesuffix(".")
    assert change.how_alike == "nearly the same"
    old, new = change.compared
    assert [text for text, differs in old if differs] == ["the", "most"]
    assert [text for text, differs in new if differs] == ["this", "much"]


def test_words_put_in_the_middle_do_not_cut_the_end():
    new = Paragraph(number=1, text=f"Before. {THIRD.replace('simple', 'short, plain and simple')}")
    place = similarity.most_similar(THIRD, [new])
    assert place.text == new.text.removeprefix("Before. ")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (THIRD.replace("small", "little"), "nearly the same"),
        (THIRD.replace("follow them without a lawyer", "live with them"), "similar"),
        (FIRST, "very different"),
    ],
)
def test_likeness_is_said_in_words(new, said):
    assert similarity.in_words(THIRD, new) == said


def test_two_passages_never_get_one_anchor(document):
    factories.passage(document, "Computing power is scarce in the region", "rented from abroad")
    other = "Computing power is scarce in that region, and most of it is rented from abroad."
    Paragraph.objects.create(document=document, number=5, text=other)
    factories.passage(document, "Computing power is scarce in that region", "from abroad")
    assert fates(document, NEW) == [Fate.CHANGED, Fate.LOST]


@pytest.mark.parametrize("number", [1, 12])
def test_the_number_of_queries_of_a_plan_does_not_grow(document, number, django_assert_num_queries):
    for n in range(number):
        factories.passage(document, "Computing power is scarce in the region", paragraph_number=n)
    with django_assert_num_queries(1):
        versions.plan(document, [["text", text] for text in NEW * number])


# Upload, preview, confirmation


def test_nothing_is_written_before_it_is_confirmed(client, document):
    passage = factories.passage(document, "Trust grows", "single day")
    before = [list(model.objects.values()) for model in [Paragraph, Passage]]
    address, context = preview(client, document, NEW)
    assert [change.fate for change in context["plan"].changes] == [Fate.MOVED]
    assert [list(model.objects.values()) for model in [Paragraph, Passage]] == before
    sha256 = document.sha256
    document.refresh_from_db()
    assert document.sha256 == sha256
    assert not DocumentVersion.objects.exists()
    assert client.post(address, {"discard": "1"}).status_code == 302
    assert not DocumentUpload.objects.exists()
    assert words(passage) == UNTIL_DAY


def test_old_and_new_words_are_side_by_side(client, document):
    factories.passage(document, "Computing power is scarce in the region", "from abroad")
    factories.passage(document, "This sentence will", "altogether")
    address, _context = preview(client, document, NEW)
    page = soup(client.get(address))
    changed, lost = page.select("table.versions tbody tr")
    old, new, fate = changed.select("td")
    assert [part.text for part in old.select("del")] == ["the", "most"]
    assert [part.text for part in new.select("ins")] == ["this", "much"]
    assert "changes: nearly the same" in " ".join(fate.text.split())
    assert "is lost" in lost.text


def confirm(client, address, context, take=()):
    data = {"seen": context["plan"].fingerprint, "confirmed": "1", "take": list(take)}
    return client.post(address, data, follow=True)


def test_the_new_text_is_put_in_place_and_the_earlier_one_kept(client, document, user):
    moved = factories.passage(document, "Trust grows", "single day", paragraph_number=1)
    changed = factories.passage(document, "Computing power is scarce in the region", "abroad")
    lost = factories.passage(document, "This sentence will", "altogether")
    old_hash = document.sha256
    address, context = preview(client, document, NEW)
    page = confirm(client, address, context, take=[changed.pk]).content.decode()
    assert "The new text is in place" in page
    assert "1 passage has been lost." in page
    assert list(document.paragraphs.values_list("text", flat=True)) == NEW
    assert words(moved) == UNTIL_DAY
    assert words(changed) == NEW[2].removesuffix(".")
    assert words(lost) is None
    document.refresh_from_db()
    assert document.filename == "new.txt"
    assert bytes(document.original.content).decode().startswith("A preface")
    version = DocumentVersion.objects.get()
    assert (version.sha256, version.filename, version.replaced_by) == (old_hash, "report.txt", user)
    assert [text for _kind, text in version.paragraphs] == [FIRST, SECOND, THIRD, FOURTH]
    assert not DocumentUpload.objects.exists()


def test_similar_words_that_are_not_ticked_are_not_taken(client, document):
    passage = factories.passage(document, "Computing power is scarce in the region", "abroad")
    address, context = preview(client, document, NEW)
    confirm(client, address, context)
    assert words(passage) is None
    assert passage.start == "Computing power is scarce in the region"


def test_an_earlier_text_can_be_looked_at_and_fetched(client, document):
    before = bytes(document.original.content)
    confirm(client, *preview(client, document, NEW))
    version = DocumentVersion.objects.get()
    page = client.get(reverse("admin:document_version", args=[version.pk])).content.decode()
    assert FOURTH in page
    assert "mai" in page
    file = client.get(reverse("admin:document_version_file", args=[version.pk]))
    assert file.content == before
    assert file["Content-Disposition"] == 'attachment; filename="report.txt"'
    reading = client.get(reverse("admin:document_reading", args=[document.pk]))
    assert reverse("admin:document_version", args=[version.pk]) in reading.content.decode()


def test_a_passage_marked_since_has_to_be_looked_at_first(client, document):
    address, context = preview(client, document, NEW)
    factories.passage(document, "This sentence will", "altogether")
    page = confirm(client, address, context).content.decode()
    assert "Something has changed in the meantime. Nothing was saved" in page
    assert "is lost" in page
    assert not DocumentVersion.objects.exists()


def test_an_upload_is_decided_on_once(client, document):
    address, context = preview(client, document, NEW)
    confirm(client, address, context)
    again = confirm(client, address, context).content.decode()
    assert "This upload has already been dealt with or has expired." in again
    assert DocumentVersion.objects.count() == 1


def test_the_text_of_a_record_that_waits_for_one(client, user):
    document = factories.document()
    passage = factories.passage(document, "Trust grows", "single day")
    address, context = preview(client, document, NEW)
    assert [change.fate for change in context["plan"].changes] == [Fate.FOUND]
    confirm(client, address, context)
    document.refresh_from_db()
    assert document.is_imported
    assert words(passage) == UNTIL_DAY
    assert not DocumentVersion.objects.exists()


def test_one_may_go_back_to_an_earlier_file(client, document):
    confirm(client, *preview(client, document, NEW))
    confirm(client, *preview(client, document, [FIRST, SECOND]))
    confirm(client, *preview(client, document, NEW))
    assert DocumentVersion.objects.filter(document=document).count() == 3


# Files that are refused


def bomb():
    """A Word file that would unpack to sixty megabytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 60 * 1024**2)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("new.txt", b"", "it is empty"),
        ("new.txt", b" \n \n", "it contains no text"),
        ("new.xlsx", b"PK\x03\x04", "this type of file cannot be read"),
        ("new.docx", bomb(), "it is larger than 50 MB when unpacked"),
        ("new.docx", b"not a Word file", "it is damaged or not in Word format"),
        ("new.pdf", files.pdf([[]]), "its pages contain pictures and no text"),
        ("new.txt", b"%PDF-1.4 \0", "it contains no readable characters"),
    ],
    ids=["empty", "blank", "wrong type", "bomb", "damaged", "pictures", "disguised"],
)
def test_a_bad_file_is_refused_in_a_sentence(client, document, name, content, said):
    page = upload(client, document, content, name)
    assert page.status_code == 200
    [error] = page.context["form"].errors["file"]
    assert said in error
    assert not DocumentUpload.objects.exists()


def test_no_file_is_a_mistake_too(client, document):
    address = reverse("admin:document_new_version", args=[document.pk])
    page = client.post(address)
    assert page.context["form"].errors["file"] == ["Choose the file that contains the text."]


def test_a_file_that_is_too_large_is_not_even_read(client, document, monkeypatch):
    monkeypatch.setattr("agenda.documents.limits.MAX_BYTES", 100)
    page = upload(client, document, "a" * 101)
    assert "larger than" in page.context["form"].errors["file"][0]


def test_scripts_in_a_web_page_are_left_out(client, document):
    html = f"<html><body><script>alert('x')</script><p>{FIRST}</p></body></html>"
    address = upload(client, document, html, "new.html").url
    content = client.get(address).content.decode()
    assert "alert('x')" not in content
    assert re.search(r"Trust grows slowly", content)


def test_the_file_that_is_here_already_is_refused(client, document):
    confirm(client, *preview(client, document, NEW))
    page = upload(client, document, NEW)
    assert page.context["form"].errors["file"] == [
        "This is the same file that the document already has."
    ]
    other = factories.document_with_text("Another text.")
    page = upload(client, other, NEW)
    said = f"This same file is already stored as the text of “{document}”."
    assert page.context["form"].errors["file"] == [said]
