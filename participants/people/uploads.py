"""How long an uploaded list of people is kept that nobody imports: it holds personal data."""

from datetime import datetime, timedelta

from participants.models import PeopleUpload

KEPT_FOR = timedelta(days=1)


def forget_due(now: datetime) -> int:
    """Delete the uploads that nobody confirmed within a day; return how many."""
    number, _by_model = PeopleUpload.objects.filter(uploaded_at__lt=now - KEPT_FOR).delete()
    return number
