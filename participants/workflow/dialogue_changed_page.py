"""The page that announces changed dates, place or status of a dialogue to the invitees who have an
entry in their calendar, and to the institutions that have seats to fill. Looking shows the letters
and sends nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page
from participants.letters import calendar_invitations, changed_facts, letters
from participants.models import Invitation
from participants.workflow import sending

LETTERS_SHOWN = 3


@permission_required("participants.change_invitation", raise_exception=True)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The invitees whose entry is out of date, and the letter, with a sentence of one’s own if
    there is one; on a confirmed POST, write to them all."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    with timezone.override(dialogue.tz):
        form = sending.form_of(request, _("Changes"), dialogue)
        how = sending.as_typed_into(form)
        if "confirmed" in request.POST and form.is_valid():
            _write(request, pk, how)
            return redirect(reverse("admin:index"))
        people = list(calendar_invitations.out_of_date(dialogue).in_protocol_order())
        institutions = changed_facts.institutions_out_of_date(dialogue)
        with sending.going_out(how):
            shown = _shown(people, institutions)
        return render_page(
            request,
            "admin/participants/invitation/dialogue_changed.html",
            Invitation,
            _("Announce the changes"),
            dialogue,
            form=form,
            people=people,
            institutions=institutions,
            number=len(people) + len(institutions),
            letters=shown,
        )


def _shown(people, institutions):
    """[(to whom, subject, text)] of the first few."""
    to_invitees = [
        (invitation, *letters.preview_dialogue_changed(invitation)[:2])
        for invitation in people[:LETTERS_SHOWN]
    ]
    return to_invitees + [
        (seats, *changed_facts.preview(seats, differing)[:2])
        for seats, differing in institutions[:LETTERS_SHOWN]
    ]


@transaction.atomic
def _write(request, pk, how):
    dialogue = Dialogue.objects.lock(pk)
    people = list(calendar_invitations.out_of_date(dialogue))
    institutions = changed_facts.institutions_out_of_date(dialogue)
    if how:
        how.wave.save()
    with sending.going_out(how):
        for invitation in people:
            invitation.dialogue = dialogue
            letters.dialogue_changed(invitation)
        for delegation, differing in institutions:
            changed_facts.write(delegation, differing)
    number = len(people) + len(institutions)
    text = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", number)
    if how and (how.as_drafts or how.send_after_at):
        text = ngettext(
            "%(n)d letter has been written.", "%(n)d letters have been written.", number
        )
        sending.tell(request, how)
    messages.success(request, text % {"n": number})
