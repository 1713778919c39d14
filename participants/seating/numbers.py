"""Seats and answers for monitors (/metrics), by dialogue: numbers only."""

from collections.abc import Iterator

from django.db.models import Count
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from dialogue.models import Dialogue
from participants.models import Answer, Invitation


def metrics() -> Iterator[Metric]:
    """Three queries, however many dialogues there are."""
    seats = GaugeMetricFamily("dialogue_seats", "Seats in all.", labels=["dialogue"])
    for slug, capacity in Dialogue.objects.order_by("slug").values_list("slug", "capacity"):
        seats.add_metric([slug], capacity)
    yield seats
    invitations = GaugeMetricFamily(
        "dialogue_invitations", "Invitations by status.", labels=["dialogue", "status"]
    )
    rows = Invitation.objects.order_by().values_list("dialogue__slug", "status")
    for slug, status, number in rows.annotate(n=Count("pk")).order_by("dialogue__slug", "status"):
        invitations.add_metric([slug, status], number)
    yield invitations
    answers = GaugeMetricFamily(
        "dialogue_answers", "Answers that were given.", labels=["dialogue", "answer"]
    )
    given = Answer.objects.order_by().values_list("invitation__dialogue__slug", "response")
    for slug, response, number in given.annotate(n=Count("pk")):
        answers.add_metric([slug, response], number)
    yield answers
