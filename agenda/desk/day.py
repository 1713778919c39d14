"""A day of the programme in the admin site: rooms side by side, hours down. Looking changes
nothing; a session is moved, or two are swapped, by a form that is posted, however it was filled."""

from collections import defaultdict
from datetime import date, timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda import clash_board, programme, releases
from agenda.desk.board import lay_out
from agenda.desk.session_forms import MoveForm, SwapForm, changed_meanwhile, midnight
from agenda.models import Session
from dialogue.models import Dialogue

MOST_TOLD = 4  # clashes beside the form, which stays on screen with the board


def day_page(request, pk, day):
    """The board of a day (YYYY-MM-DD). ?session=… opens the form for that session; a POST with
    `do` moves it, swaps it or looks which clashes that would make."""
    demand(request, "view")
    dialogue, day = get_object_or_404(Dialogue, pk=pk), read_day(day)
    with timezone.override(dialogue.tz):
        if request.method == "POST":
            demand(request, "change")
            return _act(request, dialogue, day)
        chosen = None
        if key := request.GET.get("session"):
            chosen = _session(dialogue, key)
        return _show(request, dialogue, day, chosen)


def _act(request, dialogue, day):
    """Do what the form says, and go to the day on which the session then is."""
    session, given = _session(dialogue, request.POST.get("session", "")), request.POST
    forms = {}
    if given.get("do") == "swap":
        form = forms["swap_form"] = SwapForm(session, _others(dialogue), given)
        act = _swap
    else:
        form = forms["move_form"] = MoveForm(session, dialogue, given)
        act = _move
    if form.is_valid() and given.get("do") == "check":
        data = form.cleaned_data
        places = {session.pk: (data["starts_at"], data["ends_at"], data["room"])}
        found = clash_board.arising(dialogue, places)
        forms.update(arising=found[:MOST_TOLD], more=more_clashes(found), is_checked=True)
    elif form.is_valid():
        try:
            new_day = act(dialogue, session, form.cleaned_data)
        except programme.Stale as stale:  # in the blink between looking and saving
            form.add_error(None, changed_meanwhile(stale.stored, session.changed_at))
        else:
            _tell(request, dialogue, session)
            return redirect(address(dialogue, new_day))
    return _show(request, dialogue, day, session, **forms)


def _move(dialogue, session, given):
    room = given["room"]
    move = programme.Move(
        session, given["starts_at"], given["ends_at"], room and room.pk, session.changed_at
    )
    programme.move_sessions([move] if move.changes_something else [])
    return dialogue.local(given["starts_at"]).date()


def _swap(dialogue, session, given):
    other = given["other"]
    programme.swap(session, other, (session.changed_at, other.changed_at))
    return dialogue.local(other.starts_at).date()


def _tell(request, dialogue, session):
    messages.success(request, _("Saved. “%(title)s” is where you put it.") % {"title": session})
    tell_clashes(request, dialogue, session.pk)


def tell_clashes(request, dialogue, key):
    """Say which clashes a session that was saved is now part of."""
    found = [one.clash for one in clash_board.of_session(dialogue, key) if not one.accepted]
    told = [clash.sentence for clash in found[:MOST_TOLD]]
    for sentence in filter(None, [*told, more_clashes(found)]):
        messages.warning(request, sentence)


def more_clashes(found):
    """What stands for those that are too many to tell, or ""."""
    number = len(found) - MOST_TOLD
    return _("And %(n)d more; see the list of clashes.") % {"n": number} if number > 0 else ""


def _show(request, dialogue, day, chosen=None, **forms):
    facts = clash_board.read(dialogue)
    for session in facts.sessions:
        session.dialogue = dialogue
    standing = clash_board.standing(dialogue, facts)
    shown = of_day(dialogue, facts.sessions, day)
    marks = defaultdict(list)
    for one in standing:
        for session in one.clash.sessions:
            marks[session.pk].append(one)
    parts = defaultdict(list, facts.roles)
    for role in facts.refused:
        parts[role.session_id] = [*parts[role.session_id], role]
    keys, may_change = {one.pk for one in shown}, may(request, "change")
    board = lay_out(shown, dialogue.rooms.all(), midnight(dialogue, day), parts, marks)
    swappable = [one for one in facts.sessions if not one.is_cancelled]
    context = {
        **page_context(request, dialogue, date_format(day, "DATE_FORMAT")),
        "day": day,
        "days": _days(dialogue, facts.sessions),
        "board": board,
        "standing": [one for one in standing if keys & {each.pk for each in one.clash.sessions}],
        "may_change": may_change,
        "chosen": chosen,
        "move_form": MoveForm(chosen, dialogue) if may_change else None,
        "swap_form": SwapForm(chosen, swappable) if may_change and chosen else None,
        "lag": releases.lag(dialogue),
        "here": address(dialogue, day),
        **forms,
    }
    return render(request, "admin/agenda/session/day.html", context)


def of_day(dialogue, sessions, day):
    """Those that run on this day, also if they began before it, in order of time."""
    begins, ends = midnight(dialogue, day), midnight(dialogue, day + timedelta(days=1))
    running = [one for one in sessions if one.starts_at < ends and one.ends_at > begins]
    return sorted(running, key=lambda one: (one.starts_at, one.ends_at, one.pk))


def _days(dialogue, sessions):
    """The days to go to: the dialogue's own, and every other that holds a session."""
    length = (dialogue.ends_on - dialogue.starts_on).days
    own = {dialogue.starts_on + timedelta(days=n) for n in range(length + 1)}
    return sorted(own | {dialogue.local(one.starts_at).date() for one in sessions})


def _others(dialogue):
    return dialogue.sessions.taking_place().select_related("dialogue")


def _session(dialogue, key):
    rows = Session.objects.filter(dialogue=dialogue).select_related("dialogue", "room")
    return get_object_or_404(rows, pk=key if key.isdecimal() else 0)


def read_day(text):
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error


def address(dialogue, day):
    return reverse("admin:programme_day", args=[dialogue.pk, day.isoformat()])


def may(request, what):
    return request.user.has_perm(f"agenda.{what}_session")


def demand(request, what):
    if not may(request, what):
        raise PermissionDenied


def page_context(request, dialogue, title):
    return {
        **admin.site.each_context(request),
        "title": title,
        "subtitle": dialogue.title,
        "opts": Session._meta,
        "dialogue": dialogue,
    }
