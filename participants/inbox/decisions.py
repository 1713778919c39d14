"""What becomes of a mail that came in: taken over by an organiser, or by itself where nothing is
doubtful, or dismissed. Each is one transaction; both raise Refused."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.edit_conflicts import EditConflict
from dialogue.errors import Refused
from dialogue.mail import bounces, outbox
from participants.incoming_kinds import RESPONSES, Kind, Mark, Partstat, State
from participants.models import Answer, IncomingMail
from participants.workflow import answers
from participants.workflow.transitions import Actor, Door, organiser


@transaction.atomic
def confirm(incoming: IncomingMail, user, seen: str = "") -> None:
    """Take it over as it stands: the answer is recorded, or the address is written to no more.

    `seen` is the version of the invitation as the organiser's page showed it: EditConflict if an
    answer was given since.
    """
    if not incoming.may_be_confirmed:
        raise Refused(
            _("This message cannot be recorded. Please enter the correct information by hand.")
        )
    _decide(incoming, State.CONFIRMED, user)
    if incoming.kind == Kind.BOUNCE:
        _carry_out_bounce(incoming)
        return
    name = organiser(user).name
    _answer(incoming, Actor(Door.CALENDAR_REPLY, name, user, incoming.sender), seen)


@transaction.atomic
def dismiss(incoming: IncomingMail, user):
    """Leave it at that: it is seen, and nothing follows from it."""
    _decide(incoming, State.DISMISSED, user)


def decide_by_itself(incoming: IncomingMail):
    """Take over what needs nobody's word, when it is filed: a returned mail that only its recipient
    could forge, and an answer of which token, sender and mail server agree, if the dialogue is set
    so. What the seat rules refuse waits for a person, and so does what somebody uploads, for a file
    says what it likes."""
    is_from_mailbox = incoming.source == IncomingMail.Source.MAILBOX
    if incoming.state != State.NEW or incoming.marks or not is_from_mailbox:
        return
    if incoming.kind == Kind.BOUNCE:
        _decide(incoming, State.APPLIED)
        _carry_out_bounce(incoming)
    elif _is_beyond_doubt(incoming):
        try:
            with transaction.atomic():
                _decide(incoming, State.APPLIED)
                _answer(incoming, Actor(Door.CALENDAR_REPLY, incoming.invitation.person.name))
        except Refused:
            incoming.refresh_from_db(fields=["state", "decided_at"])
            incoming.marks = [Mark.REFUSED.value]
            incoming.save(update_fields=["marks"])


def _is_beyond_doubt(incoming):
    return (
        incoming.kind == Kind.REPLY
        and incoming.is_proven
        and incoming.stamped_at is not None
        and incoming.invitation.dialogue.confirms_calendar_replies
    )


def _decide(incoming, state, user=None):
    """Close it; whoever comes second is refused."""
    rows = IncomingMail.objects.filter(pk=incoming.pk, state=State.NEW)
    changes = {"state": state, "decided_at": timezone.now(), "decided_by": user}
    if not rows.update(**changes):
        text = _("Somebody else has just decided on this message. Please look again.")
        raise EditConflict(text, incoming)
    for name, value in changes.items():
        setattr(incoming, name, value)


def _answer(incoming, by, seen=""):
    """Record it as the invitee's answer, or as the office's where somebody else sent it."""
    is_own = incoming.from_address == incoming.invitation.person.email.lower()
    given = Answer(
        response=RESPONSES[Partstat(incoming.partstat)],
        reason=incoming.comment,
        answered_by=Answer.By.INVITEE if is_own else Answer.By.OFFICE,
        answered_by_name="" if is_own else (incoming.from_name or incoming.from_address)[:200],
        answered_by_email="" if is_own else incoming.from_address,
        channel=Answer.Channel.CALENDAR,
    )
    answers.answer(incoming.invitation, by, given, seen)


def _carry_out_bounce(incoming):
    """The mail bounced, if its recipient is among the addresses that failed; each of our own
    addresses that failed for good is blocked."""
    mail = incoming.mail
    is_forwarded = Mark.OTHER_RECIPIENT in incoming.marks
    for failure in incoming.failures:
        address = mail.to_address if is_forwarded else failure["address"]
        if failure["is_delayed"]:
            continue
        if address.lower() == mail.to_address.lower():
            bounces.note(mail, failure["reason"])
        is_ours = address.lower() in {mail.to_address.lower(), mail.cc_address.lower()}
        if failure["is_lasting"] and is_ours:
            outbox.block(address, failure["reason"])
