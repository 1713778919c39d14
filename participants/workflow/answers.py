"""How an invitee, or an office for them, answers: yes, perhaps or no."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from dialogue import refusals
from dialogue.models.prepared import Prepared
from dialogue.refusals import EditConflict, Refused
from participants.letters import letters, others
from participants.models import Answer, Invitation
from participants.states import ANSWERS, LEADS_TO, Status, Verb
from participants.workflow import seats, superseded, transitions
from participants.workflow.transitions import Actor, Door

# Whoever holds a link can have mail sent to any address, so there is a limit.
PER_HOUR = 10
# Here the invitee speaks, and the reply deadline counts; organisers may record what came late.
FROM_OUTSIDE = {Door.LINK, Door.CALENDAR_REPLY}


@Prepared
def _last(invitation):
    return Answer.objects.filter(invitation=invitation)[:1]


def last_of(invitation: Invitation) -> Answer | None:
    """The answer that counts."""
    last = _last.first(invitation.pk)
    if last:
        last.invitation = invitation
    return last


@transaction.atomic
def answer(invitation: Invitation, by: Actor, reply: Answer, seen: str = "") -> Status:
    """Record an answer and confirm it by email; return the state it led to.

    `reply` is an unsaved Answer. Whoever says yes or perhaps when every seat is taken or reserved
    is put on the reserve list. The same answer once more (a form sent twice) changes nothing and
    sends nothing. `seen` is the version of the invitation as the form was shown: EditConflict if
    an answer was given since. Raises Refused.
    """
    dialogue = transitions.lock(invitation)
    last = last_of(invitation)
    if last and _is_repeated(invitation, last, reply):
        return Status(invitation.status)
    if invitation.invited_at is None:
        raise Refused(_("Nothing has been sent to this person yet, so there is nothing to answer."))
    if by.door in FROM_OUTSIDE:
        _refuse_closed_or_hasty(invitation, reply, last)
    shown_at = refusals.moment_of(seen)
    if last and shown_at and last.answered_at > shown_at:  # what else changed is no matter
        raise _conflict(invitation, last, seen)
    verb = ANSWERS[reply.response]
    if verb is not Verb.DECLINE:
        if invitation.person is None:
            raise Refused(
                _("Nobody has been nominated for this seat yet. Nominate somebody first.")
            )
        if not seats.has_room_for(invitation, dialogue):
            verb = Verb.RESERVE
    reply.invitation = invitation
    reply.is_from_unknown_address = is_first_from_unknown(invitation, reply.answered_by_email)
    reply.save()
    # The reserve list tells by this that no seat was left behind (see reserve.freed_seats).
    explanation = {"answer": reply.response} if verb is Verb.RESERVE else {}
    transitions.move(invitation, verb, by, reply.reason, explanation)
    superseded.cancel_letters(invitation, is_answered=True)
    letters.confirmation(invitation, reply)
    return Status(invitation.status)


def _refuse_closed_or_hasty(invitation, reply, last):
    gives_back = invitation.may_give_back and reply.response == Answer.Response.DECLINE
    if not (invitation.may_answer or gives_back or _steps_down(invitation, reply)):
        raise Refused(_("Answers can no longer be given here. Please write to the secretariat."))
    an_hour_ago = timezone.now() - timedelta(hours=1)
    if last and last.answered_at > an_hour_ago:  # not counted for a first answer, as most are
        refuse_hasty(invitation.answers.filter(answered_at__gt=an_hour_ago))


def _conflict(invitation, last, seen):
    """Another tab, or the office, was quicker, and this form does not know of it."""
    text = _(
        "In the meantime, another answer has been recorded: %(name)s %(answer)s (%(at)s). "
        "Nothing has been changed. To replace it with yours, please send it again."
    )
    text %= {
        "name": last.answered_by_name or invitation.addressee.name,
        "answer": last.get_response_display(),
        "at": date_format(timezone.localtime(last.answered_at), "DATETIME_FORMAT"),
    }
    return EditConflict(text, last, seen)


def refuse_hasty(in_the_last_hour: QuerySet[Any]) -> None:
    """Raise Refused when too much came through a link within an hour."""
    if in_the_last_hour.count() >= PER_HOUR:
        raise Refused(
            _(
                "There have been many answers in the last hour. Please wait, or write to "
                "the secretariat."
            )
        )


def _steps_down(invitation, reply):
    return invitation.may_step_down and reply.response == Answer.Response.DECLINE


def is_first_from_unknown(invitation: Invitation, address: str) -> bool:
    """Whether an office writes from an address that nobody gave us and no earlier answer used. One
    query at most."""
    if not address:
        return False
    earlier = invitation.answers.filter(answered_by_email__iexact=address)
    is_ours = address.casefold() in others.addresses_we_gave(invitation)
    return not is_ours and not earlier.exists()


def _is_repeated(invitation, last, reply):
    alike = [
        "response",
        "reason",
        "answered_by",
        "answered_by_name",
        "answered_by_email",
        "channel",
    ]
    return (
        all(getattr(last, name) == getattr(reply, name) for name in alike)
        and invitation.status in LEADS_TO[reply.response]
    )
