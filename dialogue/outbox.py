"""Mail: render → store → deliver. The only caller of the mail backend.

`write` stores a rendered mail inside the caller's transaction; `deliver_due` takes due mails one
by one under a lease, so that several workers share the queue and a killed one loses nothing.
"""

import re
import smtplib
import uuid
from datetime import timedelta
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone, translation

from dialogue.models import MailAttachment, OutgoingMail

State = OutgoingMail.State
LEASE = timedelta(minutes=5)
# Waits before the second, third … attempt; after the last one a mail counts as failed.
BACK_OFF = [timedelta(minutes=m) for m in [1, 5, 15, 60, 240]]
KEEPS_MAIL_HERE = "django.core.mail.backends.dummy.EmailBackend"


def render(template, language, context):
    """(subject, text, HTML) of `templates/emails/<template>.*` in `language`."""
    with translation.override(language):
        context = {**context, "language": language, "base_url": settings.PUBLIC_URL}
        subject = render_to_string(f"emails/{template}.subject.txt", context)
        context["subject"] = " ".join(subject.split())
        return (
            context["subject"],
            re.sub(r"\n{3,}", "\n\n", render_to_string(f"emails/{template}.txt", context).strip())
            + "\n",
            render_to_string(f"emails/{template}.html", context),
        )


def write(
    template,
    *,
    dialogue,
    language,
    to_name,
    to_address,
    cc_address="",
    context,
    attachments=(),
):
    """Render and store one mail; `attachments` are (file name, media type, bytes)."""
    subject, text, html = render(template, language, {**context, "dialogue": dialogue})
    return store(
        purpose=template,
        dialogue=dialogue,
        language=language,
        to_name=to_name,
        to_address=to_address,
        cc_address=cc_address,
        subject=subject,
        text=text,
        html=html,
        attachments=attachments,
    )


def store(*, attachments=(), **fields):
    """Store one rendered mail (fields of OutgoingMail) and give it its Message-ID."""
    domain = settings.SERVER_EMAIL.rpartition("@")[2]
    fields["subject"] = _line(fields["subject"])[:300]
    fields["to_name"] = _line(fields["to_name"])[:300]
    mail = OutgoingMail.objects.create(message_id=f"<{uuid.uuid4()}@{domain}>", **fields)
    for filename, media_type, content in attachments:
        MailAttachment.objects.create(
            mail=mail, filename=filename, media_type=media_type, content=content
        )
    return mail


def _line(text):
    """`text` on one line, as a header field must be."""
    return " ".join(text.split())


def cancel(mails):
    """Keep back what is still waiting; return how many. What a worker holds already goes out."""
    return mails.filter(state__in=[State.DRAFT, State.QUEUED]).update(
        state=State.CANCELLED, finished_at=timezone.now()
    )


def resend(mails):
    """Queue failed, bounced or kept mails again, from their first attempt."""
    return mails.filter(state__in=[State.FAILED, State.BOUNCED, State.KEPT]).update(
        state=State.QUEUED,
        attempts=0,
        next_try_at=timezone.now(),
        finished_at=None,
        last_error="",
    )


def deliver_due(limit=None):
    """Deliver what is due, oldest first; return (delivered, not delivered)."""
    delivered = failed = 0
    while limit is None or delivered + failed < limit:
        mail = _claim_next()
        if mail is None:
            break
        if _deliver(mail):
            delivered += 1
        else:
            failed += 1
    return delivered, failed


def _claim_next():
    """Take one due mail under a fresh lease, or None. Losing a race means trying the next one."""
    now = timezone.now()
    due = OutgoingMail.objects.due(now).order_by("next_try_at", "pk")
    for pk in due.values_list("pk", flat=True)[:20]:
        lease = uuid.uuid4()
        claimed = OutgoingMail.objects.due(now).filter(pk=pk)
        if claimed.update(
            state=State.SENDING,
            lease=lease,
            leased_until_at=now + LEASE,
            attempts=F("attempts") + 1,
        ):
            return OutgoingMail.objects.get(pk=pk, lease=lease)
    return None


def _deliver(mail):
    try:
        message_for(mail).send()
    except (smtplib.SMTPException, OSError, ValueError) as error:  # ValueError: cannot be built
        _note_failure(mail, error)
        return False
    kept = settings.EMAIL_BACKEND == KEEPS_MAIL_HERE
    _finish(mail, State.KEPT if kept else State.SENT)
    return True


def _note_failure(mail, error):
    """Try again later, unless the server's answer was final (5xx) or the attempts are used up."""
    final = _is_final(error) or mail.attempts > len(BACK_OFF)
    if final:
        _finish(mail, State.FAILED, last_error=str(error))
        return
    OutgoingMail.objects.filter(pk=mail.pk, lease=mail.lease).update(
        state=State.QUEUED,
        lease=None,
        leased_until_at=None,
        next_try_at=timezone.now() + BACK_OFF[mail.attempts - 1],
        last_error=str(error),
    )


def _is_final(error):
    """Whether it is this mail that the server will never take (RFC 5321, 4.2.1: 5xx), or that
    cannot be built. A wrong password or greeting fails every mail, and is put right by people."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    if isinstance(error, (smtplib.SMTPSenderRefused, smtplib.SMTPDataError)):
        return error.smtp_code >= 500
    return isinstance(error, ValueError)


def _finish(mail, state, last_error=""):
    OutgoingMail.objects.filter(Q(pk=mail.pk), lease=mail.lease).update(
        state=state,
        lease=None,
        leased_until_at=None,
        finished_at=timezone.now(),
        last_error=last_error,
    )


def message_for(mail):
    """The MIME message of a stored mail. Its Message-ID is the same at every attempt."""
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[formataddr((mail.to_name, mail.to_address))],
        cc=[mail.cc_address] if mail.cc_address else [],
        reply_to=[mail.dialogue.contact_email]
        if mail.dialogue and mail.dialogue.contact_email
        else [],
        headers={
            "Message-ID": mail.message_id,
            "Content-Language": mail.language,
            "Auto-Submitted": "auto-generated",  # RFC 3834, 5
        },
        connection=get_connection(),
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for attachment in mail.attachments.all():
        message.attach(attachment.filename, bytes(attachment.content), attachment.media_type)
    return message
