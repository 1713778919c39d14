"""The line with which every letter begins, on paper and as an email. Pure."""

import re

from participants.names import forms_in_names
from participants.names.forms_of_address import is_excellency
from participants.names.protocol import NO_BREAK, UNKNOWN, Named

# The forms of address that also stand for “you”, the longer of two first.
SAID_TO = ["Ông", "Bà", "Ngài", "Phó Giáo sư", "Giáo sư", "Tiến sĩ", "Bác sĩ", "Luật sư"]
# What somebody typed into a form. Each pattern begins with letters, for which a search is quick.
TYPED = [re.compile(r"(<textarea\b.*?</textarea>)", re.DOTALL), re.compile(r'(value="[^"]*")')]
# Not the opening to nobody in particular, and not before the name of somebody else.
YOU = re.compile(rf"{UNKNOWN}(?<!Quý {UNKNOWN})(?!{NO_BREAK})")
# What is written where a name belongs and is an office: "Văn phòng Bộ", "Private Office".
NOBODY = re.compile(
    r"^(Văn phòng|Vụ|Ban|Phòng|Bộ|Cục|Sở|Viện|Tổ|Thư ký|Trợ lý|Chánh)\b|\b(Office|Ministry"
    r"|Department|Embassy|Mission|Secretar(y|iat)|Assistant|University|Institute)\b"
)
HIGHER = [  # than an Excellency
    (re.compile(r"\bH\.?\s?M\b|\bMajesty\b", re.IGNORECASE), "Your Majesty,"),
    (re.compile(r"\bH\.?\s?R\.?\s?H\b|\bRoyal Highness\b", re.IGNORECASE), "Your Royal Highness,"),
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
    """How a text speaks to somebody of this form of address, in full: "Bà", "Ngài", "Phó Giáo sư";
    "Ông/Bà" where none is known."""
    words = form.replace(",", " ,")
    return next((you for you in SAID_TO if f"{words} ".startswith(f"{you} ")), UNKNOWN)


def speaking_to(form: str, text: str) -> str:
    """A Vietnamese text or page that says Ông/Bà, as it speaks to somebody of this form."""
    you = you_in_vietnamese(form)
    return text if you == UNKNOWN else _said(text, you, TYPED)


def _said(text, you, typed):
    """The text but for what is `typed`."""
    if UNKNOWN not in text:
        return text
    if not typed:
        return YOU.sub(you, text)
    parts = typed[0].split(text)
    parts[::2] = [_said(part, you, typed[1:]) for part in parts[::2]]
    return "".join(parts)


def in_vietnamese(person: Named) -> str:
    """What follows “Kính gửi:”, office and institution with the name."""
    name = f"{person.form or UNKNOWN} {person.name}"
    return ", ".join(part for part in [name, office_line(person)] if part)


def office_line(person: Named) -> str:
    """Office, institution and country in Vietnamese."""
    return ", ".join(person.details)


def of_somebody(name: str, language: str) -> str:
    """A name that somebody typed, within a text: in Vietnamese never without a form of address,
    which only they themselves can know."""
    form, _rest = forms_in_names.split(name)
    if form or not name or language != "vi" or NOBODY.search(name):
        return name
    return f"{UNKNOWN}{NO_BREAK}{name}"
