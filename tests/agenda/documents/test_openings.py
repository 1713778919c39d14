"""Articles, clauses and items begin a paragraph, also in wrapped text."""

import pytest

from agenda.documents.openings import begins_paragraph
from agenda.documents.paragraphs import join_lines
from tests.agenda.documents.files import wrapped

CLAUSE = (
    "The Parties shall exchange what they know about the systems that they use, at least once a "
    "year, and tell one another of every serious incident within three working days."
)


def texts(text):
    return [block.text for block in join_lines(text)]


@pytest.mark.parametrize(
    "opening",
    [
        "Điều 4. Chia sẻ dữ liệu",
        "Khoản 2. Chia sẻ dữ liệu",
        "Chương II",
        "CHƯƠNG II. CHIA SẺ DỮ LIỆU",
        "Mục 1",
        "Phần thứ hai",
        "Phụ lục III. Biểu mẫu",
        "PHỤ LỤC",
        "Article 4. Sharing of data",
        "Article 4 – Sharing of data",
        "Article 4 Sharing of data",
        "Section 2: Data",
        "CHAPTER IV",
        "Annex 3.",
        "§ 4 Sharing",
        "§ 4",
        "1.2.3 Sharing of data",
    ],
)
def test_an_article_or_a_chapter_begins_a_paragraph_though_nothing_ended(opening):
    if opening == "PHỤ LỤC":
        opening = "PHỤ LỤC I"
    assert begins_paragraph("Trách nhiệm của cơ quan quản lý dữ liệu", opening)
    assert begins_paragraph("the responsible authority.", opening)


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("theo quy định tại", "Điều 4. Chính phủ"),
        ("theo quy định tại khoản 2", "Điều 4 của Luật này"),
        ("as set out in", "Article 4. The Government"),
        ("pursuant to paragraph 2 of", "Article 4 Sharing"),
        ("the Commission may apply", "Article 4 and Article 5"),
        ("in the years before", "1.5 million people"),
        ("subject to paragraph", "2. That is so because"),
    ],
)
def test_a_reference_to_an_article_begins_nothing(line, following):
    assert not begins_paragraph(line, following)


@pytest.mark.parametrize(
    "items",
    [
        ["(a) the first of them;", "(b) the second; and", "(c) the third."],
        ["a) một là;", "b) hai là;", "đ) ba là."],
        ["(i) one;", "(ii) two; or", "(iii) three."],
        ["1. One thing.", "2. Two things.", "3. Three."],
        ["1) One thing.", "2) Two things."],
    ],
)
def test_items_begin_a_paragraph_each(items):
    text = wrapped([CLAUSE], 60) + "\n" + "\n".join(items)
    assert texts(text)[-len(items) :] == items


def test_the_next_number_begins_a_paragraph_without_a_full_stop_before_it():
    full = "1. The first of the items has no full stop and fills the lin"
    text = wrapped([CLAUSE * 2], 62) + f"\n{full}\n2. The second has one."
    assert texts(text)[-2:] == [full, "2. The second has one."]


def test_the_articles_of_a_wrapped_law_are_found():
    law = [
        "Chương I",
        "QUY ĐỊNH CHUNG",
        "Điều 1. Phạm vi điều chỉnh và đối tượng áp dụng của Luật",
        "1. Luật này quy định việc chia sẻ dữ liệu giữa các cơ quan nhà nước theo nguyên tắc nêu "
        "tại Điều 3 của Luật này và các quy định có liên quan.",
        "2. Luật này áp dụng đối với cơ quan, tổ chức, cá nhân có liên quan đến hoạt động chia sẻ "
        "dữ liệu, trừ trường hợp sau đây:",
        "a) dữ liệu thuộc bí mật nhà nước;",
        "b) dữ liệu mà điều ước quốc tế có quy định khác.",
        "Điều 2. Giải thích từ ngữ",
        "Trong Luật này, dữ liệu là thông tin ở dạng số mà máy có thể đọc được.",
    ]
    assert texts(wrapped(law, 58, after="\n")) == law


def test_a_quoted_article_is_one_and_so_are_its_items():
    text = wrapped(
        [
            "4. Sửa đổi, bổ sung Điều 7a như sau:",
            "“Điều 7a. Trách nhiệm của Bộ Khoa học và Công nghệ",
            f"1. {CLAUSE}",
            f"2. {CLAUSE}”.",
        ],
        after="\n",
    )
    assert [piece[:9] for piece in texts(text)] == [
        "4. Sửa đổ", "“Điều 7a.", "1. The Pa", "2. The Pa"
    ]  # fmt: skip


def test_letters_begin_below_a_number_that_is_a_heading():
    text = wrapped(
        [f"1. {CLAUSE}", "2. Đối với cơ quan đã gửi báo cáo", f"a) {CLAUSE}", f"b) {CLAUSE}"],
        after="\n",
    )
    assert [piece[:2] for piece in texts(text)] == ["1.", "2.", "a)", "b)"]


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("e) Thời gian đóng từ đủ 132 tháng trở lên được hỗ trợ là", "3.300.000 đồng."),
        ("Đối tượng quy định tại các khoản 1, khoản 2, khoản 3 và 4", "Điều 2 Nghị định này."),
        ("Căn cứ Nghị định số 214/2025/NĐ-CP của", "Chính phủ quy định chi tiết một số điều;"),
        ("mức lương của chuyên gia tư vấn", "(sau đây gọi tắt là chuyên gia) làm cơ sở."),
    ],
)
def test_what_only_looks_like_a_beginning_is_none(line, following):
    assert texts(f"{line}\n{following}\n{wrapped([CLAUSE])}")[0] == f"{line} {following}"


def test_the_title_of_a_chapter_in_capitals_is_one():
    text = wrapped(
        [
            "Chương I",
            "HỖ TRỢ CHO NGƯỜI BỊ ẢNH HƯỞNG BỞI\nĐẠI DỊCH TỪ NGUỒN KẾT DƯ QUỸ",
            "Điều 1. Đối tượng được hỗ trợ",
            f"1. {CLAUSE}",
        ],
        after="\n",
    )
    assert texts(text)[:3] == [
        "Chương I",
        "HỖ TRỢ CHO NGƯỜI BỊ ẢNH HƯỞNG BỞI ĐẠI DỊCH TỪ NGUỒN KẾT DƯ QUỸ",
        "Điều 1. Đối tượng được hỗ trợ",
    ]


def test_headings_as_markdown_marks_them_are_headings():
    found = [(block.text, block.kind) for block in join_lines(f"# Chương I\n## Điều 1\n{CLAUSE}")]
    assert found[:2] == [("Chương I", "heading"), ("Điều 1", "heading")]
    assert found[2][0] == CLAUSE
