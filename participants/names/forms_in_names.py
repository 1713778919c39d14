"""Forms of address that were typed into a name ("GS.TS. Nguyễn", "Dr Tan"): found, and taken out.

Only what can be nothing else is taken for a form: "Hon", "He", "Tuan", "Sri" and "U" are names or
stay with them, and so does "Ông" where it is all that stands in a field, for it is a surname too.
"""

import re

from participants.names.forms_of_address import by_language

_ENGLISH = (
    r"H\.\s?E\.?|(?:His|Her|Your) Excellency|The Hon\.|Hon\.|The Honou?rable|Honou?rable"
    r"|Assoc(?:iate\b|\.|\b) ?Prof(?:essor\b|\b\.?)|Asst(?:\.|\b) ?Prof\b\.?|Assistant Professor\b"
    r"|A/Prof\b\.?|Professor\b|Prof\b\.?|Mrs\b\.?|Mr\b\.?|Ms\b\.?|Mdm\b\.?|Mme\b\.?|Madam\b|Dr\b\.?"
    r"|(?:Haji|Hajah|Hajjah|Hj|Hjh)\b\.?(?=\s)"
)
_VIETNAMESE = (
    r"(?:PGS|GS|TSKH|TS|ThS)\b\.?|(?:BS|KS|CN|LS)\."
    r"|Phó Giáo sư\b|Giáo sư\b|Tiến sĩ Khoa học\b|Tiến sĩ\b|Thạc sĩ\b|Bác sĩ\b|Kỹ sư\b|Luật sư\b"
    r"|Ngài\b|Ông\b|Bà\b"
)
_ANY_CASE = re.compile(rf"(?:{_ENGLISH})[\s,]*", re.IGNORECASE)
# "ts" may begin a name, "TS" does not; "HE" is an Excellency only before another form.
_AS_WRITTEN = re.compile(rf"(?:{_VIETNAMESE}|HE(?=\s+(?:Mr|Mrs|Ms|Dr|Prof)\b))[\s,]*")
_ALONE = re.compile(r"Ông|Bà|TS|GS|PGS|ThS|TSKH")  # which may be somebody's name or initials
_WITHOUT_DOT = re.compile(r"(Mr|Mrs|Ms|Dr|Mdm|Mme)\.", re.IGNORECASE)


def split(text: str) -> tuple[str, str]:
    """(the forms of address with which a name begins, the name without them)"""
    if _ALONE.fullmatch(text.strip()):
        return "", text
    rest = text.lstrip()
    while found := _ANY_CASE.match(rest) or _AS_WRITTEN.match(rest):
        rest = rest[found.end() :]
    forms = text[: len(text) - len(rest)].strip(" ,\t\n")
    return _WITHOUT_DOT.sub(r"\1", forms), rest.strip() if forms else text


def taken_out(family: str, given: str) -> tuple[str, str, str]:
    """(forms of address, family name, given name) of what was typed as a name."""
    first, family = split(family)
    second, given = split(given)
    forms = [form for form in dict.fromkeys([first, second]) if form]
    return " ".join(forms), family, given


def said_by(form: str, known: str) -> bool:
    """Whether a form of address says nothing that the known one does not: "Dr" by "Prof. Dr"."""
    return _words(form) <= _words(known)


def merged(form: str, english: str, vietnamese: str) -> tuple[str, str] | None:
    """The forms of address in English and Vietnamese after one that stood in the name was read into
    them; None where another is there already."""
    if said_by(form, f"{english} {vietnamese}"):
        return english, vietnamese
    new_english, new_vietnamese = by_language(form)
    if (new_english and english) or (new_vietnamese and vietnamese):
        return None
    return english or new_english, vietnamese or new_vietnamese


def _words(text):
    return {word.casefold() for word in re.findall(r"[^\W_]+", text)}
