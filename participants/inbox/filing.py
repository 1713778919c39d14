"""Storing a message that came in, with the invitation it belongs to and the doubts about it.

Nothing is decided here, except what needs no person: see `decisions`.
"""

import hashlib
import logging
import uuid
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from dialogue.access import tokens
from dialogue.management.time_limit import TookTooLongError, prepare, within
from dialogue.models import Dialogue
from participants.inbox import decisions, messages, returned
from participants.inbox.bounces import comparable, plain
from participants.inbox.messages import BEGINNING, LARGEST, ParsedMessage
from participants.incoming_kinds import Doubt, Kind, State
from participants.letters.reply_addresses import keys_in
from participants.models import IncomingMail, Invitation

log = logging.getLogger(__name__)
prepare("participants.inbox.messages")
READING_TIME = 10  # seconds of processor time for one message
AHEAD = timedelta(days=1)  # what a wrong clock or a mistaken time zone explains


@dataclass(frozen=True)
class Arrival:
    """A message as it was received. `source` is a value of IncomingMail.Source; `size` in bytes is
    that of the whole message, though `raw` may be only the beginning of one that is too large."""

    raw: bytes
    source: str = IncomingMail.Source.MAILBOX
    size: int = 0

    @property
    def full_size(self) -> int:
        """The size in bytes of the whole message."""
        return max(self.size, len(self.raw))

    @property
    def is_too_large(self) -> bool:
        """Whether the message is larger than what is read."""
        return self.full_size > LARGEST


def receive(arrival: Arrival) -> tuple[IncomingMail | None, bool]:
    """Store a message, once, and record what needs no person's decision.

    Returns its row and whether the row is new. The row is None for a message that has nothing to do
    with a dialogue: it stays where it is, for people to read.
    """
    sha256 = hashlib.sha256(arrival.raw).hexdigest()
    if known := IncomingMail.objects.filter(sha256=sha256).first():
        return known, False
    parsed = _quoting_no_links(_parse(arrival))  # outside the transaction, for it may take a moment
    return _store(arrival, sha256, parsed)


def _parse(arrival):
    """What the message is. A message on which our code fails is stored too, or it would keep all
    others from being read."""
    beginning = arrival.raw[:BEGINNING]
    raw = beginning if arrival.is_too_large else arrival.raw
    server = settings.TRUSTED_AUTHSERV_ID
    try:
        return within(READING_TIME, messages.parse, raw, arrival.is_too_large, server)
    except TookTooLongError:
        log.warning("A message was not read: it would have taken too long")
        return messages.unread(beginning)
    except Exception:  # whatever it is
        log.exception("A message could not be read")
        return ParsedMessage(Kind.NOTE, doubts=frozenset({Doubt.UNREADABLE}))


def _quoting_no_links(parsed):
    """The message without the tokens of ours that are quoted in what it says. Its recipients keep
    theirs, by which the message finds its invitation."""
    calendar, bounce = parsed.calendar, parsed.bounce
    if calendar:
        calendar = replace(calendar, comment=tokens.without_signed_tokens(calendar.comment))
    if bounce:
        failures = [replace(one, **_opening_nothing(asdict(one))) for one in bounce.failures]
        text = tokens.without_signed_tokens(bounce.text)
        bounce = replace(bounce, failures=tuple(failures), text=text)
    return replace(parsed, calendar=calendar, bounce=bounce)


def _opening_nothing(facts):
    """The same facts, their texts without tokens of ours."""
    return {
        name: tokens.without_signed_tokens(fact) if isinstance(fact, str) else fact
        for name, fact in facts.items()
    }


@transaction.atomic
def _store(arrival, sha256, parsed):
    keys = keys_in(parsed.envelope.recipients)
    parsed = returned.as_returned(parsed)
    findings = _findings(parsed, keys)
    is_upload = arrival.source == IncomingMail.Source.UPLOAD
    if not (keys or is_upload or _is_about_us(parsed, findings)):
        return None, False
    is_cut = not parsed.doubts.isdisjoint({Doubt.TOO_LARGE, Doubt.TOO_SLOW})
    row, is_new = IncomingMail.objects.get_or_create(
        sha256=sha256,
        defaults={
            "content": arrival.raw[:BEGINNING] if is_cut else arrival.raw,
            "size": arrival.full_size,
            "source": arrival.source,
            **_facts(parsed),
            **findings,
        },
    )
    if is_new:
        decisions.decide_automatically(row)
    return row, is_new


def _is_about_us(parsed, findings):
    """The mailbox may be one that people use: answers to their own meetings, their returned emails
    and all letters are theirs to read."""
    if parsed.kind == Kind.LETTER:
        return False
    if parsed.calendar and Dialogue.objects.filter(uid=_uuid(parsed.calendar.uid)).exists():
        return True
    if not parsed.doubts.isdisjoint({Doubt.UNREADABLE, Doubt.TOO_SLOW}):
        return True
    return findings["invitation"] or findings.get("mail")


def _uuid(text):
    """The UUID that a calendar entry names, or None."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _facts(parsed):
    """What the message itself says, as fields of IncomingMail."""
    envelope = parsed.envelope._asdict()
    facts = {"kind": parsed.kind, **_opening_nothing(envelope)}
    del facts["recipients"]
    if parsed.calendar:
        names = ["partstat", "comment", "attendee", "sequence", "stamped_at"]
        facts |= {name: getattr(parsed.calendar, name) for name in names}
    return facts


def _findings(parsed, keys):
    """What the database adds, as fields of IncomingMail: the invitation or the returned email, the
    doubts, the state."""
    doubts = set(parsed.doubts)
    if parsed.kind == Kind.BOUNCE:
        fields = returned.findings(parsed, doubts)
        needs_no_decision = Doubt.DELAYED in doubts
    else:
        fields = {"invitation": _invitation(parsed, keys, doubts)}
        is_answer = parsed.kind in {Kind.REPLY, Kind.NOTE}
        needs_no_decision = not is_answer or Doubt.DUPLICATE in doubts
    state = State.FOR_INFORMATION if needs_no_decision else State.NEW
    return {**fields, "state": state, "doubts": [doubt.value for doubt in Doubt if doubt in doubts]}


def _invitation(parsed, keys, doubts):
    """The invitation that a message is about: by the token in the address; else by the entry's UID
    and the attendee; else, for what is no answer, by the sender. Adds to `doubts`."""
    active = Invitation.objects.with_people().active().filter(person__isnull=False)
    by_token = list(active.filter(reply_key__in=[key for key in keys if key]))
    answer = parsed.calendar
    if answer is None:
        sender = parsed.envelope.from_address or "-"
        by_sender = active.filter(person__email__iexact=sender)
        return next(iter(by_token), None) or by_sender.order_by("-dialogue__starts_on").first()
    if len(by_token) > 1:
        doubts.add(Doubt.SEVERAL_TOKENS)
        return None
    invitation = next(iter(by_token), None)
    if invitation is None:
        doubts.add(Doubt.UNKNOWN_TOKEN if keys else Doubt.NO_TOKEN)
        invitation = _by_entry(active, answer)
    if invitation is None:
        doubts.add(Doubt.NO_INVITATION)
        return None
    doubts |= _doubts_about_answer(invitation, parsed)
    doubts |= _doubts_beside_earlier(invitation, parsed, frozenset(doubts))
    return invitation


def _by_entry(active, answer):
    """The invitation whose calendar entry was answered by its own invitee, or None."""
    to_attendee = active.filter(person__email__iexact=answer.attendee or "-")
    same_entry = (
        invitation
        for invitation in to_attendee
        if str(invitation.dialogue.uid) == answer.uid.lower()
    )
    return next(same_entry, None)


def _doubts_about_answer(invitation, parsed):
    """How an answer differs from the invitation that it is filed under (RFC 5546, 2.1.4, 2.1.5)."""
    answer, latest = parsed.calendar, timezone.now() + AHEAD
    differences = {
        Doubt.OTHER_EVENT: answer.uid.lower() != str(invitation.dialogue.uid),
        Doubt.OTHER_ATTENDEE: plain(answer.attendee) != plain(invitation.person.email),
        Doubt.OTHER_SPELLING: comparable(answer.attendee) != comparable(invitation.person.email),
        Doubt.SEQUENCE_AHEAD: answer.sequence > invitation.calendar_sequence,
        Doubt.SEQUENCE_BEHIND: answer.sequence < invitation.calendar_sequence,
        Doubt.DATED_AHEAD: answer.stamped_at is not None and answer.stamped_at > latest,
        Doubt.SENDER_UNVERIFIED: parsed.envelope.is_sender_verified is False,
    }
    doubts = {doubt for doubt, differs in differences.items() if differs}
    return doubts - {Doubt.OTHER_SPELLING} if Doubt.OTHER_ATTENDEE in doubts else doubts


def _doubts_beside_earlier(invitation, parsed, doubts):
    """Whether an answer repeats an earlier one or is older than it. A message that is more doubtful
    than this one, perhaps forged, must not make it a duplicate; and one that claims to come from
    the future does not make it outdated."""
    answer = parsed.calendar
    earlier = IncomingMail.objects.filter(invitation=invitation, kind=Kind.REPLY)
    recorded = earlier.filter(state__in=[State.CONFIRMED, State.APPLIED])
    names = ["attendee", "partstat", "sequence", "comment", "stamped_at"]
    same = earlier.filter(
        from_address=parsed.envelope.from_address,
        **{name: getattr(answer, name) for name in names},
    )
    as_doubtful = (set(other.doubts) == doubts for other in same.filter(state=State.NEW))
    more = set()
    if same & recorded or any(as_doubtful):
        more.add(Doubt.DUPLICATE)
    believable = recorded.filter(stamped_at__lte=F("received_at") + AHEAD)
    if answer.stamped_at and (
        believable.filter(stamped_at__gt=answer.stamped_at).exists()
        or invitation.answers.filter(answered_at__gt=answer.stamped_at).exists()
    ):
        more.add(Doubt.OUTDATED)
    return more
