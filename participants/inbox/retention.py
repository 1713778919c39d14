"""How long incoming messages are kept: they may say that people are ill, and more besides."""

from datetime import datetime, timedelta

from django.db.models import Q

from dialogue.models import Dialogue
from participants.models import IncomingMail

KEPT_FOR = timedelta(days=60)  # where a message belongs to no dialogue


def forget_due(now: datetime) -> int:
    """Delete the messages about dialogues whose details are due to be erased, and those that belong
    to no dialogue after two months; return how many. The answers recorded from them stay."""
    ended = Dialogue.objects.past_keeping(now)
    due = Q(invitation__dialogue__in=ended) | Q(invitation=None, received_at__lt=now - KEPT_FOR)
    number, _by_model = IncomingMail.objects.filter(due).delete()
    return number
