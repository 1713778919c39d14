"""Writing official letters to chosen invitees and institutions. The kind is proposed for each and
can be changed; what is made are drafts, without numbers."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.access import sent
from dialogue.access.open_rows import open_to
from dialogue.pages.base import render_page
from participants.models import Delegation, Invitation, LetterHead, OfficialLetter
from participants.official import letters
from participants.official.forms import WritingForm

LIST = "admin:participants_officialletter_changelist"
MOST = 200  # letters at once: two fields each, and Django takes a thousand
MAY_WRITE = ["participants.change_invitation", "participants.change_officialletter"]


@permission_required(MAY_WRITE, raise_exception=True)
def write(request: HttpRequest) -> HttpResponse:
    """?ids=… are invitations, ?delegations=… delegations; on POST, store the drafts."""
    data = request.POST or request.GET
    invitations, delegations = _chosen(request, data)
    dialogues = {row.dialogue for row in [*invitations, *delegations]}
    rows = _letters(invitations, delegations)
    if len(dialogues) != 1 or len(rows) > MOST:
        if len(rows) > MOST:
            text = _("At most %(limit)d letters are written at once.") % {"limit": MOST}
        elif dialogues:
            text = _("Choose invitations of one dialogue: its letterhead is on the letters.")
        else:
            text = _("Choose the invitations or delegations first.")
        messages.warning(request, text)
        return redirect("admin:participants_invitation_changelist")
    [dialogue] = dialogues
    typed = request.POST if request.method == "POST" else None
    form = WritingForm(typed, dialogue=dialogue, letters=rows)
    if form.is_valid():
        with transaction.atomic():
            for letter in rows:
                letters.draft(letter)
        text = ngettext(
            "%(n)d draft is ready. Look at it, then issue it.",
            "%(n)d drafts are ready. Look at them, then issue them.",
            len(rows),
        )
        messages.success(request, text % {"n": len(rows)})
        return redirect(f"{reverse(LIST)}?dialogue__id__exact={dialogue.pk}&state__exact=draft")
    return render_page(
        request,
        "admin/participants/officialletter/write.html",
        OfficialLetter,
        _("Write official letters"),
        dialogue,
        form=form,
        head=LetterHead.objects.filter(dialogue=dialogue).first(),
        ids=",".join(str(row.pk) for row in invitations),
        delegations=",".join(str(row.pk) for row in delegations),
    )


def _chosen(request, data):
    seats = Invitation.objects.with_people().filter(pk__in=sent.numbers(data, "ids"))
    invitations = list(open_to(request.user, seats.in_protocol_order()))
    rows = Delegation.objects.select_related("dialogue", "organisation", "focal_point")
    keys = sent.numbers(data, "delegations")
    return invitations, list(open_to(request.user, rows.filter(pk__in=keys)))


def _letters(
    invitations: Sequence[Invitation], delegations: Sequence[Delegation]
) -> list[OfficialLetter]:
    """Unsaved, one for each; a seat for which nobody is named leads to its institution, which gets
    one letter however many such seats there are."""
    made = []
    institutions = {row.pk: row for row in delegations}
    for invitation in invitations:
        if invitation.person:
            made.append(OfficialLetter(dialogue=invitation.dialogue, invitation=invitation))
        elif invitation.delegation:
            institutions.setdefault(invitation.delegation.pk, invitation.delegation)
    made += [OfficialLetter(dialogue=row.dialogue, delegation=row) for row in institutions.values()]
    return made
