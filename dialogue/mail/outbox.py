"""Write letters into the outbox, and hold, release, schedule, cancel, resend those that wait there.
`delivery` sends what is due.

`write` renders and stores a letter inside the caller's transaction, so that both happen or neither.
"""

import re
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from dialogue.access import tokens
from dialogue.mail import attachments as attachments_of
from dialogue.mail import bounces, letter_kinds, recipients, rehearsal, sealing, unsubscribe
from dialogue.mail.models import (
    MailAttachment,
    OutgoingMail,
    OutgoingMailQuerySet,
    SharedFile,
    Wave,
)
from dialogue.models.dialogues import Dialogue
from dialogue.personal_data.subjects import is_erased

State = OutgoingMail.State
RESENDABLE = [State.FAILED, State.BOUNCED, State.NOT_SENT]
# Why an email is cancelled, in English; translated where it is shown.
UNSUBSCRIBED = gettext_noop("The recipient asked for no more reminders.")
ERASED = gettext_noop("The recipient’s data were erased, and the address with them.")
NO_ADDRESS = gettext_noop("It brings a secret, and there is no email address.")


@dataclass(frozen=True)
class Sending:
    """How letters written together go out: which wave, drafts first or not, from when, files."""

    wave: Wave
    as_drafts: bool = False
    send_after_at: datetime | None = None
    files: Sequence[SharedFile] = ()


_sending: ContextVar[Sending | None] = ContextVar("sending", default=None)


@contextmanager
def sending(how: Sending | None) -> Iterator[None]:
    """Every letter that is rendered or written inside belongs to this wave."""
    token = _sending.set(how)
    try:
        yield
    finally:
        _sending.reset(token)


@dataclass(frozen=True)
class CalendarPart:
    """A text/calendar body with its METHOD (RFC 5546, 1.4): "REQUEST", "CANCEL" or "PUBLISH".
    `reply_to` is where answers to a REQUEST arrive."""

    method: str
    content: bytes
    reply_to: str = ""


@dataclass(frozen=True)
class Letter:
    """What is about to be written to one recipient. `kind` is the name of a LetterKind, `context`
    what its templates name, `attachments` are (file name, media type, content). `secrets` are
    values in the context that open something and are no signed tokens (see `store`)."""

    kind: str
    dialogue: Dialogue | None
    language: str
    to_name: str
    to_address: str
    context: dict[str, Any]
    cc_address: str = ""
    attachments: Sequence[tuple[str, str, bytes]] = ()
    calendar: CalendarPart | None = None
    secrets: Sequence[str] = ()


def render(
    kind: str, language: str, context: dict[str, Any], *, with_html: bool = True
) -> tuple[str, str, str]:
    """(subject, text, HTML or "") of a letter of this kind in `language`, to look at: dots replace
    what opens something. Raises UnknownLetterKindError."""
    rendered = _render(kind, language, context, with_html)
    subject, text, html = map(tokens.without_signed_tokens, rendered)
    return subject, text, html


def _render(kind, language, context, with_html=True):
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
        reader = context.get("reader", context.get("person"))
        said = getattr(reader, "spoken_to", str)
        context["subject"] = said(_line(render_to_string(f"{row.template}.subject.txt", context)))
        text = re.sub(r"\n{3,}", "\n\n", render_to_string(f"{row.template}.txt", context).strip())
        html = render_to_string(f"{row.template}.html", context) if with_html else ""
        return context["subject"], said(f"{text}\n"), said(html)


def write(letter: Letter) -> OutgoingMail:
    """Render and store a letter. Raises UnknownLetterKindError."""
    key, context = uuid.uuid4(), {**letter.context, "dialogue": letter.dialogue}
    if letter_kinds.get(letter.kind).may_be_unsubscribed:
        context["unsubscribe_link"] = unsubscribe.link(key) if letter.to_address else ""
    subject, text, html = _render(letter.kind, letter.language, context)
    calendar = letter.calendar or CalendarPart("", b"")
    return store(
        key=key,
        kind=letter.kind,
        dialogue=letter.dialogue,
        language=letter.language,
        to_name=letter.to_name,
        to_address=letter.to_address,
        cc_address=letter.cc_address,
        subject=subject,
        text=text,
        html=html,
        attachments=letter.attachments,
        secrets=letter.secrets,
        calendar=calendar.content,
        calendar_method=calendar.method,
        reply_to=calendar.reply_to,
    )


def store(
    *,
    key: uuid.UUID | None = None,
    attachments: Sequence[tuple[str, str, bytes]] = (),
    shared: Sequence[SharedFile] = (),
    secrets: Sequence[str] = (),
    known: sealing.Secrets | None = None,
    **fields: Any,
) -> OutgoingMail:
    """Store one rendered email (fields of OutgoingMail) and give it its Message-ID, made of `key`.

    No token of ours is stored, nor any of `secrets`: what opens something in subject, text or HTML
    and is no signed token, such as the key in a link for a new password. Marks are stored instead,
    and put back when the email is handed over (see `sealing`); `known` are those of the email that
    this one is a copy of. Attachments must hold nothing that opens.

    It waits in the queue, unless it is written as a draft or its recipient wants none or is
    blocked. Without an address it waits to be handed over, and nobody gets a copy. Raises
    UnknownLetterKindError.
    """
    letter_kinds.get(fields["kind"])
    domain = settings.SERVER_EMAIL.rpartition("@")[2]
    fields["subject"] = _line(fields["subject"])[:300]
    if not fields["to_address"]:
        fields |= {"cc_address": "", "reply_to": ""}
    sealing.seal(fields, secrets, known)
    fields["to_name"] = _line(fields["to_name"])[:300]
    fields["domain"] = _domain(fields["to_address"])
    fields["copy_domain"] = _domain(fields.get("cc_address", ""))
    message_id = f"<{key or uuid.uuid4()}@{domain}>"
    mail = OutgoingMail.objects.create(message_id=message_id, **_waits_how(fields), **fields)
    for filename, media_type, content in attachments:
        MailAttachment.objects.create(
            mail=mail, filename=filename, media_type=media_type, content=content
        )
    how = _sending.get()
    attachments_of.attach([mail], [*shared, *(how.files if how else [])])
    rehearsal.note(mail)
    return mail


def _waits_how(fields):
    """The fields that say when a mail about to be stored goes out, and whether."""
    how, now = _sending.get(), timezone.now()
    if is_erased(fields["to_address"]):
        return {"state": State.CANCELLED, "finished_at": now, "held_because": ERASED}
    if recipients.is_unsubscribed(fields):
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
    if not fields["to_address"]:
        if letter_kinds.get(fields["kind"]).is_secret:
            return waits | {
                "state": State.CANCELLED,
                "finished_at": now,
                "held_because": NO_ADDRESS,
            }
        return waits if is_draft else waits | {"state": State.TO_HAND_OVER}
    is_urgent = letter_kinds.get(fields["kind"]).is_urgent
    if not is_draft and not is_urgent and recipients.is_blocked(fields["to_address"]):
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


def schedule(mails: OutgoingMailQuerySet, moment: datetime | None) -> int:
    """Send what waits not before a moment, or as soon as may be; return how many."""
    mailed = mails.waiting().exclude(state=State.TO_HAND_OVER)
    return mailed.update(send_after_at=moment, next_try_at=moment or timezone.now())


@transaction.atomic
def cancel(mails: OutgoingMailQuerySet, reason: str = "") -> int:
    """Cancel what is still waiting; return how many. What a worker has taken already goes out; of
    what the recipient has, only the copy is cancelled."""
    now = timezone.now()
    mails.filter(state=State.COPYING).update(state=State.SENT, finished_at=now)
    why = {"held_because": reason} if reason else {}
    return mails.waiting().update(state=State.CANCELLED, finished_at=now, **why)


@transaction.atomic
def opt_out_by(mail: OutgoingMail) -> None:
    """No more letters like this one to its recipient, nor those that wait already."""
    unsubscribe.stop(mail)
    cancel(unsubscribe.letters_like(mail), UNSUBSCRIBED)


@transaction.atomic
def resend(mails: OutgoingMailQuerySet) -> int:
    """Queue emails again that failed, came back or were not sent, from their first attempt, as far
    as their address is still known; return how many. Recipients of a failed email who have it
    already do not get it twice."""
    ended = mails.filter(state__in=RESENDABLE, to_address__gt="").select_for_update()
    for mail in ended:
        mail.answers = {
            address: answer
            for address, answer in mail.answers.items()
            if mail.state == State.FAILED and answer.startswith("2")
        }
        mail.state, mail.attempts, mail.next_try_at = State.QUEUED, 0, timezone.now()
        mail.finished_at, mail.last_error, mail.trouble, mail.refusal = None, "", "", ""
        if bounces.is_blocked(mail.to_address):
            mail.state, mail.held_because = State.ON_HOLD, bounces.BLOCKED
        mail.save()
    return len(ended)


def replace(older: OutgoingMailQuerySet, newer: OutgoingMail) -> None:
    """Cancel letters that a newer one makes out of date. What was decided about the last of them,
    to hold it or to send it later, applies to the newer one too."""
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
