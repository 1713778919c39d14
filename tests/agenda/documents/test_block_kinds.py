"""Text, headings, captions and page furniture are told apart by form, whatever the language."""

import pytest

from agenda.documents.block_kinds import CAPTION, FURNITURE, HEADING, TEXT, kind_by_looks, mark
from agenda.documents.paragraphs import Block, join_lines
from tests.agenda.documents.files import REPORT


def kinds(*lines):
    return [kind for _text, kind in mark([Block(line) for line in lines])]


@pytest.mark.parametrize(
    "text",
    [
        "anh-1(2).jpg",
        "12",
        "- 4 -",
        "[7]",
        "Trang 3/10",
        "Page 3 of 10",
        "Online: 14",
        "Thống kê: 818.428",
        "Views: 1,204",
        "TC 19/03/2031 18:51",
        "Thứ Tư, 19/03/2031 | 18:51 (GMT+7)",
        "Hà Nội, 19/03/2031",
        "By Jane Example, 2031-03-19 18h51",
        "Nguồn: Ban Thư ký.",
        "Source: the secretariat",
        "© 2031 Ban Thư ký",
    ],
)
def test_page_furniture(text):
    assert kind_by_looks(Block(text)) == FURNITURE


@pytest.mark.parametrize(
    "text",
    [
        "Toàn cảnh buổi tọa đàm.",
        "Đại diện hai bên chụp ảnh lưu niệm.",
        "Bà Ví Dụ tiếp đoàn chuyên gia.",
        "Hội trường chính. (Ảnh: Ban Thư ký).",
        "Ảnh: Ban Thư ký",
        "Delegates pose for a family picture.",
        "The chair (third from left) and the rapporteur.",
        "Figure 2: Seats by category",
        "A full hall. Photo: Secretariat",
    ],
)
def test_captions(text):
    assert kind_by_looks(Block(text)) == CAPTION


@pytest.mark.parametrize(
    "text",
    [
        "Cơ hội chia sẻ dữ liệu giữa các nước trong khu vực",
        "Dữ liệu mở: từ ý tưởng đến thực tiễn",
        "1. Mở đầu",
        "“Dữ liệu là tài sản chung”",
        "Toàn cảnh dữ liệu mở năm 2031",
        "What regulators ask for",
    ],
)
def test_headings(text):
    assert kind_by_looks(Block(text)) == HEADING


@pytest.mark.parametrize(
    "text",
    [
        *(REPORT[number] for number in [0, 2, 3, 4]),
        "Ông đồng ý.",
        "- quyền truy cập dữ liệu",
        "và nhiều câu hỏi khác",
        "Các bên nêu ba câu hỏi:",
        "Ai giữ dữ liệu?",
        "Thứ nhất,",
        "Cuộc họp ngày 19/03/2031 bắt đầu lúc 18:51.",
        "…",
        "ข้อมูลเปิดในภูมิภาค" * 12,
    ],
)
def test_running_text(text):
    assert kind_by_looks(Block(text)) == TEXT


def test_a_short_sentence_under_a_picture_is_a_caption():
    sentence = "Bà Ví Dụ trả lời phỏng vấn."
    assert kind_by_looks(Block(sentence)) == TEXT
    assert kind_by_looks(Block(sentence, near_picture=True)) == CAPTION
    assert kind_by_looks(Block(REPORT[0], near_picture=True)) == TEXT
    assert kind_by_looks(Block("Một câu. Hai câu.", near_picture=True)) == TEXT


def test_what_the_file_says_wins_over_looks():
    said = [TEXT, HEADING, CAPTION, HEADING]
    blocks = [Block(text, kind) for text, kind in zip(["Mở đầu", *REPORT], said, strict=False)]
    assert [kind for _text, kind in mark(blocks)] == said


@pytest.mark.parametrize("label", ["date", "Date:", "Published on", "Ngày đăng:", "Cập nhật"])
def test_a_date_glued_to_the_first_sentence_becomes_furniture_of_its_own(label):
    marked = mark([Block(f"{label} 2031-03-05 {REPORT[0]}"), Block(REPORT[2])])
    assert marked == [(f"{label} 2031-03-05", FURNITURE), (REPORT[0], TEXT), (REPORT[2], TEXT)]


def test_a_sentence_that_begins_with_a_date_stays_whole():
    sentence = "Ngày 5/3/2031, " + REPORT[2]
    assert mark([Block(sentence)]) == [(sentence, TEXT)]


def test_labels_above_the_title_of_a_dated_page_are_furniture():
    page = ["Dữ liệu", "Trang chủ", "Tọa đàm về dữ liệu mở", "TC 05/03/2031 18:51", *REPORT]
    assert kinds(*page)[:4] == [FURNITURE, FURNITURE, HEADING, FURNITURE]


def test_without_a_dateline_headings_above_headings_stay():
    assert kinds("Report", "What we heard", REPORT[0])[:2] == [HEADING, HEADING]
    assert kinds("Report", REPORT[0], "05/03/2031 18:51", REPORT[2])[0] == HEADING


def test_headings_with_nothing_under_them_are_furniture():
    assert kinds("Tọa đàm", *REPORT, "Ban Thư ký, Vụ Ví dụ", "TC") == [
        *[HEADING, TEXT, CAPTION, TEXT, TEXT, TEXT],
        *[FURNITURE, FURNITURE],
    ]


def test_headings_without_any_text_stay():
    assert kinds("Agenda", "Opening", "Closing") == [HEADING] * 3


@pytest.mark.parametrize("sign", ["Tin liên quan", "Đánh giá:", "Comments (3)", "Related news"])
def test_everything_after_the_article_is_furniture(sign):
    page = [*REPORT, sign, "Một tin khác về dữ liệu", "Mã không đúng.", "lượt: , trung bình:"]
    assert kinds(*page) == [TEXT, CAPTION, TEXT, TEXT, TEXT] + [FURNITURE] * 4


def test_such_a_sign_amid_the_article_changes_nothing():
    assert kinds(REPORT[0], "Comments", REPORT[2], REPORT[3]) == [TEXT, HEADING, TEXT, TEXT]


def test_short_texts_have_no_end_of_article():
    assert kinds("Một câu ngắn.", "Bình luận", "Hay lắm.") == [TEXT, HEADING, TEXT]


def test_nothing_is_lost():
    page = ["date 2031-03-05 " + REPORT[0], "anh.jpg", *REPORT[1:], "Tin liên quan", "TC"]
    marked = mark(join_lines("\n\n".join(page)))
    assert " ".join(text for text, _kind in marked) == " ".join(page)
    assert mark([]) == []


def test_who_signed_the_file_with_a_key_is_furniture_and_divides_no_sentence():
    text = (
        "b) Doanh nghiệp nhận đặt hàng, bao gồm đơn vị thuộc Bộ Quốc phòng có\n"
        "Ký bởi: CÔNG BÁO NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Cơ quan: VĂN PHÒNG CHÍNH PHỦ\n"
        "Ngày ký: 2026-03-17 17:20:35 +07:00\n"
        "84\n"
        "đủ tiêu chuẩn theo quy định của Bộ trưởng Bộ Quốc phòng.\n"
        "c) Bộ, cơ quan trung ương, địa phương, tổ chức, cá nhân liên quan.\n"
    )
    found = mark(join_lines(text))
    assert [kind for _text, kind in found] == [TEXT, *[FURNITURE] * 4, TEXT]
    assert found[0][0].endswith("có đủ tiêu chuẩn theo quy định của Bộ trưởng Bộ Quốc phòng.")


def test_an_article_number_alone_is_a_heading_also_with_a_full_stop():
    assert (
        kinds("ARTICLE 2.", "The boundary shall be as follows, as everybody knows.")[0] == HEADING
    )


def test_sentences_end_in_chinese_too():
    assert kinds("大會每年應舉行常會，並於必要時，舉行特別會議。") == [TEXT]
