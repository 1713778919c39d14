"""All conflicts of a dialogue's programme in the admin site, and the organisers' “we know”; and
those that are told after a session was saved."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import Session
from agenda.programme.conflicts import board
from dialogue.models import Dialogue
from dialogue.pages.base import render_page, require_permission
from participants.workflow import transitions

PER_PAGE = 100
MOST_TOLD = 4  # conflicts beside a form, which stays on screen with the board


@permission_required("agenda.view_session", raise_exception=True)
def conflicts_page(request, pk):
    """What is open first, then what is accepted. A POST accepts one with a reason, or takes that
    back."""
    dialogue = get_object_or_404(Dialogue, pk=pk)
    with timezone.override(dialogue.tz):
        refused = None
        if request.method == "POST":
            require_permission(request, "agenda.change_session")
            refused = _act(request, dialogue)
            if refused is None:
                return redirect(request.get_full_path())
        rows = sorted(board.standing(dialogue), key=lambda one: bool(one.accepted))
        return render_page(
            request,
            "admin/agenda/session/conflicts.html",
            Session,
            _("Conflicts in the programme"),
            dialogue,
            page=Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            open=sum(not one.accepted for one in rows),
            accepted=sum(bool(one.accepted) for one in rows),
            may_change=request.user.has_perm("agenda.change_session"),
            refused=refused,
        )


def _act(request, dialogue):
    """Accept or take back; the fingerprint of a conflict that lacks its reason, else None."""
    key, reason = request.POST.get("conflict", ""), request.POST.get("reason", "").strip()[:500]
    standing = {one.conflict.fingerprint: one for one in board.standing(dialogue)}
    if key not in standing:
        text = _(
            "This conflict no longer exists, or the facts behind it have changed. Look at "
            "the list again."
        )
        messages.warning(request, text)
    elif "take_back" in request.POST:
        dialogue.accepted_conflicts.filter(fingerprint=key).delete()
        messages.success(request, _("This counts as a conflict again."))
    elif not reason:
        return key
    else:
        by = transitions.organiser(request.user).name
        board.accept(dialogue, standing[key].conflict, by, reason)
        messages.success(request, _("Accepted. It will reappear if the facts change."))
    return None


def tell_conflicts(request, dialogue, key):
    """Say which conflicts a session that was saved is now part of."""
    found = [one.conflict for one in board.of_session(dialogue, key) if not one.accepted]
    told = [conflict.sentence for conflict in found[:MOST_TOLD]]
    for sentence in filter(None, [*told, more_conflicts(found)]):
        messages.warning(request, sentence)


def more_conflicts(found):
    """What stands for those that are too many to tell, or ""."""
    number = len(found) - MOST_TOLD
    return _("And %(n)d more; see the list of conflicts.") % {"n": number} if number > 0 else ""
