"""Invitations that count as sent although no letter has left: it was cancelled or given up, waits
still, or there was no mail server. Either the letter is written again (`invitations.invite_again`)
or the invitation goes back to where it was before.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dialogue.mail import letter_kinds
from dialogue.mail.models import OutgoingMail
from dialogue.refusals import Refused
from participants.models import Invitation, new_keys
from participants.states import Status, Verb
from participants.workflow import superseded, transitions
from participants.workflow.transitions import Actor

GOING_OUT = {*OutgoingMail.WAITING, OutgoingMail.State.SENDING, OutgoingMail.State.COPYING}


def without_letter(invitations: Iterable[Invitation]) -> set[int]:
    """The keys of those of these invitations that wait for an answer although no letter about them
    has left, or is on its way. One query. Those about which none was written here are not meant:
    somebody invited them otherwise."""
    return {
        key for key, mails in _letters(invitations).items() if not _any(mails, waiting_too=True)
    }


def never_left(invitations: Iterable[Invitation]) -> set[int]:
    """The same, but what waits counts as not having left: it can still be stopped. So it is with
    those who were put on the reserve list before they were ever invited. One query."""
    rows = list(invitations)
    stopped = {key for key, mails in _letters(rows).items() if not _any(mails, waiting_too=False)}
    return stopped | {row.pk for row in rows if row.status == Status.RESERVE and not row.is_out}


def _letters(invitations):
    """{key: the letters about it that bring the link}, for those that are invited and have any"""
    keys = [row.pk for row in invitations if row.status == Status.INVITED and row.is_out]
    kinds = letter_kinds.names(lambda kind: kind.brings_the_link)
    rows = OutgoingMail.objects.filter(invitations__in=keys, kind__in=kinds)
    found: dict[int, list[OutgoingMail]] = {}
    for mail in rows.defer("text", "html", "calendar").prefetch_related("invitations"):
        for invitation in mail.invitations.all():
            if invitation.pk in keys:
                found.setdefault(invitation.pk, []).append(mail)
    return found


def _any(mails, *, waiting_too):
    return any(
        mail.has_left
        or mail.state == OutgoingMail.State.SENDING
        or (waiting_too and mail.state in GOING_OUT)
        for mail in mails
    )


@transaction.atomic
def clear_again(invitation: Invitation, by: Actor, reason: str = "") -> None:
    """Put an invitation of which no letter has left back to cleared: the seat is free again, and
    what waits is cancelled. Raises Refused if a letter may have arrived."""
    transitions.lock(invitation)
    if invitation.pk not in never_left([invitation]):
        raise Refused(
            _(
                "A letter about this invitation has left, so it cannot be put back. Withdraw it "
                "instead: the addressee is told."
            )
        )
    cleared = {"invited_at": None, "reply_by_at": None, "released_at": None}
    transitions.move(invitation, Verb.CLEAR_AGAIN, by, reason, **cleared, **new_keys())
    superseded.cancel_letters(invitation)
