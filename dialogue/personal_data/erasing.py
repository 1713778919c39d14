"""Erasing all that is kept about somebody, as the data map says: of every model what may not stay,
and their names in the rows of others.

What a floor knows that the data map does not (the seat that is freed, a role) goes first: see
participants/personal_data/erasure.py.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.core.cache import caches
from django.db import transaction
from django.utils.text import capfirst

from dialogue.personal_data import data_map, presentation
from dialogue.personal_data.forgetting import forget, forget_mentions
from dialogue.personal_data.holdings import Holding
from dialogue.personal_data.subjects import Subject

FRAGMENTS = "template_fragments"


@dataclass(frozen=True)
class Left:
    """What becomes of the rows of one model: how many there are, whether they go as a whole, and
    what of each stays: [(fields, why)]."""

    title: str
    number: int
    is_deleted: bool
    stays: list[tuple[str, str]]


def erase(subject: Subject) -> int:
    """Forget everything about them, in one transaction; return how many rows that were.

    What this process keeps in memory for fast pages is emptied when it is done. Other workers' keys
    hold `Dialogue.calendar_changed_at`: once that has moved on, nobody is answered from there, and
    what lies there ends within a day."""
    number = 0
    with transaction.atomic():
        for holding in _in_order():
            assert holding.rows_of
            number += forget(holding, holding.rows_of(subject))
        # Rows about them are empty by now, so this finds other people's.
        number += forget_mentions(subject)
        transaction.on_commit(caches[FRAGMENTS].clear)
    return number


def outlook(subject: Subject, deleted: Collection[str] = ()) -> Iterator[Left]:
    """What `erase` would do, model by model; of the models `deleted` the rows go as a whole.
    Changes nothing."""
    for holding in data_map.personal():
        if holding.rows_of and (number := holding.rows_of(subject).count()):
            is_deleted = holding.is_deleted or holding.model in deleted
            stays = [] if is_deleted else _what_stays(holding)
            yield Left(capfirst(holding.title), number, is_deleted, stays)


def _in_order() -> list[Holding]:
    """The people last: until then their keys and addresses find all else."""
    entries = [holding for holding in data_map.personal() if holding.rows_of]
    return sorted(entries, key=lambda holding: holding.subject_of is not None)


def _what_stays(holding: Holding) -> list[tuple[str, str]]:
    kept = [entry for entry in holding.personal if entry.stays]
    return [(presentation.labels(holding, entry), str(entry.purpose)) for entry in kept]
