"""What becomes of delegates' details: stored as far as they are right, and erased in time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogue.models import Dialogue
from dialogue.refusals import Refused
from participants.models import AccessCode, DelegateDetails, Invitation
from participants.states import OVER, Status
from participants.workflow.transitions import Actor

# A delegate who declined may come back; after so long nobody does.
COMES_BACK_WITHIN = timedelta(days=7)


def row_of(invitation: Invitation) -> DelegateDetails:
    """The details of one delegate, unsaved while there are none. One query."""
    row = DelegateDetails.objects.filter(invitation=invitation).first() or DelegateDetails()
    row.invitation = invitation
    return row


def lock(invitation: Invitation) -> None:
    """Let nobody else change these details until the transaction ends. Raises Refused when the seat
    has passed to somebody else in the meantime."""
    stored = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if not stored.gives_details or stored.link_key != invitation.link_key:
        raise Refused(
            _("Your seat has changed in the meantime. Please open your most recent link.")
        )


def save(row: DelegateDetails, by: Actor) -> None:
    """Store the details in the name of `by`. Call it with the invitation locked."""
    row.changed_at, row.changed_by = timezone.now(), by.name
    row.save()


def erase_due(now: datetime) -> int:
    """Erase the details and codes of dialogues whose days of keeping are over at the moment `now`,
    and of seats that have passed on; return how many delegates' details there were."""
    due = Dialogue.objects.past_keeping(now)
    declined = Q(status=Status.DECLINED, changed_at__lt=now - COMES_BACK_WITHIN)
    invitations = Invitation.objects.filter(Q(dialogue__in=due) | Q(status__in=OVER) | declined)
    with transaction.atomic():
        AccessCode.objects.filter(invitation__in=invitations).delete()
        _all, numbers = DelegateDetails.objects.filter(invitation__in=invitations).delete()
    return numbers.get(DelegateDetails._meta.label, 0)
