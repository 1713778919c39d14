"""A day of the programme in the admin site: rooms side by side, hours down. Looking changes
nothing; a session is moved, or two are swapped, by a form that is posted, however it was filled."""

from collections import defaultdict

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda.day.days import address, days_to_go_to, midnight, of_day, read_day
from agenda.day.layout import lay_out
from agenda.models import Session
from agenda.programme import sessions
from agenda.programme.conflicts import board as conflict_board
from agenda.programme.conflicts.conflicts_page import MOST_SHOWN, more_conflicts, warn_of_conflicts
from agenda.programme.session_forms import MoveForm, SwapForm
from agenda.releases import standing
from dialogue.access import sent
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page, require_permission
from dialogue.refusals import EditConflict


@permission_required("agenda.view_session", raise_exception=True)
def day_page(request: HttpRequest, pk: int, day: str) -> HttpResponse:
    """The board of a day (YYYY-MM-DD). ?session=… opens the form for that session; a POST with
    `do` moves it, swaps it or looks which conflicts that would make."""
    dialogue, shown_day = open_or_404(request, Dialogue, pk=pk), read_day(day)
    with timezone.override(dialogue.tz):
        if request.method == "POST":
            require_permission(request, "agenda.change_session")
            return _act(request, dialogue, shown_day)
        chosen = _session(request, dialogue, request.GET) if "session" in request.GET else None
        return _show(request, dialogue, shown_day, chosen)


def _act(request, dialogue, day):
    """Do what the form says, and go to the day on which the session then is."""
    session = _session(request, dialogue, request.POST)
    forms, do = {}, sent.text(request.POST, "do")
    if do == "swap":
        form = forms["swap_form"] = SwapForm(session, _others(dialogue), request.POST)
        act = _swap
    else:
        form = forms["move_form"] = MoveForm(session, dialogue, request.POST)
        act = _move
    if form.is_valid() and do == "check":
        data = form.cleaned_data
        places = {session.pk: (data["starts_at"], data["ends_at"], data["room"])}
        conflicts = conflict_board.arising(dialogue, places)
        more = more_conflicts(conflicts)
        forms.update(arising=conflicts[:MOST_SHOWN], more=more, is_checked=True)
    elif form.is_valid():
        try:
            new_day = act(dialogue, session, form.cleaned_data)
        except EditConflict as conflict:  # in the blink between looking and saving
            form.add_error(None, str(conflict))
        else:
            _tell(request, dialogue, session)
            return redirect(address(dialogue, new_day))
    return _show(request, dialogue, day, session, **forms)


def _move(dialogue, session, place):
    room = place["room"]
    move = sessions.Move(
        session, place["starts_at"], place["ends_at"], room and room.pk, session.version
    )
    sessions.move_sessions([move] if move.changes_something else [])
    return dialogue.local(place["starts_at"]).date()


def _swap(dialogue, session, chosen):
    other = chosen["other"]
    sessions.swap(session, other, (session.version, other.version))
    return dialogue.local(other.starts_at).date()


def _tell(request, dialogue, session):
    messages.success(
        request, _("Saved. “%(title)s” is now where you placed it.") % {"title": session}
    )
    warn_of_conflicts(request, dialogue, session.pk)


def _show(request, dialogue, day, chosen=None, **forms):
    shown = of_day(dialogue, day)
    for session in shown:
        session.dialogue = dialogue
    facts = conflict_board.read_facts(dialogue, shown)
    reviewed_conflicts = conflict_board.reviewed_conflicts(dialogue, facts)
    marks = defaultdict(list)
    for reviewed in reviewed_conflicts:
        for session in reviewed.conflict.sessions:
            marks[session.pk].append(reviewed)
    roles = defaultdict(list, facts.roles)
    for role in facts.refused:
        roles[role.session_id] = [*roles[role.session_id], role]
    keys = {session.pk for session in shown}
    may_change = request.user.has_perm("agenda.change_session")
    board = lay_out(shown, dialogue.rooms.all(), midnight(dialogue, day), roles, marks)
    if may_change:
        forms.setdefault("move_form", MoveForm(chosen, dialogue))
    if may_change and chosen:
        forms.setdefault("swap_form", SwapForm(chosen, _others(dialogue)))
    return render_page(
        request,
        "admin/agenda/session/day.html",
        Session,
        date_format(day, "DATE_FORMAT"),
        dialogue,
        day=day,
        days=days_to_go_to(dialogue),
        board=board,
        reviewed_conflicts=[
            reviewed
            for reviewed in reviewed_conflicts
            if keys & {session.pk for session in reviewed.conflict.sessions}
        ],
        may_change=may_change,
        may_add=request.user.has_perm("agenda.add_session"),
        add=f"{reverse('admin:agenda_session_add')}?dialogue={dialogue.pk}&day={day.isoformat()}",
        chosen=chosen,
        lag=standing.lag(dialogue),
        here=address(dialogue, day),
        **forms,
    )


def _others(dialogue):
    return dialogue.sessions.taking_place().select_related("dialogue")


def _session(request, dialogue, named):
    rows = dialogue.sessions.select_related("dialogue", "room")
    return open_or_404(request, rows, pk=sent.number(named, "session"))
