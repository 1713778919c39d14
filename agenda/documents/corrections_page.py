"""Correcting in the admin site what the reader made of a document: joining and dividing paragraphs,
saying what kind they are, and taking that back."""

from typing import cast

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from agenda.documents import corrections
from agenda.evidence.reading_page import REPLACING
from agenda.models import Paragraph, SourceDocument
from dialogue import refusals
from dialogue.access import sent
from dialogue.pages.base import open_or_404, render_page

PER_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(REPLACING, raise_exception=True)
def correct_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The paragraphs, with what can be done to each; ?at= shows those around a number."""
    document = open_or_404(request, SourceDocument, pk=pk)
    if request.method == "POST":
        return _answer(request, document)
    at = sent.as_number(sent.text(request.GET, "at")) or 1
    rows = Paginator(document.paragraphs.order_by("number"), PER_PAGE)
    page = rows.get_page(sent.text(request.GET, "page") or (at - 1) // PER_PAGE + 1)
    return _page(
        request,
        "correct.html",
        _("Correct the paragraphs"),
        document,
        page=page,
        pages=rows.get_elided_page_range(page.number),
        kinds=Paragraph.Kind.choices,
        number_of_corrections=document.corrections.count(),
        latest=document.corrections.select_related("made_by").first(),
    )


def _answer(request, document):
    seen = refusals.seen_in(request.POST)
    try:
        number, note = _carry_out(request, document, seen)
    except refusals.Refused as refusal:
        messages.error(request, str(refusal))
        number = sent.as_number(sent.text(request.POST, "at")) or 1
    else:
        LogEntry.objects.log_actions(request.user.pk, [document], CHANGE, note)
        messages.success(request, note)
    return redirect(address(document, number))


def _carry_out(request, document, seen):
    """(number of the paragraph to show, what was done) for a button that was pressed."""
    if "undo" in request.POST:
        undone = corrections.undo(document, seen)
        text = _("The correction of paragraph %(number)d was undone.")
        return undone.number, text % {"number": undone.number}
    if "join" in request.POST:
        number = sent.as_number(sent.text(request.POST, "join")) or 0
        corrections.join(document, number, request.user, seen)
        text = _("Paragraph %(number)d was joined with the one before it.")
        return number - 1, text % {"number": number}
    typed, _colon, kind = sent.text(request.POST, "kind").partition(":")
    number = sent.as_number(typed) or 0
    corrections.set_kind(document, number, kind, request.user, seen)
    text = _("Paragraph %(number)d is now: %(kind)s.")
    return number, text % {"number": number, "kind": Paragraph.Kind(kind).label}


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(REPLACING, raise_exception=True)
def split_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One paragraph in a field, in which empty lines divide it."""
    document = open_or_404(request, SourceDocument, pk=pk)
    paragraph = open_or_404(request, document.paragraphs.all(), number=number)
    typed, trouble = paragraph.text, ""
    if request.method == "POST":
        typed = sent.typed(request.POST, "text")
        texts = corrections.texts_between(typed)
        user = cast(User, request.user)  # permission_required saw to it
        try:
            corrections.split(document, number, texts, user, refusals.seen_in(request.POST))
        except refusals.Refused as refusal:
            trouble = str(refusal)
        else:
            note = ngettext(
                "Paragraph %(number)d was divided into %(n)d.",
                "Paragraph %(number)d was divided into %(n)d.",
                len(texts),
            ) % {"number": number, "n": len(texts)}
            LogEntry.objects.log_actions(user.pk, [document], CHANGE, note)
            messages.success(request, note)
            return redirect(address(document, number))
    return _page(
        request,
        "split.html",
        _("Divide paragraph %(number)d") % {"number": number},
        document,
        typed=typed,
        trouble=trouble,
        back=address(document, number),
    )


def address(document: SourceDocument, number: int) -> str:
    """The address of the page that corrects a document, at a paragraph."""
    page = reverse("admin:document_correct", args=[document.pk])
    return f"{page}?at={number}#paragraph-{number}"


def _page(request, template, title, document, **context):
    return render_page(
        request,
        f"admin/agenda/sourcedocument/{template}",
        SourceDocument,
        title,
        subtitle=str(document),
        document=document,
        seen=corrections.state_of(document),
        **context,
    )
