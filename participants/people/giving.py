"""What organisers give to many rows of a list in one act: a category to all of a country, of an
institution, to the ticked ones; a form of address to all who have none."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django_countries import countries

from dialogue.access import sent
from dialogue.models import Dialogue
from participants.models import Category, Invitation, Organisation
from participants.people.spreadsheets.outcomes import FORMS
from participants.people.spreadsheets.proposals import FORMS as MR_AND_MS

LINES = range(1, 4)  # of "give this to those"
TICKED, WITHOUT = "ticked", "without"
MEN, WOMEN = "men", "women"
MOST_INSTITUTIONS = 40
LONGEST_LABEL = 70


@dataclass
class Count:
    """A category with how many people of the list get it, how many are invited in it already, and
    how many are meant."""

    category: Category
    here: int
    before: int

    @property
    def is_over(self) -> bool:
        """Whether there are more than are meant; a target of 0 is none."""
        return 0 < self.category.target < self.here + self.before


def counts(outcomes: Iterable[Any], dialogue: Dialogue | None) -> list[Count]:
    """One for each category of the dialogue. Two queries."""
    if dialogue is None:
        return []
    here = Counter(_fact(one, "category") for one in outcomes if _fact(one, "kind") != "refused")
    keys = {getattr(key, "pk", key): number for key, number in here.items()}
    invited = Invitation.objects.filter(dialogue=dialogue).active().order_by()
    before = Counter(invited.values_list("category", flat=True))
    return [Count(one, keys.get(one.pk, 0), before[one.pk]) for one in dialogue.categories.all()]


def groups(outcomes: Sequence[Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """[(heading, [(value, label)])] of those to whom a category can be given."""
    first = [(TICKED, _("the ticked rows"))]
    if number := sum(bool(_fact(one, "lacks_category")) for one in outcomes):
        first.append((WITHOUT, _("all without a category (%(n)d)") % {"n": number}))
    found = [("", first), *_by_country(outcomes)]
    kinds = _most_common(outcomes, "kind_of_institution")
    named = dict(Organisation.Kind.choices)
    found.append((_("Kind of institution"), _options("kind", kinds, named)))
    bodies = [pair for pair in _most_common(outcomes, "institution") if pair[1] > 1]
    found.append((_("Institution"), _options("institution", bodies[:MOST_INSTITUTIONS], {})))
    return [(heading, options) for heading, options in found if options]


def _by_country(outcomes):
    numbers = _most_common(outcomes, "country")
    options = _options("country", numbers, {code: countries.name(code) for code, _n in numbers})
    if numbers and numbers[0][1] < len(outcomes):
        code, most = numbers[0]
        text = _("all but %(country)s (%(n)d)")
        label = text % {"country": countries.name(code), "n": len(outcomes) - most}
        options.insert(1, (f"but:{code}", label))
    return [(_("Country"), options)]


def _most_common(outcomes, name):
    numbers = Counter(_fact(one, name) for one in outcomes)
    del numbers[""]
    return numbers.most_common()


def _options(prefix, numbers, named):
    return [
        (f"{prefix}:{key}", f"{Truncator(named.get(key, key)).chars(LONGEST_LABEL)} ({number})")
        for key, number in numbers
    ]


def given(
    data: QueryDict, outcomes: Sequence[Any], dialogue: Dialogue | None
) -> dict[str, dict[str, str]]:
    """{row number: {column: value}} of what was given in this act, a later line after an earlier
    one; also to those who had another category."""
    cells: dict[str, dict[str, str]] = {}
    slugs = {one.slug for one in dialogue.categories.all()} if dialogue else set()
    ticked = set(sent.numbers(data, "ticked"))
    for line in LINES:
        slug, whom = sent.text(data, f"give-{line}"), sent.text(data, f"to-{line}")
        if slug in slugs:
            for one in outcomes:
                if _is_meant(one, whom, ticked):
                    cells.setdefault(_number(one), {})["category"] = slug
    _forms(data, outcomes, cells)
    return cells


def _is_meant(outcome, whom, ticked):
    if whom == TICKED:
        return int(_number(outcome)) in ticked
    if whom == WITHOUT:
        return _fact(outcome, "lacks_category")
    what, _colon, key = whom.partition(":")
    if what == "but":
        return _fact(outcome, "country") != key
    facts = {"country": "country", "institution": "institution", "kind": "kind_of_institution"}
    return what in facts and key != "" and _fact(outcome, facts[what]) == key


def _forms(data, outcomes, cells):
    """Mr or Ms for all who have none and for whom none is chosen in their row."""
    others = sent.text(data, "form-for-others")
    if others not in {MEN, WOMEN}:
        return
    for one in outcomes:
        for offer in _fact(one, "offers"):
            column, value = _fact(offer, "column"), _fact(offer, "value")
            if column in FORMS and not value:
                form = MR_AND_MS[column[-2:]][others == WOMEN]
                cells.setdefault(_number(one), {})[column] = form


def _number(outcome):
    return str(outcome["row"]["number"] if isinstance(outcome, dict) else outcome.row.number)


def _fact(outcome, name):
    return outcome[name] if isinstance(outcome, dict) else getattr(outcome, name)
