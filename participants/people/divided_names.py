"""The names that the import divided, as the organiser wrote them in the preview: “Nguyễn | Văn An”,
the family name before the bar."""

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

from dialogue.access import sent

BAR = "|"
FIELD = "name-{number}"
LONGEST = 300


def written(family: str, given: str) -> str:
    """The parts of a name as the field shows them."""
    return f"{family} {BAR} {given}".strip()


def names_in(data: QueryDict, outcomes: Sequence[Any]) -> dict[str, list[str]]:
    """{row number: [family name, given name]} of the names that are written otherwise than shown.
    Without a bar it is one name, which has no parts. `outcomes` are those of a plan or, as
    dictionaries, of a kept one."""
    names = {}
    for outcome in outcomes:
        number, family, given = _shown(outcome)
        typed = sent.typed(data, FIELD.format(number=number))
        if len(typed) > LONGEST:
            continue
        before, bar, after = (" ".join(part.split()) for part in typed.partition(BAR))
        parts = [before, after] if bar else ["", before]
        if parts not in ([family, given], ["", ""]):
            names[str(number)] = parts
    return names


def _shown(outcome):
    if isinstance(outcome, dict):
        person = outcome["person"]
        return outcome["row"]["number"], person["family_name"], person["given_name"]
    return outcome.row.number, outcome.person.family_name, outcome.person.given_name
