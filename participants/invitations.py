"""What is done with invitations: the verbs. The only writer of an invitation's status.

Each verb is one transaction: it checks `states.TRANSITIONS`, changes the row by a conditional
UPDATE, appends an InvitationEvent and writes the mails that tell of it.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from dialogue import outbox
from dialogue.models import Dialogue
from participants import letters, seats
from participants.models import Answer, Invitation, InvitationEvent, new_key
from participants.states import ANSWERS, LEADS_TO, TRANSITIONS, Status, Verb

Door = InvitationEvent.Door
# Who holds a personal link can have confirmations sent to any address; not without end.
ANSWERS_PER_HOUR = 10


class Refused(Exception):
    """What was asked for cannot be done now; the message tells a person why, and what to do."""


@dataclass(frozen=True)
class Actor:
    """Who does something, through which door, and for whom."""

    door: Door
    name: str
    user: Any = None
    on_behalf_of: str = ""


def organiser(user) -> Actor:
    """A signed-in organiser as actor."""
    return Actor(Door.ADMIN, user.get_full_name() or user.get_username(), user)


@transaction.atomic
def clear(invitation: Invitation, by: Actor, reason=""):
    """Agree to a draft: it may be sent."""
    _move(invitation, Verb.CLEAR, by, reason)


@transaction.atomic
def invite(invitation: Invitation, by: Actor, reason=""):
    """Offer a seat and send the invitation. The offer holds the seat until the reply-by moment."""
    _send_out(invitation, Verb.INVITE, by, reason)


@transaction.atomic
def offer(invitation: Invitation, by: Actor, reason=""):
    """Offer a free seat to somebody on the reserve list, and send the invitation."""
    _send_out(invitation, Verb.OFFER, by, reason)


@transaction.atomic
def put_on_reserve(invitation: Invitation, by: Actor, reason=""):
    """Let somebody wait for a seat, without a letter."""
    _move(invitation, Verb.RESERVE, by, reason)


@transaction.atomic
def withdraw(invitation: Invitation, by: Actor, reason=""):
    """Take an invitation back: the links die, and whoever had been written to is told."""
    was_told = invitation.has_a_link
    outbox.cancel(invitation.mails.all())
    _move(invitation, Verb.WITHDRAW, by, reason, link_key=new_key(), calendar_key=new_key())
    if was_told:
        letters.withdrawal(invitation)


@transaction.atomic
def renew_link(invitation: Invitation, by: Actor, reason=""):
    """Make the personal link and calendar address anew; the old ones die. Send the new link."""
    if not invitation.has_a_link:
        raise Refused(_("Nothing was sent to this person yet, so there is no link to renew."))
    outbox.cancel(invitation.mails.all())
    _write(invitation, invitation.status, link_key=new_key(), calendar_key=new_key())
    _note(invitation, "renew_link", invitation.status, by, reason)
    letters.new_link(invitation)


@transaction.atomic
def record_presence(invitation: Invitation, by: Actor, *, present: bool, reason=""):
    """Note whether the delegate came."""
    _move(invitation, Verb.ATTEND if present else Verb.MISS, by, reason)


@transaction.atomic
def extend(invitation: Invitation, by: Actor, reason=""):
    """Give an offer that is out the dialogue's present reply-by moment, and tell the invitee."""
    dialogue = Dialogue.objects.lock(invitation.dialogue_id)
    _reread(invitation)
    _refuse_impossible_offer(dialogue)
    if not invitation.holds_a_seat and not seats.has_room_for(invitation, dialogue):
        raise Refused(_no_seat(dialogue))
    _move(invitation, Verb.EXTEND, by, reason, reply_by_at=dialogue.reply_by_at)
    letters.extension(invitation)


@transaction.atomic
def answer(invitation: Invitation, by: Actor, given: Answer) -> Status:
    """Record an answer and confirm it by mail; return the state it led to.

    `given` is an unsaved Answer. Whoever says yes or perhaps when every seat is taken or held comes
    on the reserve list. The same answer once more (a form sent twice) changes nothing and sends
    nothing.
    """
    # One lock for all answers to a dialogue; whoever waited here sees what the others did.
    dialogue = Dialogue.objects.lock(invitation.dialogue_id)
    _reread(invitation)
    if _is_repeated(invitation, given):
        return invitation.status
    if by.door == Door.LINK:
        _refuse_closed_or_hasty(invitation, given)
    verb = ANSWERS[given.response]
    if verb is not Verb.DECLINE and not seats.has_room_for(invitation, dialogue):
        verb = Verb.RESERVE
    given.invitation = invitation
    given.save()
    _move(invitation, verb, by, given.reason)
    letters.confirmation(invitation, given)
    return invitation.status


def _reread(invitation):
    """What the row says now, with the dialogue's lock held."""
    rows = Invitation.objects.select_for_update(no_key=True)
    invitation.refresh_from_db(fields=["status", "reply_by_at"], from_queryset=rows)


def _refuse_closed_or_hasty(invitation, given):
    if not (invitation.may_answer or _steps_down(invitation, given)):
        raise Refused(_("Answers are no longer taken here. Please write to the secretariat."))
    hour_ago = timezone.now() - timedelta(hours=1)
    if invitation.answers.filter(answered_at__gt=hour_ago).count() >= ANSWERS_PER_HOUR:
        raise Refused(
            _("There were many answers in the last hour. Please wait, or write to the secretariat.")
        )


def _steps_down(invitation, given):
    return invitation.may_step_down and given.response == Answer.Response.DECLINE


def _is_repeated(invitation, given):
    last = invitation.answers.first()
    alike = [
        "response",
        "reason",
        "answered_by",
        "answered_by_name",
        "answered_by_email",
        "channel",
    ]
    return (
        last is not None
        and all(getattr(last, name) == getattr(given, name) for name in alike)
        and invitation.status in LEADS_TO[given.response]
    )


def _send_out(invitation, verb, by, reason):
    dialogue = Dialogue.objects.lock(invitation.dialogue_id)
    _refuse_impossible_offer(dialogue)
    if not seats.count(dialogue).free:
        raise Refused(_no_seat(dialogue))
    moments = {"invited_at": timezone.now(), "reply_by_at": dialogue.reply_by_at}
    _move(invitation, verb, by, reason, **moments)
    letters.invitation(invitation)


def _refuse_impossible_offer(dialogue):
    if dialogue.is_off:
        raise Refused(_("The dialogue does not take place, so nobody is invited."))
    if dialogue.reply_by_at <= timezone.now():
        raise Refused(_("The reply-by moment has passed. Set a later one on the dialogue first."))


def _no_seat(dialogue):
    return ngettext_lazy(
        "The only seat is taken or held by an offer. Put this person on the reserve list, "
        "or wait for an answer.",
        "All %(count)d seats are taken or held by offers. Put this person on the reserve "
        "list, or wait for an answer.",
        "count",
    ) % {"count": dialogue.capacity}


def _move(invitation, verb, by, reason="", **changes):
    """Check the table, change the row only from the state we saw, and note the event."""
    before = invitation.status
    after = TRANSITIONS.get((verb, before))
    if after is None:
        raise Refused(
            _("“%(verb)s” is not possible: the invitation is now in the state “%(status)s”.")
            % {"verb": verb.label, "status": Status(before).label}
        )
    _write(invitation, before, status=after, **changes)
    _note(invitation, verb, before, by, reason)


def _write(invitation, expected_status, **changes):
    changes["changed_at"] = timezone.now()
    rows = Invitation.objects.filter(pk=invitation.pk, status=expected_status)
    if not rows.update(**changes):
        raise Refused(_("Somebody else changed this invitation just now. Look again, then decide."))
    for name, value in changes.items():
        setattr(invitation, name, value)


def _note(invitation, verb, from_status, by, reason):
    InvitationEvent.objects.create(
        invitation=invitation,
        verb=verb,
        from_status=from_status,
        to_status=invitation.status,
        door=by.door,
        user=by.user,
        actor=by.name[:200],
        on_behalf_of=by.on_behalf_of[:200],
        reason=reason,
    )
