"""What a person reads instead of a result: that a rule said no (Refused), or that somebody else was
quicker (EditConflict), and how the latter is noticed.

Each form carries, in one hidden field, the version of what was on screen. A version is a text that
differs after each change; pages only hand it on, and compare it. What was saved over another
version is refused by EditConflict, and nothing that was typed is lost.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from django import forms
from django.db import models
from django.utils import formats, timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from modeltranslation.translator import NotRegistered, translator

NAME = "seen"  # of the hidden field, in every form


class Refused(Exception):
    """A rule said no. The message is for a person, in the active language: why, and what to do.

    Verbs raise it before anything is stored, or inside a transaction that is then rolled back.
    """


class EditConflict(Refused):
    """The row was changed by somebody else since it was on screen. `stored` is the row as it is
    now, where there is one; `seen` is the version that was on screen."""

    def __init__(self, message: str, stored: Any = None, seen: str = "") -> None:
        super().__init__(message)
        self.stored, self.seen = stored, seen


class SeenField(forms.CharField):
    """The hidden field of a form; its initial value is the version of what the form is about."""

    widget = forms.HiddenInput

    def __init__(self, *, required: bool = False, max_length: int = 100, **kwargs: Any) -> None:
        super().__init__(required=required, max_length=max_length, **kwargs)


class HasVersion(Protocol):
    """A row that says its version."""

    @property
    def version(self) -> str: ...


def seen_in(data: Mapping[str, Any]) -> str:
    """The version that posted data carries; "" where it carries none, which conflicts with
    nothing."""
    return data.get(NAME, "")


def is_outdated(seen: str, stored: HasVersion) -> bool:
    """Whether a page showed another version than the one that is stored."""
    return bool(seen) and seen != stored.version


def moment_of(version: str) -> datetime | None:
    """When a row came into its version, in UTC, if the row counts its versions by moments; None for
    what was tampered with."""
    try:
        moment = datetime.fromisoformat(version)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def describe(
    row: models.Model,
    newest: Any,
    before: Any,
    *,
    hidden: frozenset[str] | set[str] = frozenset(),
    otherwise: str = "",
) -> str:
    """The sentence that says who changed what of `row`, which is as it is stored now, and that
    nothing typed is lost.

    `newest` and `before` are records of its history, or None: the last one, and the last that was
    on screen. Fields named in `hidden` are passed over; `otherwise` says what may have changed
    where the history knows of no field.
    """
    user = newest.history_user if newest else None
    name = (user.get_full_name() or user.get_username()) if user else _("somebody else")
    changed = newest.diff_against(before).changed_fields if newest and before else []
    passed_over = stored_twice(type(row)) | hidden
    what = [now(row, field) for field in changed if field not in passed_over]
    return _(
        "In the meantime, %(who)s has changed “%(title)s”: %(what)s. Nothing was saved, and "
        "what you typed is still here. To keep it, save again."
    ) % {"who": name, "title": row, "what": "; ".join(what) or otherwise or _("what you see here")}


def stored_twice(model: type[models.Model]) -> set[str]:
    """The names of the translated fields: what the default language says is in the history under
    each of them once more."""
    try:
        return set(translator.get_options_for_model(model).get_field_names())
    except NotRegistered:
        return set()


def now(row: Any, name: str) -> str:
    """What a field holds now: "starts: now 2 June 2031, 09:00"."""
    field, value = row._meta.get_field(name), getattr(row, name)
    if isinstance(field, models.DateTimeField) and value:
        value = formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    elif isinstance(field, models.DateField) and value:
        value = formats.date_format(value, "DATE_FORMAT")
    elif isinstance(field, models.BooleanField):
        value = _("yes") if value else _("no")
    elif field.choices:
        value = getattr(row, f"get_{name}_display")()
    text = Truncator(value if value not in {None, ""} else "–").chars(80)
    return _("%(field)s: now %(value)s") % {"field": field.verbose_name, "value": text}
