"""The people whom rows are about, as plain values: no floor needs another one's models for them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

ERASED_DOMAIN = "erased.invalid"  # RFC 2606: no letter ever arrives there


def is_erased(address: str) -> bool:
    """Whether this is what is left of an address that was erased."""
    return address.endswith(f"@{ERASED_DOMAIN}")


@dataclass(frozen=True)
class Subject:
    """One person, or several, as a plain value that every floor can read: `names` as they may stand
    in a row, `addresses` in lower case, and the keys of the rows that are known to be about them,
    {"participants.Invitation": {1, 2}}, so that a floor below finds its own rows."""

    names: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    keys: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """Names and addresses as they may stand in a text, written as HTML and as JSON too; the
        longest first, for one may be a part of another."""
        words = {*self.names, *self.addresses} - {""}
        written = {escape(word) for word in words} | {_in_json(word) for word in words}
        return sorted(words | written, key=len, reverse=True)

    def keys_of(self, label: str) -> frozenset[int]:
        """The keys of the rows of this model that are about them."""
        return self.keys.get(label, frozenset())


def _in_json(word: str) -> str:
    return json.dumps(word)[1:-1]


def with_address(subject: Subject, *names: str) -> Q:
    """The condition that one of these fields holds one of their addresses, in any case."""
    condition = Q(pk__in=[])
    for name in names:
        for address in sorted(subject.addresses):
            condition |= Q(**{f"{name}__iexact": address})
    return condition


def rows_with_words(
    rows: "models.QuerySet[Any]", subject: Subject, column: "models.Field[Any, Any]"
) -> "models.QuerySet[Any]":
    """Those rows in which one of their names or addresses stands in this field, be it a text or
    JSON with texts in it."""
    if not isinstance(column, models.JSONField):
        return rows.filter(with_words(subject, column.name))
    as_text = rows.alias(said=Cast(column.name, models.TextField()))
    return as_text.filter(with_words(subject, "said"))


def with_words(subject: Subject, *names: str) -> Q:
    """The condition that one of their names or addresses stands somewhere in these fields."""
    condition = Q(pk__in=[])
    for name in names:
        for words in subject.words:
            condition |= Q(**{f"{name}__icontains": words})
    return condition
