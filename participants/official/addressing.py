"""How somebody is addressed in an official letter, by rank and language; names and forms of address
as everywhere (see participants.names.protocol)."""

from dataclasses import dataclass

from django.utils.translation import get_language

from participants.models import Person
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
    named = person.named(Place.LETTER_TEXT)
    office = person.title or ""
    if get_language() == "vi":
        first = named.form.partition(" ")[0]
        you = first if first in OWN_FORMS else "Ông/Bà"
        return Address(f"{named.form or you} {named.name}", office, "", "Trân trọng./.", you)
    if is_excellency(named.form):
        salutation, closing = "Excellency,", HIGHEST
    elif named.form:
        addressed = person.named(Place.SALUTATION).addressed_name
        salutation, closing = f"Dear {addressed},", "Yours sincerely,"
    else:
        salutation, closing = "Dear Sir or Madam,", "Yours faithfully,"
    return Address(named.addressed_name, office, salutation, closing, "you")


def to_institution() -> Address:
    """Nobody by name."""
    if get_language() == "vi":
        return Address("", "", "", "Trân trọng./.", "Quý Cơ quan")
    return Address("", "", "Dear Sir or Madam,", "Yours faithfully,", "your institution")
