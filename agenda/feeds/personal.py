"""A delegate's own calendar: every released session with their own roles in it, the reply deadline
and, by an address that only the delegate is shown, arrival and departure.

It holds no personal link, for calendars are shown to others.
"""

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import uuid5

from django.utils.translation import gettext as _

from agenda.feeds.events import calendar_of, session_event
from agenda.programme import roles
from agenda.releases import published
from dialogue.calendars import events as dialogue_events
from dialogue.calendars import ical
from participants.models import DelegateDetails, Invitation
from participants.states import Status

# A moment is shown as an entry of this length, for calendars hide those without any.
MOMENT = timedelta(minutes=30)
REMIND_BEFORE = (timedelta(days=2), timedelta(hours=3))


def personal_calendar(
    invitation: Invitation, details: DelegateDetails | None = None, *, with_whole: bool = True
) -> ical.Calendar:
    """In the active language. `details` is what the delegate said about their travel, if it may
    be shown; `with_whole` adds the entry for all days, which an accepted invitation brings too."""
    dialogue = invitation.dialogue
    labels, moments = _own_roles(invitation)
    taken = [invitation.role_taken_at] if invitation.role_taken_at else []
    events = [dialogue_events.whole_dialogue(dialogue)] if with_whole else []
    for session in published.latest(dialogue).sessions:
        own_moments = [*moments[session.id], *taken]
        events.append(session_event(session, labels.get(session.id, ""), own_moments))
    if invitation.status == Status.TENTATIVE and not dialogue.is_off:
        events.append(_reply_by(invitation))
    if details and details.attendance not in {"online", "local"}:
        events += filter(None, [_travel(invitation, details, way) for way in WAYS])
    return calendar_of(dialogue, events, _("%(title)s – my programme") % {"title": dialogue.title})


def _own_roles(invitation):
    """({key of a session: what the delegate does there}, {key: when that changed}). A role that
    was refused has its moment too."""
    labels, moments = {}, defaultdict(list)
    for role in roles.of(invitation):
        key = role.session_id
        moments[key].append(role.moved_at)
        if role.is_refused:
            continue
        label = role.get_kind_display()
        if not role.is_confirmed:
            label = _("%(role)s (asked, not yet confirmed)") % {"role": label}
        labels[key] = ", ".join(filter(None, [labels.get(key), label]))
    return labels, moments


def _reply_by(invitation):
    """Until when the delegate, who hopes to come, should say so for certain."""
    return ical.Event(
        uid=_uid(invitation, "reply by"),
        starts_at=invitation.reply_by_at - MOMENT,
        ends_at=invitation.reply_by_at,
        summary=_("Please confirm: %(title)s") % {"title": invitation.dialogue.title},
        status="CONFIRMED",
        sequence=ical.revision(invitation.changed_at),
        changed_at=invitation.changed_at,
        description=_(
            "Until then a seat is reserved for you. Please confirm on your personal page; its "
            "address is in the invitation email."
        ),
        is_busy=False,
        is_private=True,
        alarms=REMIND_BEFORE,
    )


WAYS = ["arrival", "departure"]


def _travel(invitation, details, way):
    """The arrival or the departure, as far as the delegate has said; None without a day."""
    day, time, number, place = (
        getattr(details, f"{way}_{name}") for name in ["on", "time", "number", "place"]
    )
    if day is None:
        return None
    starts_at, ends_at = day, day + timedelta(days=1)
    if time is not None:
        starts_at = datetime.combine(day, time, invitation.dialogue.tz)
        ends_at = starts_at + MOMENT
    label = _("Arrival") if way == "arrival" else _("Departure")
    return ical.Event(
        uid=_uid(invitation, way),
        starts_at=starts_at,
        ends_at=ends_at,
        summary=f"{label}: {number}" if number else label,
        status="CONFIRMED",
        sequence=ical.revision(details.changed_at),
        changed_at=details.changed_at,
        location=place,
        is_busy=time is not None,
        is_private=True,
    )


def _uid(invitation, what):
    return uuid5(invitation.dialogue.uid, f"{what} {invitation.pk}")
