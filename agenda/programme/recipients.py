"""Choosing the recipients of a letter to many by session and by role."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from agenda.models import Role
from participants.groupmail.filters import Filter


def _sessions(dialogue):
    return [(str(row.pk), row.title) for row in dialogue.sessions.order_by("starts_at", "pk")]


def _with_role(rows, **which):
    held = Role.objects.filter(person=OuterRef("person"), session__dialogue=OuterRef("dialogue"))
    known = held.exclude(state=Role.State.REFUSED).filter(**which)
    return rows.filter(Exists(known))


SESSION = Filter(
    "session",
    _("Session in which they have a role"),
    _sessions,
    lambda rows, keys: _with_role(rows, session__in=keys),
)
ROLE = Filter(
    "role",
    _("Role"),
    lambda _dialogue: list(Role.Kind.choices),
    lambda rows, keys: _with_role(rows, kind__in=keys),
)
