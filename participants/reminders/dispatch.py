"""Reminders: what of the plan goes out now, what an organiser sends by hand or holds back.

Each letter is one transaction under the dialogue's lock, in which it is looked up again whether it
is due: two runs at once, or one that was killed and is repeated, send nothing twice.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.errors import Refused
from dialogue.models import Dialogue
from participants.letters import letters
from participants.models import Invitation, Reminder, ReminderRule
from participants.reminders.schedule import Item, Letter, deadline, due, missing
from participants.states import Note
from participants.workflow import transitions
from participants.workflow.transitions import Actor

Kind, Outcome = ReminderRule.Kind, Reminder.Outcome
# A reminder asked for by hand once more within this time is the same one (a double click).
SAME = timedelta(minutes=5)

log = logging.getLogger(__name__)


def _seats_to_fill(kind, invitation):
    """All seats that the invitation's institution has to fill: its letter names them all."""
    if kind != Kind.NOMINATION:
        return []
    return list(invitation.delegation.seats.to_fill().written_to())


def preview(invitation: Invitation, kind=None):
    """(subject, text, HTML) of the reminder as it would go out now. Raises Refused.

    `kind` is what `missing` says, where it was asked already."""
    kind = kind or _demand_missing(invitation)
    return letters.preview_reminder(kind, invitation, _seats_to_fill(kind, invitation))


def _demand_missing(invitation):
    kind = missing([invitation]).get(invitation.pk)
    if kind is None:
        raise Refused(
            _(
                "There is nothing to send a reminder about: an answer has been received, the "
                "reply deadline has passed, or the invitation itself has not been sent yet. To "
                "give more time, use “Give more time”; the recipient is told by email."
            )
        )
    return kind


@transaction.atomic
def remind_now(invitation: Invitation, by: Actor, reason=""):
    """Remind one invitee, or an institution of all the seats it has to fill, outside the rules.

    Asked for twice within minutes (a double click, two seats of one institution) it is sent once.
    """
    transitions.lock(invitation)
    kind, now = _demand_missing(invitation), timezone.now()
    if invitation.reminders.filter(outcome=Outcome.SENT, settled_at__gt=now - SAME).exists():
        return
    seats = _seats_to_fill(kind, invitation)
    mail = letters.reminder(kind, invitation, seats)
    if _is_unwanted(mail):
        text = _(
            "%(address)s has asked not to receive any more reminders. Please write or call "
            "personally."
        )
        raise Refused(text % {"address": mail.to_address})
    for seat in seats or [invitation]:
        deadline_at = deadline(seat, invitation.dialogue, kind)
        today = invitation.dialogue.local(now).date()
        item = Item(None, seat, today, deadline_at, now, None)
        _settle(item, Outcome.SENT, by, mail)
        transitions.note(seat, Note.REMIND, seat.status, by, reason)


def _is_unwanted(mail):
    """Whether its recipient asked for no more reminders, so that it was kept back when written."""
    return mail.state == mail.State.CANCELLED


def send_due(now: datetime, by: Actor, dialogues=None) -> tuple[list[Letter], list[Letter]]:
    """Send what is due: (the letters sent, those that could not be written; the log says why)."""
    sent, failed = [], []
    for dialogue in Dialogue.objects.all() if dialogues is None else dialogues:
        for letter in due(dialogue, now):
            try:
                sent += send_one(letter, by, now)
            except Exception:  # one letter that cannot be written must not hold up the others
                log.exception("A reminder for invitation %d was not sent", letter.invitation.pk)
                failed.append(letter)
    return sent, failed


@transaction.atomic
def send_one(letter: Letter, by: Actor, now: datetime) -> list[Letter]:
    """Send a letter if under the lock it is still due and its recipient wants reminders; return
    what was sent: it, or nothing."""
    for item in letter.items:
        transitions.lock(item.invitation)
    keys = [item.invitation.pk for item in letter.items]
    sent = []
    for one in due(letter.invitation.dialogue, now, keys):
        seats = _seats_to_fill(one.rule.kind, one.invitation)
        mail = letters.reminder(one.rule.kind, one.invitation, seats)
        if _is_unwanted(mail):
            for item in one.items:
                _settle(item, Outcome.UNWANTED, by, mail)
            continue
        for item in one.items:
            _settle(item, Outcome.SENT, by, mail)
            transitions.note(item.invitation, Note.REMIND, item.invitation.status, by)
        sent.append(one)
    return sent


def _settle(item, outcome, by, mail=None):
    """Write down what became of an item, and that it overtook earlier ones."""
    overtaken = [(one, Outcome.OVERTAKEN, None) for one in item.overtakes if not one.reminder]
    for one, result, letter in [(item, outcome, mail), *overtaken]:
        Reminder.objects.create(
            invitation=one.invitation,
            rule=one.rule,
            deadline_at=one.deadline_at,
            due_on=one.due_on,
            outcome=result,
            settled_by=by.user,
            mail=letter,
        )


@transaction.atomic
def hold_back(letter: Letter, by: Actor) -> bool:
    """Let a planned letter not go out; False if it has gone out or is held back already."""
    for item in letter.items:
        transitions.lock(item.invitation)
        known = {"rule": item.rule, "deadline_at": item.deadline_at}
        if item.invitation.reminders.filter(**known).exists():
            return False
    for item in letter.items:
        _settle(item, Outcome.SKIPPED, by)
    return True


def let_go(letter: Letter) -> bool:
    """Let a letter that was held back go out after all; False if it was not."""
    held = [item.reminder.pk for item in letter.items if item.reminder]
    return bool(Reminder.objects.filter(pk__in=held, outcome=Outcome.SKIPPED).delete()[0])
