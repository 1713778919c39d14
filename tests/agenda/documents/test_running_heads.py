"""Heads and feet of pages in plain text that was copied from pages: sentences go on overleaf."""

from agenda.documents.block_kinds import FURNITURE, mark
from agenda.documents.readers import read

SENTENCES = [
    "Cơ quan chủ trì phối hợp với các bộ, ngành và địa phương",
    "tổ chức thực hiện các nhiệm vụ được giao tại Quyết định này.",
]


def page(number, text, *, above=False):
    head = [f"CÔNG BÁO/Số 655 + 656/Ngày 21-4-2025\n{number}", f"{number}\nCÔNG BÁO/Số 655 + 656"]
    return f"\n \n{head[above]}\n \n{text}\n"


def marked(text):
    return mark(read("a.txt", text.encode()).blocks)


def test_a_sentence_goes_on_below_the_head_of_the_next_page():
    pages = [
        page(19, f"Điều 1. Phạm vi điều chỉnh\n\n{SENTENCES[0]}"),
        page(20, f"{SENTENCES[1]}\n\n1. {SENTENCES[0]}"),
        page(21, f"{SENTENCES[1]}\n\na) {SENTENCES[0]}"),
        page(22, SENTENCES[1]),
    ]
    whole = " ".join(SENTENCES)
    found = marked("".join(pages))
    assert [text for text, kind in found if kind != FURNITURE] == [
        "Điều 1. Phạm vi điều chỉnh", whole, f"1. {whole}", f"a) {whole}"
    ]  # fmt: skip
    assert ("CÔNG BÁO/Số 655 + 656/Ngày 21-4-2025", FURNITURE) in found


def test_what_heads_every_form_stays_where_it_is():
    form = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - Hạnh phúc\n\nTên cơ quan báo cáo."
    )
    texts = [text for text, _kind in marked("\n\n".join([form] * 4))]
    assert texts.count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 4
    assert texts.count("Tên cơ quan báo cáo.") == 4


def test_a_line_that_a_text_repeats_stays_in_its_sentences():
    line = "chức danh nghề nghiệp chuyên ngành và vị trí việc làm theo quy định của pháp"
    text = "\n".join(f"{n}. Người có\n{line}\nluật được xét tuyển." for n in range(1, 6))
    texts = [text for text, kind in marked(text) if kind != FURNITURE]
    assert texts == [f"{n}. Người có {line} luật được xét tuyển." for n in range(1, 6)]


def test_the_stamp_of_a_signature_does_not_divide_a_sentence():
    stamp = [
        "Người ký: Cổng Thông tin điện tử Chính phủ",
        "Email: a@example.org",
        "Cơ quan: Văn phòng Chính phủ",
        "Thời gian ký: 11.01.2023 10:13:37 +07:00",
    ]
    found = marked("\n".join(["Điều 1. Phạm vi", SENTENCES[0], "", *stamp, SENTENCES[1]]))
    assert (" ".join(SENTENCES), "text") in found
    assert [text for text, kind in found if kind == FURNITURE] == stamp


def test_the_grounds_of_a_decree_are_a_paragraph_each_and_the_end_of_the_text_ends_it():
    lines = [
        "Về cơ chế đặc thù nhằm tháo gỡ khó khăn trong lĩnh vực khoa học và công nghệ",
        "Căn cứ Nghị định số 31/2021/NĐ-CP ngày 26 tháng 3 năm 2021 của Chính phủ;",
        "Theo đề nghị của Cục trưởng Cục Chuyển đổi số;",
        "Bộ trưởng ban hành Thông tư quy định chi tiết một số điều và biện pháp thi",
        "hành về chuyển đổi số trong các cơ quan nhà nước ở trung ương và địa phương",
        "cùng các tổ chức có liên quan để được hướng dẫn kịp thời trong mọi việc./.",
        "BỘ TRƯỞNG",
    ]
    texts = [text for text, _kind in marked("\n".join(lines))]
    assert texts[:3] == lines[:3]
    assert texts[3:5] == [" ".join(lines[3:6]), "BỘ TRƯỞNG"]
