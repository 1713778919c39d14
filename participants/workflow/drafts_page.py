"""Draft invitations for chosen people."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.desk import chosen
from dialogue.models import Dialogue
from dialogue.pages import open_choices
from dialogue.pages.base import render_page
from dialogue.pages.selection import back_to_list
from participants.models import Invitation, Person
from participants.workflow.forms import DraftInvitationsForm


@permission_required("participants.add_invitation", raise_exception=True)
def draft_invitations(request: HttpRequest, people: QuerySet[Person]) -> HttpResponse:
    """Make draft invitations for the chosen people in one category."""
    form = DraftInvitationsForm(request.POST if "confirmed" in request.POST else None)
    open_choices.limit(request.user, form)
    chosen.limit(request, form)
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
    return render_page(
        request,
        "admin/participants/person/draft_invitations.html",
        Person,
        _("Draft invitations"),
        people=people,
        form=form,
        back=back_to_list(Person, request.GET.urlencode(), [person.pk for person in people]),
    )


@transaction.atomic
def _draft(people, category):
    Dialogue.objects.lock(category.dialogue_id)  # a second click finds what the first one made
    new = people.exclude(invitations__in=category.dialogue.invitations.active())
    rows = [
        Invitation(dialogue=category.dialogue, person=person, category=category) for person in new
    ]
    return len(Invitation.objects.bulk_create(rows))
