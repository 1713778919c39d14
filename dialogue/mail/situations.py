"""Where an email is, as organisers read it: one table from its situation to what that means and to
what can be done next. The pages of an email, of a wave, of the queue and of an invitation use it.

A situation is finer than a state (OutgoingMail.State): what waits in the queue may be scheduled for
later, or may have been tried already. `situation_of` works it out for one email, `in_words` for a
query; both read the same facts.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, CharField, F, Q, TextChoices, Value, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogue.mail.models import OutgoingMail

State = OutgoingMail.State


class Situation(TextChoices):
    """Where an email is. The values are those of OutgoingMail.State, and two that are finer."""

    DRAFT = "draft", State.DRAFT.label
    ON_HOLD = "on_hold", State.ON_HOLD.label
    SCHEDULED = "scheduled", _("scheduled")
    QUEUED = "queued", State.QUEUED.label
    RETRIED = "retried", _("being tried again")
    SENDING = "sending", State.SENDING.label
    COPYING = "copying", State.COPYING.label
    SENT = "sent", State.SENT.label
    NOT_SENT = "not_sent", State.NOT_SENT.label
    TO_HAND_OVER = "to_hand_over", State.TO_HAND_OVER.label
    HANDED_OVER = "handed_over", State.HANDED_OVER.label
    FAILED = "failed", State.FAILED.label
    BOUNCED = "bounced", State.BOUNCED.label
    CANCELLED = "cancelled", State.CANCELLED.label

    @property
    def state(self) -> OutgoingMail.State:
        """The stored state that it is part of."""
        return State.QUEUED if self in {S.SCHEDULED, S.RETRIED} else State(self.value)

    @property
    def meaning(self) -> str | Promise:
        """What it means, as a sentence."""
        return TABLE[self].meaning

    @property
    def next_act(self) -> str | Promise:
        """What an organiser does next, as a sentence; "" where there is nothing to do."""
        return TABLE[self].next_act

    @property
    def is_trouble(self) -> bool:
        """Whether somebody has to look."""
        return TABLE[self].is_trouble


@dataclass(frozen=True)
class Row:
    """What one situation means, and the next act."""

    meaning: str | Promise
    next_act: str | Promise = ""
    is_trouble: bool = False


S = Situation
TABLE: dict[Situation, Row] = {
    S.DRAFT: Row(
        _("It was written to be looked at first and goes out only when somebody releases it."),
        _("Read it, edit it if need be, then release it."),
    ),
    S.ON_HOLD: Row(
        _("Somebody or a rule has stopped it. It goes out only when somebody releases it."),
        _("See to the reason, then release it or cancel it."),
        is_trouble=True,
    ),
    S.SCHEDULED: Row(
        _("It is ready and goes out by itself, not before the time that was set."),
        _("Nothing; until then it can still be put on hold, sent earlier or later, or cancelled."),
    ),
    S.QUEUED: Row(_("It is ready and goes out by itself as soon as its turn comes.")),
    S.RETRIED: Row(
        _("The mail server could not take it yet. It is tried again by itself for two days."),
        _("Nothing; if many wait like this, ask whoever looks after the mail server."),
    ),
    S.SENDING: Row(_("It is being handed to the mail server now.")),
    S.COPYING: Row(_("The recipient’s mail server has taken it; only the copy still waits.")),
    S.SENT: Row(_("The mail server has taken it. If it comes back, that is noted here.")),
    S.NOT_SENT: Row(
        _("No mail server is set up: it is only stored here, and nobody has received it."),
        _(
            "Ask whoever runs the server to set up mail, then send it again; or hand it over "
            "yourself."
        ),
        is_trouble=True,
    ),
    S.TO_HAND_OVER: Row(
        _("Its recipient has no email address: it reaches them on paper, by telephone or by hand."),
        _("Print it or read it out, then record that it was handed over."),
    ),
    S.HANDED_OVER: Row(_("It was printed or read out, and an organiser recorded how it arrived.")),
    S.FAILED: Row(
        _("It was given up: the mail server refused it, or could not be reached for two days."),
        _("Mend the reason. If the address was wrong, write the letter again; else send it again."),
        is_trouble=True,
    ),
    S.BOUNCED: Row(
        _("It was sent and came back: the recipient has not received it."),
        _("Correct the address, then write the letter again."),
        is_trouble=True,
    ),
    S.CANCELLED: Row(
        _("It was stopped for good before it left, and nobody has received it."),
        _("If it is still wanted, write the letter again where it was written."),
    ),
}


def situation_of(mail: OutgoingMail, now: datetime | None = None) -> Situation:
    """Where this email is now."""
    if mail.state != State.QUEUED:
        return Situation(mail.state)
    if mail.trouble:
        return S.RETRIED
    is_later = mail.send_after_at is not None and mail.send_after_at > (now or timezone.now())
    return S.SCHEDULED if is_later else S.QUEUED


def in_words(now: datetime | None = None) -> Case:
    """The same as an expression for a query: the value of a Situation."""
    is_queued = Q(state=State.QUEUED)
    return Case(
        When(is_queued & ~Q(trouble=""), then=Value(S.RETRIED.value)),
        When(is_queued & Q(send_after_at__gt=now or timezone.now()), then=Value(S.SCHEDULED.value)),
        default=F("state"),
        output_field=CharField(),
    )


def not_before(mail: OutgoingMail, now: datetime | None = None) -> datetime | None:
    """The moment before which this email does not go out, where it waits and that lies ahead: also
    of a draft, which is not scheduled until it is released."""
    now = now or timezone.now()
    is_ahead = mail.send_after_at is not None and mail.send_after_at > now
    return mail.send_after_at if is_ahead and mail.state in OutgoingMail.WAITING else None
