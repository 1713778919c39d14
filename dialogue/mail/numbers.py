"""The email queue for monitors: what waits and since when, what failed."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from dialogue.mail import statistics
from dialogue.mail.models import OutgoingMail


def read() -> dict[str, Any]:
    """For /readyz."""
    queue = statistics.queue_statistics(OutgoingMail.objects.all())
    failed = queue.in_state(OutgoingMail.State.FAILED)
    said = {"due": queue.due, "oldest due for seconds": _age(queue), "failed": failed}
    if queue.waits_long:
        said["problem"] = "an email has been due for long; does `deliver_mail --loop` run?"
    return said


def metrics() -> Iterator[Metric]:
    """For /metrics."""
    queue = statistics.queue_statistics(OutgoingMail.objects.all())
    by_state = GaugeMetricFamily("dialogue_mail", "Emails by state.", labels=["state"])
    for state in OutgoingMail.State:
        by_state.add_metric([state.value], queue.in_state(state))
    yield by_state
    yield GaugeMetricFamily("dialogue_mail_due", "Emails that are due now.", queue.due)
    age = "For how long the oldest email that is due has been due."
    yield GaugeMetricFamily("dialogue_mail_oldest_due_seconds", age, _age(queue))


def _age(queue):
    if queue.oldest_at is None:
        return 0
    return int((timezone.now() - queue.oldest_at).total_seconds())
