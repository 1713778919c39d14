"""How somebody is addressed in an official letter, by rank and language: names, forms of address
and opening line as everywhere (see participants.names), and the closing that goes with it."""

from dataclasses import dataclass

from django.utils.translation import get_language

from participants.models import Person
from participants.names import salutations
from participants.names.forms_of_address import is_excellency
from participants.names.protocol import Place

HIGHEST = "Please accept, Excellency, the assurances of my highest consideration."


@dataclass(frozen=True)
class Address:
    """Somebody on paper: `name` with the form of address before it, `office`; the salutation and
    the closing that goes with it; `you` is how the text speaks to them. In Vietnamese, `line` is
    what stands after “Kính gửi:” and there is no salutation besides. `position` is office and
    institution together."""

    name: str
    office: str
    salutation: str
    closing: str
    you: str
    line: str = ""
    position: str = ""


def of_person(person: Person) -> Address:
    """In the language that is active."""
    named = person.named(Place.LETTER_TEXT)
    office = person.title or ""
    if get_language() == "vi":
        you = salutations.you_in_vietnamese(named.form)
        to, name = person.named(Place.SALUTATION), f"{named.form or you} {named.name}"
        line, position = salutations.in_vietnamese(to), salutations.office_line(to)
        return Address(name, office, "", "Trân trọng./.", you, line, position)
    closing = HIGHEST if is_excellency(named.form) else "Yours sincerely,"
    return Address(named.addressed_name, office, person.salutation, closing, "you")


def to_institution() -> Address:
    """Nobody by name."""
    if get_language() == "vi":
        return Address("", "", "", "Trân trọng./.", "Quý Cơ quan")
    return Address("", "", "Dear Sir or Madam,", "Yours faithfully,", "your institution")
