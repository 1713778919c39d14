"""The page that tells how the outgoing mail stands: what waits and how long, what failed and why,
wave by wave."""

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from dialogue.mail import statistics
from dialogue.mail.delivery.smtp import keeps_mail_here
from dialogue.mail.models import OutgoingMail
from dialogue.mail.queue.bulk_actions import STEPS


def queue_page(request):
    """For all who may see the list of mails. Whoever may act finds the buttons of each wave."""
    if not request.user.has_perm("mail.view_outgoingmail"):
        raise PermissionDenied
    mails = OutgoingMail.objects.shown_to(request.user)
    context = {
        **admin.site.each_context(request),
        "title": _("Email queue"),
        "opts": OutgoingMail._meta,
        "standing": statistics.queue_statistics(mails),
        "troubles": statistics.troubles(mails),
        "waves": [(line, _steps(line)) for line in statistics.waves(mails)],
        "keeps_mail_here": keeps_mail_here(),
        "limits": (settings.MAIL_PER_MINUTE, settings.MAIL_PER_MINUTE_AND_DOMAIN),
        "may_act": request.user.has_perm("mail.change_outgoingmail"),
    }
    return render(request, "admin/mail/outgoingmail/queue.html", context)


def _steps(line):
    return [(name, STEPS[name]) for name in line.steps]
