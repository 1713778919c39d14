"""Lines of text become paragraphs, whatever the layout they were copied from."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.documents.paragraphs import clean, is_picture_name, join_lines, split_at_breaks
from agenda.models import Paragraph
from tests.agenda.documents.files import REPORT, wrapped


def texts(text):
    return [block.text for block in join_lines(text)]


def test_cleaned_text_is_nfc_with_single_spaces():
    untidy = unicodedata.normalize("NFD", "  Hà\u00a0Nội \t và\u2003 Huế\n")
    assert clean(untidy) == "Hà Nội và Huế"


def test_control_and_zero_width_characters_go_and_let_marks_compose():
    assert clean("\ufeffdữ\u200b liệu\x00 mở\u00ad\x07 e\u200d\u0301 \ud800.") == "dữ liệu mở é ."


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


def test_a_line_for_each_paragraph_stays_so():
    assert texts("\n".join(REPORT)) == REPORT


def test_blank_lines_between_unwrapped_paragraphs_do_not_matter():
    assert texts("\r\n\r\n \r\n".join(REPORT)) == REPORT


@pytest.mark.parametrize("width", [50, 72, 100])
def test_hard_wraps_are_rejoined(width):
    assert texts(wrapped(REPORT, width)) == REPORT


def test_a_layout_with_a_blank_line_after_every_line_is_rejoined():
    assert texts(wrapped(REPORT, 60, between=" \n\n", after="  \n\n\n \n")) == REPORT


def test_a_full_last_line_closes_its_paragraph_if_it_ends_with_two_spaces():
    lines = [
        "The group met on three days and looked at what the regulators",
        "had sent in, which was a great deal, and then it wrote things.",
        "Members were asked to think about it until the next meeting of",
        "the group.",
    ]
    assert len(texts("\n".join(lines))) == 1
    lines[1] += "  "
    assert texts("\n".join(lines)) == [" ".join(lines[:2]).strip(), " ".join(lines[2:])]


def test_short_lines_above_a_wrapped_paragraph_stay_alone():
    text = "Open data\n" + wrapped(REPORT[2:3], 60)
    assert texts(text) == ["Open data", REPORT[2]]


def test_a_small_letter_after_a_line_without_stop_continues_it_even_in_unwrapped_text():
    assert texts("Hội thảo bàn về\ndữ liệu mở.\nHết.") == ["Hội thảo bàn về dữ liệu mở.", "Hết."]


def test_list_items_are_not_run_together():
    items = ["- cách mô tả dữ liệu", "- quyền truy cập", "1. Bước một.", "2. Bước hai.", "a) nhỏ"]
    items += ["• Mục này có đúng sáu mươi chữ cái để lấp đầy cả dòng của nó", "• Mục cuối"]
    text = wrapped(REPORT, 60) + "\n".join(items)
    assert texts(text)[-7:] == items


def test_a_dash_that_falls_at_the_beginning_of_a_line_is_no_bullet():
    lines = [
        "Trung tâm dữ liệu của Học viện Ví dụ",
        "- nơi được các nước chọn làm đầu mối",
        "- mở cửa từ hôm nay và nhận câu hỏi",
        "của mọi người quan tâm đến dữ liệu.",
    ]
    assert texts("\n".join(lines)) == [" ".join(lines)]


def test_a_numbered_item_after_a_full_line_that_ends_begins_a_paragraph():
    full = "1. The first of the items is exactly as long as its line here."
    text = wrapped(["one two three four five six seven eight nine ten " * 8], 62)
    assert texts(f"{text}\n{full}\n2. The second.")[-2:] == [full, "2. The second."]


def test_picture_names_stand_alone():
    text = wrapped([REPORT[0]], 60) + "\nanh-1(2).JPG\n" + wrapped([REPORT[2]], 60)
    assert texts(text) == [REPORT[0], "anh-1(2).JPG", REPORT[2]]


@pytest.mark.parametrize("name", ["a.jpg", "0x6a(1).png", "Ảnh hội thảo 2.JPEG", "v1.2.webp"])
def test_names_of_pictures_are_recognised(name):
    assert is_picture_name(name)


@pytest.mark.parametrize("text", ["Xem tệp. anh.jpg", "report.pdf", ".jpg", "jpg"])
def test_other_lines_are_no_picture_names(text):
    assert not is_picture_name(text)


def test_the_line_right_under_a_picture_name_is_its_caption():
    text = f"{REPORT[0]}\n\nanh.jpg\nBà Ví Dụ trả lời phỏng vấn\n\n{REPORT[2]}\n\n{REPORT[3]}"
    kinds = [block.kind for block in join_lines(text)]
    assert kinds == [None, None, Paragraph.Kind.CAPTION, None, None]


def test_a_paragraph_apart_from_the_picture_name_is_no_caption():
    text = f"{REPORT[0]}\n\nanh.jpg\n\nCơ hội mới\n\n{REPORT[2]}"
    assert all(block.kind is None and not block.near_picture for block in join_lines(text))


def test_without_blank_lines_the_line_under_a_picture_name_is_only_likely_a_caption():
    blocks = join_lines(f"{REPORT[0]}\nanh.jpg\n{REPORT[2]}\n{REPORT[3]}")
    assert [block.kind for block in blocks] == [None] * 4
    assert [block.near_picture for block in blocks] == [False, False, True, False]


def test_a_divided_word_is_made_whole_if_it_is_whole_elsewhere():
    text = "Good governance is a matter of\npatience. Those who ask for gover-\nnance know it."
    assert texts(text) == [
        "Good governance is a matter of patience. Those who ask for governance know it."
    ]


def test_other_hyphens_at_the_end_of_a_line_stay():
    assert texts("This is a well-\nknown fact of\nlife.") == ["This is a well-known fact of life."]
    assert texts("in the years 1990-\n2000 and so -\nwell - on.") == [
        "in the years 1990-2000 and so - well - on."
    ]


def test_a_soft_hyphen_at_the_end_of_a_line_divides_one_word():
    assert texts("a matter of gover\u00ad\n  nance") == ["a matter of governance"]


def test_nothing_gives_no_blocks():
    assert join_lines(" \n\n\t\u200b\n") == []


@given(st.lists(st.text(min_size=1, max_size=30), max_size=12))
def test_joining_lines_loses_no_letter(lines):
    text = "\n".join(lines)
    kept = "".join(texts(text))
    letters = [char for char in clean(text.replace("\u00ad", "")) if char.isalnum()]
    assert [char for char in clean(kept) if char.isalnum()] == letters


def test_empty_lines_within_a_block_divide_it():
    assert split_at_breaks(" a\nb \n \n\n c \n\n") == ["a b", "c"]


def test_a_sentence_goes_on_over_the_end_of_a_page():
    lines = wrapped([REPORT[0]], after="\n").splitlines()
    assert lines[1][0].islower()
    pages = "\n".join([lines[0], "", *lines[1:]])
    assert texts(f"{pages}\n\n{wrapped(REPORT[2:])}")[0] == REPORT[0]
