"""The public pages of the topics, each with the passages that it rests on."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from agenda.evidence import anchors
from agenda.models import Passage
from agenda.public.frame import by_topic, find, show
from agenda.releases import published
from dialogue.access.doors import door


@door("public")
@require_safe
def topics(request: HttpRequest, slug: str) -> HttpResponse:
    """All topics, each with the number of passages that bear it out."""
    dialogue = find(slug)

    def shown():
        programme = published.latest(dialogue)
        sessions = by_topic(programme)
        return {
            "topics": [(topic, sessions.get(topic.id, [])) for topic in programme.topics],
            "release": programme.release,
        }

    return show(request, "topics", dialogue, shown=shown)


@door("public")
@require_safe
def topic(request: HttpRequest, slug: str, topic: str) -> HttpResponse:
    """One topic with its passages, highlighted in their paragraphs, by document. An address that
    was handed out once leads to the one of now."""
    dialogue = find(slug)
    release, topics = published.topics(dialogue)
    current = next((each for each in topics if each.slug == topic), None)
    if current is None:
        return _renamed(dialogue, topics, topic)
    place = topics.index(current)
    passages = _passages(current)
    return show(
        request,
        "topic",
        dialogue,
        topic=current,
        release=release,
        sessions=lambda: by_topic(published.latest(dialogue)).get(current.id, []),
        evidence=_evidence(passages),
        has_gists=any(passage.gist for passage in passages),
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


def _passages(topic):
    """The passages that the topic cites, those of the newest document first."""
    rows = Passage.objects.filter(pk__in=topic.passages).select_related("document", "paragraph")
    return list(
        rows.order_by("-document__published_on", "document__key", "paragraph__number", "start_at")
    )


def _evidence(passages):
    """[(document, [(paragraph, segments, passages)], [passages without a place])]. Each passage has
    its own anchor on the page, which papers link to."""
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
