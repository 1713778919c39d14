"""What a list of people is compared with: institutions by name, and people who may be the same as
somebody in the list under another address."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial

from django.db.models import QuerySet
from rapidfuzz import fuzz, process

from participants.models import Organisation, Person
from participants.people.spreadsheets.sheets import fold_name

# How alike two names must be, from 0 to 100 (normalised InDel similarity, names in any order):
# "Nguyen Van An" and "Nguyễn Văn Anh" are at 96, two given names under one family name below.
ALIKE = 90


class Institutions:
    """Institutions by their name in either language, ignoring case and diacritics. One query."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[Organisation]] = defaultdict(list)
        for organisation in Organisation.objects.order_by("pk"):
            self._add(organisation)

    def _add(self, organisation):
        for name in {
            fold_name(organisation.name_en or ""),
            fold_name(organisation.name_vi or ""),
        } - {""}:
            self.by_name[name].append(organisation)

    def find(
        self, names: list[str], country: str, current: Organisation | None
    ) -> Organisation | None:
        """The institution with one of these names: the person's current one, else that of the
        person's country (every country has a ministry of foreign affairs), else one without a
        country; if `country` is "", also the only one of that name. None if there is none."""
        for name in names:
            namesakes = self.by_name.get(fold_name(name), [])
            if current in namesakes:
                return current
            for code in [country, ""]:
                same = [namesake for namesake in namesakes if namesake.country == code]
                if same:
                    return same[0]
            if not country and len(namesakes) == 1:
                return namesakes[0]
        return None

    def add(self, name_en: str | None, name_vi: str | None, country: str) -> Organisation:
        """A new, unsaved institution, which later rows will find."""
        organisation = Organisation(
            name_en=name_en or name_vi, name_vi=name_vi or name_en, country=country
        )
        self._add(organisation)
        return organisation


def institution_text(organisation: Organisation | None) -> str:
    """The institution with its country, as a change of it is shown; "" if there is none."""
    if organisation and organisation.country:
        return f"{organisation} ({organisation.country.name})"
    return str(organisation or "")


OF_A_LABEL = ["email", "display_name_en", "display_name_vi"]
Label = Callable[[], str]


class LookAlikes:
    """The names of these people, or of all, by country and by institution. One query, and no more
    of each than is compared: there may be tens of thousands."""

    def __init__(self, shown: QuerySet[Person] | None = None) -> None:
        self.labels: dict[tuple[str, object], dict[str, Label]] = defaultdict(dict)
        people = Person.objects.all() if shown is None else shown
        for family, given, country, institution, *others in people.order_by("pk").values_list(
            "family_name", "given_name", "country", "organisation_id", *OF_A_LABEL
        ):
            label = partial(_label, family, given, country, others)
            self._add(name_key(family, given), _groups(country, institution), label)

    def add(self, person: Person, label: str) -> None:
        """Let later rows be compared with this person too; `label` is how a page names them."""
        name, groups = _of(person)
        self._add(name, groups, lambda: label)

    def _add(self, name, groups, label):
        for group in groups:
            # Of people with the very same name any will do: the organiser decides.
            self.labels[group].setdefault(name, label)

    def find(self, person: Person) -> str:
        """The label of a person of the same country or institution with a similar name, or ""."""
        name, groups = _of(person)
        for group in groups:
            labels = self.labels.get(group, {})
            match = process.extractOne(name, labels.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
            if match:
                return labels[match[0]]()
        return ""


def _label(family_name, given_name, country, others):
    fields = dict(zip(OF_A_LABEL, others, strict=True))
    person = Person(family_name=family_name, given_name=given_name, country=country, **fields)
    return f"{person.name} <{person.email}>" if person.email else person.name


def _of(person):
    """(the name as it is compared, the groups in which it is)"""
    organisation = person.organisation
    # An unsaved one has no key yet; within one import it is one object.
    institution = (organisation.pk or id(organisation)) if organisation else None
    groups = _groups(person.country.code, institution)
    return name_key(person.family_name, person.given_name), groups


def name_key(family_name: str, given_name: str) -> str:
    """A name as it is compared: its words in any order, without case and diacritics."""
    return " ".join(sorted(fold_name(f"{family_name} {given_name}").split()))


def _groups(country, institution):
    groups = [("country", country)] if country else []
    return [*groups, ("institution", institution)] if institution else groups
