"""PDF: the rows of tables stay rows, however these are ruled; what looks like a table and is none
stays text."""

from itertools import pairwise

import pytest

from agenda.documents.block_kinds import FURNITURE, TEXT, mark
from agenda.documents.readers import read
from tests.agenda.documents import files

INTRODUCTION = "The secretariat asked all members for their figures and put them together here."
COLUMNS = [72, 172, 322, 472]


def texts(*pages):
    found = mark(read("a.pdf", files.pdf(list(pages))).blocks)
    return [text for text, kind in found if kind != FURNITURE]


def rule(x, y, end, top):
    return ("rule", x, y, end, top)


def ruled(levels, columns=COLUMNS):
    """Level and upright rules around all cells, each cell ruled by itself as Word does."""
    rules = []
    for left, right in pairwise(columns):
        for top, bottom in pairwise(levels):
            rules += [rule(left, top, right, top), rule(left, bottom, right, bottom)]
            rules += [rule(left, bottom, left, top), rule(right, bottom, right, top)]
    return rules


def test_a_cell_of_several_lines_is_one_cell_of_its_row():
    page = [
        (72, 780, 11, INTRODUCTION),
        *ruled([720, 700, 660, 620]),
        *[(74, 705, 11, "No."), (174, 705, 11, "Name of the office"), (324, 705, 11, "Task")],
        *[(74, 685, 11, "1"), (174, 685, 11, "Office for open"), (174, 670, 11, "data")],
        *[(324, 685, 11, "keeps the list of"), (324, 670, 11, "all data that are open")],
        *[(74, 645, 11, "2"), (174, 645, 11, "Archive"), (324, 645, 11, "keeps what is old")],
    ]
    assert texts(page) == [
        INTRODUCTION,
        "No. | Name of the office | Task",
        "1 | Office for open data | keeps the list of all data that are open",
        "2 | Archive | keeps what is old",
    ]


def test_a_cell_over_several_rows_stands_in_the_first():
    rules = [
        *[rule(72, 700, 472, 700), rule(72, 660, 472, 660), rule(172, 680, 472, 680)],
        *[rule(x, 660, x, 700) for x in COLUMNS],
    ]
    page = [
        *[(72, 780, 11, INTRODUCTION), *rules, (74, 675, 11, "2031")],
        *[(174, 685, 11, "Women"), (324, 685, 11, "48"), (174, 665, 11, "Men")],
        (324, 665, 11, "52"),
    ]
    assert texts(page)[1:] == ["2031 | Women | 48", "Men | 52"]


def test_level_rules_are_enough_for_a_table_with_narrow_columns():
    rows = [("Code", "What it measures", "Share"), ("C1", "Clear aims, means", "40")]
    rows += [("C2", "Money and people", "60"), ("C3", "Law and its force", "70")]
    page = [(72, 780, 11, INTRODUCTION)]
    page += [rule(72, y, 300, y) for y in (720, 702, 640)]
    for number, row in enumerate(rows):
        y = 708 - 18 * number
        page += [(x, y, 11, cell) for x, cell in zip([72, 110, 215], row, strict=True)]
    page.append((110, 643, 11, "and its limits"))
    assert texts(page)[1:] == [
        "Code | What it measures | Share",
        "C1 | Clear aims, means | 40",
        "C2 | Money and people | 60",
        "C3 | Law and its force and its limits | 70",
    ]


def test_figures_that_end_below_each_other_are_cells():
    rows = [("Atlantis", "7", "1 240"), ("Utopia and its isles", "118", "60"), ("Thule", "9", "3")]
    page = [(72, 780, 11, INTRODUCTION)]
    for number, (name, *figures) in enumerate(rows):
        page.append((72, 700 - 14 * number, 11, name))
        page += [
            (end - 6 * len(figure), 700 - 14 * number, 11, figure)
            for end, figure in zip([260, 380], figures, strict=True)
        ]
    assert texts(page)[1:] == [" | ".join(row) for row in rows]


@pytest.mark.parametrize("marks", ["1. 2. 3.", "a) b) c)", "- - -", "(*) (*) (*)"])
def test_the_numbers_of_items_are_no_column_of_a_table(marks):
    items = ["opens the meeting of the members.", "keeps the minutes of it.", "closes it again."]
    page = [(72, 780, 11, INTRODUCTION)]
    for number, item in enumerate(items):
        page += [(72, 700 - 14 * number, 11, marks.split()[number])]
        page += [(110, 700 - 14 * number, 11, item.capitalize())]
    assert texts(page)[1:] == [
        f"{sign} {item.capitalize()}" for sign, item in zip(marks.split(), items, strict=True)
    ]


def test_two_columns_of_text_that_are_drawn_line_by_line_are_no_table():
    words = ["the", "members", "of", "the", "working", "group", "will", "meet", "again", "and"]
    lines = [" ".join(words[n % 8 :] + words[: n % 8])[:44] for n in range(16)]
    page = []
    for number, line in enumerate(lines):
        page += [(40, 700 - 14 * number, 11, line), (320, 700 - 14 * number, 11, line)]
    assert not [text for text in texts(page) if " | " in text]


def test_shaded_words_are_no_table():
    lines = ["2. The law on data of 2031, as it was changed by", "the act of 2034, is no longer"]
    page = [(72, 700, 11, lines[0]), (72, 686, 11, lines[1]), (72, 672, 11, "in force.")]
    assert texts(page) == [" ".join([*lines, "in force."])]


def test_a_cell_as_long_as_a_page_of_text_makes_no_row():
    lines = [f"Line {number} of a text that is set within a frame" for number in range(14)]
    page = [*ruled([720, 500], [72, 272, 500])]
    page += [(74, 705 - 14 * number, 9, line) for number, line in enumerate(lines)]
    page.append((274, 705, 9, "On the margin"))
    assert not [text for text in texts(page) if " | " in text]


def test_rows_are_text_and_no_headings():
    page = [(72, 780, 11, INTRODUCTION), *ruled([720, 700, 680])]
    for number, y in enumerate([705, 685]):
        page += [(x + 2, y, 11, f"Cell {number}") for x in COLUMNS[:-1]]
    found = mark(read("a.pdf", files.pdf([page])).blocks)
    assert found[1:] == [("Cell 0 | Cell 0 | Cell 0", TEXT), ("Cell 1 | Cell 1 | Cell 1", TEXT)]
