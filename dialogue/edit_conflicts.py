"""What somebody else did to a row while one was looking at it, as a sentence for organisers; and
since when one was looking."""

from datetime import UTC, datetime

from django.db import models
from django.utils import formats, timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from modeltranslation.translator import NotRegistered, translator


def read_moment(text: str) -> datetime | None:
    """The moment, in UTC, that a form carries in ISO 8601; None for what was tampered with."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def told(row, newest, before, *, untold=frozenset(), otherwise="") -> str:
    """Who changed what of `row`, which is as it is stored now, and that nothing typed is lost.

    `newest` and `before` are records of its history, or None: the last one, and the last that was
    on screen. Fields named in `untold` are passed over; `otherwise` says what may have changed
    where the history knows of no field.
    """
    user = newest.history_user if newest else None
    who = (user.get_full_name() or user.get_username()) if user else _("somebody else")
    changed = newest.diff_against(before).changed_fields if newest and before else []
    passed_over = stored_twice(type(row)) | untold
    what = [_now(row, name) for name in changed if name not in passed_over]
    return _(
        "In the meantime, %(who)s has changed “%(title)s”: %(what)s. Nothing was saved, and "
        "what you typed is still here. To keep it, save again."
    ) % {"who": who, "title": row, "what": "; ".join(what) or otherwise or _("what you see here")}


def stored_twice(model) -> set[str]:
    """The names of the translated fields: what the default language says is in the history under
    each of them once more."""
    try:
        return set(translator.get_options_for_model(model).get_field_names())
    except NotRegistered:
        return set()


def _now(row, name):
    """ "starts: now 2 June 2031, 09:00" """
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
