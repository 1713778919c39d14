"""The organisers' search page: words in documents, passages, topics and sessions."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.evidence import search
from agenda.models import Paragraph, Passage, Session, SourceDocument, Topic
from dialogue.access import sent
from dialogue.access.open_rows import hidden_from
from dialogue.pages.base import render_page


@permission_required("agenda.view_sourcedocument", raise_exception=True)
def search_page(request: HttpRequest) -> HttpResponse:
    """A field for words and, once some were typed, where they occur."""
    typed = sent.typed(request.GET, "q") if "q" in request.GET else None
    context: dict[str, Any] = {
        "typed": typed or "",
        "longest": search.LONGEST_QUERY,
        "trouble": "",
    }
    if typed is not None:
        try:
            query = search.parse(typed)
        except search.UnanswerableError as error:
            context["trouble"] = str(error)
        else:
            results = search.look_for(query, without=hidden_from(request.user))
            hits = [show(hit) for hit in results.hits]
            context |= {"query": query, "results": results, "hits": hits}
    return render_page(request, "admin/agenda/search.html", Topic, _("Search"), **context)


def show(hit: search.Hit) -> dict[str, object]:
    """What the template needs of a hit: its kind, name and address, and the text around it."""
    row = hit.row
    if isinstance(row, Paragraph):
        name, address = str(row.document), paragraph_address(row.document_id, row.number)
        kind = _("Paragraph %(number)d") % {"number": row.number}
    elif isinstance(row, Passage):
        name, address = str(row.document), reverse("admin:agenda_passage_change", args=[row.pk])
        kind = _("Passage cited by a topic")
        if row.paragraph:
            number = row.paragraph.number
            address = paragraph_address(row.document_id, number)
            kind = _("Passage cited by a topic, paragraph %(number)d") % {"number": number}
    else:
        name = str(row)
        address = reverse(f"admin:agenda_{row._meta.model_name}_change", args=[row.pk])
        kinds = {Topic: _("Topic"), Session: _("Session"), SourceDocument: _("Document")}
        kind = kinds[row._meta.model]
    return {
        "kind": kind,
        "name": name,
        "address": address,
        "is_title": hit.level == search.TITLE,
        "language": hit.language,
        "segments": search.snippet(hit),
    }


def paragraph_address(document: int, number: int) -> str:
    """The address at which an organiser reads a paragraph: the document's key and the paragraph's
    number."""
    page = reverse("admin:document_reading", args=[document])
    return f"{page}#paragraph-{number}"
