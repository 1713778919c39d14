"""The papers of official letters for organisers: to look at, to print, to edit, signed; and the
page on which scans are uploaded."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dialogue.exports.spreadsheets import as_file
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page, user_of
from dialogue.refusals import Refused
from participants.models import OfficialLetter, SignedScan
from participants.official import letters
from participants.official.forms import ScanForm
from participants.official.inline_pdf import show_pdf

MAY_SEE = "participants.view_officialletter"
MAY_ACT = "participants.change_officialletter"
MODEL = "admin:participants_officialletter"


@permission_required(MAY_SEE, raise_exception=True)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF of a letter, as it was issued or as it would be."""
    letter = open_or_404(request, OfficialLetter.objects.with_addressees(), pk=pk)
    return _print(request, [letter], str(letter.entry or _("draft")))


@permission_required(MAY_SEE, raise_exception=True)
def word_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as a Word file."""
    letter = open_or_404(request, OfficialLetter.objects.with_addressees(), pk=pk)
    try:
        return as_file(letters.docx_of(letter), str(letter.entry or _("draft")), "docx")
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{MODEL}_change", pk)


def print_all(request: HttpRequest, chosen: Sequence[OfficialLetter]) -> HttpResponse:
    """Several letters of one dialogue as one PDF."""
    if len({letter.dialogue_id for letter in chosen}) > 1:
        messages.error(request, _("Choose letters of one dialogue."))
        return redirect(f"{MODEL}_changelist")
    return _print(request, chosen, pgettext("outgoing", "Official letters"))


def _print(request, chosen, name):
    try:
        return show_pdf(letters.pdf_of(chosen, chosen[0].dialogue), name)
    except Refused as refusal:
        messages.error(request, str(refusal))
        if len(chosen) == 1:
            return redirect(f"{MODEL}_change", chosen[0].pk)
        return redirect(f"{MODEL}_changelist")


@permission_required(MAY_SEE, raise_exception=True)
def signed(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed scan of a letter; 404 if there is none."""
    letter = open_or_404(request, OfficialLetter.objects.with_addressees(), pk=pk)
    scan = SignedScan.objects.filter(letter=letter).first()
    if scan is None:
        raise Http404
    return show_pdf(bytes(scan.content), str(letter.entry))


@permission_required(MAY_ACT, raise_exception=True)
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed scan of one letter."""
    letter = open_or_404(request, OfficialLetter.objects.with_addressees(), pk=pk)
    form = ScanForm(request.POST, request.FILES) if request.method == "POST" else ScanForm()
    if form.is_valid():
        try:
            scan = letters.attach(letter, form.cleaned_data["file"].content, user_of(request))
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            text = ngettext(
                "The scan is kept with %(letter)s: %(n)d page.",
                "The scan is kept with %(letter)s: %(n)d pages.",
                scan.pages,
            )
            messages.success(request, text % {"letter": letter, "n": scan.pages})
            return redirect(f"{MODEL}_change", pk)
    return _upload_page(request, form, letter.dialogue, letter)


@permission_required(MAY_ACT, raise_exception=True)
def upload_all(request: HttpRequest, dialogue: int) -> HttpResponse:
    """One scan of many letters, which the codes on their pages tell apart."""
    chosen = open_or_404(request, Dialogue, pk=dialogue)
    form = ScanForm(request.POST, request.FILES) if request.method == "POST" else ScanForm()
    if form.is_valid():
        content = form.cleaned_data["file"].content
        try:
            kept = letters.attach_all(chosen, content, user_of(request))
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            found = ", ".join(f"{scan.letter.entry} ({scan.pages})" for scan in kept)
            text = _("Kept, with the number of pages: %(found)s") % {"found": found}
            messages.success(request, text)
            return redirect(f"{reverse(f'{MODEL}_changelist')}?dialogue__id__exact={dialogue}")
    return _upload_page(request, form, chosen, None)


def _upload_page(request, form, dialogue, letter):
    waiting = OfficialLetter.objects.with_addressees().filter(
        dialogue=dialogue, state=OfficialLetter.State.ISSUED
    )
    return render_page(
        request,
        "admin/participants/officialletter/upload.html",
        OfficialLetter,
        _("Upload the signed scan") if letter else _("Upload a scan of signed letters"),
        dialogue,
        form=form,
        letter=letter,
        waiting=[] if letter else list(waiting),
    )
