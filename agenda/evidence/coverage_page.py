"""The organisers' page of coverage: topics against documents and sessions, and the gaps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.evidence import coverage
from agenda.evidence.search_page import paragraph_address
from agenda.models import Topic
from dialogue.exports.spreadsheets import as_file, save_xlsx
from dialogue.models import Dialogue
from dialogue.pages.base import demand, page_context


def coverage_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The two matrices and what is missing in them."""
    dialogue = _dialogue(request, pk)
    found = coverage.coverage(dialogue)
    context = {
        **page_context(request, Topic, _("Coverage"), dialogue),
        "found": found,
        "nowhere": [(passage, _address(passage)) for passage in found.passages_discussed_nowhere],
    }
    with timezone.override(dialogue.tz):
        return render(request, "admin/agenda/coverage.html", context)


def _address(passage):
    if passage.is_found:
        return paragraph_address(passage.document_id, passage.paragraph.number)
    return None


def coverage_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as an XLSX workbook."""
    dialogue = _dialogue(request, pk)
    content = save_xlsx(coverage.sheets(coverage.coverage(dialogue), dialogue))
    return as_file(content, _("Coverage"), "xlsx")


def _dialogue(request, pk):
    demand(request, "agenda.view_topic")
    return get_object_or_404(Dialogue, pk=pk)
