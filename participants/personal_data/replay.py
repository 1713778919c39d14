"""Erasing again after an older backup was restored, from a list that names nobody: the key that
each person had, and keyed digests of their addresses. The list is kept outside the database.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime

from participants.models import Erasure, Nomination, Person
from participants.models.erasures import digests_of
from participants.personal_data import erasure
from participants.personal_data.people import nominee
from participants.workflow.transitions import Actor

SCHEMA = 1


class UnreadableListError(ValueError):
    """This is no list of erasures."""


@dataclass(frozen=True)
class Entry:
    """One erasure in the list."""

    person: int
    digests: frozenset[str]
    erased_at: datetime

    def is_about(self, address: str) -> bool:
        """Whether this address was one of theirs."""
        return not self.digests.isdisjoint(digests_of(address))


def write() -> str:
    """The list of all erasures, as JSON."""
    rows = [
        {"person": row.person, "digests": row.digests, "erased_at": row.erased_at.isoformat()}
        for row in Erasure.objects.order_by("erased_at", "pk")
    ]
    return json.dumps({"schema": SCHEMA, "erasures": rows}, indent=1)


def read(text: str) -> list[Entry]:
    """The list that `write` made. Raises UnreadableListError."""
    try:
        whole = json.loads(text)
        if whole["schema"] != SCHEMA:
            raise UnreadableListError(f"schema {whole['schema']}")
        return [_entry(row) for row in whole["erasures"]]
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableListError(str(error)) from error


def merged(texts: Iterable[str]) -> str:
    """One list of several, each a text that `write` made, or "". Raises UnreadableListError."""
    found = {
        (entry.person, entry.erased_at): entry for text in texts if text for entry in read(text)
    }
    rows = [
        {
            "person": entry.person,
            "digests": sorted(entry.digests),
            "erased_at": entry.erased_at.isoformat(),
        }
        for entry in sorted(found.values(), key=lambda entry: (entry.erased_at, entry.person))
    ]
    return json.dumps({"schema": SCHEMA, "erasures": rows}, indent=1)


def _entry(row: dict[str, Any]) -> Entry:
    erased_at = parse_datetime(row["erased_at"])
    if erased_at is None or erased_at.tzinfo is None:
        raise UnreadableListError(str(row["erased_at"]))
    return Entry(int(row["person"]), frozenset(map(str, row["digests"])), erased_at)


def replay(entries: Iterable[Entry], by: Actor) -> Collection[int]:
    """Erase everybody in the list who is there again; return their keys. Whoever has the key of one
    of them but other addresses is somebody else. Safe to repeat; each is a transaction."""
    found = []
    for entry in entries:
        with transaction.atomic():
            if _erase_person(entry, by) or _erase_nominee(entry, by):
                found.append(entry.person)
            Erasure.objects.get_or_create(
                person=entry.person,
                erased_at=entry.erased_at,
                defaults={"digests": sorted(entry.digests)},
            )
    return found


def _erase_person(entry: Entry, by: Actor) -> bool:
    person = Person.objects.filter(pk=entry.person).first()
    if person is None or not entry.is_about(erasure.known_as(person)):
        return False
    return erasure.erase(person, by, entry.erased_at) is not None


def _erase_nominee(entry: Entry, by: Actor) -> bool:
    """The backup may be from before the nominee was approved, and became a person."""
    earlier = Nomination.objects.filter(proposed_at__lte=entry.erased_at).exclude(email="")
    theirs = [nomination for nomination in earlier if entry.is_about(nomination.email)]
    for nomination in theirs:
        subject = nominee(nomination)
        erasure.end_nominations(subject, by)
        erasure.forget(subject)
    return bool(theirs)
