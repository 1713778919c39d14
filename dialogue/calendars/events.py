"""The dialogue as a calendar entry, the same in every calendar, and the versions of that entry."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from dialogue.calendars.ical import Event
from dialogue.models import Dialogue

CALENDAR_STATUS = {  # RFC 5545, 3.8.1.11
    Dialogue.Status.PROPOSED: "TENTATIVE",
    Dialogue.Status.UNDER_REVIEW: "TENTATIVE",
    Dialogue.Status.CONFIRMED: "CONFIRMED",
    Dialogue.Status.HELD: "CONFIRMED",
    Dialogue.Status.DECLINED: "CANCELLED",
    Dialogue.Status.CANCELLED: "CANCELLED",
}


def whole_dialogue(dialogue: Dialogue) -> Event:
    """All days of the dialogue as one entry that blocks no time, in the active language."""
    notice = str(dialogue.status_notice)
    return Event(
        uid=dialogue.uid,
        starts_at=dialogue.starts_on,
        ends_at=dialogue.ends_on + timedelta(days=1),
        summary=dialogue.title,
        status=CALENDAR_STATUS[Dialogue.Status(dialogue.status)],
        sequence=dialogue.sequence,
        changed_at=dialogue.changed_at,
        description="\n\n".join(part for part in [notice, dialogue.summary] if part),
        location=dialogue.place,
        geo=position(dialogue),
        url=settings.PUBLIC_URL + dialogue.get_absolute_url() if dialogue.is_public else "",
        is_busy=False,
    )


def position(dialogue: Dialogue) -> tuple[float, float] | None:
    """(latitude, longitude) of the venue in degrees (GEO: RFC 5545, 3.8.1.6). None until it has an
    address: what is known before is the middle of a town, and programs would lead people there."""
    if not dialogue.address or dialogue.latitude is None or dialogue.longitude is None:
        return None
    return float(dialogue.latitude), float(dialogue.longitude)


# A change of these fields is significant to a calendar user: SEQUENCE rises (RFC 5545, 3.8.7.4).
TIME_PLACE_STATUS = ["status", "starts_on", "ends_on", "time_zone"] + [
    f"{name}_{language}" for name in ["venue", "address"] for language in ["en", "vi"]
]


@transaction.atomic
def save_dialogue(dialogue: Dialogue) -> None:
    """Save a changed dialogue with the SEQUENCE, LAST-MODIFIED and version of its calendars."""
    raise_sequence(dialogue, TIME_PLACE_STATUS)
    dialogue.changed_at = dialogue.calendar_changed_at = timezone.now()
    dialogue.save()


def mark_calendars_changed(dialogues: QuerySet[Dialogue]) -> int:
    """Record a change of what pages or calendars of these dialogues show; return the number of
    dialogues."""
    return dialogues.update(calendar_changed_at=timezone.now())


def raise_sequence(row: Any, significant: Iterable[str]) -> None:
    """Set the `sequence` of an unsaved change: one above the stored number if a field named in
    `significant` differs, else the stored number, whatever the instance says (one from the history
    has an old number). Call it inside a transaction; the row is locked until its end.
    """
    stored = type(row).objects.select_for_update(no_key=True).filter(pk=row.pk).first()
    if stored is not None:
        has_moved = any(getattr(stored, name) != getattr(row, name) for name in significant)
        row.sequence = stored.sequence + has_moved
