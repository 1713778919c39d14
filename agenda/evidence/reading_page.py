"""Reading a document in the admin site, its passages highlighted, and marking new ones.

The words that are selected are sent by static/agenda/marking.js; without it the same form asks
for a paragraph's number and phrases.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from django.contrib import messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agenda.evidence import passages
from agenda.evidence.forms import MarkForm
from agenda.models import Passage, SourceDocument, Topic
from dialogue.access.open_rows import open_to
from dialogue.desk import chosen as chosen_dialogue
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page, require_permission

# What it takes to mark a passage, and to put a new text in a document's place.
MARKING = ["agenda.add_passage", "agenda.change_topic"]
REPLACING = ["agenda.change_sourcedocument", "agenda.change_passage"]
TONES = 8  # colours in static/agenda/admin.css; the topic's number is shown beside them


class Piece(NamedTuple):
    """A stretch of text that belongs to the same passages: its words, its CSS classes, the passages
    that begin with it, and whether a passage ends with it."""

    text: str
    looks: str
    starting: list[Passage]
    is_end: bool


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("agenda.view_sourcedocument", raise_exception=True)
def reading_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The text with numbered paragraphs and a legend of topics; a POST marks a passage."""
    document = open_or_404(request, SourceDocument, pk=pk)
    topics = open_to(request.user, Topic.objects.select_related("dialogue"))
    topics = chosen_dialogue.narrow(request, topics)
    form = mark_form(request, document, list(topics)) if may_mark(request) else None
    if request.method == "POST":
        require_permission(request, *MARKING)
        if form and form.is_valid():
            return _mark(request, document, form)
    return render_page(
        request,
        "admin/agenda/sourcedocument/reading.html",
        SourceDocument,
        str(document),
        **_text(document, topics),
        document=document,
        form=form,
        may_replace=may_replace(request),
        versions=document.versions.only("document", "filename", "replaced_at"),
    )


def may_mark(request: HttpRequest) -> bool:
    """Whether this organiser may mark passages, which also changes topics."""
    return request.user.has_perms(MARKING)


def may_replace(request: HttpRequest) -> bool:
    """Whether this organiser may give a document a new text, which also changes passages."""
    return request.user.has_perms(REPLACING)


def mark_form(request: HttpRequest, document: SourceDocument, topics: Sequence[Topic]) -> MarkForm:
    """The form for a passage of one of `topics`, or of a new topic where that is allowed."""
    may_add = request.user.has_perm("agenda.add_topic")
    current = chosen_dialogue.dialogue(request)
    known = [current] if current else Dialogue.objects.open_to(request.user)
    dialogues = list(known) if may_add else []
    sent = request.POST if request.method == "POST" else None
    return MarkForm(document, topics, dialogues, sent)


def _mark(request, document, form):
    chosen = form.cleaned_data
    with transaction.atomic():
        passage = passages.mark(chosen["paragraph"], chosen["start_at"], chosen["end_at"])
        topic = form.topics.get(chosen["topic"]) or passages.new_topic(
            chosen["dialogue"], {name: chosen[name] for name in ["title_en", "title_vi"]}
        )
        if any(form.gists.values()):
            passages.describe(passage, form.gists)
        is_new = passages.add(passage, topic)
        if is_new:
            LogEntry.objects.log_actions(request.user.pk, [passage], ADDITION, str(topic))
    if is_new:
        messages.success(request, _("Marked for topic %(topic)s.") % {"topic": topic})
    else:
        text = _("These words were already marked for topic %(topic)s.")
        messages.info(request, text % {"topic": topic})
    return back_to(document, passage)


def back_to(document: SourceDocument, passage: Passage | None = None) -> HttpResponseRedirect:
    """A redirect to the text of the document, at the passage if there is one."""
    address = reverse("admin:document_reading", args=[document.pk])
    return redirect(f"{address}#passage-{passage.pk}" if passage else address)


def _text(document, topics):
    """The paragraphs in pieces, the legend of these topics, and the passages that have no place.
    Four queries, whatever the document holds."""
    of_document = document.passages.order_by("paragraph__number", "start_at", "pk")
    of_document = list(of_document.prefetch_related(Prefetch("topics", topics)))
    tones, legend = _legend(of_document)
    by_paragraph = {}
    for passage in of_document:
        passage.numbers = ", ".join(str(topic.number) for topic in passage.topics.all())
        passage.keys = " ".join(str(topic.pk) for topic in passage.topics.all()) or "none"
        passage.tone = next((tones[topic.pk] for topic in passage.topics.all()), 0)
        by_paragraph.setdefault(passage.paragraph_id, []).append(passage)
    paragraphs = [
        (paragraph, pieces(paragraph.text, by_paragraph.get(paragraph.pk, [])))
        for paragraph in document.paragraphs.all()
    ]
    return {"paragraphs": paragraphs, "legend": legend, "unplaced": by_paragraph.get(None, [])}


def _legend(of_document):
    """({topic's key: tone}, [(topic or None, its key, tone, number of passages, the first)])."""
    placed = [passage for passage in of_document if passage.is_found]
    topics = {topic.pk: topic for passage in of_document for topic in passage.topics.all()}
    ordered = sorted(topics.values(), key=lambda topic: (topic.dialogue_id, topic.number))
    tones = {topic.pk: place % TONES + 1 for place, topic in enumerate(ordered)}
    rows = [
        (topic, topic.pk, tones[topic.pk], [p for p in placed if topic in p.topics.all()])
        for topic in ordered
    ]
    without = [passage for passage in placed if not passage.topics.all()]
    if without:
        rows.append((None, "none", 0, without))
    return tones, [(*row, len(placed), placed[0] if placed else None) for *row, placed in rows]


def pieces(text: str, placed: Sequence[Passage]) -> list[Piece]:
    """`text` cut into Pieces where a passage of `placed` begins or ends. Passages have a `tone`."""
    spans = [(passage, passage.start_at or 0, passage.end_at or 0) for passage in placed]
    cuts = {0, len(text)}
    for _passage, first, last in spans:
        cuts |= {min(first, len(text)), min(last, len(text))}
    cut = []
    for start, end in pairwise(sorted(cuts)):
        over = [
            (passage, first, last)
            for passage, first, last in spans
            if first <= start and last >= end
        ]
        starting = [passage for passage, first, _last in over if first == start]
        is_end = any(last == end for _passage, _first, last in over)
        classes = _classes([passage for passage, _first, _last in over])
        cut.append(Piece(text[start:end], classes, starting, is_end))
    return cut


def _classes(over):
    """The CSS classes of a stretch: the tone of its first passage, the line of its second."""
    names = [f"tone-{passage.tone}" for passage in over[:1]]
    return " ".join(names + [f"under-{passage.tone}" for passage in over[1:2]])
