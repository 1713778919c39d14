"""Tell a person when mail was given up: once an hour for a wave, or for all else of a dialogue."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from dialogue.mail import outbox
from dialogue.mail.letter_kinds import FAILURE_NOTICE
from dialogue.mail.models import OutboxMark, OutgoingMail

PAUSE = timedelta(hours=1)


def tell_of_failure(mail: OutgoingMail):
    """Write to the organisers about a mail that was given up, unless they were told within the
    hour of another of its wave. What failed in between is counted in the next notice, and all of
    it stands on the page that each notice leads to."""
    if mail.kind == FAILURE_NOTICE.name:
        return
    mail.refresh_from_db()
    now = timezone.now()
    scope = f"wave {mail.wave_id}" if mail.wave_id else f"dialogue {mail.dialogue_id}"
    mark, _made = OutboxMark.objects.get_or_create(name=f"told of {scope}")
    quiet = Q(noted_at=None) | Q(noted_at__lte=now - PAUSE)
    if not OutboxMark.objects.filter(quiet, pk=mark.pk).update(noted_at=now):
        return
    failed = OutgoingMail.objects.filter(
        state=OutgoingMail.State.FAILED, dialogue=mail.dialogue_id, wave=mail.wave_id
    )
    if mark.noted_at:
        failed = failed.filter(finished_at__gt=mark.noted_at)
    outbox.write(
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


def _organisers_address(dialogue):
    contact = dialogue.contact_email if dialogue else ""
    return contact or settings.ORGANISERS_EMAIL or settings.SERVER_EMAIL
