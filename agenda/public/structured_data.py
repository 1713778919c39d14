"""The dialogue and its public sessions as schema.org Events (JSON-LD), for search engines.

schema.org knows no event that is only proposed, and takes one without `eventStatus` for scheduled.
So while a dialogue is tentative its name ends with "(proposed)", its description begins with the
notice that pages carry, whole days stand for hours, it has no `eventStatus`, no sessions as events
of their own, and the institution that is asked to host it is not named as its organiser. Declined
and cancelled ones are EventCancelled.

A session names as `performer` only people whom public pages may name.
"""

import json
from collections.abc import Mapping

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agenda.models import Role
from agenda.releases.published import Programme
from dialogue.calendars import events
from dialogue.models import Institution
from participants.names.protocol import Place

CONTEXT = "https://schema.org"
# What could end the element or begin another (see django.utils.html.json_script).
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def of_dialogue(programme: Programme) -> SafeString:
    """The <script> element, which browsers do not run, with the dialogue as an Event."""
    return _element(_dialogue(programme))


def of_programme(programme: Programme, roles: Mapping[int, list[Role]]) -> SafeString:
    """The same with the public sessions; `roles` is {session: [Role]} of those who may be named."""
    event = _dialogue(programme)
    if programme.dialogue.is_tentative:
        return _element(event)
    sessions = [_session(session, roles.get(session.id, [])) for session in programme.public()]
    return _element({**event, "subEvent": sessions} if sessions else event)


def _element(data):
    text = json.dumps({"@context": CONTEXT, **data}, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def _dialogue(programme):
    dialogue = programme.dialogue
    starts, ends = _span(programme)
    name, summary = dialogue.title, [str(dialogue.status_notice), dialogue.summary]
    if dialogue.is_tentative:
        name = pgettext("calendar name", "%(name)s (proposed)") % {"name": name}
    return _without_gaps(
        {
            "@type": "Event",
            "name": name,
            "description": "\n\n".join(filter(None, summary)),
            "startDate": starts,
            "endDate": ends,
            "eventStatus": _status(dialogue),
            "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
            "location": _place(dialogue),
            "image": settings.PUBLIC_URL + reverse("share_picture", args=[dialogue.slug]),
            "organizer": _organisers(dialogue),
            "sponsor": _organizations(dialogue, {Institution.Part.SPONSOR}),
            "superEvent": _forum(dialogue),
            "audience": {"@type": "Audience", "audienceType": _("by invitation only")},
            "maximumAttendeeCapacity": dialogue.capacity,
            "inLanguage": [code for code, _name in settings.LANGUAGES],
            "url": settings.PUBLIC_URL + dialogue.get_absolute_url(),
        }
    )


def _without_gaps(data):
    return {name: value for name, value in data.items() if value}


def _span(programme):
    """First and last moment of the public sessions on the dialogue's clock, or its whole days."""
    dialogue = programme.dialogue
    taking_place = [session for session in programme.public() if not session.is_cancelled]
    if dialogue.is_tentative or not taking_place:
        return dialogue.starts_on.isoformat(), dialogue.ends_on.isoformat()
    starts = min(session.starts_at for session in taking_place)
    ends = max(session.ends_at for session in taking_place)
    return dialogue.local(starts).isoformat(), dialogue.local(ends).isoformat()


def _status(dialogue, is_cancelled=False):
    if dialogue.is_tentative:
        return None
    is_off = dialogue.is_off or is_cancelled
    return f"{CONTEXT}/{'EventCancelled' if is_off else 'EventScheduled'}"


def _place(dialogue, room=""):
    if not dialogue.place:
        return None
    position = events.position(dialogue)
    return _without_gaps(
        {
            "@type": "Place",
            "name": ", ".join(filter(None, [room, dialogue.venue or dialogue.address])),
            "address": dialogue.address or dialogue.venue,
            "geo": position
            and {"@type": "GeoCoordinates", "latitude": position[0], "longitude": position[1]},
        }
    )


def _organisers(dialogue):
    """Partners and sponsors only support a dialogue, and a proposal's host has not agreed to be
    it."""
    part = Institution.Part
    parts = {part.PROPOSER, part.COORDINATOR}
    if not (dialogue.is_tentative or dialogue.is_off):
        parts |= {part.HOST, part.CO_HOST}
    return _organizations(dialogue, parts)


def _organizations(dialogue, parts):
    prefetch_related_objects([dialogue], "institutions")  # they are asked for more than once
    return [
        _without_gaps(
            {"@type": "Organization", "name": institution.name, "url": institution.website}
        )
        for institution in dialogue.institutions.all()
        if institution.part in parts
    ]


def _forum(dialogue):
    if not dialogue.forum:
        return None
    days = {"startDate": dialogue.forum_starts_on, "endDate": dialogue.forum_ends_on}
    return _without_gaps(
        {
            "@type": "Event",
            "name": dialogue.forum,
            **{name: day.isoformat() for name, day in days.items() if day},
            "url": dialogue.forum_url,
        }
    )


def _session(session, roles):
    dialogue = session.dialogue
    return _without_gaps(
        {
            "@type": "Event",
            "name": session.title,
            "description": "\n\n".join(filter(None, [session.description, session.rule_explained])),
            "startDate": dialogue.local(session.starts_at).isoformat(),
            "endDate": dialogue.local(session.ends_at).isoformat(),
            "eventStatus": _status(dialogue, session.is_cancelled),
            "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
            "location": _place(dialogue, session.room.name if session.room else ""),
            "performer": [
                _person(person) for person in dict.fromkeys(role.person for role in roles)
            ],
            "url": settings.PUBLIC_URL + session.get_absolute_url(),
        }
    )


def _person(person):
    organisation = person.organisation
    named = person.named(Place.PROGRAMME)
    return _without_gaps(
        {
            "@type": "Person",
            "honorificPrefix": named.form,
            "name": named.name,
            "jobTitle": person.title,
            "affiliation": organisation and {"@type": "Organization", "name": organisation.name},
        }
    )
