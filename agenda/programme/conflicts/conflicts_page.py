"""All conflicts of a dialogue's programme in the admin site, where organisers accept them with a
reason; and the warnings after a session was saved."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import Session
from agenda.programme.conflicts import board
from agenda.programme.conflicts.kinds import Conflict
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page, require_permission
from participants.workflow import transitions

PER_PAGE = 100
MOST_SHOWN = 4  # conflicts beside a form, which stays on screen with the board


@permission_required("agenda.view_session", raise_exception=True)
def conflicts_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The unresolved ones first, then those that are accepted. A POST accepts one with a reason, or
    takes that back."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    with timezone.override(dialogue.tz):
        refused = None
        if request.method == "POST":
            require_permission(request, "agenda.change_session")
            refused = _act(request, dialogue)
            if refused is None:
                return redirect(request.get_full_path())
        rows = sorted(
            board.reviewed_conflicts(dialogue), key=lambda reviewed: bool(reviewed.accepted)
        )
        return render_page(
            request,
            "admin/agenda/session/conflicts.html",
            Session,
            _("Conflicts in the programme"),
            dialogue,
            page=Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            open=sum(not reviewed.accepted for reviewed in rows),
            accepted=sum(bool(reviewed.accepted) for reviewed in rows),
            may_change=request.user.has_perm("agenda.change_session"),
            refused=refused,
        )


def _act(request, dialogue):
    """Accept or take back; the fingerprint of a conflict that lacks its reason, else None."""
    key, reason = request.POST.get("conflict", ""), request.POST.get("reason", "").strip()[:500]
    conflicts = {
        reviewed.conflict.fingerprint: reviewed.conflict
        for reviewed in board.reviewed_conflicts(dialogue)
    }
    if key not in conflicts:
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
        board.accept(dialogue, conflicts[key], by, reason)
        messages.success(request, _("Accepted. It will reappear if the facts change."))
    return None


def warn_of_conflicts(request: HttpRequest, dialogue: Dialogue, key: int) -> None:
    """Say which conflicts the session of this key, which was saved, is now part of."""
    reviewed = board.of_session(dialogue, key)
    conflicts = [each.conflict for each in reviewed if not each.accepted]
    sentences = [conflict.sentence for conflict in conflicts[:MOST_SHOWN]]
    for sentence in filter(None, [*sentences, more_conflicts(conflicts)]):
        messages.warning(request, sentence)


def more_conflicts(conflicts: Sequence[Conflict]) -> str:
    """A sentence in place of those that are too many to show, or ""."""
    number = len(conflicts) - MOST_SHOWN
    return _("And %(n)d more; see the list of conflicts.") % {"n": number} if number > 0 else ""
