"""What a list of people is held against, each read with one query: institutions by name, and
people who may be the same as somebody in the list under another address."""

from collections import defaultdict

from rapidfuzz import fuzz, process

from participants.models import Organisation, Person
from participants.people.spreadsheets.sheets import fold

# How alike two names must be, from 0 to 100 (normalised InDel similarity, names in any order):
# "Nguyen Van An" and "Nguyễn Văn Anh" are at 96, two given names under one family name below.
ALIKE = 90


class Institutions:
    """Institutions by either name, without case and diacritics; new ones are added on the way."""

    def __init__(self):
        self.by_name = defaultdict(list)
        for organisation in Organisation.objects.order_by("pk"):
            self._add(organisation)

    def _add(self, organisation):
        for name in {fold(organisation.name_en or ""), fold(organisation.name_vi or "")} - {""}:
            self.by_name[name].append(organisation)

    def find(self, names, country, present):
        """The institution of one of these names: the person's present one, else that of the
        person's country (every country has a ministry of foreign affairs), else one of no
        country; and where the country is not given, the only one there is. Or None."""
        for name in names:
            found = self.by_name.get(fold(name), [])
            if present in found:
                return present
            for wanted in [country, ""]:
                same = [organisation for organisation in found if organisation.country == wanted]
                if same:
                    return same[0]
            if not country and len(found) == 1:
                return found[0]
        return None

    def make(self, name_en, name_vi, country):
        """An unsaved one, which later rows will find."""
        made = Organisation(name_en=name_en or name_vi, name_vi=name_vi or name_en, country=country)
        self._add(made)
        return made


class LookAlikes:
    """Everybody's names by country and by institution."""

    def __init__(self):
        self.seen = defaultdict(dict)
        people = Person.objects.select_related("organisation").order_by("pk")
        for person in people.iterator():
            self.add(person, f"{person.name} <{person.email}>")

    def add(self, person, label):
        name = _name(person)
        for group in _groups(person):
            # Of those with the very same name any one will do: the organiser is asked, not told.
            self.seen[group].setdefault(name, label)

    def find(self, person) -> str:
        """Whom this person looks like, or ""."""
        for group in _groups(person):
            known = self.seen.get(group, {})
            found = process.extractOne(
                _name(person), known.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE
            )
            if found:
                return known[found[0]]
        return ""


def _name(person):
    return " ".join(sorted(fold(f"{person.family_name} {person.given_name}").split()))


def _groups(person):
    if person.country:
        yield "country", person.country.code
    if person.organisation:
        # An unsaved one has no key yet; within one import it is one object.
        yield "institution", person.organisation.pk or id(person.organisation)
