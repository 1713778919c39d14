"""Forgetting rows as the data map says: the one place that alters what is kept about people.

`forget` is for rows about somebody, `forget_mentions` for the fields of other people's rows in
which somebody stands: the office that answered, the name in a note.
"""

import re
from collections.abc import Collection
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q, QuerySet

from dialogue.models.records import altering_records
from dialogue.personal_data import data_map
from dialogue.personal_data.holdings import Holding, Left, Mention, PersonalData
from dialogue.personal_data.subjects import Subject, rows_with_words, with_address

SOMEBODY = "–"  # in the place of a name inside a text, or where a name may not be empty
TEXTS = (models.CharField, models.TextField)


def forget(holding: Holding, rows: QuerySet[Any]) -> int:
    """Forget these rows of a model: delete them or blank what is personal, and what the admin
    site's log says of them; all or nothing. Return how many there were that had anything left."""
    if not holding.is_personal:
        return 0
    with transaction.atomic():
        keys = list(not_yet_forgotten(holding, rows).values_list("pk", flat=True))
        if keys:
            if holding.first:
                holding.first(keys)
            _alter(holding, keys)
            _forget_log(holding, keys)
    return len(keys)


def empty(holding: Holding, rows: QuerySet[Any], field: str) -> None:
    """Empty one text field of these rows, which are otherwise about somebody else."""
    with transaction.atomic():
        if keys := list(rows.order_by().values_list("pk", flat=True)):
            _alter(holding, keys, **{field: ""})


def not_yet_forgotten(holding: Holding, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of these rows that have anything left to forget."""
    these = holding.rows.filter(pk__in=rows.order_by().values("pk"))
    if holding.is_deleted:
        return these
    left = Q(pk__in=[])
    for column, value in _values(holding):
        left |= _differs(column, value)
    return these.filter(left)


def forget_mentions(subject: Subject) -> int:
    """Take these people's names and addresses out of everybody's rows, the history of them and
    texts; all or nothing. Return how many fields that were."""
    number = 0
    with transaction.atomic():
        for holding in data_map.personal():
            for personal in holding.personal:
                if personal.mention is Mention.TEXT:
                    number += _forget_in_texts(holding, personal, subject)
                elif personal.mention:
                    number += _forget_whole(holding, personal, subject)
    return number


def _alter(holding: Holding, keys: Collection[Any], **values: Any) -> None:
    """Delete or change the rows with these keys: every change of this room goes through here.
    Without `values`, what the data map says is left."""
    rows = holding.rows.filter(pk__in=keys)
    with altering_records():
        if not values and holding.is_deleted:
            rows.delete()
        else:
            rows.update(**(values or {column.name: left for column, left in _values(holding)}))


def _values(holding: Holding) -> "list[tuple[models.Field[Any, Any], Any]]":
    """[(field, what is left of it)] for all that does not stay."""
    return [
        (column, left_of(column, personal))
        for personal in holding.personal
        if not personal.stays
        for column in holding.columns(personal)
    ]


def left_of(column: "models.Field[Any, Any]", personal: PersonalData) -> Any:
    """What is left of a field when it is forgotten, as a value or an expression."""
    if not isinstance(personal.left, Left):
        return personal.left
    if isinstance(column, TEXTS):
        return ""
    if isinstance(column, models.BinaryField):
        return b""
    return None if column.null else column.get_default()


def _differs(column: "models.Field[Any, Any]", value: Any) -> Q:
    """The condition that a field is not what is left of it. NULL counts as empty."""
    if value is None:
        return Q(**{f"{column.name}__isnull": False})
    if value == "" and isinstance(value, str):
        return Q(**{f"{column.name}__gt": ""})
    return Q(**{f"{column.name}__isnull": False}) & ~Q(**{column.name: value})


def _forget_log(holding: Holding, keys: Collection[Any]) -> None:
    """The admin site's log keeps that something was done, and to which row, but not its words."""
    kind = ContentType.objects.get_for_model(holding.model_class)
    LogEntry.objects.filter(content_type=kind, object_id__in=[str(key) for key in keys]).update(
        object_repr="", change_message=""
    )


def _forget_whole(holding: Holding, personal: PersonalData, subject: Subject) -> int:
    """Fields that hold a name or an address and nothing else."""
    number = 0
    for column in holding.columns(personal):
        rows = holding.rows.none()
        if personal.mention is Mention.NAME and subject.names:
            rows = holding.rows.filter(**{f"{column.name}__in": subject.names})
        if personal.mention is Mention.ADDRESS and subject.addresses:
            rows = holding.rows.filter(with_address(subject, column.name))
        keys = list(rows.values_list("pk", flat=True))
        if keys:
            left = SOMEBODY if personal.stays else left_of(column, personal)
            _alter(holding, keys, **{column.name: left})
        number += len(keys)
    return number


def in_texts(subject: Subject) -> re.Pattern[str]:
    """Finds these people's names and addresses in a text, as whole words. They have some."""
    return re.compile("|".join(map(_whole, subject.words)), re.IGNORECASE)


def _whole(word: str) -> str:
    """The pattern of one word. An address is not found within a longer one, which is another
    person's: a@x.vn in nguyen.a@x.vn, in a-a@x.vn or in a@x.vn.example."""
    found = rf"(?<!\w){re.escape(word)}(?!\w)"
    # A capital after the full stop begins a sentence.
    return rf"(?<!\w[.+'-]){found}(?!-\w|(?-i:\.[a-z0-9]))" if "@" in word else found


def _without(said: Any, pattern: re.Pattern[str]) -> Any:
    """A text, or JSON with texts in it, without the words that the pattern finds."""
    if isinstance(said, str):
        return pattern.sub(SOMEBODY, said)
    if isinstance(said, dict):
        return {key: _without(value, pattern) for key, value in said.items()}
    return [_without(value, pattern) for value in said] if isinstance(said, list) else said


def _forget_in_texts(holding: Holding, personal: PersonalData, subject: Subject) -> int:
    """Texts in which a name or an address stands among other words."""
    if not subject.words:
        return 0
    pattern = in_texts(subject)
    number = 0
    for column in holding.columns(personal):
        there = rows_with_words(holding.rows, subject, column)
        for key, said in list(there.values_list("pk", column.name)):
            without = _without(said, pattern)
            if without != said:
                _alter(holding, [key], **{column.name: without})
                number += 1
    return number
