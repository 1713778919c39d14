"""Sending reminders: those that are due, those that an organiser sends by hand; and putting planned
ones on hold.

Each letter is one transaction under the dialogue's lock, which checks again whether the letter is
due: two runs at once, or one that was killed and is repeated, send nothing twice.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.models import Dialogue
from dialogue.refusals import Refused
from participants.letters import letters
from participants.models import Invitation, Reminder, ReminderRule
from participants.reminders.schedule import Letter, deadline, due, missing
from participants.states import Note
from participants.workflow import transitions
from participants.workflow.transitions import Actor

Kind, Outcome = ReminderRule.Kind, Reminder.Outcome
# A reminder sent by hand again within this time is the same one (a double click).
SAME = timedelta(minutes=5)

log = logging.getLogger(__name__)


def _seats_to_fill(kind, invitation):
    """All seats that the invitation's institution has to fill, which its letter lists."""
    if kind != Kind.NOMINATION:
        return []
    return list(invitation.delegation.seats.to_fill().written_to())


def preview(invitation: Invitation, kind: str | None = None) -> tuple[str, str, str]:
    """(subject, text, HTML) of the reminder as it would go out now.

    `kind` is what `schedule.missing` says of the invitation, where that is known already. Raises
    Refused if there is nothing to remind of.
    """
    kind = kind or _kind_missing(invitation)
    return letters.preview_reminder(kind, invitation, _seats_to_fill(kind, invitation))


def _kind_missing(invitation):
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
def remind_now(invitation: Invitation, by: Actor, reason: str = "") -> None:
    """Remind one invitee, or an institution of all the seats it has to fill, whatever the rules.

    Called twice within minutes (a double click, two seats of one institution) it sends one letter.
    Raises Refused if there is nothing to remind of, or the recipient wants no reminders.
    """
    transitions.lock(invitation)
    kind, now = _kind_missing(invitation), timezone.now()
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
        Reminder.objects.create(
            invitation=seat,
            deadline_at=deadline(seat, invitation.dialogue, kind),
            due_on=invitation.dialogue.local(now).date(),
            outcome=Outcome.SENT,
            settled_by=by.user,
            mail=mail,
        )
        transitions.note(seat, Note.REMIND, seat.status, by, reason)


def _is_unwanted(mail):
    """Whether its recipient asked for no more reminders, so that it was cancelled when written."""
    return mail.state == mail.State.CANCELLED


def send_due(
    now: datetime, by: Actor, dialogues: Iterable[Dialogue] | None = None
) -> tuple[list[Letter], list[Letter]]:
    """Send what is due, of all dialogues or of these. Returns the letters sent and those that could
    not be written, for the reasons in the log."""
    sent: list[Letter] = []
    failed: list[Letter] = []
    for dialogue in Dialogue.objects.all() if dialogues is None else dialogues:
        for letter in due(dialogue, now):
            try:
                sent += send_letter(letter, by, now)
            except Exception:  # one letter that cannot be written must not hold up the others
                log.exception("A reminder for invitation %d was not sent", letter.invitation.pk)
                failed.append(letter)
    return sent, failed


@transaction.atomic
def send_letter(letter: Letter, by: Actor, now: datetime) -> list[Letter]:
    """Send a letter if, under the lock, it is still due and its recipient wants reminders. Returns
    what was sent: the letter as it is now, or nothing."""
    for item in letter.items:
        transitions.lock(item.invitation)
    keys = [item.invitation.pk for item in letter.items]
    sent = []
    for still_due in due(letter.invitation.dialogue, now, keys):
        kind, invitation = still_due.rule.kind, still_due.invitation
        mail = letters.reminder(kind, invitation, _seats_to_fill(kind, invitation))
        if _is_unwanted(mail):
            for item in still_due.items:
                _settle(item, Outcome.UNWANTED, by, mail)
            continue
        for item in still_due.items:
            _settle(item, Outcome.SENT, by, mail)
            transitions.note(item.invitation, Note.REMIND, item.invitation.status, by)
        sent.append(still_due)
    return sent


def _settle(item, outcome, by, mail=None):
    """Write down what became of an item, and that it overtook earlier ones."""
    _write(item, outcome, by, mail)
    for earlier in item.overtakes:
        if not earlier.reminder:
            _write(earlier, Outcome.OVERTAKEN, by, None)


def _write(item, outcome, by, mail):
    Reminder.objects.create(
        invitation=item.invitation,
        rule=item.rule,
        deadline_at=item.deadline_at,
        due_on=item.due_on,
        outcome=outcome,
        settled_by=by.user,
        mail=mail,
    )


@transaction.atomic
def hold(letter: Letter, by: Actor) -> bool:
    """Put a planned letter on hold; False if it has been sent or is on hold already."""
    for item in letter.items:
        transitions.lock(item.invitation)
        same = item.invitation.reminders.filter(rule=item.rule, deadline_at=item.deadline_at)
        if same.exists():
            return False
    for item in letter.items:
        _settle(item, Outcome.SKIPPED, by)
    return True


def release(letter: Letter) -> bool:
    """Release a letter that is on hold; False if it is not."""
    holds = [item.reminder.pk for item in letter.items if item.reminder]
    return bool(Reminder.objects.filter(pk__in=holds, outcome=Outcome.SKIPPED).delete()[0])
