"""Which of our emails a returned one was, and what that leaves in doubt."""

from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from dialogue.mail import bounces
from dialogue.mail.models import OutgoingMail
from dialogue.mail.refusal_reasons import Reason, says_a_code
from participants.inbox.bounces import Bounce, comparable, failure_of
from participants.inbox.messages import ParsedMessage
from participants.incoming_kinds import Doubt, Kind
from participants.models import Invitation

GUESS_WITHIN = timedelta(days=14)  # how far back a bounce that names no email may reach


def as_returned(parsed: ParsedMessage) -> ParsedMessage:
    """The message as a returned email, where it is one of ours that came back though it does not
    say so in a way that is known: it came to the address that only mail servers were told, or it
    looks returned and quotes our Message-ID."""
    bounce = parsed.bounce or Bounce((), ())
    if bounce.failures or parsed.calendar:
        return parsed
    mail = bounces.returned_to(parsed.envelope.recipients)
    if mail is None and parsed.looks_returned:
        mail = OutgoingMail.objects.filter(message_id__in=bounce.message_ids).first()
    if mail is None or not mail.to_address:
        return parsed
    failure = failure_of(bounce, mail.to_address)
    is_from_program = parsed.kind == Kind.AUTOMATIC_REPLY and not parsed.looks_returned
    if is_from_program and not says_a_code(failure.reason):  # for somebody who is away
        return parsed
    return replace(parsed, kind=Kind.BOUNCE, bounce=replace(bounce, failures=(failure,)))


def findings(parsed: ParsedMessage, doubts: set[Doubt]) -> dict[str, Any]:
    """Our email that came back, with its invitation and the addresses that failed, as fields of
    IncomingMail: by the address it came back to, which only those know who received it; else by its
    Message-ID, which every answer to it quotes too, and which counts by itself only where no email
    has such an address; else, as a guess, the last one sent to the address. Adds to `doubts`."""
    assert parsed.bounce is not None  # it is a returned email
    failures = parsed.bounce.failures
    failed = {comparable(failure.address) for failure in failures}
    mail = by_address = bounces.returned_to(parsed.envelope.recipients)
    if mail is None:
        mail = OutgoingMail.objects.filter(message_id__in=parsed.bounce.message_ids).first()
    if mail is None:
        mail = _last_email_to(failed)
        doubts.add(Doubt.GUESSED_EMAIL if mail else Doubt.UNKNOWN_EMAIL)
    elif failed.isdisjoint({comparable(mail.to_address), comparable(mail.cc_address)}):
        doubts.add(Doubt.OTHER_RECIPIENT)
    elif settings.USE_VERP and (by_address is None or mail.cc_address):
        doubts.add(Doubt.FORGEABLE)
    if mail and not mail.has_left:
        doubts.add(Doubt.NEVER_LEFT)
    if Reason.NOT_UNDERSTOOD in {failure.meaning for failure in failures}:
        doubts.add(Doubt.NOT_UNDERSTOOD)
    if all(failure.is_delayed for failure in failures):
        doubts.discard(Doubt.FORGEABLE)  # nothing follows from it
        doubts.add(Doubt.DELAYED)
    invitation = Invitation.objects.filter(mails=mail).order_by("pk").first() if mail else None
    return {
        "mail": mail,
        "invitation": invitation,
        "failures": [asdict(failure) for failure in failures],
    }


def _last_email_to(addresses):
    since = timezone.now() - GUESS_WITHIN
    recent = OutgoingMail.objects.filter(
        Q(state="sent", finished_at__gte=since) | Q(state="copying")
    )
    to_them = recent.alias(lower=Lower("to_address")).filter(lower__in=addresses)
    return to_them.order_by(F("finished_at").desc(nulls_first=True)).first()
