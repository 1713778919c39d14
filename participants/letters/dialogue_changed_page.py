"""The page that announces changed dates, place or status of a dialogue to the invitees who have an
entry in their calendar. Looking shows the letters and sends nothing."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.models import Dialogue
from participants.letters import calendar_invitations, letters
from participants.models import Invitation

LETTERS_SHOWN = 3


def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The invitees whose entry is out of date, and the letter; on POST, write to them all."""
    if not request.user.has_perm("participants.change_invitation"):
        raise PermissionDenied
    dialogue = get_object_or_404(Dialogue, pk=pk)
    if request.method == "POST":
        _write(request, pk)
        return redirect(reverse("admin:index"))
    people = list(calendar_invitations.out_of_date(dialogue).in_protocol_order())
    shown = people[:LETTERS_SHOWN]
    context = {
        **admin.site.each_context(request),
        "title": _("Announce the changes"),
        "opts": Invitation._meta,
        "dialogue": dialogue,
        "people": people,
        "letters": [
            (invitation, *letters.preview_dialogue_changed(invitation)[:2]) for invitation in shown
        ],
    }
    return render(request, "admin/participants/invitation/dialogue_changed.html", context)


@transaction.atomic
def _write(request, pk):
    dialogue = Dialogue.objects.lock(pk)
    people = list(calendar_invitations.out_of_date(dialogue))
    for invitation in people:
        invitation.dialogue = dialogue
        letters.dialogue_changed(invitation)
    text = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", len(people))
    messages.success(request, text % {"n": len(people)})
