"""Signed papers that come back as a scan: refused with the reason, cleaned, split by codes."""

import io
from datetime import date

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from dialogue.refusals import Refused
from participants.models import SignedScan
from participants.official import letters, scans
from tests import factories
from tests.participants.official.scanned import as_bytes, pages, paper

DAY = date(2031, 4, 2)


def encrypted():
    writer = PdfWriter(clone_from=io.BytesIO(pages(1)))
    writer.encrypt("secret", algorithm="RC4-128")
    return as_bytes(writer)


def together(*files):
    writer = PdfWriter()
    for content in files:
        writer.append(io.BytesIO(content))
    return as_bytes(writer)


@pytest.fixture
def issued(dialogue):
    """Three letters that were issued."""
    rows = [factories.invitation(dialogue, "invited") for _number in range(3)]
    return [letters.issue(factories.official_letter(row), None, DAY) for row in rows]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 a Word file", "not a PDF"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (pages(101), "101 pages; at most 100"),
        (encrypted(), "password"),
        (b"%PDF-" + b"x" * 10_485_760, "larger than 10 MB"),
    ],
)
def test_what_is_no_scan_is_refused_with_the_reason(content, why):
    for check in [scans.clean, scans.split]:
        with pytest.raises(Refused, match=why):
            check(content)


def test_files_links_and_properties_are_not_kept():
    writer = PdfWriter(clone_from=io.BytesIO(pages(1)))
    writer.add_attachment("evil.exe", b"MZ")
    writer.add_metadata({"/Title": "Marmalade"})
    writer.add_uri(0, "https://evil.example/", [0, 0, 100, 100])
    content, number = scans.clean(as_bytes(writer))
    assert number == 1
    for word in [b"EmbeddedFile", b"evil", b"Marmalade", b"/Annots"]:
        assert word not in content, word


def test_a_scan_that_runs_something_is_refused():
    writer = PdfWriter(clone_from=io.BytesIO(pages(1)))
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    with pytest.raises(Refused, match="run a program"):
        scans.clean(as_bytes(writer))


def test_one_scan_of_all_is_split_by_the_code_on_each_page(dialogue, issued):
    first, second, third = issued
    scan = together(paper(second), pages(1), paper(first), paper(third))
    kept = letters.attach_all(dialogue, scan, None)
    assert {row.letter.pk: row.pages for row in kept} == {second.pk: 2, first.pk: 1, third.pk: 1}
    for letter in issued:
        letter.refresh_from_db()
        assert letter.state == "signed"
        assert scans.codes(bytes(letter.scan.content))[0] == letter.entry.reference


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (lambda first, other: together(pages(1), first), "no readable code on page 1"),
        (lambda first, other: together(first, other), "No letter of this dialogue.*page 2"),
    ],
)
def test_pages_of_no_letter_are_named_and_nothing_is_kept(dialogue, issued, content, why):
    other = factories.official_letter(factories.invitation(factories.dialogue(), "invited"))
    foreign = paper(letters.issue(other, None, DAY))
    with pytest.raises(Refused, match=why):
        letters.attach_all(dialogue, content(paper(issued[0]), foreign), None)
    assert not SignedScan.objects.exists()


def test_the_scan_of_another_letter_is_refused_by_its_code(issued):
    with pytest.raises(Refused, match="another letter: 02/BKHCN-HTQT"):
        letters.attach(issued[0], paper(issued[1]), None)
    letters.attach(issued[0], pages(2), None)  # a code may be unreadable
    issued[0].refresh_from_db()
    assert issued[0].scan.pages == 2


def test_a_better_scan_replaces_the_first_until_it_is_mailed(issued):
    letter = issued[0]
    for number in [1, 2]:
        letters.attach(letter, pages(number), None)
    assert SignedScan.objects.get().pages == 2
    mail = letters.mail(letter)
    attached = mail.attachments.get()
    assert attached.filename == "01-BKHCN-HTQT.pdf"
    assert len(PdfReader(io.BytesIO(bytes(attached.content))).pages) == 2
    assert mail in letter.invitation.mails.all()
    for act in [lambda: letters.attach(letter, pages(1), None), lambda: letters.mail(letter)]:
        with pytest.raises(Refused):
            act()


def test_the_email_says_what_the_letter_says_in_the_readers_language(dialogue):
    reader = factories.person(language="vi", cc_email="office@example.org")
    letter = factories.official_letter(
        factories.invitation(dialogue, "invited", person=reader),
        kind="giay_moi",
        languages="both",
        paragraph_vi="Xin mang theo hộ chiếu.",
    )
    letters.attach(letters.issue(letter, None, DAY), pages(1), None)
    mail = letters.mail(letter)
    assert (mail.language, mail.cc_address) == ("vi", "office@example.org")
    assert mail.subject == "Tham dự Đối thoại khu vực về quản trị AI (01/GM-BKHCN)"
    assert "Xin mang theo hộ chiếu." in mail.text and "Xin mang theo hộ chiếu." in mail.html
    assert "01/GM-BKHCN" in mail.text


def test_a_draft_takes_no_scan(dialogue):
    letter = factories.official_letter(factories.invitation(dialogue, "invited"))
    with pytest.raises(Refused, match="was issued"):
        letters.attach(letter, pages(1), None)
