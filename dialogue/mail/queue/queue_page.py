"""The page about the email queue: what waits and since when, what failed and why, wave by wave."""

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dialogue.access.open_rows import open_to
from dialogue.health import heartbeats
from dialogue.mail import statistics
from dialogue.mail.delivery.smtp import has_no_mail_server
from dialogue.mail.models import OutgoingMail, Wave
from dialogue.mail.queue import restored_page
from dialogue.mail.queue.bulk_actions import ACTIONS
from dialogue.pages.base import render_page


@permission_required("mail.view_outgoingmail", raise_exception=True)
def queue_page(request: HttpRequest) -> HttpResponse:
    """For everybody who may see the list of emails; with the buttons of each wave for those who may
    act."""
    mails = OutgoingMail.objects.shown_to(request.user)
    waves = open_to(request.user, Wave.objects.select_related("dialogue"))
    return render_page(
        request,
        "admin/mail/outgoingmail/queue.html",
        OutgoingMail,
        _("Email queue"),
        standing=statistics.queue_statistics(mails),
        troubles=statistics.troubles(mails),
        undelivered=statistics.undelivered(mails),
        waves=[(line, _actions(line)) for line in statistics.waves(waves, mails)],
        runners=heartbeats.standing(),
        has_no_mail_server=has_no_mail_server(),
        limits=(settings.MAIL_PER_MINUTE, settings.MAIL_PER_MINUTE_AND_DOMAIN),
        may_act=request.user.has_perm("mail.change_outgoingmail"),
        **restored_page.notice(request, None),
    )


def _actions(line):
    return [action for action in ACTIONS if action.name in line.actions]
