"""PDF: heads and feet of pages that have no number, or name the chapter, are furniture and divide
no sentence."""

from agenda.documents.block_kinds import FURNITURE, mark
from agenda.documents.readers import read
from tests.agenda.documents import files

SENTENCE = ["The members agreed on the first day that whoever", "keeps the data answers for them"]
WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight"]


def body(number, lines=6):
    """Lines of a page: a sentence that goes on overleaf."""
    texts = [f"{SENTENCE[n % 2]} {WORDS[number]}" for n in range(lines)]
    return [(72, 720 - 14 * n, 11, text.lower()) for n, text in enumerate(texts)]


def read_pages(pages):
    found = mark(read("a.pdf", files.pdf(pages)).blocks)
    return (
        [text for text, kind in found if kind == FURNITURE],
        [text for text, kind in found if kind != FURNITURE],
    )


def test_heads_that_name_the_chapter_are_furniture_though_few_pages_have_the_same():
    names = ["Aims"] * 3 + ["Means"] * 3 + ["Outlook"]
    pages = [[(250, 790, 11, name), *body(number)] for number, name in enumerate(names)]
    furniture, rest = read_pages(pages)
    assert furniture == ["Aims", "Means", "Outlook"]
    assert len(rest) == 1


def test_heads_of_left_and_right_pages_differ():
    heads = ["Report of the secretariat", "Sharing data in the region"] * 4
    pages = [[(72, 790, 11, head), *body(number)] for number, head in enumerate(heads)]
    pages[2][0] = (72, 660, 14, "Chapter two")  # a page on which a chapter begins has no head
    furniture, _rest = read_pages(pages)
    assert furniture == ["Report of the secretariat", "Sharing data in the region"]


def test_a_foot_in_smaller_letters_need_not_stand_far_from_the_text():
    pages = [[*body(number), (72, 636, 8, "Draft of the group")] for number in range(4)]
    pages[3][-1] = (72, 636, 8, "Final text")
    furniture, rest = read_pages(pages)
    assert furniture == ["Draft of the group", "Final text"]
    assert len(rest) == 1


def test_the_first_line_of_the_text_is_no_head_wherever_it_stands():
    pages = [[(72, 734, 11, f"The question was {WORDS[n]}:"), *body(n)] for n in range(6)]
    furniture, rest = read_pages(pages)
    assert furniture == []
    assert sum("the question was" in text.lower() for text in rest) == 6


def test_a_title_in_large_letters_at_the_height_of_the_heads_is_text():
    pages = [[(72, 790, 11, "Aims and means"), *body(number)] for number in range(5)]
    pages[0][0] = (72, 790, 20, "Report of the year")
    _furniture, rest = read_pages(pages)
    assert rest[0] == "Report of the year"


def test_the_head_of_a_table_stays_with_it_on_every_page():
    rules = [("rule", 72, y, 472, y) for y in (800, 780, 760)]
    rules += [("rule", x, 760, x, 800) for x in (72, 172, 472)]
    head = [(74, 785, 11, "No."), (174, 785, 11, "Name of the office")]
    pages = [
        [*rules, *head, (74, 765, 11, str(n)), (174, 765, 11, WORDS[n]), *body(n)] for n in range(3)
    ]
    _furniture, rest = read_pages(pages)
    assert rest.count("No. | Name of the office") == 3
    assert [text for text in rest if text.startswith("2 | ")] == ["2 | three"]
