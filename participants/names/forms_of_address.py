"""Forms of address in English and in Vietnamese: each by default from the other, in full for
letters, short for lists; and whose office makes them Excellencies."""

import re
from functools import lru_cache

# English form → (in full, short) in Vietnamese. The first English form of several is the one that a
# Vietnamese form becomes.
FORMS = [
    (["H.E.", "HE", "His Excellency", "Her Excellency", "Excellency"], "Ngài", "Ngài"),
    (["The Hon.", "Hon.", "The Honourable", "Honourable"], "Ngài", "Ngài"),
    (["Mr", "Mister", "U", "Awang", "Tuan"], "Ông", "Ông"),
    (["Ms", "Mrs", "Miss", "Mme", "Madam", "Mdm", "Daw", "Dayang", "Puan"], "Bà", "Bà"),
    (["Assoc. Prof.", "Associate Professor", "A/Prof."], "Phó Giáo sư", "PGS."),
    (["Asst. Prof.", "Assistant Professor"], "Trợ lý Giáo sư", "Trợ lý GS."),
    (["Prof.", "Professor"], "Giáo sư", "GS."),
    (["Dr", "Doctor"], "Tiến sĩ", "TS."),
]
# Only from Vietnamese: English has no form for them, or has it already.
OTHER_VIETNAMESE = [
    (["Tiến sĩ Khoa học", "TSKH."], "Dr"),
    (["Thạc sĩ", "ThS."], ""),
    (["Bác sĩ", "BS."], "Dr"),
    (["Kỹ sư", "KS."], ""),
    (["Cử nhân", "CN."], ""),
    (["Luật sư", "LS."], ""),
]
# Degrees that stand before a name, and by which a letter speaks to nobody.
NOT_SPOKEN_TO = {"Thạc sĩ", "Kỹ sư", "Cử nhân"}
# Titles of honour that no language translates.
KEPT = {"dato", "datuk", "datin", "tansri", "puansri", "tun", "tohpuan", "pehin", "khun", "sheikh",
        "sri", "seri", "haji", "hajah", "hajjah", "hj", "hjh"}  # fmt: skip
ABOVE_EXCELLENCY = re.compile(
    r"\b(H\.?\s?E\b|Excellency|H\.?R\.?H\b|H\.?M\b|Hon\b|Honou?rable|Ngài)", re.IGNORECASE
)
# The offices whose holders are Excellencies: ministers of every rank and ambassadors, not those who
# work for one ("Assistant to the Minister") nor the rank of a diplomat ("Minister-Counsellor").
_OFFICE = re.compile(
    r"^(?:the )?(?:(?:senior|first|acting|prime|vice|deputy|permanent|coordinating|union|state|"
    r"cabinet|second|chief)[ -])*minister"
    r"(?:,(?! *(?:embassy|mission|permanent)).*| (?:of|for|in|and|attached)\b.*)?$"
    r"|^(?:senior |acting )?(?:deputy |vice[ -])?prime minister\b.*$"
    r"|^(?:the )?(?:vice[ -])?president of (?:the )?(?:socialist |federal |democratic )*"
    r"(?:republic|national assembly|union)\b.*$"
    r"|^secretary of state(?: (?:of|for|at)\b.*)?$"
    r"|^(?:acting )?ambassador(?:[ -]at[ -]large)?(?:,? .*)?$"
    r"|^secretary[ -]general of (?:asean|the association|the united nations)\b.*$"
    r"|^(?:phó )?thủ tướng\b.*$|^(?:bộ|thứ) trưởng\b.*$|^quyền bộ trưởng\b.*$"
    r"|^(?:phó )?chủ tịch nước\b.*$|^đại sứ\b.*$",
    re.IGNORECASE,
)


# Before the office itself, as in "Ủy viên Trung ương Đảng, Bộ trưởng …".
_MEMBER = re.compile(r"^(?:member of|ủy viên|uỷ viên)[^,]*,\s*", re.IGNORECASE)


def _offices(titles):
    """Each office of these titles, with what follows it after a comma."""
    return [office for title in titles for office in re.split(r"[;/]", title)]


def _plain(text):
    return re.sub(r"[\W_]", "", text).casefold()


_ENGLISH = {_plain(form): (full, short) for forms, full, short in FORMS for form in forms}
_VIETNAMESE = {
    _plain(form): forms[0] for forms, full, short in reversed(FORMS) for form in [full, short]
} | {_plain(form): english for forms, english in OTHER_VIETNAMESE for form in forms}
_SHORT = {_plain(form): short for _forms, full, short in FORMS for form in [full, short]}
_FULL = {_plain(form): full for _forms, full, short in FORMS for form in [full, short]}
_FULL |= {_plain(form): forms[0] for forms, _english in OTHER_VIETNAMESE for form in forms}
_SHORT |= {_plain(form): forms[-1] for forms, _english in OTHER_VIETNAMESE for form in forms}
_RANKS = {"Phó Giáo sư", "Giáo sư", "PGS.", "GS."}
_DEGREES = {"Tiến sĩ", "TS.", "Tiến sĩ Khoa học", "TSKH."}


@lru_cache(maxsize=1000)  # a list of thousands has a dozen of them
def form_in(language: str, english: str, vietnamese: str, *, short: bool = False) -> str:
    """The form of address in a language ("en" or "vi"), from the other where it has none of its
    own; "" where none can be had.

    A form that stands in the wrong language's field ("Mr" in the Vietnamese one) counts as what it
    is. One with a word that is not known is kept as it is written in its own language, and gives
    none in the other.
    """
    english, vietnamese = " ".join(english.split()), " ".join(vietnamese.split())
    if vietnamese and _divide(vietnamese, _ENGLISH):
        english, vietnamese = english or vietnamese, ""
    if english and not _divide(english, _ENGLISH) and _divide(english, _VIETNAMESE):
        english, vietnamese = "", vietnamese or english
    if language != "vi":
        return english or _in_english(vietnamese)
    if vietnamese:
        return _said(vietnamese, short) or vietnamese
    return _in_vietnamese(english, short)


def by_language(form: str) -> tuple[str, str]:
    """(English, Vietnamese) for a form that somebody typed in either; the other is ""."""
    is_vietnamese = _divide(form, _VIETNAMESE) and not _divide(form, _ENGLISH)
    return ("", form) if is_vietnamese else (form, "")


def holds_high_office(*titles: str) -> bool:
    """Whether one of these titles (in either language) makes its holder an Excellency."""
    return any(_OFFICE.match(_MEMBER.sub("", part.strip())) for part in _offices(titles))


def is_excellency(form: str) -> bool:
    """Whether the form says H.E. or more."""
    return bool(ABOVE_EXCELLENCY.search(form))


def _in_vietnamese(english, short):
    words = _divide(english, _ENGLISH)
    if words is None:
        return ""
    forms = [
        _ENGLISH[plain][short] if (plain := _plain(word)) in _ENGLISH else word for word in words
    ]
    # "Ngài Ông" and "Ông Tiến sĩ" are never said.
    return _join([form for form in forms if form not in {"Ông", "Bà"}] or forms)


def _said(vietnamese, short):
    """A Vietnamese form in full or short; "" where a word of it is not known."""
    words = _divide(vietnamese, _FULL)
    if words is None or not words:
        return ""
    return _join([(_SHORT if short else _FULL)[_plain(word)] for word in words])


def _in_english(vietnamese):
    words = _divide(vietnamese, _VIETNAMESE)
    if not words:
        kept = {_plain(word) for word in vietnamese.split()} & KEPT
        return " ".join(vietnamese.split()) if kept else ""
    found = [_VIETNAMESE[_plain(word)] for word in words]
    return " ".join(dict.fromkeys(form for form in found if form))


def _divide(text, known):
    """The known forms that the text consists of, the longest first; None if something is left."""
    words, found = re.sub(r"([.,])(?=\w)", r"\1 ", text).replace(",", " ").split(), []
    if _plain(text) in known:
        return [text]
    while words:
        for length in range(min(3, len(words)), 0, -1):
            word = " ".join(words[:length])
            if _plain(word) in known or (_plain(word) in KEPT and known is _ENGLISH):
                found.append(word)
                del words[:length]
                break
        else:
            return None
    return found


def _join(forms):
    """ "Phó Giáo sư, Tiến sĩ", "PGS.TS.", "Ngài Tiến sĩ" """
    text = ""
    for before, form in zip(["", *forms], forms, strict=False):
        if before in _RANKS and form in _DEGREES:
            text += form if before.endswith(".") else f", {form}"
        else:
            text += f" {form}"
    return text.strip()


def is_known(text: str) -> bool:
    """Whether the text consists of forms of address in either language, and of nothing else."""
    return bool(text.strip()) and bool(_divide(text, _ENGLISH) or _divide(text, _VIETNAMESE))


def leading(name: str) -> tuple[str, str]:
    """(the forms of address that a whole name begins with, the name without them)"""
    words = re.sub(r"(?<=[^\W\d_]{2})\.(?=[^\W\d_]{2})", ". ", name).split()
    for length in range(min(5, len(words) - 1), 0, -1):
        form = " ".join(words[:length])
        # A one-letter "U" is Burmese, and written without a full stop; "Tuan" and "Miss" are names.
        if is_known(form) and (length > 1 or _plain(form) not in _ALSO_NAMES):
            return form, " ".join(words[length:])
    return "", " ".join(name.split())


_ALSO_NAMES = {"u", "tuan", "daw", "tun", "khun", "sri", "he", "awang", "dayang", "cn", "ks", "ls"}
