"""Sending reminders: those that are due, those that an organiser sends by hand; and putting planned
ones on hold.

Some letters are one transaction under the dialogue's lock, which checks again whether they are
due: two runs at once, or one that was killed and is repeated, send nothing twice.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.mail import recipients
from dialogue.models import Dialogue
from dialogue.refusals import Refused
from participants.letters import letters
from participants.letters.letters import Rendered
from participants.models import Invitation, InvitationEvent, Reminder, ReminderRule
from participants.reminders import counting
from participants.reminders.schedule import Letter, deadline, due, missing
from participants.states import Note
from participants.workflow import transitions
from participants.workflow.transitions import Actor

Kind, Outcome = ReminderRule.Kind, Reminder.Outcome
# A reminder sent by hand again within this time is the same one (a double click).
SAME = timedelta(minutes=5)
AT_ONCE = 50  # letters in one transaction, about a second

log = logging.getLogger(__name__)


def _seats_to_fill(kind, invitation):
    """All seats that the invitation's institution has to fill, which its letter lists."""
    if kind != Kind.NOMINATION:
        return []
    return list(invitation.delegation.seats.to_fill().written_to())


def preview(invitation: Invitation) -> Rendered:
    """The reminder as it would go out now. Raises Refused if there is nothing to remind of."""
    return previews([invitation], {invitation.pk: _kind_missing(invitation)})[0]


def previews(invitations: Sequence[Invitation], kinds: Mapping[int, str]) -> list[Rendered]:
    """The reminders as they would go out now; `kinds` is what `schedule.missing` says of these
    invitations. A constant few queries, and some for each institution."""
    keys = [invitation.pk for invitation in invitations]
    numbers = {kind: counting.numbers(kind, keys) for kind in set(map(kinds.__getitem__, keys))}
    found = []
    for invitation in invitations:
        kind = kinds[invitation.pk]
        seats = _seats_to_fill(kind, invitation)
        known = numbers[kind].get(invitation.pk, 1)
        number = counting.number(kind, seats) if seats else known
        found.append(letters.preview_reminder(kind, invitation, seats, number))
    return found


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
    number = counting.number(kind, seats or [invitation])
    mail = letters.reminder(kind, invitation, seats, number)
    if _is_unwanted(mail):
        text = _(
            "%(address)s has asked not to receive any more reminders. Please write or call "
            "personally."
        )
        raise Refused(text % {"address": mail.to_address})
    for seat in seats or [invitation]:
        Reminder.objects.create(
            invitation=seat,
            kind=kind,
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
        letters_due = due(dialogue, now)
        for start in range(0, len(letters_due), AT_ONCE):
            _send_some(letters_due[start : start + AT_ONCE], by, now, sent, failed)
    return sent, failed


def _send_some(some, by, now, sent, failed):
    """Together; or one after the other, if that fails: one letter that cannot be written must not
    hold up the others."""
    try:
        sent += send_letters(some, by, now)
    except Exception as error:
        if len(some) > 1:
            log.warning("%d reminders are sent one by one: %s", len(some), type(error).__name__)
            for letter in some:
                _send_some([letter], by, now, sent, failed)
            return
        log.exception("A reminder for invitation %d was not sent", some[0].invitation.pk)
        failed += some


def send_letter(letter: Letter, by: Actor, now: datetime) -> list[Letter]:
    """Send a letter, see `send_letters`."""
    return send_letters([letter], by, now)


@transaction.atomic
def send_letters(some: Sequence[Letter], by: Actor, now: datetime) -> list[Letter]:
    """Send these letters about one dialogue as far as, under the lock, they are still due and their
    recipients want reminders. Returns what was sent: the letters as they are now. Besides storing
    each, a constant few queries."""
    dialogue = Dialogue.objects.lock(some[0].invitation.dialogue_id)
    keys = [item.invitation.pk for letter in some for item in letter.items]
    rows = Invitation.objects.filter(pk__in=keys).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))
    still_due, sent = due(dialogue, now, keys), []
    settled: list[Reminder] = []
    events: list[InvitationEvent] = []
    numbers = {kind: counting.numbers(kind, keys) for kind in {row.rule.kind for row in still_due}}
    with recipients.to_many(dialogue, [letter.addressee.email for letter in still_due]):
        for letter in still_due:
            kind, invitation = letter.rule.kind, letter.invitation
            seats = _seats_to_fill(kind, invitation)
            number = max(numbers[kind].get(item.invitation.pk, 1) for item in letter.items)
            mail = letters.reminder(kind, invitation, seats, number)
            is_unwanted = _is_unwanted(mail)
            outcome = Outcome.UNWANTED if is_unwanted else Outcome.SENT
            for item in letter.items:
                settled += _settled(item, outcome, by, mail)
                if not is_unwanted:
                    status = item.invitation.status
                    events.append(transitions.event(item.invitation, Note.REMIND, status, by))
            sent += [] if is_unwanted else [letter]
    Reminder.objects.bulk_create(settled)
    InvitationEvent.objects.bulk_create(events)
    return sent


def _settled(item, outcome, by, mail=None):
    """What became of an item, and that it overtook earlier ones; not stored yet."""
    overtaken = [earlier for earlier in item.overtakes if not earlier.reminder]
    return [
        _reminder(item, outcome, by, mail),
        *(_reminder(earlier, Outcome.OVERTAKEN, by, None) for earlier in overtaken),
    ]


def _reminder(item, outcome, by, mail):
    return Reminder(
        invitation=item.invitation,
        rule=item.rule,
        kind=item.rule.kind,
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
        Reminder.objects.bulk_create(_settled(item, Outcome.SKIPPED, by))
    return True


def release(letter: Letter) -> bool:
    """Release a letter that is on hold; False if it is not."""
    holds = [item.reminder.pk for item in letter.items if item.reminder]
    return bool(Reminder.objects.filter(pk__in=holds, outcome=Outcome.SKIPPED).delete()[0])
