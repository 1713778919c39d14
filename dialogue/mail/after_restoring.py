"""The outbox after a backup was restored. What waits in it was written before the backup, and may
have gone out since; what the daily run will write may have gone out too. So nothing leaves until an
organiser has looked, but for what somebody who is waiting has just asked for (codes, links for
signing in).
"""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_noop

from dialogue.backups.aftermath import Restored
from dialogue.mail import letter_kinds, outbox
from dialogue.mail.models import OutboxMark, OutgoingMail, OutgoingMailQuerySet

State = OutgoingMail.State
# The row of OutboxMark; its moment is that of the restore.
MARK = "held after a restore"
CANCELLED = gettext_noop("It was waiting in a backup that was restored, and is not sent again.")

UNDECIDED = gettext_noop("It was waiting in a backup that was restored, and may have been sent.")


@transaction.atomic
def hold_outbox(restored: Restored) -> str:
    """Hold everything, and take back what a worker had in hand when the backup was made."""
    OutboxMark.objects.update_or_create(name=MARK, defaults={"noted_at": restored.now})
    OutgoingMail.objects.filter(state=State.SENDING).update(
        state=State.QUEUED, lease=None, leased_until_at=None
    )
    return f"letters of the backup that wait: {from_backup(restored.now).count()}"


def held_since() -> datetime | None:
    """The moment of the restore after which nobody has looked yet, or None."""
    mark = OutboxMark.objects.filter(name=MARK, noted_at__isnull=False).first()
    return mark.noted_at if mark else None


def from_backup(moment: datetime) -> OutgoingMailQuerySet:
    """What waited when a backup was made that was restored at a moment."""
    return OutgoingMail.objects.unfinished().filter(created_at__lte=moment)


def may_leave(mails: OutgoingMailQuerySet) -> OutgoingMailQuerySet:
    """Those of these emails that a worker may take: all, unless the outbox is held."""
    held = OutboxMark.objects.filter(name=MARK, noted_at__isnull=False)
    urgent = letter_kinds.names(lambda kind: kind.is_urgent)
    before_it = held.filter(noted_at__lt=OuterRef("created_at"))
    return mails.filter(~Exists(held) | (Q(kind__in=urgent) & Exists(before_it)))


@transaction.atomic
def let_go(user: User | AnonymousUser, *, cancels: bool) -> int:
    """End the hold, letting what waited in the backup go out, or cancelling it; return how many
    emails that were. What was written since the restore goes out in any case, and what this
    organiser may not know of is on hold for those who may."""
    mark = OutboxMark.objects.select_for_update().filter(name=MARK).first()
    if mark is None or mark.noted_at is None:
        return 0
    mails = from_backup(mark.noted_at)
    shown = mails.shown_to(user)
    mails.exclude(pk__in=list(shown.values_list("pk", flat=True))).put_on_hold(UNDECIDED)
    mark.noted_at = None
    mark.save()
    return outbox.cancel(shown, CANCELLED) if cancels else shown.count()
