"""PDF: what the places of lines say about paragraphs, tables, footnotes and margins."""

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
