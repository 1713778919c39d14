"""Rows about people without an email address: by what they are recognised, how they are reached."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from participants.models import Organisation, Person
from participants.people.spreadsheets.lookups import name_key
from participants.people.spreadsheets.sheets import fold_name, heading


class WithoutAddress:
    """People who have no email address, by their name and the names of their institution. One
    query."""

    def __init__(self, people: QuerySet[Person]) -> None:
        self.people: dict[tuple[str, str], list[Person]] = defaultdict(list)
        for person in people.filter(email="").select_related("organisation").order_by("pk"):
            names = _names_of(person.organisation) or {""}
            for name in names:
                self.people[name_key(person.family_name, person.given_name), name].append(person)

    def find(self, family_name: str, given_name: str, institution: list[str]) -> list[Person]:
        """Those of this name in the institution with one of these names, or in none."""
        name = name_key(family_name, given_name)
        keys = [(name, fold_name(text)) for text in institution] or [(name, "")]
        return list(dict.fromkeys(one for key in keys for one in self.people.get(key, [])))


def _names_of(organisation: Organisation | None) -> set[str]:
    if organisation is None:
        return set()
    return {fold_name(text or "") for text in [organisation.name_en, organisation.name_vi]} - {""}


def not_reached(person: Person) -> Iterator[tuple[str, str]]:
    """(column, what is missing there) for somebody who has no email address."""
    by = Person.ReachedBy
    if not person.reached_by:
        text = _(
            "The email address is missing. Enter it, or say in the column “%(heading)s” how the "
            "person is reached: %(choices)s."
        )
        offered = ", ".join(str(label) for _key, label in by.choices)
        yield "email", text % {"heading": heading("reached_by"), "choices": offered}
    elif person.reached_by == by.TELEPHONE and not person.phone:
        yield "phone", _("Give the telephone number by which they are reached.")
    elif person.reached_by != by.TELEPHONE and not person.postal_address:
        yield "postal_address", _("Give the postal address, or how the office is reached.")
