"""What a block of a document is: text, heading, caption or page furniture.

Readers hand over what the file itself says (an HTML <figcaption>, a Word heading). The rest is
judged by its form: length, full stop at the end, place in the document. Only where the form says
nothing does a small vocabulary help, in Vietnamese and English. A mistake costs little, since
nothing is dropped.
"""

import re
from collections.abc import Sequence

from agenda.documents import openings
from agenda.documents.paragraphs import Block, is_picture_name
from agenda.documents.sentences import ends_sentence
from agenda.models import Paragraph

TEXT = Paragraph.Kind.TEXT
HEADING = Paragraph.Kind.HEADING
CAPTION = Paragraph.Kind.CAPTION
FURNITURE = Paragraph.Kind.FURNITURE

# Lengths in words; written Vietnamese counts syllables, so English stays well below them.
LONGEST_HEADING = 30
LONGEST_HEADING_CHARACTERS = 200  # for scripts without spaces between words
LONGEST_CAPTION = 20
LONGEST_CAPTION_WITH_CREDIT = 45
LEAST_ARTICLE_WORDS = 20
HEAD_BLOCKS = 8  # a byline is among the first few blocks

DATE = r"\b(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2})\b"
TIME = r"\b\d{1,2}[:h]\d{2}(?::\d{2})?\b"

_DATE_BEFORE_SENTENCE = re.compile(
    r"((?:date|published(?: on)?|posted(?: on)?|updated|ngày đăng|đăng ngày|cập nhật)"
    r"\s*:?\s*\d{4}-\d{2}-\d{2})[\s|,;.–-]+(?=\w)",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"[-–—\[(]*\s*(?:(?:page|trang|tr\.)\s*)?\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?\s*[-–—\])]*",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r".+(?:\s?\.){5,}\s*(?:\d{1,4}|[ivxl]{1,6})")  # a table of contents
_COUNTER = re.compile(r"[^\d:]{1,40}:\s*[\d.,\s]*\d")
_SOURCE_LINE = re.compile(
    r"(?:nguồn(?: tin)?|source|tác giả|author|theo|từ khóa|tags?|keywords|bản quyền|copyright)"
    r"\s*:|©",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"^(?:ảnh|hình|photo|figure|fig\.|image|credit)(?:\s*\d+)?\s*[:.]"
    r"|\((?:nguồn|ảnh|hình|source|photo|image|credit)\b[^()]*\)\W*$"
    r"|\b(?:ảnh|photo|photograph)\s*:[^:]{1,40}$",
    re.IGNORECASE,
)
_PICTURED = re.compile(
    r"toàn cảnh|quang cảnh|khung cảnh|chụp ảnh|bức ảnh|lưu niệm|từ trái|bắt tay"
    r"|đại biểu tham dự|\btiếp (?:ông|bà|đoàn|ngài)\b|phát biểu tại|trao đổi tại"
    r"|\bpictured\b|\bphoto\b|photograph|left to right|from left|\bposes?\b|handshake"
    r"|shakes? hands|general view|participants at|speaks at|delivers|receives",
    re.IGNORECASE,
)
_END_OF_ARTICLE = re.compile(
    r"(?:đánh giá|bình luận|tin liên quan|bài liên quan|tin khác|các tin khác|tin cùng chuyên mục"
    r"|tin mới(?: nhất)?|đọc nhiều|xem nhiều|xem thêm|thống kê truy cập|chia sẻ|từ khóa"
    r"|rating|rate this.*|comments?(?: \(\d+\))?|leave a (?:comment|reply)|related.{0,20}"
    r"|more news|read more|see also|most read|visitors?|share(?: this.*)?|tags)\s*:?",
    re.IGNORECASE,
)


def mark(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """[(text, Paragraph.Kind)] for `blocks`, in their order.

    Every block is kept. There can be one more in the result: a date before the first
    sentence, in the same block, becomes a paragraph of its own.
    """
    blocks = _split_off_date(blocks)
    kinds = [block.kind or kind_by_looks(block) for block in blocks]
    texts = [block.text for block in blocks]
    _mark_labels_above_title(texts, kinds)
    _mark_end_of_page(blocks, kinds)
    _mark_headings_without_text(blocks, kinds)
    _mark_stamps(texts, kinds)
    return _joined_over_furniture(list(zip(texts, kinds, strict=True)))


def kind_by_looks(block: Block) -> str:
    """The Paragraph.Kind of a single block whose file does not say it."""
    if is_furniture(block.text):
        return FURNITURE
    if is_caption(block):
        return CAPTION
    is_head = is_heading(block.text) or openings.stands_alone(block.text)
    return HEADING if is_head else TEXT


def is_furniture(text: str) -> bool:
    """Whether a block is part of the page and not of the article: picture names, page numbers,
    tables of contents, counters ("Views: 1,204"), datelines and source lines."""
    if is_picture_name(text) or _PAGE_NUMBER.fullmatch(text) or is_dateline(text):
        return True
    if _CONTENTS.fullmatch(text):
        return True
    if len(text.split()) > LONGEST_CAPTION:
        return False
    return bool(_COUNTER.fullmatch(text) or _SOURCE_LINE.match(text))


def is_dateline(text: str) -> bool:
    """Whether a line holds a date, with or without the time, and little else: no sentence has both
    a date in figures and the time of day in so few words."""
    if ends_sentence(text) or not re.search(DATE, text):
        return False
    others = re.sub(f"{DATE}|{TIME}", " ", text).split()
    return len(others) <= (8 if re.search(TIME, text) else 3)


def is_caption(block: Block) -> bool:
    """Whether a block is the caption of a picture.

    A credit decides. Otherwise it is one sentence at most, short, and either follows a picture or
    says what pictures of meetings show.
    """
    words = len(block.text.split())
    if words <= LONGEST_CAPTION_WITH_CREDIT and _CREDIT.search(block.text):
        return True
    if words > LONGEST_CAPTION or re.search(r"[.!?…] |[:;?]$", block.text):
        return False
    # Without a full stop such words could be a headline as well.
    return block.near_picture or (ends_sentence(block.text) and bool(_PICTURED.search(block.text)))


def is_heading(text: str) -> bool:
    """Whether a block is short, does not end with a full stop and begins like a sentence or a
    number."""
    letters = [char for char in text if char.isalpha()]
    begins = text.lstrip("“\"'‘«(")[:1]
    return (
        bool(letters)
        and len(text) <= LONGEST_HEADING_CHARACTERS
        and len(text.split()) <= LONGEST_HEADING
        and not ends_sentence(text)
        and not text.endswith(",")
        and not begins.islower()
        and begins.isalnum()
    )


def _split_off_date(blocks):
    """The date that some collections put before the first sentence, as a block of its own."""
    dated = _DATE_BEFORE_SENTENCE.match(blocks[0].text) if blocks else None
    if not dated:
        return blocks
    rest = Block(blocks[0].text[dated.end() :], blocks[0].kind, blocks[0].near_picture)
    return [Block(dated.group(1), FURNITURE), rest, *blocks[1:]]


def _mark_labels_above_title(texts, kinds):
    """On a page with a dateline the title is right above it, and section labels are above that."""
    for number, text in enumerate(texts[:HEAD_BLOCKS]):
        if is_dateline(text):
            head = kinds[:number]
            if head and set(head) <= {HEADING, FURNITURE} and head[-1] == HEADING:
                kinds[: number - 1] = [FURNITURE] * (number - 1)
            return


def _mark_end_of_page(blocks, kinds):
    """Everything from a line such as "Related news" on, unless the article goes on after it."""
    lengths = [
        len(block.text.split()) if kind == TEXT else 0
        for block, kind in zip(blocks, kinds, strict=True)
    ]
    article = [number for number, words in enumerate(lengths) if words >= LEAST_ARTICLE_WORDS]
    for number in range(article[-1] + 1, len(blocks)) if article else []:
        if _END_OF_ARTICLE.fullmatch(blocks[number].text):
            kinds[number:] = [FURNITURE] * (len(blocks) - number)
            return


def _mark_stamps(texts, kinds):
    """Who signed the file with a key, in three lines: by whom, for which office, when."""
    for number, text in enumerate(texts):
        is_office = text.startswith("Cơ quan:") and number and openings.is_stamp(texts[number - 1])
        if openings.is_stamp(text) or is_office:
            kinds[number] = FURNITURE


def _joined_over_furniture(paragraphs):
    """The same, with sentences in one piece that the end of a page divided: its header and its
    number come after them."""
    joined: list[tuple[str, str]] = []
    for text, kind in paragraphs:
        at = len(joined)
        while at and joined[at - 1][1] == FURNITURE:
            at -= 1
        is_rest = kind == TEXT and 0 < at < len(joined) and text[:1].islower()
        before, kind_before = joined[at - 1] if is_rest else ("", "")
        if kind_before == TEXT and not (ends_sentence(before) or openings.is_numbered(text)):
            joined[at - 1] = f"{before} {text}", TEXT
        else:
            joined.append((text, kind))
    return joined


def _mark_headings_without_text(blocks, kinds):
    """What looks like a heading but has no text under it: initials, the name of an office."""
    if TEXT not in kinds:
        return
    last_text = len(kinds) - 1 - kinds[::-1].index(TEXT)
    for number in range(last_text + 1, len(kinds)):
        if kinds[number] == HEADING and blocks[number].kind is None:
            kinds[number] = FURNITURE
