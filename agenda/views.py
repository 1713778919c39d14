"""The public pages: the dialogue, its topics with their evidence, the programme, the calendars."""

from itertools import groupby
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.db.models import Count, Prefetch
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agenda import anchors
from agenda.models import Role, Session, Topic
from agenda.public import public_dialogue
from dialogue.access import door

PAGES = [
    ("dialogue", _("Overview")),
    ("topics", _("Topics")),
    ("programme", _("Programme")),
    ("calendars", _("Calendars")),
]


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
                "LANGUAGES": settings.LANGUAGES,
                "version": dialogue.calendar_changed_at.isoformat(),
                "calendar_query": feed_query(translation.get_language()),
                **context,
            },
        )


@door("public")
@require_safe
def dialogue(request, slug):
    """What the dialogue is, when and where, who organises it, what it talks about."""
    dialogue = public_dialogue(slug)
    return _page(
        request,
        "dialogue",
        dialogue,
        institutions=dialogue.institutions.all(),
        topics=dialogue.topics.all(),
        days=_days(dialogue, dialogue.sessions.public().taking_place()),
    )


@door("public")
@require_safe
def topics(request, slug):
    """All topics, each with the number of passages that bear it out."""
    dialogue = public_dialogue(slug)
    found = dialogue.topics.annotate(passage_count=Count("passages")).prefetch_related(
        Prefetch("sessions", Session.objects.public().taking_place())
    )
    return _page(request, "topics", dialogue, topics=found)


@door("public")
@require_safe
def topic(request, slug, topic):
    """One topic with its passages, highlighted in their paragraphs, by document."""
    dialogue = public_dialogue(slug)
    found = get_object_or_404(
        Topic.objects.prefetch_related(
            Prefetch("sessions", Session.objects.public().taking_place())
        ),
        dialogue=dialogue,
        slug=topic,
    )
    found.dialogue = dialogue
    neighbours = list(dialogue.topics.all())
    place = next(i for i, other in enumerate(neighbours) if other.pk == found.pk)
    return _page(
        request,
        "topic",
        dialogue,
        topic=found,
        evidence=_evidence(found),
        previous=neighbours[place - 1] if place else None,
        next=neighbours[place + 1] if place + 1 < len(neighbours) else None,
    )


def _evidence(topic):
    """[(document, [(paragraph, segments, passages)], [passages without a place])], newest document
    first. Each passage has its own anchor on the page, which papers link to."""
    passages = topic.passages.select_related("document", "paragraph").order_by(
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
def programme(request, slug):
    """The public programme by day, with an anchor for each session."""
    dialogue = public_dialogue(slug)
    # The template keeps the days as long as the programme stays as it is, and asks for them then.
    return _page(request, "programme", dialogue, days=lambda: _days(dialogue, _told(dialogue)))


def _told(dialogue):
    """The public sessions with all that the programme tells of them."""
    roles = Role.objects.filter(is_confirmed=True).select_related("person")
    return dialogue.sessions.public().prefetch_related("topics", Prefetch("roles", roles))


def _days(dialogue, sessions):
    """[(date, [sessions])] on the dialogue's clock."""
    sessions = list(sessions.select_related("room"))
    for session in sessions:
        session.dialogue = dialogue
    by_day = groupby(sessions, key=lambda session: dialogue.local(session.starts_at).date())
    return [(day, list(group)) for day, group in by_day]


@door("public")
@require_safe
def calendars(request, slug):
    """How to subscribe, and how slowly each calendar program looks again."""
    dialogue = public_dialogue(slug)
    feeds = [
        {"language": code, "links": subscription_links(dialogue, code)}
        for code in dict(settings.LANGUAGES)
    ]
    feeds.sort(key=lambda feed: feed["language"] != translation.get_language())
    sessions = dialogue.sessions.public().taking_place()
    return _page(request, "calendars", dialogue, feeds=feeds, days=_days(dialogue, sessions))


def feed_query(language):
    """What a calendar address ends with so that the calendar speaks this language."""
    return "" if language == "en" else f"?lang={language}"


def subscription_links(dialogue, language):
    """Where a programme can be subscribed to: {kind: address}.

    Google and Outlook take the feed's address as a parameter; webcal: opens the calendar program
    that is installed.
    """
    path = reverse("calendar", kwargs={"slug": dialogue.slug}) + feed_query(language)
    https = settings.PUBLIC_URL + path
    webcal = https.replace(urlsplit(https).scheme, "webcal", 1)
    with translation.override(language):
        outlook = urlencode({"url": https, "name": dialogue.title}, quote_via=quote)
    return {
        "webcal": webcal,
        "google": "https://calendar.google.com/calendar/render?"
        + urlencode({"cid": webcal}, quote_via=quote),
        "outlook": f"https://outlook.live.com/calendar/0/addfromweb?{outlook}",
        "office": f"https://outlook.office.com/calendar/0/addfromweb?{outlook}",
        "https": https,
        "download": path,
    }
