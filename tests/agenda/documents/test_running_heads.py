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
