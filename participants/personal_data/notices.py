"""The notice to the organisers on the day on which data requests or breaches are due."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from dialogue.mail import outbox
from participants.models import DataRequest

AHEAD = timedelta(days=1)  # a period of days ends at midnight: today's run speaks of today


@transaction.atomic
def remind_organisers(now: datetime) -> int:
    """Write one email about all that is due within a day or late, each row once for each moment
    it is due; return how many rows. It names no person."""
    rows = DataRequest.objects.select_for_update(no_key=True).unsettled()
    due = list(
        rows.filter(due_at__lte=now + AHEAD)
        .exclude(reminded_of_at=F("due_at"))
        .order_by("due_at", "pk")
    )
    if not due:
        return 0
    DataRequest.objects.filter(pk__in=[row.pk for row in due]).update(reminded_of_at=F("due_at"))
    letter = outbox.Letter(
        "requests_due",
        dialogue=None,
        language=settings.LANGUAGE_CODE,
        to_name="",
        to_address=settings.ORGANISERS_EMAIL or settings.SERVER_EMAIL,
        context={
            "data_requests": due,
            "languages": settings.LANGUAGES,
            "link": settings.PUBLIC_URL + reverse("admin:participants_datarequest_changelist"),
        },
    )
    outbox.write(letter)
    return len(due)
