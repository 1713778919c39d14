"""Keeping a mail that came in, with the invitation it belongs to and what is doubtful about it.

Nothing is decided here but what needs no person: see `deciding`.
"""

import hashlib
import logging
import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from dialogue.mail import bounces
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from participants.inbox import decisions
from participants.inbox.messages import KEPT_OF_HUGE, LARGEST, Understood, understand
from participants.incoming_kinds import Kind, Mark, State
from participants.letters.reply_addresses import keys_in
from participants.models import IncomingMail, Invitation

log = logging.getLogger(__name__)
GUESSED_WITHIN = timedelta(days=14)
AHEAD = timedelta(days=1)  # a clock that is wrong, or a time zone mistaken; not more


@dataclass(frozen=True)
class Arrival:
    """A mail as it was handed in. `size` in bytes is the whole mail's, though `raw` may be only
    the beginning of a huge one."""

    raw: bytes
    source: str = IncomingMail.Source.MAILBOX
    size: int = 0

    @property
    def is_huge(self):
        return max(self.size, len(self.raw)) > LARGEST


def take(arrival: Arrival) -> tuple[IncomingMail | None, bool]:
    """Keep a mail, once; give its row and whether it is new. None for a mail that has nothing to do
    with a dialogue: it stays where it is, for people to read."""
    sha256 = hashlib.sha256(arrival.raw).hexdigest()
    if known := IncomingMail.objects.filter(sha256=sha256).first():
        return known, False
    understood = _understand(arrival)  # outside the transaction, for it may take a moment
    return _keep(arrival, sha256, understood)


@transaction.atomic
def _keep(arrival, sha256, understood):
    keys = keys_in(understood.recipients)
    findings = _findings(understood, keys)
    is_uploaded = arrival.source == IncomingMail.Source.UPLOAD
    if not (keys or is_uploaded or _is_about_us(understood, findings)):
        return None, False
    raw = arrival.raw[:KEPT_OF_HUGE] if Mark.HUGE in understood.marks else arrival.raw
    row, is_new = IncomingMail.objects.get_or_create(
        sha256=sha256,
        defaults={
            "content": raw,
            "size": max(arrival.size, len(arrival.raw)),
            "source": arrival.source,
            **_facts(understood),
            **findings,
        },
    )
    if is_new:
        decisions.decide_by_itself(row)
    return row, is_new


def _is_about_us(understood, findings):
    """The mailbox may be one that people use: answers to their own meetings, returned mail of
    theirs and all letters are theirs to read."""
    if understood.kind == Kind.LETTER:
        return False
    if understood.calendar and Dialogue.objects.filter(uid=_uuid(understood.calendar.uid)).exists():
        return True
    return Mark.FAILED in understood.marks or findings["invitation"] or findings.get("mail")


def _uuid(text):
    """The UUID that a calendar entry names, or None."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _understand(arrival):
    """What it is; a mail that trips us up is kept too, or it would bar the way of all others."""
    try:
        return understand(
            arrival.raw[:KEPT_OF_HUGE] if arrival.is_huge else arrival.raw,
            is_huge=arrival.is_huge,
            trusted_server=settings.TRUSTED_AUTHSERV_ID,
        )
    except Exception:  # whatever it is
        log.exception("A mail could not be read")
        return Understood(Kind.NOTE, marks=frozenset({Mark.FAILED}))


def _facts(understood):
    names = ["kind", "message_id", "subject", "from_name", "from_address", "is_proven"]
    facts = {name: getattr(understood, name) for name in names}
    if calendar := understood.calendar:
        same = ["partstat", "comment", "attendee", "sequence", "stamped_at"]
        facts |= {name: getattr(calendar, name) for name in same}
    return facts


def _findings(understood, keys):
    """What the database adds: the invitation or returned mail, the marks, the state."""
    marks = set(understood.marks)
    if understood.kind == Kind.BOUNCE:
        found = _returned(understood, marks)
        state = State.KEPT if Mark.DELAYED in marks else State.NEW
    else:
        found = {"invitation": _invitation(understood, keys, marks)}
        kept = understood.kind in {Kind.ABSENCE, Kind.LETTER} or Mark.REPEAT in marks
        state = State.KEPT if kept else State.NEW
    return {**found, "state": state, "marks": [mark.value for mark in Mark if mark in marks]}


def _invitation(understood, keys, marks):
    """By the token in the address; else by the entry's UID and the attendee; else, for what is no
    answer, by the sender. Adds what is doubtful to `marks`."""
    active = Invitation.objects.with_people().active().filter(person__isnull=False)
    by_token = list(active.filter(reply_key__in=[key for key in keys if key]))
    answer = understood.calendar
    if answer is None:
        recent = active.filter(person__email__iexact=understood.from_address or "-")
        return next(iter(by_token), None) or recent.order_by("-dialogue__starts_on").first()
    if len(by_token) > 1:
        marks.add(Mark.SEVERAL_TOKENS)
        return None
    invitation = next(iter(by_token), None)
    if invitation is None:
        marks.add(Mark.DEAD_TOKEN if keys else Mark.NO_TOKEN)
        invitation = _by_entry(active, answer)
    if invitation is None:
        marks.add(Mark.NOBODY)
        return None
    _weigh(invitation, understood, marks)
    return invitation


def _by_entry(active, answer):
    same = active.filter(person__email__iexact=answer.attendee or "-")
    return next((one for one in same if str(one.dialogue.uid) == answer.uid.lower()), None)


def _weigh(invitation, understood, marks):
    """Compare an answer with the invitation that it is filed under (RFC 5546, 2.1.4, 2.1.5)."""
    answer = understood.calendar
    if answer.uid.lower() != str(invitation.dialogue.uid):
        marks.add(Mark.OTHER_EVENT)
    if answer.attendee != invitation.person.email.lower():
        marks.add(Mark.OTHER_ATTENDEE)
    if answer.sequence > invitation.calendar_sequence:
        marks.add(Mark.SEQUENCE_ABOVE)
    if answer.sequence < invitation.calendar_sequence:
        marks.add(Mark.SEQUENCE_OLD)
    if answer.stamped_at and answer.stamped_at > timezone.now() + AHEAD:
        marks.add(Mark.AHEAD)
    if understood.is_proven is False:
        marks.add(Mark.UNPROVEN)
    _compare_with_earlier(invitation, understood, marks)


def _compare_with_earlier(invitation, understood, marks):
    """A mail that is more doubtful than this one, forged perhaps, must not make it a repeat; and
    one that claims to come from the future does not make it outdated."""
    answer = understood.calendar
    earlier = IncomingMail.objects.filter(invitation=invitation, kind=Kind.REPLY)
    taken_over = earlier.filter(state__in=[State.CONFIRMED, State.APPLIED])
    names = ["attendee", "partstat", "sequence", "comment", "stamped_at"]
    same = earlier.filter(
        from_address=understood.from_address, **{name: getattr(answer, name) for name in names}
    )
    if same & taken_over or any(set(one.marks) == marks for one in same.filter(state=State.NEW)):
        marks.add(Mark.REPEAT)
    believed = taken_over.filter(stamped_at__lte=F("received_at") + AHEAD)
    if answer.stamped_at and (
        believed.filter(stamped_at__gt=answer.stamped_at).exists()
        or invitation.answers.filter(answered_at__gt=answer.stamped_at).exists()
    ):
        marks.add(Mark.OUTDATED)


def _returned(understood, marks):
    """The mail of ours that came back: by the address it came back to, which only those know who
    received it; else by its Message-ID, which stands in every answer to it too, and counts by
    itself only where no mail has such an address; else, as a guess, the last one that went to the
    address."""
    failures = understood.bounce.failures
    failed = [one.address for one in failures]
    mail = by_address = bounces.returned_to(understood.recipients)
    if mail is None:
        mail = OutgoingMail.objects.filter(message_id__in=understood.bounce.message_ids).first()
    if mail is None:
        mail = _last_mail_to(failed)
        marks.add(Mark.GUESSED_MAIL if mail else Mark.UNKNOWN_MAIL)
    elif not {mail.to_address.lower(), mail.cc_address.lower()} & set(failed):
        marks.add(Mark.OTHER_RECIPIENT)
    elif settings.RETURN_TOKENS and (by_address is None or mail.cc_address):
        marks.add(Mark.FORGEABLE)
    if all(one.is_delayed for one in failures):
        marks.discard(Mark.FORGEABLE)  # nothing follows from it
        marks.add(Mark.DELAYED)
    invitation = mail.invitations.order_by("pk").first() if mail else None
    return {"mail": mail, "invitation": invitation, "failures": [vars(one) for one in failures]}


def _last_mail_to(addresses):
    since = timezone.now() - GUESSED_WITHIN
    recent = OutgoingMail.objects.filter(
        Q(state="sent", finished_at__gte=since) | Q(state="copying")
    )
    to_them = recent.alias(lower=Lower("to_address")).filter(lower__in=addresses)
    return to_them.order_by(F("finished_at").desc(nulls_first=True)).first()
