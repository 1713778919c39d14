"""The public pages: the dialogue, its topics with their evidence, the programme, the speakers, the
change log, the calendars.

They show the last release, never the draft (see agenda.releases.published).

A page keeps what it shows of the release as long as nothing changes: the template asks for
`shown` inside `{% cache … version %}`, and `version` moves with every release, role, answer,
consent, name and fact of the dialogue that a public page may show (see
agenda.programme.sessions.mark_programme_changed and dialogue.calendars.events).
"""

from collections import defaultdict
from itertools import groupby

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agenda.evidence import anchors
from agenda.feeds.http_cache import serve
from agenda.models import Passage
from agenda.public import structured_data
from agenda.releases import change_log, published, speakers
from agenda.releases.published import by_day
from dialogue.access import sent
from dialogue.access.doors import door
from dialogue.access.headers import OPEN_TO_ALL, RESOURCE_POLICY
from dialogue.calendars import subscription_links
from dialogue.models import Dialogue

PAGES = [
    ("dialogue", _("Overview")),
    ("topics", _("Topics")),
    ("programme", _("Programme")),
    ("speakers", _("Speakers")),
    ("calendars", _("Calendars")),
]

HEADINGS = {"en": _("Programme in English"), "vi": _("Programme in Vietnamese")}


def _page(request, template, dialogue, **context):
    """Render a public page on the dialogue's own clock. `version` names what is on it."""
    with timezone.override(dialogue.tz):
        return render(
            request,
            f"agenda/{template}.html",
            {
                "dialogue": dialogue,
                "page": template,
                "pages": PAGES,
                "version": dialogue.calendar_changed_at.isoformat(),
                "calendar_query": feed_query(translation.get_language()),
                "public_address": settings.PUBLIC_URL + request.path,
                **context,
            },
        )


@door("public")
@require_safe
def dialogue(request: HttpRequest, slug: str) -> HttpResponse:
    """What the dialogue is, when and where, who organises it, what it talks about."""
    dialogue = get_object_or_404(Dialogue.objects.public(), slug=slug)

    def shown():
        programme = published.latest(dialogue)
        return {
            "topics": programme.topics,
            "days": by_day(_taking_place(programme)),
            "structured_data": structured_data.of_dialogue(programme),
        }

    def institutions():
        prefetch_related_objects([dialogue], "institutions")
        return dialogue.institutions.all()

    return _page(request, "dialogue", dialogue, institutions=institutions, shown=shown)


@door("public")
@require_safe
def topics(request: HttpRequest, slug: str) -> HttpResponse:
    """All topics, each with the number of passages that bear it out."""
    dialogue = get_object_or_404(Dialogue.objects.public(), slug=slug)

    def shown():
        programme = published.latest(dialogue)
        sessions = _by_topic(programme)
        return {
            "topics": [(topic, sessions.get(topic.id, [])) for topic in programme.topics],
            "release": programme.release,
        }

    return _page(request, "topics", dialogue, shown=shown)


@door("public")
@require_safe
def topic(request: HttpRequest, slug: str, topic: str) -> HttpResponse:
    """One topic with its passages, highlighted in their paragraphs, by document. An address that
    was handed out once leads to the one of now."""
    dialogue = get_object_or_404(Dialogue.objects.public(), slug=slug)
    release, topics = published.topics(dialogue)
    current = next((each for each in topics if each.slug == topic), None)
    if current is None:
        return _renamed(dialogue, topics, topic)
    place = topics.index(current)
    return _page(
        request,
        "topic",
        dialogue,
        topic=current,
        release=release,
        sessions=lambda: _by_topic(published.latest(dialogue)).get(current.id, []),
        evidence=_evidence(current),
        previous=topics[place - 1] if place else None,
        next=topics[place + 1] if place + 1 < len(topics) else None,
    )


def _renamed(dialogue, topics, slug):
    """To the topic that had this short name in an earlier release, or Http404."""
    former = published.formerly(dialogue, "topics", slug)
    current = former and next((topic for topic in topics if topic.id == former.id), None)
    if current is None:
        raise Http404
    response = redirect("topic", dialogue.slug, current.slug, permanent=True)
    response["Cache-Control"] = "no-cache"  # kept, it would turn in circles if the name came back
    return response


def _taking_place(programme):
    return [session for session in programme.public() if not session.is_cancelled]


def _by_topic(programme):
    """{topic: the public sessions that it is discussed in}"""
    sessions = defaultdict(list)
    for session in _taking_place(programme):
        for topic in session.topics:
            sessions[topic.id].append(session)
    return sessions


def _evidence(topic):
    """[(document, [(paragraph, segments, passages)], [passages without a place])], newest document
    first. Each passage has its own anchor on the page, which papers link to."""
    rows = Passage.objects.filter(pk__in=topic.passages).select_related("document", "paragraph")
    passages = rows.order_by(
        "-document__published_on", "document__key", "paragraph__number", "start_at"
    )
    evidence = []
    for document, of_document in groupby(passages, key=lambda passage: passage.document):
        placed, unplaced = [], []
        for paragraph, group in groupby(of_document, key=lambda passage: passage.paragraph):
            group = list(group)
            if paragraph is None:
                unplaced += group
            else:
                spans = [(passage.start_at, passage.end_at) for passage in group]
                placed.append((paragraph, anchors.highlight(paragraph.text, spans), group))
        evidence.append((document, placed, unplaced))
    return evidence


@door("public")
@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """The public programme by day, with an anchor for each session."""
    dialogue = get_object_or_404(Dialogue.objects.public(), slug=slug)

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

    return _page(request, "programme", dialogue, shown=shown)


@door("public")
@require_safe
def announced_speakers(request: HttpRequest, slug: str) -> HttpResponse:
    """The people who have confirmed a role, come, and agreed to be named in public."""
    dialogue = get_object_or_404(Dialogue.objects.public(), slug=slug)

    def shown():
        programme = published.latest(dialogue)
        return {"speakers": speakers.announced(programme), "release": programme.release}

    return _page(request, "speakers", dialogue, shown=shown)


@door("public")
@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What each release changed, newest first; ?until=N begins with version N."""
    dialogue = get_object_or_404(Dialogue.objects.public(), slug=slug)
    until = _number(request.GET)
    if until and not dialogue.releases.filter(number=until).exists():
        raise Http404
    return _page(
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
    dialogue = get_object_or_404(Dialogue.objects.public(), slug=slug)
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
    dialogue = get_object_or_404(Dialogue.objects.public(), slug=slug)
    feeds = [_subscription(dialogue, code) for code in dict(settings.LANGUAGES)]
    feeds.sort(key=lambda feed: feed["language"] != translation.get_language())

    def shown():
        programme = published.latest(dialogue)
        return {"topics": programme.topics, "days": by_day(_taking_place(programme))}

    return _page(request, "calendars", dialogue, feeds=feeds, shown=shown)


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


def feed_query(language: str) -> str:
    """What a calendar address ends with so that the calendar speaks this language."""
    return "" if language == "en" else f"?lang={language}"
