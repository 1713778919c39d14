"""The status report as a file."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dialogue.exports.spreadsheets import as_file
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404
from dialogue.refusals import Refused
from participants.desk import report

SEE = "participants.view_invitation"


@permission_required(SEE, raise_exception=True)
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The report of this dialogue in the language of the page."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    language = (get_language() or "en").partition("-")[0]
    try:
        content = report.write(request, dialogue, language, timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:index")
    return as_file(content, f"{_('Status report')} {dialogue.slug}", "pdf")
