"""Draft invitations for chosen people."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.models import Dialogue
from participants.models import Invitation, Person
from participants.workflow.forms import DraftInvitationsForm


def draft_invitations(request, people):
    """Make draft invitations for the chosen people in one category."""
    if not request.user.has_perm("participants.add_invitation"):
        raise PermissionDenied
    form = DraftInvitationsForm(request.POST if "confirmed" in request.POST else None)
    if form.is_bound and form.is_valid():
        category = form.cleaned_data["category"]
        made = _draft(people, category)
        text = ngettext(
            "%(n)d draft invitation is ready.", "%(n)d draft invitations are ready.", made
        )
        messages.success(request, text % {"n": made})
        if made < len(people):
            messages.info(request, _("The others already have an invitation to this dialogue."))
        return redirect("admin:participants_invitation_changelist")
    context = {
        **admin.site.each_context(request),
        "title": _("Draft invitations"),
        "opts": Person._meta,
        "people": people,
        "form": form,
    }
    return render(request, "admin/participants/person/draft_invitations.html", context)


@transaction.atomic
def _draft(people, category):
    Dialogue.objects.lock(category.dialogue_id)  # a second click finds what the first one made
    new = people.exclude(invitations__in=category.dialogue.invitations.active())
    rows = [
        Invitation(dialogue=category.dialogue, person=person, category=category) for person in new
    ]
    return len(Invitation.objects.bulk_create(rows))
