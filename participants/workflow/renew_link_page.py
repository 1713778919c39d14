"""Renewing the link of an institution."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogue.access import sent
from dialogue.mail import rehearsal, sealing
from dialogue.pages.base import open_or_404, render_page
from dialogue.refusals import Refused
from participants.models import Delegation
from participants.workflow import invitations, sending, transitions


@permission_required("participants.change_invitation", raise_exception=True)
def renew_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and show the letter with a sentence of one’s own if there is one; on a confirmed POST,
    renew an institution's link."""
    rows = Delegation.objects.select_related("dialogue", "organisation", "focal_point")
    delegation = open_or_404(request, rows, pk=pk)
    reason, refusal = sent.text(request.POST, "reason"), ""
    with timezone.override(delegation.dialogue.tz):
        form = sending.form_of(request, _("New links"), delegation.dialogue)
        how = sending.as_typed_into(form)
        if "confirmed" in request.POST and form.is_valid():
            try:
                _renew(request, delegation, reason, how)
                return redirect("admin:participants_delegation_change", pk)
            except Refused as error:
                refusal = str(error)
        return render_page(
            request,
            "admin/participants/delegation/renew_link.html",
            Delegation,
            _(
                "Renew the institution’s link? The old one will stop working, and the new one "
                "will be sent by email."
            ),
            delegation=delegation,
            form=form,
            reason=reason,
            refusal=refusal,
            letters=_letters(request, delegation, how),
        )


@transaction.atomic
def _renew(request, delegation, reason, how):
    if how:
        how.wave.save()
    with sending.going_out(how):
        by = transitions.organiser(request.user)
        invitations.renew_delegation_link(delegation, by, reason)
    if how and (how.as_drafts or how.send_after_at):
        sending.tell(request, how)
    else:
        messages.success(request, _("The new link is on its way to the focal point."))


def _letters(request, delegation, how):
    """[(recipient, address, subject, text)] as it would be written; none where it is refused."""
    try:
        with rehearsal.rehearsed() as written, sending.going_out(how):
            if how:
                how.wave.save()
            by = transitions.organiser(request.user)
            invitations.renew_delegation_link(delegation, by)
    except Refused:
        return []
    return [
        (mail.to_name, mail.to_address, mail.subject, sealing.covered(mail, mail.text))
        for mail in written
    ]
