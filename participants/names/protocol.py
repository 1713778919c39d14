"""How a person is named, wherever a person is named: form of address, name, office, institution and
country follow `named`, with a row of `STYLES` for each place.

In English one writes "Dear Dr Nghĩa", in Vietnamese "Kính gửi: Tiến sĩ Võ Trường Nghĩa" with the
office. Whoever holds high office is H.E. everywhere, in either language.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from participants.names import customs
from participants.names.forms_of_address import form_in, holds_high_office, is_excellency
from participants.names.given import FullName

IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
UNKNOWN = "Ông/Bà"  # before the name of whom no form of address is known
NO_BREAK = "\u00a0"
# Whose office is said in one breath with the body that it heads: "Thứ trưởng Bộ Y tế".
HEADS = [
    (r"(Bộ|Thứ) trưởng|(Phó )?Chánh Văn phòng", r"Bộ"),
    (r"(Phó )?Viện trưởng", r"Viện"),
    (r"(Phó )?Vụ trưởng", r"Vụ"),
    (r"(Phó )?Cục trưởng", r"Cục"),
    (r"(Phó )?Hiệu trưởng", r"Trường|Đại học"),
    (r"(Phó )?(Tổng )?Giám đốc", r"Công ty|Trung tâm|Sở|Học viện|Đại học|Tập đoàn|Ngân hàng"),
    (r"(Phó )?Chủ tịch", r"Hội|Hiệp hội|Liên hiệp|Ủy ban|Tập đoàn"),
    (r"Đại sứ", r"Đại sứ quán"),
]


class Place(StrEnum):
    """Where somebody is named."""

    PROGRAMME = "programme"  # the public programme
    SPEAKERS = "speakers"
    DELEGATES_PROGRAMME = "delegates_programme"
    CONCEPT_NOTE = "concept_note"
    LIST = "list"  # the list of participants, papers alike
    BADGE = "badge"
    SALUTATION = "salutation"  # what goes after "Dear" and "Kính gửi:"
    ADDRESSEE = "addressee"  # the addressee's lines in a letter on paper
    LETTER_TEXT = "letter_text"  # inside a sentence, and at the head of a personal page
    MENTION = "mention"  # in a letter or on a page for somebody else, with office and institution
    NOMINEE = "nominee"  # the same beside the institution, which is named already
    SESSION_LETTER = "session_letter"
    CALENDAR = "calendar"
    ADMIN_LIST = "admin_list"


@dataclass(frozen=True)
class Style:
    """What is said in one place. `is_short`: Vietnamese forms as in lists ("TS."), not in full.
    `has_capitals`: the part that is sorted under is in capitals. `is_addressed`: in English, only
    the part of the name by which people are addressed; in Vietnamese the full name, and for which
    office the letter is meant. `is_never_bare`: in Vietnamese "Ông/Bà" before a name of which no
    form of address is known."""

    has_form: bool = True
    is_short: bool = True
    has_capitals: bool = False
    is_addressed: bool = False
    has_title: bool = False
    has_institution: bool = False
    has_country: bool = False
    is_never_bare: bool = False


STYLES = {
    Place.PROGRAMME: Style(has_title=True, has_institution=True, has_country=True),
    Place.SPEAKERS: Style(has_title=True, has_institution=True, has_country=True),
    Place.DELEGATES_PROGRAMME: Style(has_title=True, has_institution=True, has_country=True),
    Place.CONCEPT_NOTE: Style(has_title=True, has_institution=True, has_country=True),
    Place.LIST: Style(has_capitals=True, has_title=True, has_institution=True, has_country=True),
    Place.BADGE: Style(has_institution=True, has_country=True),
    Place.SALUTATION: Style(is_short=False, is_addressed=True),
    Place.ADDRESSEE: Style(is_short=False, has_title=True, has_institution=True, has_country=True),
    Place.LETTER_TEXT: Style(is_short=False, is_never_bare=True),
    Place.MENTION: Style(is_short=False, has_title=True, has_institution=True, is_never_bare=True),
    Place.NOMINEE: Style(is_short=False, has_title=True, is_never_bare=True),
    Place.SESSION_LETTER: Style(
        has_title=True, has_institution=True, has_country=True, is_never_bare=True
    ),
    Place.CALENDAR: Style(has_form=False),
    Place.ADMIN_LIST: Style(has_form=False),
}


@dataclass(frozen=True)
class Known:
    """What is known of a person, as one language shows it: `title` (the office held), `institution`
    and `country` are names in that language. `titles` are those in every language."""

    name: FullName
    form_en: str = ""
    form_vi: str = ""
    title: str = ""
    titles: tuple[str, ...] = ()
    institution: str = ""
    country: str = ""


@dataclass(frozen=True)
class Named:
    """A person as named in one place. `str()` is one line with everything."""

    form: str
    name: str
    title: str = ""
    institution: str = ""
    country: str = ""

    @property
    def addressed_name(self) -> str:
        """ "H.E. Mr CHEA Sopheakdey" """
        if self.form == UNKNOWN:  # not to be taken for the reader: see `salutations.KEPT`
            return f"{UNKNOWN}{NO_BREAK}{self.name}"
        return " ".join(part for part in [self.form, self.name] if part)

    @property
    def details(self) -> list[str]:
        """Office, institution and country, those that are said; none says what another says. A
        Vietnamese office and the body that it heads are one: "Thứ trưởng Bộ Y tế"."""
        first, *others = self._parts() or [""]
        if others and any(
            re.fullmatch(office, first) and re.match(rf"({body})\b", others[0])
            for office, body in HEADS
        ):
            first, others = f"{first} {others[0]}", others[1:]
        return [first, *others] if first else []

    @property
    def affiliation(self) -> list[str]:
        """Institution and country, where the office stands apart from them."""
        return [part for part in self._parts() if part != self.title]

    @property
    def within_a_sentence(self) -> str:
        """The same as `str()`, with the comma that ends what stands between two."""
        return f"{self}," if self.details else str(self)

    def _parts(self):
        parts: list[str] = []
        for part in [self.title, self.institution, self.country]:
            if part and not any(_says(other, part) for other in parts):
                parts.append(part)
        return parts

    def __str__(self) -> str:
        return ", ".join(part for part in [self.addressed_name, *self.details] if part)


def _says(text, part):
    """Whether the text has the words of the part, without what is in brackets there."""
    words = re.escape(IN_BRACKETS.sub("", part).strip() or part)
    return bool(re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE))


def named(person: Known, place: Place, language: str) -> Named:
    """The person as named in this place, in "en" or "vi"."""
    style = STYLES[place]
    form = _form(person, style, language)
    if style.is_never_bare and language == "vi":
        form = form or UNKNOWN
    in_full = style.is_addressed and language == "vi"
    return Named(
        form,
        _name(person.name, style, form, language),
        person.title if style.has_title or in_full else "",
        person.institution if says_institution(place, language) else "",
        person.country if style.has_country else "",
    )


def says_institution(place: Place, language: str) -> bool:
    """Whether the institution is named in this place."""
    style = STYLES[place]
    return style.has_institution or (style.is_addressed and language == "vi")


def form_of_address(person: Known, language: str, *, short: bool = False) -> str:
    """ "H.E." before the form of whoever holds high office; "" where no form can be had."""
    form = form_in(language, person.form_en, person.form_vi, short=short)
    if not form and language == "vi" and is_excellency(person.form_en):  # "H.R.H. Princess"
        return "Ngài"
    if is_excellency(form) or not holds_high_office(person.title, *person.titles):
        return form
    if language != "vi":
        return f"H.E. {form}".strip()
    # At home they are Ông and Bà, where their office says so; which of them nobody may guess.
    if form in {"", "Ông", "Bà"}:
        is_at_home = person.name.country == "VN" and (person.form_vi or not form)
        return form if is_at_home else "Ngài"
    return f"Ngài {form}"


def _form(person, style, language):
    """A Burmese U or Daw takes the place of Mr or Ms."""
    if not style.has_form:
        return ""
    form = form_of_address(person, language, short=style.is_short)
    first = person.name.given or person.name.family
    has_own = person.name.country == "MM" and first.split(" ")[0] in customs.BURMESE_HONORIFICS
    return "" if has_own and form in {"Mr", "Ms", "Mrs"} else form


def _name(name, style, form, language):
    if style.has_capitals:
        return customs.with_capitals(name)
    # Without a form of address, and after H.E., part of a name would be impolite.
    if style.is_addressed and language != "vi" and form and not is_excellency(form):
        return customs.addressed(name)
    return customs.shown(name)
