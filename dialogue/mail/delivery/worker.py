"""Deliver what waits in the outbox.

A worker takes one email at a time under a lease, hands it to the mail server, and notes what the
server said. Several share the queue. At whatever moment a worker is killed, its email is taken over
when the lease ends, within a minute: nothing is lost, and nothing is sent twice except what the
server accepted in the instant before the worker could note it. Receivers recognise that repeat by
its Message-ID.

No worker sleeps while it holds a lease: what must wait gets a later `next_try_at`.
"""

import logging
import random
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone

from dialogue.access import tokens
from dialogue.mail import after_restoring, bounces, sealing
from dialogue.mail.delivery import lease, notices
from dialogue.mail.delivery.mime import message_for
from dialogue.mail.delivery.smtp import (
    Carrier,
    HungUpError,
    MailServerUnreachableError,
    has_no_mail_server,
)
from dialogue.mail.models import OutboxMark, OutgoingMail
from dialogue.mail.refusal_reasons import Reason, reason_of
from dialogue.personal_data import data_map
from dialogue.personal_data.forgetting import forget

State, Trouble = OutgoingMail.State, OutgoingMail.Trouble
CANDIDATES = 20
SILENCES = 3  # mails in a row with which a server does not answer, after which it is left alone

log = logging.getLogger(__name__)


def deliver_due(
    limit: int | None = None, is_stopped: Callable[[], bool] = lambda: False
) -> tuple[int, int]:
    """Deliver what is due, oldest first, over one connection; return (delivered, not delivered).

    It ends when nothing is due, a limit per minute is reached, the mail server cannot be reached
    or falls silent again and again, or between two mails when `is_stopped()`.
    """
    delivered = failed = silences = 0
    with Carrier() as carrier:
        while not is_stopped() and (limit is None or delivered + failed < limit):
            if not carrier.is_open and not _within(_limits(), timezone.now()).exists():
                break
            is_away = _find_away(carrier)
            mail = _claim_next()
            if mail is None:
                break
            outcome = _give_back(mail, is_away) if is_away else _deliver(mail, carrier)
            delivered += outcome is True
            failed += outcome is False
            silences = silences + 1 if outcome is False and not carrier.is_open else 0
            if is_away or silences == SILENCES:
                break
    return delivered, failed


def _find_away(carrier):
    """Why the mail server cannot be reached, or None. No lease is held while we try."""
    try:
        carrier.open()
    except MailServerUnreachableError as error:
        return error
    return None


def _claim_next():
    """Take one due mail under a fresh lease, or None. Losing a race means trying the next one."""
    with transaction.atomic():
        if limits := _limits():
            OutboxMark.objects.get_or_create(name="turn")
            OutboxMark.objects.select_for_update().get(name="turn")
        now = timezone.now()
        due = _within(limits, now).order_by("next_try_at", "pk")
        for pk in due.values_list("pk", flat=True)[:CANDIDATES]:
            key = uuid.uuid4()
            claimed = _due(now).filter(pk=pk)
            if claimed.update(
                state=State.SENDING,
                lease=key,
                leased_until_at=now + lease.until(),
                attempts=F("attempts") + 1,
                tried_at=now,
            ):
                return OutgoingMail.objects.select_related("dialogue").get(pk=pk, lease=key)
    return None


def _due(now):
    return after_restoring.may_leave(OutgoingMail.objects.due(now))


def _limits():
    """(mails per minute, mails per minute and domain), 0 for none; () if nothing is limited."""
    limits = (settings.MAIL_PER_MINUTE, settings.MAIL_PER_MINUTE_AND_DOMAIN)
    return limits if any(limits) and not has_no_mail_server() else ()


def _within(limits, now):
    """The due mails that may be tried now, for what all workers together tried within a minute."""
    due = _due(now)
    if not limits:
        return due
    in_all, per_domain = limits
    lately = OutgoingMail.objects.order_by().filter(tried_at__gt=now - timedelta(minutes=1))
    if in_all and lately.count() >= in_all:
        return due.none()
    if per_domain:
        tried = Counter()
        for *domains, number in lately.values_list("domain", "copy_domain").annotate(Count("pk")):
            tried.update(dict.fromkeys(filter(None, domains), number))
        busy = [domain for domain, number in tried.items() if number >= per_domain]
        due = due.exclude(domain__in=busy).exclude(copy_domain__in=busy)
    return due


def _deliver(mail, carrier):
    """Whether the recipient has it; None if it is put back untried."""
    if mail.attempts > len(settings.MAIL_BACK_OFF) + 1:  # every worker that takes it is killed
        return _conclude(mail, trouble=Trouble.UNCONFIRMED, last_error="")
    if bounces.is_blocked(mail.cc_address):  # the letter goes out without its copy
        mail.answers.setdefault(mail.cc_address, bounces.BLOCKED)
    asked = [address for address in mail.recipients if address not in mail.answers]
    if not asked:
        return _note_replies(mail, {})
    try:
        with lease.kept(mail, carrier.hang_up):
            replies = carrier.hand_over(message_for(mail), asked, settings.MAIL_PATIENCE)
    except ValueError as error:  # it cannot be built
        said = tokens.without_signed_tokens(str(error))
        return _conclude(mail, trouble=Trouble.CONTENT, last_error=said)
    except HungUpError:
        return _put_back(mail)
    except MailServerUnreachableError as error:
        return _give_back(mail, error)
    return _note_replies(mail, replies)


def _note_replies(mail, replies):
    """A recipient whose answer is final is not asked again, whatever becomes of the other."""
    unserved = {address: reply for address, reply in replies.items() if not reply.is_taken}
    later = [address for address, reply in unserved.items() if not reply.is_final]
    known = {
        "trouble": next((reply.trouble for reply in unserved.values()), ""),
        "last_error": "\n".join(f"{address}: {reply}" for address, reply in unserved.items()),
    }
    if later and _may_try_again(mail):
        replies = {address: reply for address, reply in replies.items() if address not in later}
        return _queue_again(mail, replies, **known)
    return _conclude(mail, replies, **known)


def _give_back(mail, error):
    """The server said nothing of the recipients: try again later, while attempts are left."""
    known = {"trouble": error.trouble, "last_error": str(error)}
    if _may_try_again(mail):
        return _queue_again(mail, **known)
    return _conclude(mail, **known)


def _may_try_again(mail):
    return mail.attempts <= len(settings.MAIL_BACK_OFF)


def _queue_again(mail, replies=(), **known):
    """Each wait is up to half as long again, so that emails which failed together are not all tried
    together."""
    seconds = settings.MAIL_BACK_OFF[mail.attempts - 1] * random.uniform(1, 1.5)  # noqa: S311
    next_try_at = timezone.now() + timedelta(seconds=seconds)
    answers = _answers(mail, replies)
    state = _waiting_state(mail, answers)
    _end_lease(mail, state=state, next_try_at=next_try_at, answers=answers, **known)
    return False


def _put_back(mail):
    """Nothing was said of it; the next connection is asked at once."""
    state = _waiting_state(mail, mail.answers)
    _end_lease(mail, state=state, attempts=mail.attempts - 1)


def _waiting_state(mail, answers):
    """Once the recipient has it, nobody can decide about it any more; only the copy is tried."""
    return State.COPYING if _is_taken(mail, answers) else State.QUEUED


def _is_taken(mail, answers):
    return answers.get(mail.to_address, "").startswith("2")


@transaction.atomic
def _conclude(mail, replies=(), **known):
    """The recipient's answer decides the state; whether the copy was accepted is only shown."""
    answers = _answers(mail, replies)
    is_taken = _is_taken(mail, answers)
    taken = State.NOT_SENT if has_no_mail_server() else State.SENT
    state = taken if is_taken else State.FAILED
    if state == State.SENT:
        known["secrets"] = sealing.wiped(mail)
    if state == State.NOT_SENT:  # nobody was asked, so nobody has said anything
        answers = {}
    if state == State.FAILED:
        known["refusal"] = _meaning(mail, answers, known)
    is_noted = _end_lease(mail, state=state, finished_at=timezone.now(), answers=answers, **known)
    if is_noted and mail.is_erased_once_sent:
        forget(data_map.holding_of(mail._meta.label), OutgoingMail.objects.filter(pk=mail.pk))
    elif is_noted and not is_taken:
        if known["refusal"]:
            bounces.warn_of(Reason(known["refusal"]))
        notices.notify_organisers(mail)
    return is_taken


def _meaning(mail, answers, known):
    """What the last word of a mail server means; "" where it is our own that we did not reach."""
    said = answers.get(mail.to_address, "")
    if said[:1] in {"4", "5"}:
        return reason_of(said).value
    is_unreachable = known.get("trouble") in {Trouble.CONNECTION, Trouble.LOGIN, Trouble.CONTENT}
    return "" if is_unreachable or not known.get("last_error") else reason_of(known["last_error"])


def _answers(mail, replies):
    return {**mail.answers, **{address: str(reply) for address, reply in dict(replies).items()}}


def _end_lease(mail, **fields):
    """Note the outcome and end the lease; False if another worker has taken the email over."""
    mine = OutgoingMail.objects.filter(pk=mail.pk, lease=mail.lease)
    if mine.update(lease=None, leased_until_at=None, **fields):
        return True
    log.warning("Mail %d was taken over: its lease was over before it was handed over.", mail.pk)
    return False
