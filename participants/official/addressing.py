"""How somebody is addressed in an official letter, by rank and language; names and forms of address
as everywhere (see participants.names.protocol)."""

from dataclasses import dataclass

from django.utils.translation import get_language

from participants.models import Person
from participants.names import protocol
from participants.names.forms_of_address import is_excellency
from participants.names.protocol import Place

HIGHEST = "Please accept, Excellency, the assurances of my highest consideration."
OWN_FORMS = {"Ông", "Bà", "Ngài"}  # which also stand for “you”


@dataclass(frozen=True)
class Address:
    """Somebody on paper: `name` with the form of address before it, `office`; in English the
    salutation and the closing that goes with it; `you` is how the text speaks to them."""

    name: str
    office: str
    salutation: str
    closing: str
    you: str


def of_person(person: Person) -> Address:
    """In the language that is active."""
    language = get_language() or "en"
    known = person.known(language)
    form = protocol.form_of_address(known, language)
    if language == "vi":
        name = f"{form or 'Ông/Bà'} {person.name}"
        you = next((word for word in form.split()[:1] if word in OWN_FORMS), "Ông/Bà")
        return Address(name, person.title or "", "", "Trân trọng./.", you)
    if is_excellency(form):
        salutation, closing = "Excellency,", HIGHEST
    elif form:
        addressed = protocol.named(known, Place.SALUTATION, language).addressed_name
        salutation, closing = f"Dear {addressed},", "Yours sincerely,"
    else:
        salutation, closing = "Dear Sir or Madam,", "Yours faithfully,"
    name = " ".join(part for part in [form, person.name] if part)
    return Address(name, person.title or "", salutation, closing, "you")


def to_institution() -> Address:
    """Nobody by name."""
    if get_language() == "vi":
        return Address("", "", "", "Trân trọng./.", "Quý Cơ quan")
    return Address("", "", "Dear Sir or Madam,", "Yours faithfully,", "your institution")
