"""Files of every format become blocks of text; what cannot be read is refused in plain words."""

import io
import zipfile

import pytest

from agenda.documents import limits
from agenda.documents.block_kinds import FURNITURE, TEXT, mark
from agenda.documents.limits import UnreadableDocumentError
from agenda.documents.page_edges import split_pages
from agenda.documents.pdf_letters import Printed
from agenda.documents.readers import read
from tests.agenda.documents import files
from tests.agenda.documents.files import REPORT, as_windows_1258

MB = 1024 * 1024


def texts(name, data):
    return [block.text for block in read(name, data).blocks]


def refusal(name, data):
    with pytest.raises(UnreadableDocumentError) as caught:
        read(name, data)
    return str(caught.value)


# Plain text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_text_in_every_form(encoding):
    assert texts("a.txt", "\n".join(REPORT).encode(encoding)) == REPORT


def test_big_endian_text_with_its_mark():
    assert texts("a.txt", b"\xfe\xff" + REPORT[0].encode("utf-16-be")) == REPORT[:1]


def test_vietnamese_of_windows():
    assert texts("a.TXT", as_windows_1258("\r\n".join(REPORT))) == REPORT


def test_western_text_of_windows():
    text = "Le comité s’est réuni à l’hôtel ; la façade était décorée. " * 3
    assert texts("a.txt", text.encode("cp1252")) == [text.strip()]


def test_a_stray_control_character_is_no_reason_to_refuse():
    assert texts("a.txt", b"Open data\x0cClosed\x07 data\x1a") == ["Open data", "Closed data"]


def test_the_media_type_is_that_of_the_name():
    assert read("a.b.Txt", b"Open data").media_type == "text/plain"
    assert read("a.HTM", b"Open data").media_type == "text/html"


# What is refused


def test_an_empty_file_is_refused():
    assert "empty" in refusal("a.txt", b"")


def test_a_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_BYTES", MB)
    assert refusal("a.txt", b"x" * (MB + 1)) == (
        "it is larger than 1 MB; split it, or save it without pictures."
    )


@pytest.mark.parametrize("name", ["a.doc", "a.png", "a", ".txt", "a.txt.exe"])
def test_other_kinds_of_file_are_refused(name):
    assert "save it as .txt" in refusal(name, b"Open data")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(128, 256)) * 10,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9,
        b"%PDF-1.7 and so on",
        b"PK\x03\x04 and so on",
        b"text \x00 text",
        b"text \x01\x02\x03 text",
    ],
)
def test_binary_data_is_no_text(data):
    assert "no readable characters" in refusal("a.txt", data)


@pytest.mark.parametrize(
    "data", [b" \r\n\t\n", "\ufeff\u200b".encode(), b"<html><script>x()</script></html>"]
)
def test_a_file_without_text_is_refused(data):
    assert "no text" in refusal("a.html", data)


@pytest.mark.parametrize(
    ("name", "data", "format_name"),
    [
        ("a.docx", b"Open data", "Word"),
        ("a.docx", files.docx(lambda document: None)[:900], "Word"),
        ("a.pdf", b"Open data", "PDF"),
        ("a.pdf", files.pdf([["Open data"]])[:200], "PDF"),
    ],
)
def test_a_damaged_file_is_refused(name, data, format_name):
    assert f"damaged or not in {format_name} format" in refusal(name, data)


def test_another_archive_is_no_word_file():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "Open data")
    assert "not in Word format" in refusal("a.docx", stream.getvalue())


def test_an_archive_that_unpacks_to_too_much_is_refused_unopened():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"word/{number}.xml", b" " * (20 * MB))
    assert len(stream.getvalue()) < MB
    assert "it is larger than 50 MB when unpacked" in refusal("a.docx", stream.getvalue())


def word_of(number):
    def fill(document):
        for _ in range(number):
            document.add_paragraph("A")

    return files.docx(fill)


def boxes_in_boxes(depth):
    """A Word file with text boxes in each other."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    inner = ""
    for _ in range(depth):
        inner = f"<w:p><w:r><w:txbxContent>{inner}</w:txbxContent></w:r></w:p>"
    paragraph = parse_xml(inner.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1))
    return files.docx(lambda document: document.element.body.insert(0, paragraph))


def pages_that_share(number, lines):
    """A PDF whose pages all show what the first one shows."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf([lines]))))
    for _ in range(number - 1):
        writer.add_page(writer.pages[0])
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


TOO_MUCH = {
    "more than 5000 paragraphs; split it": ("a.docx", lambda: word_of(5_001)),
    "more than 5000 paragraphs": ("a.docx", lambda: boxes_in_boxes(30)),
    "5000 paragraphs": ("a.txt", lambda: b"One line.\n\n" * 5_001),
    "more than 500 pages": ("a.pdf", lambda: pages_that_share(501, ["A"])),
    "2000000 characters or 100000 lines": ("a.txt", lambda: b"a\n" * 100_001),
    "more than 2000000 characters": ("a.txt", lambda: b"a" * 2_000_001),
    "2000000 characters": ("a.html", lambda: b"<p>" + b"a" * 2_000_001),
    "too many parts": ("a.html", lambda: b"<p>" * 500_001),
}


@pytest.mark.parametrize("words", TOO_MUCH)
def test_what_unfolds_to_too_much_is_refused_while_it_is_read(words):
    name, make = TOO_MUCH[words]
    assert words in refusal(name, make())


def test_steps_of_drawing_are_counted_on_all_pages_though_they_share_them(monkeypatch):
    data = pages_that_share(10, ["A"] * 100)
    assert len(texts("a.pdf", data)) > 0
    monkeypatch.setattr(limits, "MAX_PARTS", 200)
    assert "too many parts to be read" in refusal("a.pdf", data)


def test_a_locked_or_old_word_file_is_refused():
    assert "password" in refusal("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)


# PDF

ENGLISH = [
    "The working group met on three days in spring and looked at what the regulators of the "
    "region had sent in. It found that most of them ask for the same things in other words.",
    "A common glossary was therefore put first. It will be drafted by a small team and shown "
    "to every member before the summer, so that nobody is surprised by its terms.",
    "The group also agreed to meet again in autumn, when the first results of the trial in "
    "two member states are known and can be compared with what was hoped for.",
]


def lines_of(paragraphs):
    return files.wrapped(paragraphs, 70, after="\n").splitlines()


def test_paragraphs_of_a_pdf_are_rejoined():
    assert texts("a.pdf", files.pdf([["Report", *lines_of(ENGLISH)]])) == ["Report", *ENGLISH]


def test_running_heads_and_page_numbers_are_furniture_and_cut_no_paragraph():
    lines = lines_of(ENGLISH)
    pages = [
        ["Working group on data", *lines[:5], "Page 1 of 2"],
        ["Working group on data", *lines[5:], "Page 2 of 2"],
    ]
    assert mark(read("a.pdf", files.pdf(pages)).blocks) == [
        *((paragraph, TEXT) for paragraph in ENGLISH),
        ("Working group on data", FURNITURE),
        ("Page 1 of 2", FURNITURE),
        ("Page 2 of 2", FURNITURE),
    ]


def test_what_recurs_on_few_pages_is_text():
    pages = ["one\ntwo", "one\nthree", "four\n7", "five\n8", "six\n9"]
    bodies, furniture = split_pages([[Printed(line) for line in page.split()] for page in pages])
    assert [[line.text for line in page] for page in bodies] == [
        ["one", "two"],
        ["one", "three"],
        ["four"],
        ["five"],
        ["six"],
    ]
    assert furniture == ["7", "8", "9"]


def test_a_pdf_of_pictures_is_refused():
    assert "text recognition" in refusal("a.pdf", files.pdf([[], ["1"]]))


def test_a_pdf_that_asks_for_a_password_is_refused():
    locked = files.locked_pdf(files.pdf([ENGLISH[:1]]), "secret")
    assert "password" in refusal("a.pdf", locked)


def test_a_pdf_that_is_only_locked_against_changes_is_read():
    locked = files.locked_pdf(files.pdf([lines_of(ENGLISH)]), "")
    assert texts("a.pdf", locked) == ENGLISH
