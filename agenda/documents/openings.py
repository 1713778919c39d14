"""Lines that begin a paragraph because of what they begin with: articles, clauses, list items.

Laws and policies are numbered, and a number is a better sign of a new paragraph than the length of
a line is. The same words occur within sentences ("pursuant to / Article 5 of this Law"), so the
line before and what follows the number are looked at too. Vietnamese and English.
"""

import re

from agenda.documents.sentences import ends_sentence

_CAPITAL = "A-Z" + "".join(char for char in map(chr, range(0xC0, 0x1EFA)) if char.isupper())
_QUOTES = "“\"'‘«"  # before the words of an article that is put in the place of an old one
_UNIT = (
    r"(?:(?:Điều|Khoản|Điểm|Chương|Mục|Tiểu mục|Phần|Phụ lục"
    r"|ĐIỀU|KHOẢN|CHƯƠNG|MỤC|TIỂU MỤC|PHẦN|PHỤ LỤC"
    r"|Article|Section|Chapter|Part|Annex|Appendix|Schedule|Title|Principle|Recommendation"
    r"|ARTICLE|SECTION|CHAPTER|PART|ANNEX|APPENDIX|SCHEDULE|TITLE)"
    r"\s+(?:thứ\s+)?(?:\d+[a-zđ]?(?:\.\d+)*|[IVXLC]+|[A-ZĐ]|nhất|hai|ba|bốn|năm)(?![\w/-])"
    r"|§{1,2}\s?\d+[a-z]?(?:\.\d+)*)"
)
# The number and nothing else, a full stop or the like after it, or a title.
_HEAD = re.compile(_UNIT + rf"(?:$|\s*[.:–—](?:\s|$)|\s*-\s|\s+[“\"(\[]?[{_CAPITAL}])")
_ALONE = re.compile(_UNIT + r"\s*[.:–—-]?$")
_FIGURE = re.compile(r"(?:§\s?)?(\d{1,3})[.)]\s")
_DECIMAL = re.compile(rf"\d{{1,3}}(?:\.\d{{1,3}}){{1,4}}\.?\s+[“\"(\[]?[{_CAPITAL}]")
_LETTER = re.compile(r"\(?(?:[a-zđ]|[ivxl]{1,5}|\d{1,3})\)\s|(?:[a-zđ]|[IVXL]+|[ivxl]{2,5})\.\s")
_FIRST_LETTER = re.compile(rf"a\)\s+[{_CAPITAL}]")
_BULLET = re.compile(r"[-–—•·▪*+]\s")
# After these words a number names a place in this or another text.
_REFERS = re.compile(
    r"(?:[,(]|\b(?:tại|theo|của|và|hoặc|với|cùng|các|đến|từ|trong|thuộc|này|nêu ở|điểm [a-zđ]|điểm"
    r"|khoản|(?:khoản|điều) \d+[a-z]?(?:(?:,| và| hoặc| đến)(?: khoản| điều)? \d+[a-z]?)*"
    r"|điều|mục|chương|phần|bổ sung|sửa đổi|bãi bỏ"
    r"|in|of|under|to|and|or|with|by|from|the|see|this|paragraphs?|articles?|sections?|chapters?"
    r"|annex|parts?|per|at|on|for|than|is|are|subject|pursuant))$",
    re.IGNORECASE,
)
# "…; and" before the last item of a list.
_BEFORE_LAST = re.compile(r"[,;]\s*(?:and|or|và|hoặc|and/or|và/hoặc)$", re.IGNORECASE)


# Words that end no sentence and no title: the line was broken after them.
_GOES_ON = re.compile(
    r"\b(?:của|và|hoặc|các|những|tại|về|cho|với|bởi|là|trên|trong|theo|để|từ"
    r"|of|and|or|the|an|to|in|for|with|by|from|at|that|which)$"
)
# What a decree or a regulation rests on, one thing a paragraph; and the sign that its text is over.
_GROUND = re.compile(
    r"(?:Căn cứ|Theo đề nghị của|Xét đề nghị của|Having regard to|Acting in accordance with)\s"
)
_OVER = "./."
# What a program prints into a document that is signed with a key.
_STAMP = re.compile(r"(?:Ký bởi|Người ký|Ngày ký|Thời gian ký|(?:Digitally )?[Ss]igned by)\s*:")


# A number in a cell or column of its own, before the words that it counts.
_MARK = re.compile(r"\(?(?:\d{1,3}|[a-zđ]{1,4}|[A-Z])[.)]\)?|\d{1,3}(?:\.\d{1,3})*\.?|[-–—•·▪]")


def is_mark(text: str) -> bool:
    """Whether a text is the number of an item and nothing else: "(22)", "a)", "1.2", "–"."""
    return bool(_MARK.fullmatch(text))


def is_stamp(line: str) -> bool:
    """Whether a line says who signed the file with a key, or when."""
    return bool(_STAMP.match(line))


def goes_on(line: str, following: str) -> bool:
    """Whether a sentence goes on after `line` because of its last word, or because of a remark in
    brackets that begins in small letters; even where `following` begins with a capital."""
    if is_numbered(following) or is_stamp(following):
        return False
    remark = re.match(r"\([^\W\d_]{2}", following)
    return bool(_GOES_ON.search(line) or (remark and following[1].islower()))


def is_numbered(line: str) -> bool:
    """Whether a line begins with the number of an item, with a bullet or with "Article 5"."""
    line = line.lstrip(_QUOTES)
    return bool(
        _BULLET.match(line)
        or _FIGURE.match(line)
        or _LETTER.match(line)
        or _DECIMAL.match(line)
        or _HEAD.match(line)
    )


def is_head(line: str) -> bool:
    """Whether a line begins an article, a chapter or the like."""
    return bool(_HEAD.match(line.lstrip(_QUOTES)))


def begins_paragraph(line: str, following: str, first: str = "", number: int = 0) -> bool:
    """Whether `following`, the line after `line`, begins a paragraph.

    `first` is the first line of the paragraph that `line` is part of; `number` the last number
    that began a paragraph ("7" of "7. The Parties …"), 0 for none.
    """
    if line.endswith(_OVER) or (_GROUND.match(following) and not _GOES_ON.search(line)):
        return True
    if _BULLET.match(following):
        return ends_sentence(line) or following[2:3].isupper()
    refers = bool(_REFERS.search(line)) and not ends_sentence(line)
    if _BEFORE_LAST.search(line) and is_numbered(following):
        return True
    if is_stamp(following):
        return True
    if is_head(following):
        return not refers
    if ends_sentence(line):
        return is_numbered(following)
    if is_head(first) and not refers and (item_number(following) == 1 or _is_first(following)):
        return True
    if item_number(first) and not refers and _FIRST_LETTER.match(following):
        return True
    return not refers and (
        bool(_DECIMAL.match(following)) or (0 < number == item_number(following) - 1)
    )


def item_number(line: str) -> int:
    """The number with which a line begins, as "7. " or "7) "; 0 if it does not."""
    figure = _FIGURE.match(line.lstrip(_QUOTES))
    return int(figure[1]) if figure else 0


def stands_alone(line: str) -> bool:
    """Whether a line is only the number of an article or chapter; its title is the next line."""
    return bool(_ALONE.fullmatch(line.lstrip(_QUOTES)))


def _is_first(line):
    return bool(re.match(r"\(?(?:a|i|1)\)\s", line))
