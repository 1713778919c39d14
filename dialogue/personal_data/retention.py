"""Forgetting what has been kept long enough, as the data map says: by the clock, in batches, safe
to be stopped and run again."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from dialogue.personal_data import data_map, terms
from dialogue.personal_data.forgetting import forget, forget_mentions, not_yet_forgotten
from dialogue.personal_data.holdings import Holding

BATCH = 500  # rows in one transaction
PEOPLE = 10  # people in one transaction: each of their names is looked for in every table


def due(now: datetime) -> Iterator[tuple[Holding, int]]:
    """(entry of the data map, how many of its rows would be forgotten at this moment), without
    those that have none. What goes with a person is not counted. Changes nothing."""
    for holding in _in_order():
        if holding.rows_due and (number := _left(holding, now).count()):
            yield holding, number


def forget_due(now: datetime) -> Iterator[tuple[Holding, int]]:
    """Forget what has been kept long enough at this moment; (entry, how many rows) for each that
    had any. Each batch is one transaction."""
    for holding in _in_order():
        if number := forget_due_of(holding, now):
            yield holding, number


def forget_due_of(holding: Holding, now: datetime) -> int:
    """The same for one entry of the data map; return how many rows. Each batch is looked up again,
    for somebody may have moved a dialogue in the meantime."""
    if holding.rows_due is None:
        return 0
    keys = list(_left(holding, now).order_by("pk").values_list("pk", flat=True))
    size, number = PEOPLE if holding.subject_of else BATCH, 0
    for start in range(0, len(keys), size):
        with transaction.atomic():
            still = holding.rows_due(now).order_by().values("pk")
            rows = holding.rows.filter(pk__in=keys[start : start + size]).filter(pk__in=still)
            if holding.subject_of:
                _forget_elsewhere(holding, list(rows.values_list("pk", flat=True)))
            number += forget(holding, rows)
    return number


def _in_order() -> list[Holding]:
    """The people last: until they are forgotten, their names and addresses find all else."""
    return sorted(data_map.personal(), key=lambda holding: holding.subject_of is not None)


def _left(holding: Holding, now: datetime) -> Any:
    assert holding.rows_due
    return not_yet_forgotten(holding, holding.rows_due(now))


def _forget_elsewhere(holding: Holding, keys: list[int]) -> None:
    """What is not a dialogue's goes with the people themselves, and so do their names wherever they
    stand."""
    assert holding.subject_of
    subject = holding.subject_of(keys)
    for other in data_map.personal():
        if other.kept in terms.END_WITH_THE_PERSON and other.rows_of:
            forget(other, other.rows_of(subject))
    forget_mentions(subject)
