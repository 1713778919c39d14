"""Pages of HTML become blocks of text; what belongs to the page and not the article is marked."""

import pytest

from agenda.documents.block_kinds import CAPTION, FURNITURE, HEADING, TEXT, mark
from agenda.documents.readers import read
from tests.agenda.documents import files
from tests.agenda.documents.files import REPORT, as_windows_1258


def texts(html):
    return [block.text for block in read("a.html", html.encode()).blocks]


def marked(html):
    return mark(read("a.html", html if isinstance(html, bytes) else html.encode()).blocks)


def page(body):
    return f"<!DOCTYPE html><html><head><title>T</title></head><body>{body}</body></html>"


def test_scripts_styles_and_comments_are_no_text():
    html = page(
        "<script>var x = 'mở'</script><style>p {}</style><!-- ghi chú --><noscript>x</noscript>"
        f"<template><p>x</p></template><svg><text>x</text></svg><p>{REPORT[0]}</p>"
    )
    assert marked(html) == [(REPORT[0], TEXT)]


def test_paragraphs_and_headings():
    html = page(
        f"<h1>Dữ liệu <em>mở</em></h1><div>{REPORT[0]}<p>{REPORT[2]}</p>{REPORT[3]}</div>"
        f"<h2>Kết luận.</h2><p>{REPORT[4]}</p>"
    )
    assert marked(html) == [
        ("Dữ liệu mở", HEADING),
        *((REPORT[number], TEXT) for number in [0, 2, 3]),
        ("Kết luận.", HEADING),
        (REPORT[4], TEXT),
    ]


def test_line_breaks_divide_only_where_an_empty_line_shows():
    assert texts(page("<p>Một<br>hai<br><br>Ba</p>")) == ["Một hai", "Ba"]


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><ul><li>Trang chủ</li></ul></nav>",
        "<footer><h3>Liên hệ</h3><p>{0}</p></footer>",
        "<aside><figure><figcaption>Ảnh</figcaption></figure></aside>",
        "<div role=navigation><p>{0}</p></div>",
        "<div class='related-news box'><p>{0}</p></div>",
        "<div id=comments><p>{0}</p></div>",
        "<header><p>{0}</p></header>",
        "<form><select><option>Một</option></select><button>Gửi</button></form>",
        "<ul><li><a href='/x'>{0}</a></li></ul>",
        "<p><a href='/x'>Đọc thêm: <b>{0}</b></a></p>",
    ],
)
def test_the_page_around_the_article_is_furniture(furniture):
    html = page(f"{furniture.format(REPORT[2])}<main><p>{REPORT[0]}</p></main>")
    *around, article = marked(html)
    assert around
    assert {kind for _text, kind in around} == {FURNITURE}
    assert article == (REPORT[0], TEXT)


def test_the_main_heading_may_be_in_the_header():
    html = page(
        f"<header><p>Cổng thông tin</p><h1>Dữ liệu mở</h1></header><p>{REPORT[0]}</p>"
        f"<article><header>{REPORT[2]}</header></article>"
    )
    assert [kind for _text, kind in marked(html)] == [FURNITURE, HEADING, TEXT, TEXT]


def test_a_class_of_the_whole_page_makes_no_furniture():
    html = f"<body class='menu-open'><div class=social><h1>Tin</h1><p>{REPORT[0]}</p></div></body>"
    assert [kind for _text, kind in marked(html)] == [HEADING, TEXT]


@pytest.mark.parametrize(
    "caption",
    [
        "<figure><img src=a.jpg><figcaption><p>{}</p></figcaption></figure>",
        "<p class='wp-caption-text'>{}</p>",
        "<p><img src=a.jpg></p><p><em>{}</em></p>",
        "<table><tr><td><img src=a.jpg></td></tr><tr><td>{}</td></tr></table>",
        "<table><caption>{}</caption></table>",
    ],
)
def test_captions_are_recognised_by_tag_class_or_picture(caption):
    html = page(f"<p>{REPORT[0]}</p>{caption.format('Bà Ví Dụ trả lời')}<p>{REPORT[2]}</p>")
    assert marked(html)[1:-1] == [("Bà Ví Dụ trả lời", CAPTION)]


def test_a_paragraph_after_a_picture_is_no_caption():
    assert marked(page(f"<img src=a.jpg><p>{REPORT[0]}</p>")) == [(REPORT[0], TEXT)]


def test_lists_and_tables_are_text():
    html = page(
        f"<p>{REPORT[0]}</p><ul><li>Mô tả</li><li>Quyền <a href='/x'>truy cập</a></li></ul>"
        "<table><tr><th>Nước</th><th></th><th>Số\nliệu</th></tr>"
        "<tr><td><p>Lào</p></td><td><p>3</p></td></tr></table>"
    )
    assert [text for text, _kind in marked(html)[1:]] == [
        *["Mô tả", "Quyền truy cập", "Nước | Số liệu", "Lào", "3"]
    ]
    assert [kind for _text, kind in marked(html)[:4]] == [TEXT] * 4


def test_text_laid_out_by_hand_is_rejoined():
    html = page(f"<pre>{files.wrapped(REPORT)}</pre>")
    assert texts(html) == REPORT


def test_the_encoding_that_a_page_declares_is_used():
    html = '<?xml version="1.0"?><html><head><meta charset="windows-1258"></head><body><p>{}</p>'
    assert marked(as_windows_1258(html.format(REPORT[0]))) == [(REPORT[0], TEXT)]


@pytest.mark.parametrize("declared", ["x-unknown", "rot13", "ascii", "punycode"])
def test_an_encoding_that_does_not_serve_is_guessed(declared):
    html = f'<meta charset="{declared}"><p>{" ".join(REPORT)}</p>'
    assert marked(as_windows_1258(html)) == [(" ".join(REPORT), TEXT)]


def test_the_page_has_a_title_of_its_own():
    assert read("a.html", b"<title> Open \n data</title><p>x").title == "Open data"
    assert read("a.html", b"Open data").title == ""


@pytest.mark.parametrize(
    "names",
    [
        'id="sharing-of-data"',
        'class="sharing-of-data"',
        'id="comments-received"',
        'class="related-provisions"',
        'id="cookies"',
        'class="social-policy"',
    ],
)
@pytest.mark.parametrize("element", ["section", "div"])
def test_a_name_alone_makes_no_furniture_of_a_section(element, names):
    html = page(f"<{element} {names}><h2>Chia sẻ dữ liệu</h2><p>{REPORT[2]}</p></{element}>")
    assert marked(html) == [("Chia sẻ dữ liệu", HEADING), (REPORT[2], TEXT)]


@pytest.mark.parametrize(
    "furniture",
    [
        "<div class=share-buttons><a href=/f>Facebook</a> <span>Zalo</span></div>",
        "<div class=related><p>Tin liên quan</p><a href=/1>Một tin khá dài ở đây</a></div>",
        "<div id=comments><p>{0}</p><textarea></textarea></div>",
        "<div class='cookie-banner'><p>{0}</p><button>Đồng ý</button></div>",
        "<div class=cookies><p>{0}</p><button>Đồng ý</button></div>",
    ],
)
def test_a_name_and_what_is_in_it_make_furniture(furniture):
    html = page(f"<p>{REPORT[0]}</p>{furniture.format(REPORT[2])}<p>{REPORT[3]}</p>")
    article = [text for text, kind in marked(html) if kind == TEXT]
    assert article == [REPORT[0], REPORT[3]]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        "<div style='color: red; display:none'><p>{}</p></div>",
        "<p>Mở <span style='visibility: hidden'>{}</span>đầu</p>",
    ],
)
def test_what_a_page_hides_is_no_text(hidden):
    html = page(f"<p>{REPORT[0]}</p>{hidden.format('Ẩn đi')}")
    assert "Ẩn đi" not in " ".join(texts(html))


def test_a_number_in_a_cell_of_its_own_belongs_to_the_words_beside_it():
    words = "This Regulation should also apply to bodies of the Union."
    row = "<tr><td><p>{}</p></td><td><p>{}</p></td></tr>"
    nested = row.format("(1)", f"{words}</p><table>{row.format('(a)', words)}</table><p>")
    found = texts(page(f"<table>{row.format('(22)', words)}{nested}</table>"))
    assert found == [f"(22) {words}", f"(1) {words}", f"(a) {words}"]
    plain = texts(page("<table><tr><td>1</td><td>Agency</td></tr></table>"))
    assert plain == ["1 | Agency"]
