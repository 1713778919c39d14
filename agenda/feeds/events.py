"""Released sessions as calendar events (RFC 5545)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agenda.models import Session
from agenda.releases import published
from dialogue.calendars import events as dialogue_events
from dialogue.calendars import ical
from dialogue.models import Dialogue


def programme_calendar(
    dialogue: Dialogue, sessions: Iterable[published.Session], name: str = ""
) -> ical.Calendar:
    """These released sessions of one dialogue as a calendar, in the active language. Without a
    `name` it is called like the dialogue."""
    return calendar_of(dialogue, [session_event(session) for session in sessions], name)


def calendar_of(
    dialogue: Dialogue,
    events: Sequence[ical.Event],
    name: str = "",
    todos: Iterable[ical.Todo] = (),
) -> ical.Calendar:
    """These entries as a calendar of the dialogue, in the active language."""
    name = name or dialogue.title
    if dialogue.is_tentative:
        name = pgettext("calendar name", "%(name)s (proposed)") % {"name": name}
    return ical.Calendar(
        name=name,
        description=str(dialogue.status_notice) or dialogue.summary,
        tz=dialogue.tz,
        language=translation.get_language(),
        url=settings.PUBLIC_URL + dialogue.get_absolute_url() if dialogue.is_public else "",
        organiser=(dialogue.contact_name, dialogue.contact_email),
        # At least one entry, as RFC 5545, 3.6 demands.
        events=list(events) or [dialogue_events.whole_dialogue(dialogue)],
        todos=list(todos),
    )


def session_event(
    session: published.Session, own_role: str = "", own_moments: Iterable[datetime] = ()
) -> ical.Event:
    """A session as a VEVENT. Its SEQUENCE is the dialogue's and its own together (see Dialogue).

    `own_role` is what a delegate does there, `own_moments` are those (aware) at which that changed.
    """
    dialogue = session.dialogue
    status = (
        "CANCELLED"
        if session.is_cancelled
        else dialogue_events.CALENDAR_STATUS[Dialogue.Status(dialogue.status)]
    )
    room = session.room.name if session.room else ""
    url = settings.PUBLIC_URL + session.get_absolute_url()
    return ical.Event(
        uid=session.uid,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        summary=session.title,
        status=status,
        sequence=dialogue.sequence + session.sequence,
        changed_at=max(dialogue.changed_at, session.changed_at, *own_moments),
        description=_description(session, own_role),
        location=", ".join(filter(None, [room, dialogue.place])),
        geo=dialogue_events.position(dialogue),
        url=url if dialogue.is_public and session.is_public else "",
        categories=(session.get_kind_display(),),
        is_busy=status != "CANCELLED"
        and session.kind not in {Session.Kind.BREAK, Session.Kind.FORUM},
        is_private=not session.is_public,
    )


def _description(session, own_role):
    paragraphs = [str(session.dialogue.status_notice), session.description]
    if own_role:
        paragraphs.insert(0, _("Your role: %(role)s") % {"role": own_role})
    paragraphs.append(session.rule_explained)
    topics = [str(topic) for topic in session.topics]
    for heading, lines in [(_("Topics"), topics), (_("Guiding questions"), session.question_list)]:
        if lines:
            paragraphs.append("\n".join([f"{heading}:", *(f"– {line}" for line in lines)]))
    return "\n\n".join(filter(None, paragraphs))
