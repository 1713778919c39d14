"""How long an uploaded list of people is kept that nobody imports: it holds personal data."""

from datetime import datetime, timedelta

from participants.models import PeopleUpload

KEPT_FOR = timedelta(days=1)


def forget_uploads(now: datetime) -> int:
    """Forget what nobody confirmed within a day; return how many uploads there were."""
    number, _kinds = PeopleUpload.objects.filter(uploaded_at__lt=now - KEPT_FOR).delete()
    return number
