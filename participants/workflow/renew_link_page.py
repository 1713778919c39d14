"""Renewing the link of an institution."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dialogue.access import sent
from dialogue.mail import rehearsal, sealing
from dialogue.pages.base import open_or_404, render_page
from dialogue.refusals import Refused
from participants.models import Delegation
from participants.workflow import invitations, transitions


@permission_required("participants.change_invitation", raise_exception=True)
def renew_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then renew an institution's link."""
    delegation = open_or_404(request, Delegation.objects.select_related("organisation"), pk=pk)
    if request.method == "POST":
        try:
            reason = sent.text(request.POST, "reason")
            by = transitions.organiser(request.user)
            invitations.renew_delegation_link(delegation, by, reason)
            messages.success(request, _("The new link is on its way to the focal point."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("admin:participants_delegation_change", pk)
    return render_page(
        request,
        "admin/participants/delegation/renew_link.html",
        Delegation,
        _(
            "Renew the institution’s link? The old one will stop working, and the new one "
            "will be sent by email."
        ),
        delegation=delegation,
        letters=_letters(request, delegation),
    )


def _letters(request, delegation):
    """[(recipient, address, subject, text)] as it would be written; none where it is refused."""
    try:
        with rehearsal.rehearsed() as written:
            by = transitions.organiser(request.user)
            invitations.renew_delegation_link(delegation, by)
    except Refused:
        return []
    return [
        (mail.to_name, mail.to_address, mail.subject, sealing.covered(mail, mail.text))
        for mail in written
    ]
