"""The public pages: the dialogue, its topics with their evidence, the programme, the speakers, the
change log, the calendars.

They show the last release, never the draft (see agenda.releases.published).

A page keeps what it shows of the release as long as nothing changes: the template asks for
`shown` inside `{% cache … version %}`, and `version` moves with every release, role, answer,
consent, name and fact of the dialogue that a public page may show (see
agenda.programme.sessions.mark_programme_changed and dialogue.calendars.events).
"""

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agenda.feeds.http_cache import serve
from agenda.public import structured_data, timeline, today
from agenda.public.frame import find, show, taking_place
from agenda.releases import change_log, published, speakers
from agenda.releases.published import by_day
from dialogue.access import sent
from dialogue.access.doors import door
from dialogue.access.headers import OPEN_TO_ALL, RESOURCE_POLICY
from dialogue.calendars import subscription_links

MOST_IN_BRIEF = 30  # of more sessions the overview says only how many they are each day
HEADINGS = {"en": _("Programme in English"), "vi": _("Programme in Vietnamese")}


@door("public")
@require_safe
def dialogue(request: HttpRequest, slug: str) -> HttpResponse:
    """What the dialogue is, when and where, who organises it, what it talks about."""
    dialogue = find(slug)

    def shown():
        programme = published.latest(dialogue)
        sessions = taking_place(programme)
        return {
            "topics": programme.topics,
            "strips": timeline.strips(sessions),
            "days": by_day(sessions),
            "are_many": len(sessions) > MOST_IN_BRIEF,
            "speakers": speakers.announced(programme),
            "structured_data": structured_data.of_dialogue(programme),
        }

    prefetch_related_objects([dialogue], "institutions")
    institutions = list(dialogue.institutions.all())
    return show(
        request,
        "dialogue",
        dialogue,
        hosts=[one for one in institutions if one.is_inviting],
        supporters=[one for one in institutions if not one.is_inviting],
        shown=shown,
        on_the_day=today.on_the_day(dialogue),
    )


@door("public")
@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """The public programme by day, with an anchor for each session."""
    dialogue = find(slug)

    def shown():
        latest = published.latest(dialogue)
        roles = speakers.in_public(latest)
        return {
            "release": latest.release,
            "days": [
                (day, [(session, roles.get(session.id, [])) for session in sessions])
                for day, sessions in by_day(latest.public())
            ],
            "structured_data": structured_data.of_programme(latest, roles),
        }

    on_the_day = today.on_the_day(dialogue)
    return show(
        request,
        "programme",
        dialogue,
        shown=shown,
        on_the_day=on_the_day,
        moment=on_the_day.key if on_the_day else "",
    )


@door("public")
@require_safe
def announced_speakers(request: HttpRequest, slug: str) -> HttpResponse:
    """The people who have confirmed a role, come, and agreed to be named in public."""
    dialogue = find(slug)

    def shown():
        programme = published.latest(dialogue)
        named = speakers.announced(programme)
        sessions = {session.id: session for one in named for _role, session in one.roles}
        under_rule = [it.announces_chatham_house_rule for it in sessions.values()]
        return {
            "speakers": named,
            "are_some_under_rule": any(under_rule),
            "are_all_under_rule": all(under_rule),
            "release": programme.release,
        }

    return show(request, "speakers", dialogue, shown=shown)


@door("public")
@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What each release changed, newest first; ?until=N begins with version N."""
    dialogue = find(slug)
    until = _number(request.GET)
    if until and not dialogue.releases.filter(number=until).exists():
        raise Http404
    return show(
        request, "changes", dialogue, until=until, log=lambda: change_log.page(dialogue, until)
    )


def _number(asked):
    """A version's number as an address has it, None where there is none, or Http404."""
    if "until" not in asked:
        return None
    number = sent.number(asked, "until")
    if not number:
        raise Http404
    return number


@door("public")
@require_safe
def changes_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as an Atom feed: /en/<dialogue>/changes.atom and /vi/…"""
    dialogue = find(slug)
    changed_at = dialogue.calendar_changed_at
    response = serve(
        request,
        ("changes", slug, changed_at),
        changed_at,
        lambda: change_log.atom(dialogue),
        content_type=change_log.Feed.content_type,
        filename=f"{slug}.atom",
        language=translation.get_language(),
    )
    response[RESOURCE_POLICY] = OPEN_TO_ALL
    return response


@door("public")
@require_safe
def calendars(request: HttpRequest, slug: str) -> HttpResponse:
    """How to subscribe, and how slowly each calendar program looks again."""
    dialogue = find(slug)
    feeds = [_subscription(dialogue, code) for code in dict(settings.LANGUAGES)]
    feeds.sort(key=lambda feed: feed["language"] != translation.get_language())

    def shown():
        programme = published.latest(dialogue)
        return {"topics": programme.topics, "days": by_day(taking_place(programme))}

    return show(request, "calendars", dialogue, feeds=feeds, shown=shown)


def _subscription(dialogue, language):
    """How the whole programme is subscribed to in this language."""
    query = {} if language == "en" else {"lang": language}
    https = subscription_links.address("calendar", query, slug=dialogue.slug)
    with translation.override(language):
        links = subscription_links.ways(https, dialogue.title)
    return {
        "language": language,
        "heading": HEADINGS[language],
        "links": links,
        "qr": subscription_links.qr_code(links["webcal"]),
    }
