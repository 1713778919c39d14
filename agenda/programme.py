"""Changes to the programme, and what calendars must be told of them.

Whoever saves a session, room, topic or role calls in here, so that SEQUENCE, LAST-MODIFIED and the
feeds' version follow (RFC 5545, 3.8.7).
"""

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from agenda.models import Role, Session
from dialogue import entries
from dialogue.models import Dialogue

# A change of these is significant to a calendar user: SEQUENCE rises.
TIME_PLACE_STATUS = ["starts_at", "ends_at", "room_id", "is_cancelled"]


@transaction.atomic
def save_session(session: Session):
    """Save a session; raise its SEQUENCE if time, place or cancellation changed."""
    entries.raise_sequence(session, TIME_PLACE_STATUS)
    session.changed_at = timezone.now()
    session.save()
    touch(session.dialogue)


def touch(dialogue: Dialogue, sessions=None, *, moved=False):
    """Something that calendars show has changed: in the given sessions, or in none of them.

    `moved` raises those sessions' SEQUENCE, as a new name of their room does.
    """
    now = timezone.now()
    if sessions is not None:
        changes = {"sequence": F("sequence") + 1} if moved else {}
        sessions.update(changed_at=now, **changes)
    Dialogue.objects.filter(pk=dialogue.pk).update(calendar_changed_at=now)
    dialogue.calendar_changed_at = now


def pass_roles_on(old, new):
    """A substitute takes over a delegate's seat (two Invitations): the roles at that dialogue pass
    on, and stand unconfirmed until the substitute agrees to them."""
    roles = Role.objects.filter(session__dialogue=old.dialogue, person=old.person)
    sessions = Session.objects.filter(roles__in=roles)
    touched = list(sessions.values_list("pk", flat=True))
    has_already = Role.objects.filter(person=new.person, session=OuterRef("session"))
    roles.exclude(Exists(has_already.filter(kind=OuterRef("kind")))).update(
        person=new.person, is_confirmed=False
    )
    roles.delete()
    if touched:
        touch(old.dialogue, Session.objects.filter(pk__in=touched))
