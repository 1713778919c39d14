"""Word's automatic numbers are text, hidden letters are not, and strict files are read."""

import io
import zipfile

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from agenda.documents.readers import read
from agenda.documents.word_numbers import letters, roman
from tests.agenda.documents.files import REPORT, docx

LEVELS = [
    ("upperRoman", "Chương %1", ""),
    ("decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>'),
    ("decimal", "%2.%3", ""),
    ("lowerLetter", "(%4)", ""),
    ("bullet", "•", ""),
]


def number(paragraph, level, number_id=77):
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number_id


def define(document, override=""):
    """The list of a law: number 77, and 78, which begins again if `override` says so."""
    numbering, names = document.part.numbering_part.element, nsdecls("w")
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (kind, text, more) in enumerate(LEVELS)
    )
    law = f'<w:abstractNum {names} w:abstractNumId="77">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(law))
    for number_id, inner in [(77, ""), (78, override)]:
        points_to = f'<w:abstractNumId w:val="77"/>{inner}'
        numbering.append(parse_xml(f'<w:num {names} w:numId="{number_id}">{points_to}</w:num>'))


def texts(fill):
    return [block.text for block in read("a.docx", docx(fill)).blocks]


def law(levels, override=""):
    def fill(document):
        define(document, override)
        for level, number_id in levels:
            number(document.add_paragraph("Dữ liệu"), level, number_id)

    return [text.removesuffix("Dữ liệu").strip() for text in texts(fill)]


def test_the_numbers_that_word_writes_are_text():
    levels = [0, 1, 2, 2, 3, 3, 4, 1, 2, 0, 1]
    assert law([(level, 77) for level in levels]) == [
        *["Chương I", "Điều 1.", "1.1", "1.2", "(a)", "(b)", "", "Điều 2.", "2.1"],
        *["Chương II", "Điều 3."],
    ]


def test_another_instance_of_a_list_goes_on_unless_it_begins_again():
    assert law([(1, 77), (1, 78)]) == ["Điều 1.", "Điều 2."]
    again = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride>'
    assert law([(1, 77), (1, 78), (1, 78)], again) == ["Điều 1.", "Điều 1.", "Điều 2."]


def test_the_number_of_a_style_is_text_and_zero_takes_it_off():
    def fill(document):
        define(document)
        style = document.styles.add_style("Article", 1)
        properties = style.element.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 1
        properties.get_or_add_numId().val = 77
        document.add_paragraph("Phạm vi", style="Article")
        number(document.add_paragraph("Không số", style="Article"), 0, 0)
        document.add_paragraph("Đối tượng", style="Article")

    assert texts(fill) == ["Điều 1. Phạm vi", "Không số", "Điều 2. Đối tượng"]


@pytest.mark.parametrize(("given", "written"), [(4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl")])
def test_roman_numbers(given, written):
    assert roman(given) == written


def test_letters_after_z_are_doubled():
    assert [letters(number) for number in [1, 26, 27, 28, 53]] == ["a", "z", "aa", "bb", "aaa"]


def test_hidden_and_white_letters_are_no_text():
    def fill(document):
        paragraph = document.add_paragraph("Mở ")
        paragraph.add_run("bí mật ").font.hidden = True
        white = paragraph.add_run("trắng ")
        white._r.get_or_add_rPr().append(parse_xml(f'<w:color {nsdecls("w")} w:val="FFFFFF"/>'))
        paragraph.add_run("đầu")
        style = document.styles.add_style("Ghi chú nội bộ", 2)
        style.font.hidden = True
        document.add_paragraph().add_run("Nội bộ", style="Ghi chú nội bộ")

    assert texts(fill) == ["Mở đầu"]


def test_white_letters_in_a_dark_cell_are_text():
    def fill(document):
        table = document.add_table(1, 2)
        for cell, text in zip(table.rows[0].cells, ["Nước", "Số"], strict=True):
            run = cell.paragraphs[0].add_run(text)
            run._r.get_or_add_rPr().append(parse_xml(f'<w:color {nsdecls("w")} w:val="FFFFFF"/>'))

    assert texts(fill) == ["Nước | Số"]


def strict(data):
    """A Word file under the names of ISO/IEC 29500 strict."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for known, other in [
                (b"openxmlformats.org/wordprocessingml/2006/main", b"wordprocessingml/main"),
                (b"openxmlformats.org/officeDocument/2006/", b"officeDocument/"),
            ]:
                content = content.replace(
                    b"http://schemas." + known, b"http://purl.oclc.org/ooxml/" + other
                )
            new.writestr(name, content)
    return stream.getvalue()


def test_a_strict_word_file_is_read():
    def fill(document):
        define(document)
        document.add_heading("Dữ liệu mở", 1)
        number(document.add_paragraph(REPORT[0]), 1)

    data = strict(docx(fill))
    assert b"purl.oclc.org" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    assert [block.text for block in read("a.docx", data).blocks] == [
        "Dữ liệu mở",
        f"Điều 1. {REPORT[0]}",
    ]


def insert(document, name, content_type, content):
    """Insert a file as it is, with an altChunk."""
    part = Part(PackURI(f"/word/{name}"), content_type, content, document.part.package)
    key = document.part.relate_to(part, RELATIONSHIP_TYPE.A_F_CHUNK)
    chunk = OxmlElement("w:altChunk")
    chunk.set(qn("r:id"), key)
    document.element.body.insert(1, chunk)


MHT = f"""MIME-Version: 1.0
Content-Type: multipart/related; boundary="x"

--x
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<p>{REPORT[2]}</p>
--x--
"""


@pytest.mark.parametrize(
    ("name", "content_type", "content"),
    [
        ("a.html", "text/html", f"<p>{REPORT[2]}</p>".encode()),
        ("a.txt", "text/plain", REPORT[2].encode()),
        ("a.mht", "message/rfc822", MHT.encode()),
        (
            "a.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            docx(lambda document: document.add_paragraph(REPORT[2])),
        ),
    ],
)
def test_a_file_that_is_inserted_into_a_word_file_is_read(name, content_type, content):
    def fill(document):
        document.add_paragraph(REPORT[0])
        document.add_paragraph(REPORT[3])
        insert(document, name, content_type, content)

    assert texts(fill) == [REPORT[0], REPORT[2], REPORT[3]]


def test_an_inserted_file_of_another_format_is_passed_over():
    def fill(document):
        document.add_paragraph(REPORT[0])
        insert(document, "a.rtf", "application/rtf", rb"{\rtf1 data}")

    assert texts(fill) == [REPORT[0]]
