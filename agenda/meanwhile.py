"""What somebody else did to a session while one was looking at it, as a sentence for organisers."""

from datetime import datetime

from django.db import models
from django.utils import formats
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from agenda.models import Session

OF_CALENDARS = {"changed_at", "uid", "title", "description", "questions"}


def told(stored: Session, seen: datetime) -> str:
    """Who changed what since `seen` (a `changed_at`), and that nothing of one's own is lost.

    The history knows the session's own fields; of a change to its roles, topics or room it knows
    who saved at most.
    """
    newest = stored.history.filter(changed_at__gt=seen).select_related("history_user").first()
    before = stored.history.filter(changed_at__lte=seen).first()
    user = newest.history_user if newest else None
    who = (user.get_full_name() or user.get_username()) if user else _("somebody else")
    changed = newest.diff_against(before).changed_fields if newest and before else []
    what = [_now(stored, name) for name in changed if name not in OF_CALENDARS]
    return _(
        "Meanwhile %(who)s changed “%(title)s”: %(what)s. Nothing was saved, and what you typed is "
        "still here. Save once more if it is to stand."
    ) % {
        "who": who,
        "title": stored.title,
        "what": "; ".join(what) or _("its room, roles or topics"),
    }


def _now(session, name):
    """ "starts: now 2 June 2031, 09:00" """
    field, value = session._meta.get_field(name), getattr(session, name)
    if isinstance(field, models.DateTimeField):
        value = formats.date_format(session.dialogue.local(value), "DATETIME_FORMAT")
    elif isinstance(field, models.BooleanField):
        value = _("yes") if value else _("no")
    elif field.choices:
        value = getattr(session, f"get_{name}_display")()
    text = Truncator(value or "–").chars(80)
    return _("%(field)s: now %(value)s") % {"field": field.verbose_name, "value": text}
