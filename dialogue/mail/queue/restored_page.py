"""After a backup was restored: what waits in the outbox, and whether it goes out."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.mail import after_restoring
from dialogue.mail.models import OutgoingMail
from dialogue.pages.base import render_page, user_of

EMAILS_SHOWN = 100


def notice(request: HttpRequest, _row: object) -> dict[str, Any]:
    """Since when the outbox is held, for the front page and the page about the queue."""
    return {
        "held_since": after_restoring.held_since(),
        "may_let_go": request.user.has_perm("mail.change_outgoingmail"),
    }


@permission_required("mail.change_outgoingmail", raise_exception=True)
def restored_page(request: HttpRequest) -> HttpResponse:
    """GET shows what waits; POST lets it go out, or cancels what was waiting in the backup."""
    if request.method == "POST":
        return _decide(request)
    held_since = after_restoring.held_since()
    mails = after_restoring.from_backup(held_since) if held_since else OutgoingMail.objects.none()
    mails = mails.shown_to(request.user)
    return render_page(
        request,
        "admin/mail/outgoingmail/restored.html",
        OutgoingMail,
        _("Emails of a backup"),
        held_since=held_since,
        number=mails.count(),
        mails=mails.defer("text", "html", "calendar")[:EMAILS_SHOWN],
    )


@transaction.atomic
def _decide(request):
    cancels, user = "cancel" in request.POST, user_of(request)
    held_since = after_restoring.held_since()
    if held_since is None:
        messages.info(request, _("Somebody has decided about these emails already."))
        return redirect("admin:outgoing_mail_queue")
    mails = after_restoring.from_backup(held_since).shown_to(user)
    affected = list(mails.only("subject", "to_name"))
    number = after_restoring.let_go(user, cancels=cancels)
    said = "Cancelled after a restore" if cancels else "Released after a restore"
    LogEntry.objects.log_actions(user.pk, affected, CHANGE, said)
    if cancels:
        text = ngettext(
            "%(n)d email has been cancelled.", "%(n)d emails have been cancelled.", number
        )
    else:
        text = ngettext(
            "%(n)d email has been released.", "%(n)d emails have been released.", number
        )
    messages.success(request, text % {"n": number})
    return redirect("admin:outgoing_mail_queue")
