"""PDF: what the places of lines say about paragraphs, tables, footnotes and margins."""

from agenda.documents import syllables
from agenda.documents.block_kinds import FURNITURE, TEXT, mark
from agenda.documents.readers import read
from tests.agenda.documents import files

LINES = [
    "The working group met three times in the past year and",
    "looked at how data are shared between the agencies of",
    "the region, and at what it costs them to do so.",
]


def marked(*pages):
    return mark(read("a.pdf", files.pdf(list(pages))).blocks)


def texts(*pages):
    return [text for text, _kind in marked(*pages)]


def placed(lines, top=700, x=72, size=11, leading=14):
    return [(x, top - leading * number, size, line) for number, line in enumerate(lines)]


def test_an_indent_begins_a_paragraph_also_after_a_full_line():
    page = []
    for number in range(4):
        top = 700 - number * 42
        page += [(90, top, 11, f"Paragraph {number} " + LINES[0]), *placed(LINES[1:], top - 14)]
    assert texts(page) == [f"Paragraph {number} " + " ".join(LINES) for number in range(4)]


def test_more_space_than_usual_begins_a_paragraph():
    full = [*LINES[:2], "the region, and at what it does cost each one of them."]
    page = [*placed(full, 700), *placed(full, 648), *placed(LINES, 596)]
    assert texts(page) == [" ".join(full), " ".join(full), " ".join(LINES)]


def test_a_ragged_line_goes_on_where_nothing_says_that_it_ends():
    lines = [
        *LINES[:2],
        "the area and of its neighbours,",
        "2200 offices in all, and more.",
        "End.",
    ]
    assert texts(placed(lines))[0] == " ".join(lines[:4])


def test_the_rows_of_a_table_stay_rows():
    rows = [("Country", "Seats", "Share"), ("Atlantis", "12", "40"), ("Utopia", "18", "60")]
    page = placed(LINES, 700)
    for number, row in enumerate(rows):
        page += [(72 + 120 * n, 620 - 14 * number, 11, cell) for n, cell in enumerate(row)]
    assert marked(page)[-3:] == [
        ("Country | Seats | Share", TEXT),
        ("Atlantis | 12 | 40", TEXT),
        ("Utopia | 18 | 60", TEXT),
    ]


def test_a_footnote_does_not_divide_the_sentence_that_goes_on_overleaf():
    first = [*placed(LINES[:2]), *placed(["1 See the report of the secretariat."], 90, size=8)]
    assert texts(first, placed(LINES[2:])) == [
        " ".join(LINES),
        "1 See the report of the secretariat.",
    ]


def test_a_footnote_may_go_on_at_the_foot_of_the_next_page():
    first = [
        *placed(LINES[:2]),
        *placed(["1 See the report of the secretariat on the"], 90, size=8),
    ]
    second = [*placed(LINES[2:]), *placed(["costs of sharing, annex two."], 90, size=8)]
    assert texts(first, second) == [
        " ".join(LINES),
        "1 See the report of the secretariat on the costs of sharing, annex two.",
    ]


def test_numbers_of_lines_in_a_column_of_their_own_are_furniture():
    lines = [*LINES, "Nothing was decided, and the group will meet again as soon as", "it can."]
    numbers = [(40, 700 - 14 * n, 11, str(n + 1)) for n in range(len(lines))]
    assert marked([*numbers, *placed(lines)]) == [
        (" ".join(lines), TEXT),
        ("1 2 3 4 5", FURNITURE),
    ]


def test_numbers_before_each_line_are_furniture():
    lines = [*LINES, "Nothing was decided, and the group will meet again", "as soon as it can."]
    page = placed([f"{number} {line}" for number, line in enumerate(lines, start=1)])
    assert marked(page)[0] == (" ".join(lines), TEXT)
    assert ("1 2 3 4 5", FURNITURE) in marked(page)


def test_the_numbers_of_the_rows_of_a_table_are_text():
    rows = [f"{n} Office number {n} {n * 7}" for n in range(1, 8)]
    assert texts(placed(rows)) == rows


def test_a_table_of_contents_is_furniture():
    page = [*placed(["1 Aims . . . . . . . . . . 4", "2 Means .......... 17"], 740), *placed(LINES)]
    assert [kind for _text, kind in marked(page)] == [FURNITURE, FURNITURE, TEXT]


NUMBERS = ["zero", "one", "two", "three", "four", "five"]


def of_a_gazette(number, size=11):
    """A page of a gazette: a sentence that goes on overleaf, a header with the number of the page
    outside, and a footnote that is drawn after it."""
    header = f"{number} GAZETTE No 5" if number % 2 == 0 else f"GAZETTE No 5 {number}"
    note = [(72, 60, size * 0.89, f"({number}) Decision {NUMBERS[number]} of the Council.")]
    body = placed([f"{line} {NUMBERS[number]}" for line in LINES], size=size)
    return [*body, (72, 780, size, header), *note]


def test_headers_of_left_and_right_pages_are_furniture_wherever_they_are_drawn():
    found = marked(*[of_a_gazette(number) for number in range(1, 6)])
    assert [text for text, kind in found if kind == FURNITURE] == [
        "GAZETTE No 5 1", "2 GAZETTE No 5", "GAZETTE No 5 3", "4 GAZETTE No 5", "GAZETTE No 5 5"
    ]  # fmt: skip
    body = [text for text, kind in found if kind == TEXT]
    assert "agencies of one the region, and at what it costs them to do so. one" in body[0]
    assert body[-5] == "(1) Decision one of the Council."


def test_vietnamese_syllables_are_in_one_piece():
    torn = "Ngh ị định s ố 34 ngày 03 tháng 4 n ăm 2017, Lu ật t ổ chức và chuy ển đổi"
    assert syllables.mended(torn) == (
        "Nghị định số 34 ngày 03 tháng 4 năm 2017, Luật tổ chức và chuyển đổi"
    )
    for whole in ["điểm c ở trên", "a été", "ý kiến và ứng dụng", "do ủy ban", "chỉ ở đó"]:
        assert syllables.mended(whole) == whole


def test_the_lines_of_an_item_that_hang_begin_no_paragraph():
    page = []
    for number in range(6):
        top = 700 - number * 28
        item = (
            f"({'abcdef'[number]}) the AI system is intended to find patterns in decisions and is"
        )
        page += [
            (72, top, 11, item),
            (90, top - 14, 11, "not meant to replace anybody who decides;"),
        ]
    assert [text[:3] for text in texts(page)] == ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)"]
