"""The page on which a letter that waits is edited, and who may read or edit which."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from dialogue.edit_conflicts import EditConflict
from dialogue.mail import editing
from dialogue.mail.forms import LetterForm
from dialogue.mail.models import OutgoingMail


def readable(request):
    """The mails that this organiser may read; refuses who may read none."""
    if not request.user.has_perm("mail.read_outgoingmail"):
        raise PermissionDenied
    return OutgoingMail.objects.readable_by(request.user).select_related("dialogue", "wave")


def may_edit(user, mail):
    """Whether this organiser may edit this letter in the state that it is in."""
    may = user.has_perms(["mail.read_outgoingmail", "mail.change_outgoingmail"])
    return may and editing.is_editable(mail)


def edit_page(request, pk):
    """Subject and text of a draft or a letter that is held; on POST, store them."""
    if not request.user.has_perm("mail.change_outgoingmail"):
        raise PermissionDenied
    mail = get_object_or_404(readable(request), pk=pk)
    back = redirect("admin:mail_outgoingmail_change", mail.pk)
    if not editing.is_editable(mail):
        text = _(
            "This letter is being sent or has already been dealt with. If it is still "
            "waiting, put it on hold first."
        )
        messages.error(request, text)
        return back
    stored = {"subject": mail.subject, "text": mail.text, "seen": mail.version}
    form = LetterForm(request.POST or None, instance=mail, initial=stored)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            editing.edit(mail, request.user, given["subject"], given["text"], seen=given["seen"])
        except EditConflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("The letter has been saved as you wrote it."))
            return back
    context = {
        **admin.site.each_context(request),
        "title": _("Edit the letter"),
        "opts": OutgoingMail._meta,
        "mail": mail,
        "form": form,
    }
    return render(request, "admin/mail/outgoingmail/edit.html", context)
