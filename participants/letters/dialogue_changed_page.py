"""Tell those who hold an entry in their calendar that the dialogue's days, place or status are
others now. Looking shows the letters and sends nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.models import Dialogue
from dialogue.pages.base import render_page
from participants.letters import calendar_invitations, letters
from participants.models import Invitation

LETTERS_SHOWN = 3


@permission_required("participants.change_invitation", raise_exception=True)
def page(request, pk):
    """Who has not been told, and the letter; on POST, write to them all."""
    dialogue = get_object_or_404(Dialogue, pk=pk)
    if request.method == "POST":
        _write(request, pk)
        return redirect(reverse("admin:index"))
    people = list(calendar_invitations.not_told(dialogue).in_protocol_order())
    shown = people[:LETTERS_SHOWN]
    return render_page(
        request,
        "admin/participants/invitation/dialogue_changed.html",
        Invitation,
        _("Announce the changes"),
        dialogue,
        people=people,
        letters=[(one, *letters.preview_dialogue_changed(one)[:2]) for one in shown],
    )


@transaction.atomic
def _write(request, pk):
    dialogue = Dialogue.objects.lock(pk)
    people = list(calendar_invitations.not_told(dialogue))
    for invitation in people:
        invitation.dialogue = dialogue
        letters.dialogue_changed(invitation)
    text = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", len(people))
    messages.success(request, text % {"n": len(people)})
