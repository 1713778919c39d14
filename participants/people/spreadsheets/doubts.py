"""Names that the custom of a country divides and the person's own address divides otherwise: "Kenji
Tanaka" of Japan, who writes from tanaka@. It is said, and nothing is changed. No database."""

import re

from participants.models import Person
from participants.names.customs import FAMILY_NAME_FIRST
from participants.people.divided_names import written
from participants.people.spreadsheets.sheets import fold_name

BY_GIVEN_NAME = {"VN", "KH", "MN"}


def otherwise(person: Person) -> str:
    """The name as the address has it, "Tanaka | Kenji"; "" where nothing speaks for it.

    People of Viet Nam, Cambodia and the West have addresses of given names; in East Asia they are
    of family names.
    """
    country, given = person.custom_country, person.given_name.split()
    if country not in FAMILY_NAME_FIRST - BY_GIVEN_NAME or not person.family_name or not given:
        return ""
    words = _letters(person.email.partition("@")[0])
    last, others = _letters(given[-1]), [_letters(person.family_name), *map(_letters, given[:-1])]
    initials = {initial for other in others for initial in [other[:1], ""]}
    alike = {initial + last for initial in initials} | {last + initial for initial in initials}
    if not last or words not in alike or words in {*others, ""}:
        return ""
    return written(given[-1], " ".join([person.family_name, *given[:-1]]))


def _letters(text):
    return re.sub(r"[\W\d_]", "", fold_name(text))
