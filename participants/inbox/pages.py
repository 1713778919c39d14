"""What organisers do with incoming messages: confirm, dismiss, upload or download one; and unblock
an address whose emails came back. Every change is a POST."""

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dialogue import refusals
from dialogue.mail import bounces
from dialogue.pages.base import open_or_404, render_page, user_of
from dialogue.refusals import Refused
from participants.inbox import decisions, filing
from participants.inbox.messages import LARGEST
from participants.models import IncomingMail, Person

LIST = "admin:participants_incomingmail_changelist"
ONE = "admin:participants_incomingmail_change"
MEGABYTE = 1024 * 1024


@permission_required("participants.change_incomingmail", raise_exception=True)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what the message says; what the seat rules refuse is shown."""
    incoming = open_or_404(request, IncomingMail.objects.with_people(), pk=pk)
    if request.method != "POST":
        return redirect(ONE, pk)
    try:
        by = cast(User, request.user)
        decisions.confirm(incoming, by, refusals.seen_in(request.POST))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(ONE, pk)
    if incoming.kind == IncomingMail.Kind.BOUNCE and incoming.blocks_an_address:
        text = _(
            "The email has been recorded as returned; nothing more will be sent to this address."
        )
    elif incoming.kind == IncomingMail.Kind.BOUNCE:
        text = _("The email has been recorded as returned. The address may still be written to.")
    else:
        text = _("The answer has been recorded; the status of the invitation is now “%(status)s”.")
        text %= {"status": incoming.invitation.get_status_display()}
    messages.success(request, text)
    return redirect(LIST)


@permission_required("participants.change_incomingmail", raise_exception=True)
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the message without consequences."""
    incoming = open_or_404(request, IncomingMail.objects.defer("content"), pk=pk)
    if request.method != "POST":
        return redirect(ONE, pk)
    try:
        decisions.dismiss(incoming, cast(User, request.user))
        messages.success(
            request, _("The message has been dismissed. It is kept, and nothing else happens.")
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(LIST)


@permission_required("participants.change_incomingmail", raise_exception=True)
def take_up_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a dismissed message wait again. The history of its page keeps who did it."""
    incoming = open_or_404(request, IncomingMail.objects.defer("content"), pk=pk)
    if request.method == "POST":
        try:
            decisions.take_up_again(incoming)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            changed = [{"changed": {"fields": ["state"]}}]
            LogEntry.objects.log_actions(
                user_of(request).pk, [incoming], CHANGE, changed, single_object=True
            )
            messages.success(request, _("The message waits for a decision again."))
    return redirect(ONE, pk)


class UploadForm(forms.Form):
    """A message as a file, as mail programs save it."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ".eml,message/rfc822"}),
        error_messages={
            "required": gettext_lazy("Choose the file that contains the message."),
            "empty": gettext_lazy("The file is empty. Choose the file that contains the message."),
        },
    )

    def clean_file(self) -> UploadedFile:
        """The file, whose content is then in `raw`."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            text = _(
                "The file is larger than %(limit)s MB; no answer from a calendar is that large."
            )
            raise forms.ValidationError(text % {"limit": LARGEST // MEGABYTE})
        raw = file.read()
        if b":" not in raw[:1_000] or raw[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise forms.ValidationError(
                _(
                    "This is not a message in .eml format. Outlook on the web saves messages in "
                    "this format; the .msg files of the desktop version cannot be read here."
                )
            )
        self.raw = raw
        return file


@permission_required("participants.add_incomingmail", raise_exception=True)
def upload(request: HttpRequest) -> HttpResponse:
    """Receive a message from a file. It is never recorded automatically."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        arrival = filing.Arrival(form.raw, IncomingMail.Source.UPLOAD)
        incoming, is_new = filing.receive(arrival)
        assert incoming is not None  # uploads are always stored
        if not is_new:
            messages.warning(request, _("This message has already been received; here it is."))
        return redirect(ONE, incoming.pk)
    return render_page(
        request,
        "admin/participants/incomingmail/upload.html",
        IncomingMail,
        _("Upload a message"),
        form=form,
    )


@permission_required("participants.view_incomingmail", raise_exception=True)
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The message as it came, to open in a mail program."""
    incoming = open_or_404(request, IncomingMail, pk=pk)
    response = HttpResponse(bytes(incoming.content), content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="message-{pk}.eml"'
    return response


@permission_required("participants.change_person", raise_exception=True)
def lift_block(request: HttpRequest, pk: int) -> HttpResponse:
    """Allow emails to a person's addresses again; those on hold for the block are sent."""
    person = open_or_404(request, Person, pk=pk)
    if request.method != "POST":
        return redirect("admin:participants_person_change", pk)
    number = sum(bounces.unblock(address) for address in {person.email, person.cc_email} if address)
    text = ngettext(
        "Emails to this address are allowed again; %(n)d email on hold will now be sent.",
        "Emails to this address are allowed again; %(n)d emails on hold will now be sent.",
        number,
    )
    messages.success(request, text % {"n": number})
    return redirect("admin:participants_person_change", pk)
