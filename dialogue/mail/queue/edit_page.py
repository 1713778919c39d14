"""The page on which organisers edit a letter that waits; which letters they may read or edit."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dialogue.mail import editing, sealing
from dialogue.mail.forms import LetterForm
from dialogue.mail.models import OutgoingMail, OutgoingMailQuerySet
from dialogue.pages.base import open_or_404, render_page, require_permission
from dialogue.refusals import EditConflict


def readable(request: HttpRequest) -> OutgoingMailQuerySet:
    """The emails that this organiser may read. Raises PermissionDenied where that is none."""
    require_permission(request, "mail.read_outgoingmail")
    return OutgoingMail.objects.readable_by(request.user).select_related("dialogue", "wave")


def may_edit(user: User | AnonymousUser, mail: OutgoingMail) -> bool:
    """Whether this organiser may edit this letter in the state that it is in."""
    may = user.has_perms(["mail.read_outgoingmail", "mail.change_outgoingmail"])
    return may and editing.is_editable(mail)


@permission_required("mail.change_outgoingmail", raise_exception=True)
def edit_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Subject and text of a draft or a letter on hold; on POST, store them."""
    mail = open_or_404(request, readable(request), pk=pk)
    back = redirect("admin:mail_outgoingmail_change", mail.pk)
    if not editing.is_editable(mail):
        text = _(
            "This letter is being sent or has already been dealt with. If it is still "
            "waiting, put it on hold first."
        )
        messages.error(request, text)
        return back
    stored = {"subject": mail.subject, "text": sealing.for_editing(mail), "seen": mail.version}
    form = LetterForm(request.POST or None, instance=mail, initial=stored)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            editing.edit(mail, request.user, typed["subject"], typed["text"], seen=typed["seen"])
        except EditConflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("The letter has been saved as you wrote it."))
            return back
    return render_page(
        request,
        "admin/mail/outgoingmail/edit.html",
        OutgoingMail,
        _("Edit the letter"),
        mail=mail,
        form=form,
    )
