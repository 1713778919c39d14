"""How somebody is addressed in a letter, by rank and language. Pure."""

from dataclasses import dataclass

from django.utils.translation import get_language

from participants.models import Person

# The Vietnamese form where only an English one is known, as a protocol department writes it.
IN_VIETNAMESE = {
    "mr": "Ông",
    "ms": "Bà",
    "mrs": "Bà",
    "dr": "Tiến sĩ",
    "prof": "Giáo sư",
    "professor": "Giáo sư",
    "assoc. prof": "Phó Giáo sư",
    "h.e": "Ngài",
}
EXCELLENCIES = ("h.e", "his excellency", "her excellency")


@dataclass(frozen=True)
class Address:
    """Somebody on paper: `name` with the form of address before it, `office`; in English the
    salutation and the closing that goes with it."""

    name: str
    office: str
    salutation: str
    closing: str
    you: str


def of_person(person: Person) -> Address:
    """In the language that is active."""
    if get_language() == "vi":
        form = person.form_of_address_vi or _vietnamese(person.form_of_address_en or "")
        name = f"{form or 'Ông/Bà'} {person.name}"
        you = form if form in {"Ông", "Bà", "Ngài"} else "Ông/Bà"
        return Address(name, person.title or "", "", "Trân trọng./.", you)
    form = person.form_of_address or ""
    if form.casefold().startswith(EXCELLENCIES):
        salutation = "Excellency,"
        closing = "Please accept, Excellency, the assurances of my highest consideration."
    elif form:
        salutation, closing = f"Dear {form} {surname(person)},", "Yours sincerely,"
    else:
        salutation, closing = "Dear Sir or Madam,", "Yours faithfully,"
    name = " ".join(part for part in [form, person.name] if part)
    return Address(name, person.title or "", salutation, closing, "you")


def surname(person: Person) -> str:
    """By which somebody is addressed after Mr, Ms or Dr in English: in Viet Nam the last given
    name, elsewhere the family name."""
    given = person.given_name.split()
    return given[-1] if person.country.code == "VN" and given else person.family_name


def to_institution() -> Address:
    """Nobody by name."""
    if get_language() == "vi":
        return Address("", "", "", "Trân trọng./.", "Quý Cơ quan")
    return Address("", "", "Dear Sir or Madam,", "Yours faithfully,", "your institution")


def _vietnamese(form):
    return IN_VIETNAMESE.get(form.strip().rstrip(".").casefold(), "")
