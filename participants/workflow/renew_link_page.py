"""Renewing the link of an institution."""

from django.contrib import admin, messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from dialogue.errors import Refused
from participants.models import Delegation
from participants.workflow import invitations, transitions
from participants.workflow.bulk_actions import demand_change_permission


def renew_link(request, pk):
    """Ask, then make an institution's link anew."""
    demand_change_permission(request)
    delegation = get_object_or_404(Delegation.objects.select_related("organisation"), pk=pk)
    if request.method == "POST":
        try:
            reason = request.POST.get("reason", "").strip()
            by = transitions.organiser(request.user)
            invitations.renew_delegation_link(delegation, by, reason)
            messages.success(request, _("The new link is on its way to the focal point."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("admin:participants_delegation_change", pk)
    context = {
        **admin.site.each_context(request),
        "title": _(
            "Renew the institution’s link? The old one will stop working, and the new one "
            "will be sent by email."
        ),
        "opts": Delegation._meta,
        "delegation": delegation,
    }
    return render(request, "admin/participants/delegation/renew_link.html", context)
