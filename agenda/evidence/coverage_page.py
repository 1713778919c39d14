"""The organisers' page of coverage: topics against documents and sessions, and the gaps."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.evidence import coverage
from agenda.evidence.search_page import paragraph_address
from agenda.models import Topic
from dialogue.exports.spreadsheets import as_file, save_xlsx
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page


@permission_required("agenda.view_topic", raise_exception=True)
def coverage_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The two matrices and what is missing in them."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    matrix = coverage.coverage(dialogue)
    with timezone.override(dialogue.tz):
        return render_page(
            request,
            "admin/agenda/coverage.html",
            Topic,
            _("Coverage"),
            dialogue,
            matrix=matrix,
            nowhere=[(passage, _address(passage)) for passage in matrix.passages_discussed_nowhere],
        )


def _address(passage):
    if passage.is_found:
        return paragraph_address(passage.document_id, passage.paragraph.number)
    return None


@permission_required("agenda.view_topic", raise_exception=True)
def coverage_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as an XLSX workbook."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    content = save_xlsx(coverage.sheets(coverage.coverage(dialogue), dialogue))
    return as_file(content, _("Coverage"), "xlsx")
