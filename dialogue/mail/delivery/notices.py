"""Notices to the organisers about emails that were given up: at most one an hour for each wave, and
for all other emails of a dialogue."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from dialogue.mail import outbox
from dialogue.mail.letter_kinds import FAILURE_NOTICE
from dialogue.mail.models import OutboxMark, OutgoingMail

PAUSE = timedelta(hours=1)


def notify_organisers(mail: OutgoingMail) -> None:
    """Write to the organisers about an email that was given up, unless they had a notice about
    another of its wave within the hour. What failed in between is counted in the next notice, and
    all of it is on the page that each notice leads to."""
    if mail.kind == FAILURE_NOTICE.name:
        return
    mail.refresh_from_db()
    now = timezone.now()
    scope = f"wave {mail.wave_id}" if mail.wave_id else f"dialogue {mail.dialogue_id}"
    mark, _made = OutboxMark.objects.get_or_create(name=f"notice of {scope}")
    quiet = Q(noted_at=None) | Q(noted_at__lte=now - PAUSE)
    if not OutboxMark.objects.filter(quiet, pk=mark.pk).update(noted_at=now):
        return
    failed = OutgoingMail.objects.filter(
        state=OutgoingMail.State.FAILED, dialogue=mail.dialogue_id, wave=mail.wave_id
    )
    if mark.noted_at:
        failed = failed.filter(finished_at__gt=mark.noted_at)
    letter = outbox.Letter(
        FAILURE_NOTICE.name,
        dialogue=mail.dialogue,
        language=settings.LANGUAGE_CODE,
        to_name="",
        to_address=_organisers_address(mail.dialogue),
        context={
            "mail": mail,
            "number": failed.count(),
            "languages": settings.LANGUAGES,
            "link": settings.PUBLIC_URL + reverse("admin:outgoing_mail_queue"),
        },
    )
    outbox.write(letter)


def _organisers_address(dialogue):
    contact = dialogue.contact_email if dialogue else ""
    return contact or settings.ORGANISERS_EMAIL or settings.SERVER_EMAIL
