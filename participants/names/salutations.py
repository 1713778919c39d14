"""The line with which every letter begins, on paper and as an email. Pure."""

import re

from participants.names.forms_of_address import is_excellency
from participants.names.protocol import Named

UNKNOWN = "Ông/Bà"  # of whom no form of address is known
SAID_TO = {"Ông", "Bà", "Ngài"}  # the forms of address that also stand for “you”
# What somebody typed into a form. Each pattern begins with letters, for which a search is quick.
TYPED = [re.compile(r"(<textarea\b.*?</textarea>)", re.DOTALL), re.compile(r'(value="[^"]*")')]
TO_ALL = f"Quý {UNKNOWN}"  # the opening to nobody in particular, which stays
HIGHER = [  # than an Excellency
    (re.compile(r"\bH\.?\s?M\b|\bMajesty\b", re.IGNORECASE), "Your Majesty,"),
    (re.compile(r"\bH\.?\s?R\.?\s?H\b|\bRoyal Highness\b", re.IGNORECASE), "Your Royal Highness,"),
]
# Whose office is said in one breath with the body that it heads: "Thứ trưởng Bộ Y tế".
HEADS = [
    (r"(Bộ|Thứ) trưởng", r"Bộ"),
    (r"(Phó )?Viện trưởng", r"Viện"),
    (r"(Phó )?Vụ trưởng", r"Vụ"),
    (r"(Phó )?Cục trưởng", r"Cục"),
    (r"(Phó )?Hiệu trưởng", r"Trường|Đại học"),
    (r"(Phó )?(Tổng )?Giám đốc", r"Công ty|Trung tâm|Sở|Học viện|Đại học|Tập đoàn|Ngân hàng"),
    (r"(Phó )?Chủ tịch", r"Hội|Hiệp hội|Liên hiệp|Ủy ban|Tập đoàn"),
    (r"Đại sứ", r"Đại sứ quán"),
]


def opening(person: Named, language: str) -> str:
    """ "Excellency,", "Dear Dr Nghĩa,", "Kính gửi: Tiến sĩ Võ Trường Nghĩa, Viện trưởng Viện …"
    for a person as named in Place.SALUTATION."""
    if language == "vi":
        return f"Kính gửi: {in_vietnamese(person)}"
    for form, said in HIGHER:
        if form.search(person.form):
            return said
    return "Excellency," if is_excellency(person.form) else f"Dear {person.addressed_name},"


def you_in_vietnamese(form: str) -> str:
    """How a text speaks to somebody of this form of address, in full: "Bà", "Ngài", "Ông/Bà"."""
    first = form.partition(" ")[0]
    return first if first in SAID_TO else UNKNOWN


def speaking_to(form: str, text: str) -> str:
    """A Vietnamese text or page that says Ông/Bà, as it speaks to somebody of this form."""
    you = you_in_vietnamese(form)
    return text if you == UNKNOWN else _said(text, you, TYPED)


def _said(text, you, typed):
    """The text but for what is `typed`."""
    if UNKNOWN not in text:
        return text
    if not typed:
        return TO_ALL.join(part.replace(UNKNOWN, you) for part in text.split(TO_ALL))
    parts = typed[0].split(text)
    parts[::2] = [_said(part, you, typed[1:]) for part in parts[::2]]
    return "".join(parts)


def in_vietnamese(person: Named) -> str:
    """What follows “Kính gửi:”, office and institution with the name."""
    name = f"{person.form or UNKNOWN} {person.name}"
    return ", ".join(part for part in [name, office_line(person)] if part)


def office_line(person: Named) -> str:
    """Office, institution and country in Vietnamese, in one breath where the office heads it."""
    first, *others = person.details or [""]
    if others and any(
        re.fullmatch(office, first) and re.match(rf"({body})\b", others[0])
        for office, body in HEADS
    ):
        first, others = f"{first} {others[0]}", others[1:]
    return ", ".join([first, *others])
