"""Word files become blocks of text, with the kinds that their styles give."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from agenda.documents.block_kinds import CAPTION, FURNITURE, HEADING, TEXT, mark
from agenda.documents.readers import read
from tests.agenda.documents.files import REPORT, docx


def blocks(fill):
    return read("a.docx", docx(fill)).blocks


def texts(fill):
    return [block.text for block in blocks(fill)]


def test_word_styles_give_the_kinds():
    def fill(document):
        document.add_heading("Dữ liệu mở", 0)
        document.add_heading("Mở đầu", 1)
        document.add_paragraph(REPORT[0])
        document.add_paragraph("Bà Ví Dụ trả lời", style="Caption")
        document.add_paragraph("Mô tả dữ liệu", style="List Bullet")
        document.add_paragraph("Tiêu đề không có kiểu")
        document.add_paragraph(REPORT[2])

    assert [kind for _text, kind in mark(blocks(fill))] == [
        *[HEADING, HEADING, TEXT, CAPTION, TEXT, HEADING, TEXT]
    ]


def test_a_style_based_on_a_heading_is_one():
    def fill(document):
        style = document.styles.add_style("Tên mục", 1)
        style.base_style = document.styles["Heading 2"]
        document.add_paragraph("Tên mục có dấu chấm.", style=style)
        document.add_paragraph(REPORT[0])

    assert [block.kind for block in blocks(fill)] == [HEADING, None]


def test_numbered_paragraphs_are_text():
    def fill(document):
        properties = document.add_paragraph("Mô tả dữ liệu")._p.get_or_add_pPr()
        properties.get_or_add_numPr()

    assert [block.kind for block in blocks(fill)] == [TEXT]


def test_rows_of_a_word_table_are_lines_and_layout_tables_are_not():
    def fill(document):
        document.add_paragraph(REPORT[0])
        table = document.add_table(2, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Nước", "Số liệu"
        table.cell(1, 0).text = REPORT[2]
        table.cell(1, 1).text = REPORT[3]
        table.cell(1, 1).add_paragraph(REPORT[4])

    assert texts(fill) == [REPORT[0], "Nước | Số liệu", *REPORT[2:]]


def test_signs_and_breaks_within_a_word_paragraph():
    def fill(document):
        document.add_paragraph("Một\thai\nba\n\nbốn")

    assert texts(fill) == ["Một hai ba", "bốn"]


def word_xml(inner):
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return parse_xml(f"<w:p {nsdecls('w')} {spaces}>{inner}</w:p>")


def test_tracked_changes_are_read_as_accepted():
    def fill(document):
        document.element.body.insert(
            0,
            word_xml(
                "<w:r><w:t>Dữ liệu </w:t></w:r><w:ins><w:r><w:t>mở </w:t></w:r></w:ins>"
                "<w:del><w:r><w:delText>kín </w:delText></w:r></w:del>"
                "<w:moveFrom><w:r><w:t>đi </w:t></w:r></w:moveFrom><w:r><w:t>đây.</w:t></w:r>"
            ),
        )

    assert texts(fill) == ["Dữ liệu mở đây."]


def test_text_boxes_are_read_once():
    box = "<w:txbxContent><w:p><w:r><w:t>Trong khung.</w:t></w:r></w:p></w:txbxContent>"

    def fill(document):
        document.element.body.insert(
            0,
            word_xml(
                "<w:r><w:t>Bên ngoài.</w:t></w:r><w:r><mc:AlternateContent>"
                f"<mc:Choice>{box}</mc:Choice>"
                f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
                "</mc:AlternateContent></w:r>"
            ),
        )

    assert texts(fill) == ["Bên ngoài.", "Trong khung."]


def test_content_controls_are_read():
    def fill(document):
        control = parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Trong ô.</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        )
        document.element.body.insert(0, control)

    assert texts(fill) == ["Trong ô."]


def test_a_short_line_under_a_picture_in_word_is_a_caption():
    def fill(document):
        document.add_paragraph(REPORT[0])
        document.add_paragraph()._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:drawing/></w:r>"))
        document.add_paragraph()
        document.add_paragraph("Bà Ví Dụ trả lời")
        document.add_paragraph("Bà Ví Dụ hỏi lại")
        document.add_paragraph(REPORT[2])

    assert [kind for _text, kind in mark(blocks(fill))] == [TEXT, CAPTION, HEADING, TEXT]


def test_headers_and_footers_of_word_pages_are_furniture_at_the_end():
    def fill(document):
        document.sections[0].header.paragraphs[0].text = "Dự thảo"
        document.sections[0].footer.paragraphs[0].text = "Lưu hành nội bộ"
        document.add_paragraph(REPORT[0])

    assert mark(blocks(fill)) == [
        (REPORT[0], TEXT),
        ("Dự thảo", FURNITURE),
        ("Lưu hành nội bộ", FURNITURE),
    ]
