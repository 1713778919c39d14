"""What becomes of a message that came in: an organiser confirms it or dismisses it, or it is
recorded automatically where nothing is in doubt. Each decision is one transaction."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.mail import bounces
from dialogue.mail.refusal_reasons import Reason
from dialogue.refusals import EditConflict, Refused
from participants.inbox.bounces import comparable
from participants.incoming_kinds import RESPONSES, Doubt, Kind, Partstat, State
from participants.models import Answer, IncomingMail
from participants.names.validators import validate_plain_text
from participants.workflow import answers
from participants.workflow.transitions import Actor, Door, organiser


@transaction.atomic
def confirm(incoming: IncomingMail, user: User, seen: str = "") -> None:
    """Record what the message says: the answer, or that nothing more is sent to the address.

    `seen` is the version of the invitation as the organiser's page showed it: EditConflict if an
    answer has been recorded since, or if somebody else has decided on the message. Raises Refused
    if the message cannot be recorded, or the seat rules do not allow the answer.
    """
    if not incoming.may_be_confirmed:
        raise Refused(
            _("This message cannot be recorded. Please enter the correct information by hand.")
        )
    _close(incoming, State.CONFIRMED, user)
    if incoming.kind == Kind.BOUNCE:
        _record_bounce(incoming)
        return
    name = organiser(user).name
    _record_answer(incoming, Actor(Door.CALENDAR_REPLY, name, user, incoming.sender), seen)


@transaction.atomic
def dismiss(incoming: IncomingMail, user: User) -> None:
    """Close the message without consequences. EditConflict if somebody else has decided on it."""
    _close(incoming, State.DISMISSED, user)


@transaction.atomic
def take_up_again(incoming: IncomingMail) -> None:
    """A message that was dismissed waits again, as if nobody had decided. EditConflict if somebody
    else was quicker."""
    rows = IncomingMail.objects.filter(pk=incoming.pk, state=State.DISMISSED)
    if not rows.update(state=State.NEW, decided_at=None, decided_by=None):
        text = _("Somebody else has just decided on this message. Please look again.")
        raise EditConflict(str(text), incoming)
    incoming.refresh_from_db(fields=["state", "decided_at", "decided_by"])


def decide_automatically(incoming: IncomingMail) -> None:
    """Record what needs no person's decision, as it is filed: a returned email that only its
    recipient could forge, and, if the dialogue is set so, an answer of which token, sender and mail
    server agree. What the seat rules refuse waits for a person, and so does every upload, for
    anybody can write a file."""
    is_from_mailbox = incoming.source == IncomingMail.Source.MAILBOX
    if incoming.state != State.NEW or not is_from_mailbox:
        return
    if incoming.kind == Kind.BOUNCE and incoming.doubts == [Doubt.NOT_UNDERSTOOD]:
        _record_bounce(incoming)  # it did come back; why, an organiser has to read
    if incoming.doubts:
        return
    if incoming.kind == Kind.BOUNCE:
        _close(incoming, State.APPLIED)
        _record_bounce(incoming)
    elif _is_beyond_doubt(incoming):
        try:
            with transaction.atomic():
                _close(incoming, State.APPLIED)
                _record_answer(incoming, _invitee(incoming))
        except Refused:
            incoming.refresh_from_db(fields=["state", "decided_at"])
            incoming.doubts = [Doubt.REFUSED.value]
            incoming.save(update_fields=["doubts"])


def _invitee(incoming):
    return Actor(Door.CALENDAR_REPLY, incoming.invitation.person.name)


def _is_beyond_doubt(incoming):
    """Whoever proposed somebody in their place, and then says no in the calendar, does not mean to
    drop that person: an organiser looks."""
    return (
        incoming.kind == Kind.REPLY
        and not incoming.invitation.awaits_a_decision
        and incoming.is_sender_verified
        and incoming.stamped_at is not None
        and incoming.invitation.dialogue.confirms_calendar_replies
    )


def _close(incoming, state, user=None):
    """Write the decision down; the second of two people at once is refused."""
    rows = IncomingMail.objects.filter(pk=incoming.pk, state=State.NEW)
    changes = {"state": state, "decided_at": timezone.now(), "decided_by": user}
    if not rows.update(**changes):
        text = _("Somebody else has just decided on this message. Please look again.")
        raise EditConflict(text, incoming)
    for name, value in changes.items():
        setattr(incoming, name, value)


def _record_answer(incoming, by, seen=""):
    """Record it as the invitee's answer, or as their office's where somebody else sent it."""
    own_address = incoming.invitation.person.email.lower()
    is_own = bool(own_address) and incoming.from_address == own_address
    answer = Answer(
        response=RESPONSES[Partstat(incoming.partstat)],
        reason=incoming.comment,
        answered_by=Answer.By.INVITEE if is_own else Answer.By.OFFICE,
        answered_by_name="" if is_own else _name_of_sender(incoming),
        answered_by_email="" if is_own else incoming.from_address,
        channel=Answer.Channel.CALENDAR,
    )
    answers.answer(incoming.invitation, by, answer, seen)


def _name_of_sender(incoming):
    """As the email gives it; where that is no name, but leads elsewhere, nothing of it is kept."""
    try:
        validate_plain_text(incoming.from_name)
    except ValidationError:
        return _("the sender of the email")
    return incoming.from_name or _("the sender of the email")


def _record_bounce(incoming):
    """The email has bounced if its recipient is among the addresses that failed; each of our own
    addresses is blocked where nobody is, and only there: a refusal of another kind is a matter
    between mail servers, or passes."""
    mail = incoming.mail
    if not mail.to_address:  # erased since: nothing of the address comes back
        return
    ours = {comparable(address): address for address in [mail.cc_address, mail.to_address]}
    is_forwarded = Doubt.OTHER_RECIPIENT in incoming.doubts
    for failure in incoming.failures:
        address = mail.to_address if is_forwarded else failure["address"]
        meaning = incoming.meaning_of(failure)
        if failure["is_delayed"]:
            continue
        ours_of_it = ours.get(comparable(address), "")
        if ours_of_it == mail.to_address:
            bounces.record(mail, failure["reason"], meaning)
        if ours_of_it and meaning == Reason.DEAD:
            bounces.block(ours_of_it, failure["reason"])
