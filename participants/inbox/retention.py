"""How long incoming mail is kept: it says of people that they are ill, and more besides."""

from datetime import datetime, timedelta

from django.db.models import Q

from dialogue.models import Dialogue
from participants.models import IncomingMail

KEPT_FOR = timedelta(days=60)  # where it belongs to no dialogue


def forget_due(now: datetime) -> int:
    """Delete the messages about dialogues whose days of keeping are over, and those about nothing
    in particular after two months; return how many. The answers taken from them stay."""
    due = Dialogue.objects.past_keeping(now)
    over = Q(invitation__dialogue__in=due) | Q(invitation=None, received_at__lt=now - KEPT_FOR)
    number, _kinds = IncomingMail.objects.filter(over).delete()
    return number
