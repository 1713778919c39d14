"""What becomes of delegates' details: stored as far as they are right.

How long they are kept, see participants/personal_data/details.py.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from dialogue.refusals import Refused
from participants.delegates.at_home import is_at_home
from participants.models import DelegateDetails, DetailsChange, Invitation
from participants.workflow.transitions import Actor


def row_of(invitation: Invitation) -> DelegateDetails:
    """The details of one delegate, unsaved while there are none. One query."""
    row = DelegateDetails.objects.filter(invitation=invitation).first() or DelegateDetails()
    row.invitation = invitation
    if row.needs_visa_letter is None and is_at_home(invitation):
        row.needs_visa_letter = False
    return row


def lock(invitation: Invitation) -> None:
    """Let nobody else change these details until the transaction ends. Raises Refused when the seat
    has passed to somebody else in the meantime."""
    stored = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if not stored.gives_details or stored.link_key != invitation.link_key:
        raise Refused(
            _("Your seat has changed in the meantime. Please open your most recent link.")
        )


def save(row: DelegateDetails, by: Actor, channel: str = "") -> None:
    """Store the details in the name of `by`; where organisers were told them, by
    `by.on_behalf_of`, `channel` is how. Call it with the invitation locked."""
    row.changed_at, row.changed_by = timezone.now(), by.name
    row.told_by, row.channel = by.on_behalf_of if channel else "", channel
    row.save()


def drop_waiting(invitation: Invitation, state: str) -> int:
    """Nobody is to decide any more on the change that waits: it was taken back or replaced. What it
    said is not kept. Return how many that were, which is one at most."""
    waiting = invitation.details_changes.filter(state=DetailsChange.State.WAITING)
    return waiting.update(state=state, decided_at=timezone.now(), values={}, before={})
