"""Lines that begin a paragraph because of what they begin with: articles, clauses, list items.

Laws and policies are numbered, and a number is a better sign of a new paragraph than the length of
a line is. The same words occur within sentences ("pursuant to / Article 5 of this Law"), so the
line before and what follows the number are looked at too. Vietnamese and English.
"""

import re

from agenda.documents.sentences import ends_sentence

_UNIT = (
    r"(?:(?:Điều|Khoản|Điểm|Chương|Mục|Tiểu mục|Phần|Phụ lục"
    r"|ĐIỀU|KHOẢN|CHƯƠNG|MỤC|TIỂU MỤC|PHẦN|PHỤ LỤC"
    r"|Article|Section|Chapter|Part|Annex|Appendix|Schedule|Title|Principle|Recommendation"
    r"|ARTICLE|SECTION|CHAPTER|PART|ANNEX|APPENDIX|SCHEDULE|TITLE)"
    r"\s+(?:thứ\s+)?(?:\d+[a-zđ]?(?:\.\d+)*|[IVXLC]+|[A-ZĐ]|nhất|hai|ba|bốn|năm)(?![\w/-])"
    r"|§{1,2}\s?\d+[a-z]?(?:\.\d+)*)"
)
# The number and nothing else, a full stop or the like after it, or a title.
_HEAD = re.compile(_UNIT + r"(?:$|\s*[.:–—](?:\s|$)|\s*-\s|\s+[“\"(\[]?[A-ZĐÀ-Ỹ])")
_ALONE = re.compile(_UNIT + r"\s*[.:–—-]?$")
_FIGURE = re.compile(r"(?:§\s?)?(\d{1,3})[.)]\s")
_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,4}\.?\s+[“\"(\[]?[A-ZĐÀ-Ỹ]")
_LETTER = re.compile(r"\(?(?:[a-zđ]|[ivxl]{1,5}|\d{1,3})\)\s|(?:[a-zđ]|[IVXL]+|[ivxl]{2,5})\.\s")
_BULLET = re.compile(r"[-–—•·▪*+]\s")
# After these words a number names a place in this or another text.
_REFERS = re.compile(
    r"(?:[,(]|\b(?:tại|theo|của|và|hoặc|với|cùng|các|đến|từ|trong|thuộc|này|nêu ở|điểm [a-zđ]|điểm"
    r"|khoản|khoản \d+[a-z]?|điều|mục|chương|phần|bổ sung|sửa đổi|bãi bỏ"
    r"|in|of|under|to|and|or|with|by|from|the|see|this|paragraphs?|articles?|sections?|chapters?"
    r"|annex|parts?|per|at|on|for|than|is|are|subject|pursuant))$",
    re.IGNORECASE,
)
# "…; and" before the last item of a list.
_BEFORE_LAST = re.compile(r"[,;]\s*(?:and|or|và|hoặc|and/or|và/hoặc)$", re.IGNORECASE)


def is_numbered(line: str) -> bool:
    """Whether a line begins with the number of an item, with a bullet or with "Article 5"."""
    return bool(
        _BULLET.match(line)
        or _FIGURE.match(line)
        or _LETTER.match(line)
        or _DECIMAL.match(line)
        or _HEAD.match(line)
    )


def is_head(line: str) -> bool:
    """Whether a line begins an article, a chapter or the like."""
    return bool(_HEAD.match(line))


def begins_paragraph(line: str, following: str, first: str = "", number: int = 0) -> bool:
    """Whether `following`, the line after `line`, begins a paragraph.

    `first` is the first line of the paragraph that `line` is part of; `number` the last number
    that began a paragraph ("7" of "7. The Parties …"), 0 for none.
    """
    if _BULLET.match(following):
        return ends_sentence(line) or following[2:3].isupper()
    refers = bool(_REFERS.search(line)) and not ends_sentence(line)
    if _BEFORE_LAST.search(line) and is_numbered(following):
        return True
    if _HEAD.match(following):
        return not refers
    if ends_sentence(line):
        return is_numbered(following)
    if is_head(first) and not refers and (item_number(following) == 1 or _is_first(following)):
        return True
    return not refers and (
        bool(_DECIMAL.match(following)) or (0 < number == item_number(following) - 1)
    )


def item_number(line: str) -> int:
    """The number with which a line begins, as "7. " or "7) "; 0 if it does not."""
    figure = _FIGURE.match(line)
    return int(figure[1]) if figure else 0


def stands_alone(line: str) -> bool:
    """Whether a line is only the number of an article or chapter; its title is the next line."""
    return bool(_ALONE.fullmatch(line))


def _is_first(line):
    return bool(re.match(r"\(?(?:a|i|1)\)\s", line))
