"""The notice to the organisers on the day on which data requests or breaches are due."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from participants.letters import data_request_letters
from participants.models import DataRequest

AHEAD = timedelta(days=1)  # a period of days ends at midnight: today's run speaks of today


@transaction.atomic
def remind_organisers(now: datetime) -> int:
    """Write one email about all that is due within a day or late, each row once for each moment
    it is due; return how many rows."""
    rows = DataRequest.objects.select_for_update(no_key=True).unsettled()
    due = rows.filter(due_at__lte=now + AHEAD).exclude(reminded_of_at=F("due_at"))
    data_requests = list(due.order_by("due_at", "pk"))
    if data_requests:
        keys = [row.pk for row in data_requests]
        DataRequest.objects.filter(pk__in=keys).update(reminded_of_at=F("due_at"))
        data_request_letters.due(data_requests)
    return len(data_requests)
