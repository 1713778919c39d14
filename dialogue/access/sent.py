"""What a request says beside its forms: which button, which rows, since when, in a field or two.

Each value is read through a field of Django's forms, which knows NUL bytes and numbers that are
none, of five thousand digits or too large for the database. What such a field refuses nobody has
typed: it counts as not sent. Whatever a person could mistype is a form.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CharField, IntegerField
from django.http import QueryDict

LARGEST = 2**63 - 1  # what fits a 64-bit integer; a larger number names nothing
LONGEST = 500  # characters of a reason

_text, _typed = CharField(required=False), CharField(required=False, strip=False)
_number = IntegerField(required=False, min_value=0, max_value=LARGEST)


def text(data: QueryDict, name: str, longest: int = LONGEST) -> str:
    """What was sent under this name, without spaces around it and cut to `longest` characters."""
    return (_cleaned(_text, data.get(name, "")) or "")[:longest]


def typed(data: QueryDict, name: str) -> str:
    """What was typed into a field that shows it again, as it was typed and in full."""
    return _cleaned(_typed, data.get(name, "")) or ""


def texts(data: QueryDict, name: str) -> list[str]:
    """Everything that was sent under this name, as far as it is something."""
    return [value for sent in data.getlist(name) if (value := _cleaned(_text, sent))]


def number(data: QueryDict, name: str) -> int | None:
    """The number that was sent under this name; None for what is none."""
    return as_number(data.get(name, ""))


def numbers(data: QueryDict, name: str) -> list[int]:
    """All numbers that were sent under this name: one field a number, or several in one with commas
    between them, for Django takes some thousand fields and no more."""
    parts = [as_number(part) for value in data.getlist(name) for part in value.split(",")]
    return [part for part in parts if part is not None]


def as_number(value: str) -> int | None:
    """A number from 0 that the database can look for, out of a part of something sent, or None."""
    return _cleaned(_number, value)


def moment(data: QueryDict, name: str) -> datetime | None:
    """The moment that one of our pages sent back, in ISO 8601 with its offset; None for what is
    none."""
    try:
        found = datetime.fromisoformat(text(data, name))
    except ValueError:
        return None
    return found if found.tzinfo else None


def is_value_of(field: models.Field, value: object) -> bool:
    """Whether a row could have this value in the field, above all in its primary key; otherwise
    looking for it is an error."""
    try:
        field.clean(value, None)
    except ValidationError:
        return False
    return True


def holds_values_of(field: models.Field, data: QueryDict, name: str) -> bool:
    """Whether all that was sent under this name is so."""
    return all(is_value_of(field, value) for value in data.getlist(name))


def _cleaned(field, value):
    try:
        return field.clean(value)
    except ValidationError:
        return None
