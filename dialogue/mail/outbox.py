"""Mail: render and store. How what is stored leaves the house stands in `delivery`.

`write` stores a rendered mail inside the caller's transaction; what organisers decide about mails
that wait is here too: hold, let go, schedule, cancel, resend.
"""

import re
import uuid
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from dialogue.mail import bounces, letter_kinds, unsubscribe
from dialogue.mail.models import MailAttachment, OutgoingMail, OutgoingMailQuerySet, Wave

State = OutgoingMail.State
RESENDABLE = [State.FAILED, State.BOUNCED, State.NOT_SENT]
# Why a mail is held or kept back, in English; translated where it is shown.
UNSUBSCRIBED = gettext_noop("The recipient asked for no more reminders.")


@dataclass(frozen=True)
class Sending:
    """How mails that are written together go out: as which wave, as drafts to look at first, or
    not before a moment."""

    wave: Wave
    as_drafts: bool = False
    send_after_at: datetime | None = None


_sending: ContextVar[Sending | None] = ContextVar("sending", default=None)


@contextmanager
def sending(how: Sending | None):
    """Every mail that is rendered or written inside belongs to this wave."""
    token = _sending.set(how)
    try:
        yield
    finally:
        _sending.reset(token)


def render(kind, language, context):
    """(subject, text, HTML) of a letter of this kind in `language`. Raises UnknownLetterKind."""
    row = letter_kinds.get(kind)
    with translation.override(language):
        how = _sending.get()
        context = {
            "language": language,
            "base_url": settings.PUBLIC_URL,
            "unsubscribe_link": unsubscribe.EXAMPLE if row.may_be_unsubscribed else "",
            "wave_paragraph": how.wave.paragraph if how else "",
            **context,
        }
        subject = render_to_string(f"{row.template}.subject.txt", context)
        context["subject"] = _line(subject)
        return (
            context["subject"],
            re.sub(r"\n{3,}", "\n\n", render_to_string(f"{row.template}.txt", context).strip())
            + "\n",
            render_to_string(f"{row.template}.html", context),
        )


def write(
    kind,
    *,
    dialogue,
    language,
    to_name,
    to_address,
    cc_address="",
    context,
    attachments=(),
    calendar=None,
    reply_to="",
):
    """Render and store one mail; `attachments` are (file name, media type, bytes).

    `calendar` is (method, bytes): a text/calendar body for calendar programs to act on, with its
    METHOD ("REQUEST", "CANCEL" or "PUBLISH"). `reply_to` is an address for answers to this mail.
    """
    method, body = calendar or ("", b"")
    key, context = uuid.uuid4(), {**context, "dialogue": dialogue}
    if letter_kinds.get(kind).may_be_unsubscribed:
        context["unsubscribe_link"] = unsubscribe.link(key)
    subject, text, html = render(kind, language, context)
    return store(
        key=key,
        kind=kind,
        dialogue=dialogue,
        language=language,
        to_name=to_name,
        to_address=to_address,
        cc_address=cc_address,
        subject=subject,
        text=text,
        html=html,
        attachments=attachments,
        calendar=body,
        calendar_method=method,
        reply_to=reply_to,
    )


def store(*, key=None, attachments=(), **fields):
    """Store one rendered mail (fields of OutgoingMail) and give it its Message-ID, made of `key`.

    It waits in the queue, unless it is written as a draft or somebody wants no mail there. Raises
    UnknownLetterKind.
    """
    letter_kinds.get(fields["kind"])
    domain = settings.SERVER_EMAIL.rpartition("@")[2]
    fields["subject"] = _line(fields["subject"])[:300]
    fields["to_name"] = _line(fields["to_name"])[:300]
    fields["domain"] = _domain(fields["to_address"])
    fields["copy_domain"] = _domain(fields.get("cc_address", ""))
    message_id = f"<{key or uuid.uuid4()}@{domain}>"
    mail = OutgoingMail.objects.create(message_id=message_id, **_waits_how(fields), **fields)
    for filename, media_type, content in attachments:
        MailAttachment.objects.create(
            mail=mail, filename=filename, media_type=media_type, content=content
        )
    return mail


def _waits_how(fields):
    """The fields that say when a mail about to be stored goes out, and whether."""
    how, now = _sending.get(), timezone.now()
    if unsubscribe.is_unsubscribed(fields):
        return {"state": State.CANCELLED, "finished_at": now, "held_because": UNSUBSCRIBED}
    waits = {}
    if how:
        waits = {
            "wave": how.wave,
            "state": State.DRAFT if how.as_drafts else State.QUEUED,
            "send_after_at": how.send_after_at,
            "next_try_at": how.send_after_at or now,
        }
    # A draft stays one, or it would go out unseen when the address is written to again.
    is_draft = how and how.as_drafts
    is_urgent = letter_kinds.get(fields["kind"]).is_urgent
    if not is_draft and not is_urgent and bounces.is_blocked(fields["to_address"]):
        waits |= {"state": State.ON_HOLD, "held_because": bounces.BLOCKED}
    return waits


def _domain(address):
    return address.rpartition("@")[2].lower()


def _line(text):
    """`text` on one line, as a header field must be."""
    return " ".join(text.split())


def hold(mails: OutgoingMailQuerySet, reason: str) -> int:
    """Stop what waits in the queue until somebody releases it; return how many."""
    return mails.put_on_hold(reason)


@transaction.atomic
def release(mails: OutgoingMailQuerySet) -> tuple[int, int]:
    """Queue drafts and what is on hold, not before the moment they are scheduled for; return
    (how many, how many not, because their addresses are blocked)."""
    stopped = mails.filter(state__in=[State.DRAFT, State.ON_HOLD])
    blocked = list(bounces.to_blocked(stopped).values_list("pk", flat=True))
    return stopped.exclude(pk__in=blocked).put_in_queue(), len(blocked)


def schedule(mails, moment: datetime | None):
    """Send what waits not before a moment, or as soon as may be; return how many."""
    return mails.waiting().update(send_after_at=moment, next_try_at=moment or timezone.now())


@transaction.atomic
def cancel(mails, reason=""):
    """Keep back what is still waiting; return how many. What a worker holds already goes out; of
    what the recipient has, only the copy is kept back."""
    now = timezone.now()
    mails.filter(state=State.COPYING).update(state=State.SENT, finished_at=now)
    why = {"held_because": reason} if reason else {}
    return mails.waiting().update(state=State.CANCELLED, finished_at=now, **why)


@transaction.atomic
def opt_out_by(mail: OutgoingMail):
    """No more letters like this one to its recipient, nor those that wait already."""
    unsubscribe.stop(mail)
    cancel(unsubscribe.letters_like(mail), UNSUBSCRIBED)


@transaction.atomic
def resend(mails):
    """Queue failed, bounced or kept mails again, from their first attempt; return how many.
    Recipients of a failed mail who have it already do not get it twice."""
    ended = mails.filter(
        state__in=[State.FAILED, State.BOUNCED, State.NOT_SENT]
    ).select_for_update()
    for mail in ended:
        mail.answers = {
            one: answer
            for one, answer in mail.answers.items()
            if mail.state == State.FAILED and answer.startswith("2")
        }
        mail.state, mail.attempts, mail.next_try_at = State.QUEUED, 0, timezone.now()
        mail.finished_at, mail.last_error, mail.trouble = None, "", ""
        if bounces.is_blocked(mail.to_address):
            mail.state, mail.held_because = State.ON_HOLD, bounces.BLOCKED
        mail.save()
    return len(ended)


def replace(older, newer: OutgoingMail):
    """Cancel mails that a newer one overtakes. What was decided about the last of them, to hold or
    to send it later, holds for the newer one too."""
    last = older.waiting().exclude(pk=newer.pk).order_by("created_at", "pk").last()
    if last is None:
        return
    cancel(older.exclude(pk=newer.pk))
    if newer.wave_id is None and newer.state in {State.QUEUED, State.ON_HOLD}:  # nobody decides now
        decided = ["wave", "send_after_at", "next_try_at"]
        if last.state != State.QUEUED or newer.state == State.QUEUED:  # not past a blocked address
            decided += ["state", "held_because"]
        for name in decided:
            setattr(newer, name, getattr(last, name))
        newer.save(update_fields=decided)
