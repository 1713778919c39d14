"""Consent that a delegate took back by email or telephone."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from dialogue.pages.base import open_or_404, render_page
from participants.delegates import consents
from participants.delegates.forms import ConsentTakenBackForm
from participants.models import Invitation, InvitationEvent
from participants.workflow.transitions import organiser


@permission_required("participants.change_invitation", raise_exception=True)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask which of the delegate's consents are taken back; on POST, record it."""
    invitation = open_or_404(request, Invitation.objects.with_people(), pk=pk)
    agreed = [consent for consent in consents.now(invitation).values() if consent.is_given]
    form = ConsentTakenBackForm(agreed, request.POST if request.method == "POST" else None)
    address = reverse("admin:participants_invitation_change", args=[pk])
    if form.is_valid():
        actor = _("%(organiser)s, as told by %(name)s") % {
            "organiser": organiser(cast(User, request.user)).name,
            "name": form.cleaned_data["told_by"],
        }
        languages = {consent.purpose: consent.language for consent in agreed}
        for purpose in form.cleaned_data["purposes"]:
            with translation.override(languages[purpose]):  # in the words that were agreed to
                door = InvitationEvent.Door.ADMIN
                consents.record(invitation, purpose, False, door=door, actor=actor)
        messages.success(request, _("The withdrawal of consent has been recorded."))
        return redirect(address)
    return render_page(
        request,
        "admin/participants/invitation/consent.html",
        Invitation,
        _("Record withdrawal of consent"),
        invitation=invitation,
        given=agreed,
        form=form,
    )
