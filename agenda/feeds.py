"""Calendar feeds: the whole programme, one session, and a delegate's own.

One row tells whether a feed is still fresh: every change that a calendar shows moves
`Dialogue.calendar_changed_at` (see agenda.programme), so a worker asks one query a second at
the most, and an unchanged feed is served from its memory, the same bytes each time.
"""

from datetime import datetime
from hashlib import blake2b

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.decorators import decorator_from_middleware
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from agenda.models import Role, Session
from agenda.public import public_dialogue
from dialogue import entries, ical
from dialogue.access import door, read_token
from participants.models import Invitation

# Raise it when the code writes a feed differently, so that no client is told "304" about old bytes.
EDITION = "1"
CACHED_FOR = 24 * 60 * 60  # seconds; a changed feed has another key


class PlainGZip(GZipMiddleware):
    """Without the random padding that hides lengths from an eavesdropper: a calendar holds nothing
    that a request could vary, and two fetches shall be the same bytes."""

    max_random_bytes = 0


packed = decorator_from_middleware(PlainGZip)


@door("public")
@require_safe
@packed
def whole(request, slug):
    """The public programme: /calendar/<dialogue>.ics, in Vietnamese with ?lang=vi."""
    dialogue = public_dialogue(slug)
    changed_at = dialogue.calendar_changed_at
    return _serve(
        request,
        (slug, changed_at),
        changed_at,
        lambda: programme_calendar(dialogue, dialogue.sessions.public()),
        filename=slug,
    )


@door("public")
@require_safe
@packed
def one_session(request, slug, session):
    """One public session: /calendar/<dialogue>/<session>.ics."""
    found = get_object_or_404(
        Session.objects.public().select_related("dialogue"),
        dialogue__slug=slug,
        dialogue__is_public=True,
        slug=session,
    )
    changed_at = found.dialogue.calendar_changed_at
    return _serve(
        request,
        (slug, session, changed_at),
        changed_at,
        lambda: programme_calendar(
            found.dialogue, found.dialogue.sessions.filter(pk=found.pk), name=found.title
        ),
        filename=session,
    )


@door("link")
@require_safe
@packed
def mine(request, token):
    """A delegate's own calendar: /calendar/my/<token>.ics. A wrong token is a plain 404."""
    key = read_token("calendar", token)
    invitation = (
        Invitation.objects.filter(calendar_key=key).select_related("dialogue", "person").first()
        if key
        else None
    )
    if invitation is None or not invitation.has_a_calendar:
        raise Http404
    dialogue = invitation.dialogue
    changed_at = max(dialogue.calendar_changed_at, invitation.changed_at)
    response = _serve(
        request,
        ("my", key, dialogue.calendar_changed_at, invitation.changed_at),
        changed_at,
        lambda: personal_calendar(invitation),
        filename=dialogue.slug,
        language=invitation.person.language,
    )
    response["Cache-Control"] = "private, max-age=300"
    response["X-Robots-Tag"] = "noindex"
    return response


def _serve(request, stamp, changed_at: datetime, build, filename, language="en"):
    """Answer 304 where the client's copy is fresh, else the bytes, from the cache if they are
    there. `stamp` is whatever the bytes depend on."""
    asked = request.GET.get("lang")
    language = asked if asked in dict(settings.LANGUAGES) else language
    identity = repr((EDITION, settings.PUBLIC_URL, language, stamp)).encode()
    etag = f'"{blake2b(identity, digest_size=12).hexdigest()}"'
    modified = int(changed_at.timestamp())
    response = get_conditional_response(request, etag=etag, last_modified=modified)
    if response is None:
        cache = caches["template_fragments"]
        body = cache.get(f"feed:{etag}")
        if body is None:
            with translation.override(language):
                body = ical.write(build())
            cache.set(f"feed:{etag}", body, CACHED_FOR)
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'inline; filename="{filename}.ics"'
    response["ETag"] = etag
    response["Content-Language"] = language
    patch_vary_headers(response, ["Accept-Encoding"])
    response["Last-Modified"] = http_date(modified)
    response.setdefault("Cache-Control", "public, max-age=300")
    return response


def programme_calendar(dialogue, sessions, name="", own_roles=None) -> ical.Calendar:
    """The given sessions of one dialogue as a calendar, in the active language.

    `own_roles` maps a session's pk to what the calendar's owner does there.
    """
    sessions = sessions.select_related("room").prefetch_related("topics")
    own_roles = own_roles or {}
    name = name or dialogue.title
    if dialogue.is_tentative:
        name = pgettext("calendar name", "%(name)s (proposed)") % {"name": name}
    events = [
        session_event(dialogue, session, own_roles.get(session.pk, "")) for session in sessions
    ]
    return ical.Calendar(
        name=name,
        description=str(dialogue.status_notice) or dialogue.summary,
        tz=dialogue.tz,
        language=translation.get_language(),
        url=settings.PUBLIC_URL + dialogue.get_absolute_url() if dialogue.is_public else "",
        organiser=(dialogue.contact_name, dialogue.contact_email),
        # At least one entry, as RFC 5545, 3.6 demands.
        events=events or [entries.whole_dialogue(dialogue)],
    )


def personal_calendar(invitation) -> ical.Calendar:
    """Every session of the programme, and the delegate's own roles named in them. It holds no
    personal link, for calendars are shown to others."""
    dialogue = invitation.dialogue
    own_roles = {}
    for role in Role.objects.filter(session__dialogue=dialogue, person=invitation.person):
        label = role.get_kind_display()
        if not role.is_confirmed:
            label = _("%(role)s (asked, not yet confirmed)") % {"role": label}
        own_roles[role.session_id] = ", ".join(
            filter(None, [own_roles.get(role.session_id), label])
        )
    name = _("%(title)s – my programme") % {"title": dialogue.title}
    return programme_calendar(dialogue, dialogue.sessions.all(), name, own_roles)


def session_event(dialogue, session, own_role="") -> ical.Event:
    """A session as a VEVENT. Its SEQUENCE is the dialogue's and its own together (see Dialogue)."""
    status = "CANCELLED" if session.is_cancelled else entries.CALENDAR_STATUS[dialogue.status]
    room = session.room.name if session.room else ""
    url = settings.PUBLIC_URL + session.get_absolute_url()
    return ical.Event(
        uid=session.uid,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        summary=session.title,
        status=status,
        sequence=dialogue.sequence + session.sequence,
        changed_at=max(dialogue.changed_at, session.changed_at),
        description=_description(dialogue, session, own_role),
        location=", ".join(part for part in [room, dialogue.place] if part),
        geo=entries.position(dialogue),
        url=url if dialogue.is_public and session.audience == Session.Audience.PUBLIC else "",
        categories=(session.get_kind_display(),),
        is_busy=status != "CANCELLED"
        and session.kind not in {Session.Kind.BREAK, Session.Kind.FORUM},
        is_private=session.audience == Session.Audience.DELEGATES,
    )


def _description(dialogue, session, own_role):
    parts = [str(dialogue.status_notice), session.description]
    if own_role:
        parts.insert(0, _("Your part: %(role)s") % {"role": own_role})
    if session.attribution == Session.Attribution.CHATHAM_HOUSE:
        parts.append(_("Chatham House Rule: what is said may be used, but not who said it."))
    topics = [f"{topic.number}. {topic.title}" for topic in session.topics.all()]
    for heading, lines in [(_("Topics"), topics), (_("Guiding questions"), session.question_list)]:
        if lines:
            parts.append("\n".join([f"{heading}:", *(f"– {line}" for line in lines)]))
    return "\n\n".join(part for part in parts if part)
