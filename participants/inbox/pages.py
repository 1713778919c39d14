"""What organisers do with mail that came in: take it over, dismiss it, upload one, save its file;
and write again to an address that came back. Each act is a POST."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dialogue import edit_conflicts
from dialogue.errors import Refused
from dialogue.mail import bounces
from participants.inbox import decisions, filing
from participants.inbox.messages import LARGEST
from participants.models import IncomingMail, Person

LIST = "admin:participants_incomingmail_changelist"
ONE = "admin:participants_incomingmail_change"
MEGABYTE = 1024 * 1024


def demand(request, what="change"):
    if not request.user.has_perm(f"participants.{what}_incomingmail"):
        raise PermissionDenied


def confirm(request, pk):
    """Take it over as it stands; a refusal of the seat rules is shown."""
    demand(request)
    incoming = get_object_or_404(IncomingMail.objects.with_people(), pk=pk)
    if request.method != "POST":
        return redirect(ONE, pk)
    try:
        decisions.confirm(incoming, request.user, edit_conflicts.seen_in(request.POST))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(ONE, pk)
    if incoming.kind == IncomingMail.Kind.BOUNCE:
        text = _(
            "The email has been recorded as returned; nothing more will be sent to this address."
        )
    else:
        text = _("The answer has been recorded; the status of the invitation is now “%(status)s”.")
        text %= {"status": incoming.invitation.get_status_display()}
    messages.success(request, text)
    return redirect(LIST)


def dismiss(request, pk):
    """Leave it at that."""
    demand(request)
    incoming = get_object_or_404(IncomingMail.objects.defer("content"), pk=pk)
    if request.method != "POST":
        return redirect(ONE, pk)
    try:
        decisions.dismiss(incoming, request.user)
        messages.success(
            request, _("The message has been dismissed. It is kept, and nothing else happens.")
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(LIST)


class UploadForm(forms.Form):
    """A mail as a file, as mail programs save it."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ".eml,message/rfc822"}),
        error_messages={
            "required": gettext_lazy("Choose the file that contains the message."),
            "empty": gettext_lazy("The file is empty. Choose the file that contains the message."),
        },
    )

    def clean_file(self):
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


def upload(request):
    """Take in a message from a file. It is never taken over by itself."""
    demand(request, "add")
    sent = [request.POST, request.FILES] if request.method == "POST" else []
    form = UploadForm(*sent)
    if form.is_valid():
        arrival = filing.Arrival(form.raw, IncomingMail.Source.UPLOAD)
        incoming, is_new = filing.take(arrival)
        if not is_new:
            messages.warning(request, _("This message has already been received; here it is."))
        return redirect(ONE, incoming.pk)
    context = {
        **admin.site.each_context(request),
        "title": _("Upload a message"),
        "opts": IncomingMail._meta,
        "form": form,
    }
    return render(request, "admin/participants/incomingmail/upload.html", context)


def file(request, pk):
    """The message as it came, to open in a mail program."""
    demand(request, "view")
    incoming = get_object_or_404(IncomingMail, pk=pk)
    response = HttpResponse(bytes(incoming.content), content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="message-{pk}.eml"'
    return response


def lift_block(request, pk):
    """Write again to a person's addresses; what waits for them goes out."""
    if not request.user.has_perm("participants.change_person"):
        raise PermissionDenied
    person = get_object_or_404(Person, pk=pk)
    if request.method != "POST":
        return redirect("admin:participants_person_change", pk)
    number = sum(bounces.lift(address) for address in {person.email, person.cc_email} if address)
    text = ngettext(
        "Emails to this address are allowed again; %(n)d email on hold will now be sent.",
        "Emails to this address are allowed again; %(n)d emails on hold will now be sent.",
        number,
    )
    messages.success(request, text % {"n": number})
    return redirect("admin:participants_person_change", pk)
