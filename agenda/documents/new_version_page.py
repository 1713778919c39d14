"""A new text for a document in the admin site: upload it, see what happens to each passage, then
confirm. The document does not change before that. Earlier texts can be looked at."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.decorators import permission_required
from django.db import IntegrityError, transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.documents import importing, versions
from agenda.documents.forms import NewTextForm
from agenda.documents.limits import MAX_BYTES
from agenda.evidence.reading_page import REPLACING
from agenda.models import DocumentUpload, DocumentVersion, Paragraph, SourceDocument, Topic
from dialogue import refusals
from dialogue.access.open_rows import open_to
from dialogue.pages.base import open_or_404, render_page

KEPT_FOR = timedelta(days=3)


@permission_required(REPLACING, raise_exception=True)
def upload_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the file; one that can be read is kept for the preview."""
    document = open_or_404(request, SourceDocument, pk=pk)
    is_sent = request.method == "POST"
    form = NewTextForm(request.POST, request.FILES) if is_sent else NewTextForm()
    if form.is_valid():
        holder = versions.holder_of(form.content)
        if holder is None:
            return redirect("admin:document_new_version_preview", _keep(request, document, form).pk)
        form.add_error("file", _taken(holder, document))
    limit = MAX_BYTES // 1024**2  # megabytes
    return _page(request, "new_version.html", _("New text"), document, form=form, limit=limit)


def _keep(request, document, form):
    DocumentUpload.objects.filter(uploaded_at__lt=timezone.now() - KEPT_FOR).delete()
    name = form.cleaned_data["file"].name
    return DocumentUpload.objects.create(
        document=document,
        filename=name[-importing.FILENAME_LENGTH :],
        media_type=form.reading.media_type,
        content=form.content,
        paragraphs=form.paragraphs,
        user=request.user,
    )


@permission_required(REPLACING, raise_exception=True)
def preview_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Each passage with its old and its new words. On POST the text replaces the old one, if
    everything is still as it was shown."""
    uploads = DocumentUpload.objects.defer("content").select_related("document", "user")
    upload = uploads.filter(pk=pk).first()
    if upload is None:
        text = _("This upload has already been dealt with or has expired. Upload the file again.")
        messages.warning(request, text)
        return redirect("admin:agenda_sourcedocument_changelist")
    if request.method == "POST" and "discard" in request.POST:
        upload.delete()
        messages.info(request, _("The file was discarded. The text is unchanged."))
        return redirect("admin:document_reading", upload.document_id)
    if request.method == "POST":
        answer = _confirm(request, upload)
        if answer is not None:
            return answer
    plan = versions.plan(upload.document, upload.paragraphs)
    topics = Prefetch("topics", open_to(request.user, Topic.objects.all()))
    prefetch_related_objects([change.passage for change in plan.changes], topics)
    kept = {int(key) for key in request.POST.getlist("take") if key.isdecimal()}
    for change in plan.changes:
        change.is_taken = request.method != "POST" or change.passage.pk in kept
    return _page(
        request,
        "new_version_preview.html",
        _("New text"),
        upload.document,
        upload=upload,
        plan=plan,
        is_first=not upload.document.is_imported,
        paragraphs_before=upload.document.paragraphs.count(),
    )


def _confirm(request, upload):
    """Replace the text and lead back to it; None if it was not replaced and the page says why."""
    accepted = set(request.POST.getlist("take"))
    try:
        with transaction.atomic():
            locked = SourceDocument.objects.select_for_update(no_key=True)
            document = locked.get(pk=upload.document_id)
            upload = DocumentUpload.objects.get(pk=upload.pk)
            plan = versions.plan(document, upload.paragraphs)
            if plan.fingerprint != refusals.seen_in(request.POST):
                raise DocumentUpload.DoesNotExist
            refused = {c.passage.pk for c in plan.changes if c.asks}
            refused = {key for key in refused if str(key) not in accepted}
            lost = versions.carry_out(plan, document, upload, request.user, refused)
            LogEntry.objects.log_actions(
                request.user.pk, [document], CHANGE, f"{_('New text')}: {document.filename}"
            )
    except versions.TextTakenError as error:
        messages.error(request, _taken(error.document, upload.document))
        return None
    except (IntegrityError, DocumentUpload.DoesNotExist):  # another organiser was faster
        text = _("Something has changed in the meantime. Nothing was saved; please look again.")
        messages.warning(request, text)
        if DocumentUpload.objects.filter(pk=upload.pk).exists():
            return None
        return redirect("admin:document_reading", upload.document_id)
    messages.success(request, _("The new text is in place; the earlier one has been kept."))
    if lost:
        text = ngettext("%(n)d passage has been lost.", "%(n)d passages have been lost.", len(lost))
        messages.warning(request, text % {"n": len(lost)})
    return redirect("admin:document_reading", document.pk)


def _taken(holder, document):
    if holder.pk == document.pk:
        return _("This is the same file that the document already has.")
    text = _("This same file is already stored as the text of “%(other)s”.")
    return text % {"other": holder}


@permission_required("agenda.view_sourcedocument", raise_exception=True)
def version_page(request: HttpRequest, pk: int) -> HttpResponse:
    """An earlier text, as it was shown before it was replaced."""
    version = _version(request, pk)
    paragraphs = [
        Paragraph(number=number, kind=kind, text=text)
        for number, (kind, text) in enumerate(version.paragraphs, start=1)
    ]
    shown = {"version": version, "paragraphs": paragraphs}
    return _page(request, "version.html", _("Earlier text"), version.document, **shown)


@permission_required("agenda.view_sourcedocument", raise_exception=True)
def version_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The earlier text's file, as a download that browsers do not show: it may hold anything."""
    version = _version(request, pk)
    response = HttpResponse(bytes(version.content), content_type="application/octet-stream")
    name = version.filename or version.document.key
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _version(request, pk):
    related = DocumentVersion.objects.select_related("document", "replaced_by")
    return open_or_404(request, related, pk=pk)


def _page(request, template, title, document, **context):
    template = f"admin/agenda/sourcedocument/{template}"
    about = {"subtitle": str(document), "document": document}
    return render_page(request, template, SourceDocument, title, **about, **context)
