"""Running late: what follows moves. The new times are shown beside the old, then they are saved."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.day import days, delays
from agenda.models import Session
from agenda.programme import sessions
from agenda.programme.conflicts import board
from agenda.programme.session_forms import LateForm
from dialogue import refusals
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page
from dialogue.refusals import EditConflict

USUAL = {"minutes": 15, "where": "everywhere"}


@permission_required("agenda.change_session", raise_exception=True)
def late_page(request: HttpRequest, pk: int, day: str, session: int) -> HttpResponse:
    """Ask how late (GET, with what is typed in the address); on POST save what was shown."""
    dialogue, late_day = open_or_404(request, Dialogue, pk=pk), days.read_day(day)
    first = open_or_404(request, dialogue.sessions.taking_place(), pk=session)
    if not days.runs_on(dialogue, first, late_day):
        raise Http404
    with timezone.override(dialogue.tz):
        is_asked = "minutes" in request.GET or request.method == "POST"
        form = LateForm(request.POST or request.GET) if is_asked else LateForm(initial=USUAL)
        moves = _plan(dialogue, late_day, first, form.cleaned_data) if form.is_valid() else []
        if request.method == "POST" and moves:
            if _version(moves) == refusals.seen_in(request.POST) and _save(request, moves, form):
                return redirect(days.address(dialogue, late_day))
            text = _(
                "The programme has changed in the meantime. Nothing was saved; look at the "
                "times again."
            )
            messages.warning(request, text)
            moves = _plan(dialogue, late_day, first, form.cleaned_data)
        return render_page(
            request,
            "admin/agenda/session/late.html",
            Session,
            _("Running late"),
            dialogue,
            day=late_day,
            first=first,
            form=form,
            moves=moves,
            seen=_version(moves),
            arising=board.arising(dialogue, _places(moves)) if moves else [],
            back=days.address(dialogue, late_day),
        )


def _plan(dialogue, day, first, delay):
    rows = days.of_day(dialogue, day)
    return delays.plan(
        rows,
        first,
        delay["minutes"],
        everywhere=delay["where"] == "everywhere",
        shortest_break=delay["shortest_break"],
    )


def _save(request, moves, form):
    """Whether all moves were saved; none is if somebody was faster."""
    minutes = form.cleaned_data["minutes"]
    try:
        with transaction.atomic():
            sessions.move_sessions(moves, f"running late by {minutes} minutes")
    except EditConflict:
        return False
    text = ngettext("%(n)d session was moved.", "%(n)d sessions were moved.", len(moves))
    messages.success(request, text % {"n": len(moves)})
    return True


def _places(moves):
    return {move.session.pk: (move.starts_at, move.ends_at, move.session.room) for move in moves}


def _version(moves):
    """The version of all moves together: another one if any of them changes."""
    shown = [(move.session.pk, move.seen, move.starts_at, move.ends_at) for move in moves]
    return hashlib.sha256(repr(shown).encode()).hexdigest()
