"""What is on now and next, on the days of a dialogue alone."""

from dataclasses import replace

from django.core.cache import caches
from django.utils import timezone

from agenda.public import timeline
from agenda.releases import published
from dialogue.models import Dialogue


def on_the_day(dialogue: Dialogue, *, for_delegates: bool = False) -> timeline.OnTheDay | None:
    """Of the public sessions, or of those that delegates see; None on other days. Read once for
    each version of the programme, for on those days the page is opened all the time."""
    now = timezone.now()
    if not dialogue.starts_on <= dialogue.local(now).date() <= dialogue.ends_on:
        return None

    def sessions():
        programme = published.latest(dialogue)
        seen = programme.sessions if for_delegates else programme.public()
        return [replace(one, roles=()) for one in seen]

    readers = "delegates" if for_delegates else "public"
    key = f"sessions:{readers}:{dialogue.pk}:{dialogue.calendar_changed_at.isoformat()}"
    kept = caches["template_fragments"].get_or_set(key, sessions, published.KNOWN_FOR)
    return timeline.on_the_day(kept or [], now)
