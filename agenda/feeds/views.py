"""The addresses that calendar programs fetch, again and again.

One row says whether a feed is still fresh: every change that a calendar shows moves
`Dialogue.calendar_changed_at` (see agenda.programme.sessions.mark_programme_changed). A worker
believes it for a second, for programs come in crowds; so an unchanged feed costs at most that one
query and one to note the fetch (agenda.feeds.fetches), and its bytes come from the worker's memory,
the same each time.
"""

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agenda.feeds import organisers as deadlines
from agenda.feeds.events import programme_calendar
from agenda.feeds.fetches import Source, note
from agenda.feeds.http_cache import serve
from agenda.feeds.personal import personal_calendar
from agenda.models import FeedReading
from agenda.releases import published
from dialogue.access import sent
from dialogue.access.doors import door
from dialogue.access.headers import OPEN_TO_ALL, RESOURCE_POLICY
from dialogue.access.languages import language_asked_for
from dialogue.access.tokens import read_token
from dialogue.calendars import ical
from dialogue.models import Dialogue
from participants.models import Invitation

Feed = FeedReading.Feed
WHAT = {Feed.TOPIC: "topics", Feed.SESSION: "sessions"}  # as agenda.releases.published calls them


@door("public")
@require_safe
def whole(request: HttpRequest, slug: str) -> HttpResponse:
    """The public programme: /calendar/<dialogue>.ics, in Vietnamese with ?lang=vi."""

    def build(dialogue):
        return programme_calendar(dialogue, published.latest(dialogue).in_public_calendars())

    return _serve_public(request, slug, Feed.WHOLE, "", build)


@door("public")
@require_safe
def one_topic(request: HttpRequest, slug: str, topic: str) -> HttpResponse:
    """The public sessions on one topic: /calendar/<dialogue>/topic/<topic>.ics. An address that was
    handed out stays, whatever the topic is called later."""

    def build(dialogue):
        programme = published.latest(dialogue)
        asked_for = programme.topic(topic) or published.formerly(dialogue, "topics", topic)
        if asked_for is None:
            raise Http404
        sessions = [
            session
            for session in programme.in_public_calendars()
            if asked_for.id in {discussed.id for discussed in session.topics}
        ]
        same = (current for current in programme.topics if current.id == asked_for.id)
        now = next(same, asked_for)
        return programme_calendar(dialogue, sessions, name=f"{now} – {dialogue.title}")

    return _serve_public(request, slug, Feed.TOPIC, topic, build)


@door("public")
@require_safe
def one_session(request: HttpRequest, slug: str, session: str) -> HttpResponse:
    """One public session: /calendar/<dialogue>/<session>.ics. So long as the session is in the
    programme, whatever it is called, the address stays."""

    def build(dialogue):
        public = published.latest(dialogue).in_public_calendars()
        sessions = [current for current in public if current.slug == session]
        if not sessions and (former := published.formerly(dialogue, "sessions", session)):
            sessions = [current for current in public if current.id == former.id]
        if not sessions:
            raise Http404
        return programme_calendar(dialogue, sessions, name=sessions[0].title)

    return _serve_public(request, slug, Feed.SESSION, session, build)


@door("link")
@require_safe
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """A delegate's own calendar: /calendar/my/<token>.ics; with ?whole=no without the entry for all
    days. A wrong token is a plain 404."""
    key = read_token("calendar", token)
    travel_key = None if key else read_token("calendar with travel", token)
    rows = Invitation.objects.select_related("dialogue", "person", "details")
    invitation = rows.filter(calendar_key=key or travel_key or "").first()
    if invitation is None or not invitation.has_a_calendar:
        raise Http404
    dialogue = invitation.dialogue
    if dialogue.have_calendars_ended:
        return _ended(dialogue)
    with_whole, with_travel = sent.text(request.GET, "whole") != "no", bool(travel_key)
    details = getattr(invitation, "details", None) if with_travel else None
    moments = [dialogue.calendar_changed_at, invitation.changed_at]
    if details:
        moments.append(details.changed_at)
    response = _serve(
        request,
        ("my", token, with_whole, *moments),
        max(moments),
        lambda: personal_calendar(invitation, details, with_whole=with_whole),
        filename=dialogue.slug,
        language=invitation.person.language,
    )
    source = Source(dialogue.pk, Feed.PERSONAL, "", invitation.pk, invitation.calendar_key)
    return note(request, _private(response), source, dialogue.calendar_changed_at)


@door("link")
@require_safe
def organisers(request: HttpRequest, token: str) -> HttpResponse:
    """What the organisers have to do, and by when: /calendar/organisers/<token>.ics. An organiser
    who loses the right to view invitations loses the address too."""
    key = read_token("organisers", token)
    calendar = deadlines.find(key) if key else None
    if calendar is None:
        raise Http404
    dialogue = calendar.dialogue
    if dialogue.have_calendars_ended:
        return _ended(dialogue)
    response = _serve(
        request,
        ("organisers", token, *deadlines.stamp(calendar)),
        deadlines.changed_at(calendar),
        lambda: deadlines.calendar(calendar),
        filename=dialogue.slug,
    )
    source = Source(dialogue.pk, Feed.ORGANISERS)
    return note(request, _private(response), source, dialogue.calendar_changed_at)


def _serve_public(request, dialogue_slug, feed, slug, build):
    """The feed that `build` makes of the dialogue, whose row is read only where it is needed."""
    brief, name = caches["brief"], f"feed:{dialogue_slug}"
    known = brief.get(name)
    dialogue = None if known else get_object_or_404(Dialogue.objects.public(), slug=dialogue_slug)
    key, changed_at = known or (dialogue.pk, dialogue.calendar_changed_at)
    if not known:
        brief.set(name, (key, changed_at))

    def whole_row():  # to write a query that is not asked costs half of such a fetch
        return dialogue or get_object_or_404(Dialogue.objects.public(), pk=key)

    response = _serve(
        request,
        (feed, dialogue_slug, slug, changed_at),
        changed_at,
        lambda: build(whole_row()),
        filename=slug or dialogue_slug,
    )
    response[RESOURCE_POLICY] = OPEN_TO_ALL
    if slug and response.status_code == 304 and not published.knew(whole_row(), WHAT[feed], slug):
        return response  # "not since that day" is true of what never was, too
    return note(request, response, Source(key, feed, slug), changed_at)


def _serve(request, stamp, changed_at, build, filename, language="en"):
    """Serve the calendar that `build` makes, in the language that was asked for."""
    return serve(
        request,
        stamp,
        changed_at,
        lambda: ical.write(build()),
        content_type="text/calendar; charset=utf-8",
        filename=f"{filename}.ics",
        language=language_asked_for(request) or language,
    )


def _ended(dialogue):
    """410 tells a calendar program to stop asking (RFC 9110, 15.5.11); the words are for whoever
    opens the address in a browser."""
    sentences = []
    for language in [code for code, _name in settings.LANGUAGES]:
        with translation.override(language):
            sentences.append(_("This calendar address has ended. Please unsubscribe from it."))
            if dialogue.contact_email:
                contact = _("If you need anything, please write to %(address)s.")
                sentences.append(contact % {"address": dialogue.contact_email})
    response = HttpResponse(
        "\n".join([*sentences, ""]), status=410, content_type="text/plain; charset=utf-8"
    )
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _private(response):
    response["Cache-Control"] = "private, max-age=300"
    response["X-Robots-Tag"] = "noindex"
    return response
