"""The page that announces changed dates, place or status of a dialogue to the invitees who have an
entry in their calendar, and to the institutions that have seats to fill. Looking shows the letters
and sends nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page
from participants.letters import calendar_invitations, changed_facts, letters
from participants.models import Invitation

LETTERS_SHOWN = 3


@permission_required("participants.change_invitation", raise_exception=True)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The invitees whose entry is out of date, and the letter; on POST, write to them all."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    if request.method == "POST":
        _write(request, pk)
        return redirect(reverse("admin:index"))
    people = list(calendar_invitations.out_of_date(dialogue).in_protocol_order())
    institutions = changed_facts.institutions_out_of_date(dialogue)
    shown = people[:LETTERS_SHOWN]
    return render_page(
        request,
        "admin/participants/invitation/dialogue_changed.html",
        Invitation,
        _("Announce the changes"),
        dialogue,
        people=people,
        institutions=institutions,
        number=len(people) + len(institutions),
        letters=[
            (invitation, *letters.preview_dialogue_changed(invitation)[:2]) for invitation in shown
        ]
        + [
            (seats, *changed_facts.preview(seats, differing)[:2])
            for seats, differing in institutions[:LETTERS_SHOWN]
        ],
    )


@transaction.atomic
def _write(request, pk):
    dialogue = Dialogue.objects.lock(pk)
    people = list(calendar_invitations.out_of_date(dialogue))
    for invitation in people:
        invitation.dialogue = dialogue
        letters.dialogue_changed(invitation)
    institutions = changed_facts.institutions_out_of_date(dialogue)
    for delegation, differing in institutions:
        changed_facts.write(delegation, differing)
    number = len(people) + len(institutions)
    text = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", number)
    messages.success(request, text % {"n": number})
