"""Searching the lists of the admin site: each word that is typed must occur in one of the fields.

Columns named `folded` hold texts without marks and case (see `folding`), and `phone_digits` the
digits of a telephone number: SQLite and PostgreSQL search both alike, which they do not for texts
with diacritics.
"""

import re
from collections.abc import Sequence

from django.contrib.admin.utils import lookup_spawns_duplicates
from django.db.models import Q, QuerySet
from django.utils.text import smart_split, unescape_string_literal

from dialogue.searching.folding import fold

FOLDED, DIGITS = "folded", "phone_digits"
TELEPHONE = re.compile(r"\+?\(?\d[\d\s().+-]+")
FEWEST_DIGITS = 3  # fewer are in every number


def digits_of(number: str) -> str:
    """The digits of a telephone number without what is written in several ways: "+84 912", "0084
    912" and "0912" are the same."""
    digits = re.sub("[^0-9]", "", number).removeprefix("00")
    is_abroad = number.strip().startswith(("+", "00"))
    if digits.startswith("84") and (is_abroad or len(digits) > 10):
        digits = digits.removeprefix("84")
    return digits.lstrip("0")


def has_folded(fields: Sequence[str]) -> bool:
    """Whether some of these search fields are searched in this way."""
    return any(_last(field) in {FOLDED, DIGITS} for field in fields)


def found(queryset: QuerySet, fields: Sequence[str], term: str) -> tuple[QuerySet, bool]:
    """(the rows in which each word of the term occurs, whether a row may be there twice)"""
    if TELEPHONE.fullmatch(term.strip()) and len(digits_of(term)) >= FEWEST_DIGITS:
        bits = [term.strip()]
    else:
        bits = [_unquoted(bit) for bit in smart_split(term)]
    for bit in bits:
        condition = Q(pk__in=[])
        for field in fields:
            if value := _value(field, bit):
                condition |= Q(**{f"{field}__{_lookup(field)}": value})
        queryset = queryset.filter(condition)
    options = queryset.model._meta
    return queryset, any(lookup_spawns_duplicates(options, field) for field in fields)


def _unquoted(bit):
    is_quoted = len(bit) > 1 and bit[0] == bit[-1] and bit[0] in "\"'"
    return unescape_string_literal(bit) if is_quoted else bit


def _last(field):
    return field.rpartition("__")[2]


def _lookup(field):
    return "contains" if _last(field) in {FOLDED, DIGITS} else "icontains"


def _value(field, bit):
    """What is looked for in a field; "" where the bit says nothing for it."""
    if _last(field) == FOLDED:
        return fold(bit)
    if _last(field) == DIGITS:
        digits = digits_of(bit) if TELEPHONE.fullmatch(bit) else ""
        return digits if len(digits) >= FEWEST_DIGITS else ""
    return bit
