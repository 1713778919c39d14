"""Adding a document in the admin site: one page for its file or text; then it is read."""

from django.contrib import messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agenda.documents import adding
from agenda.documents.forms import AddForm
from agenda.documents.importing import Status
from agenda.documents.limits import MAX_BYTES
from agenda.models import SourceDocument
from dialogue.pages.base import render_page


@permission_required("agenda.add_sourcedocument", raise_exception=True)
def add_page(request: HttpRequest) -> HttpResponse:
    """The form; what can be read is stored at once, and its text opens."""
    is_sent = request.method == "POST"
    form = AddForm(request.POST, request.FILES) if is_sent else AddForm()
    if form.is_valid():
        outcome = adding.add(form.name, form.content, form.reading, form.record)
        document = outcome.document
        if document is not None:
            _tell(request, outcome, document)
            return redirect("admin:document_reading", document.pk)
        form.add_error(None, capfirst(outcome.message))
    return render_page(
        request,
        "admin/agenda/sourcedocument/add.html",
        SourceDocument,
        _("Add a document"),
        form=form,
        limit=MAX_BYTES // 1024**2,
    )


def _tell(request, outcome, document):
    """Say what was stored, and what was worked out from it."""
    if outcome.status == Status.ALREADY_IMPORTED:
        text = _("This text is here already, as “%(title)s”. Nothing was changed.")
        messages.info(request, text % {"title": document})
        return
    LogEntry.objects.log_actions(request.user.pk, [document], ADDITION, document.filename)
    facts = _("Title: “%(title)s”. Date: %(date)s. Language: %(language)s. Key: %(key)s.") % {
        "title": document,
        "date": date_format(document.published_on) if document.published_on else "–",
        "language": document.get_language_display(),
        "key": document.key,
    }
    address = reverse("admin:agenda_sourcedocument_change", args=[document.pk])
    link = format_html('<a href="{}">{}</a>', address, _("Correct the record"))
    messages.success(request, format_html("{} {} {}", _("The text was read."), facts, link))
    if outcome.status == Status.NEAR_DUPLICATE:
        text = _(
            "It repeats “%(other)s” and is kept as a near-duplicate, which search passes over."
        )
        messages.warning(request, text % {"other": document.duplicate_of})
