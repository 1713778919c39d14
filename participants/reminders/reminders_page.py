"""The organisers' page of reminders: what goes out in the coming days, what is on hold, what went
out lately. Looking changes nothing; sending asks first."""

from datetime import timedelta
from itertools import groupby
from operator import attrgetter
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.access import sent
from dialogue.desk import chosen
from dialogue.mail.queue.letter_preview import show_letter
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page, require_permission
from dialogue.refusals import Refused
from participants.models import Invitation, Reminder
from participants.reminders import dispatch, schedule
from participants.workflow import sending, transitions

DAYS_AHEAD = 14
DAYS_BACK = 14


@permission_required("participants.view_invitation", raise_exception=True)
def plan(request: HttpRequest) -> HttpResponse:
    """The people to be reminded, day by day; on POST, hold or release the ticked letters."""
    dialogue, now = _dialogue(request), timezone.now()
    if request.method == "POST":
        require_permission(request, "participants.change_invitation")
        _decide(request, dialogue, now)
        return redirect(_address("admin:reminders", dialogue))
    coming = schedule.forecast(dialogue, now) if dialogue else []
    today = dialogue.local(now).date() if dialogue else None
    soon = [letter for letter in coming if today and (letter.day - today).days < DAYS_AHEAD]
    later = [letter for letter in coming[len(soon) :] if not letter.hold]
    return render_page(
        request,
        "admin/participants/invitation/reminders.html",
        Invitation,
        _("Reminders"),
        dialogue,
        subtitle=None,  # the page names it, beside the others
        dialogues=Dialogue.objects.open_to(request.user),
        today=today,
        days_ahead=DAYS_AHEAD,
        soon=soon,
        days=[(day, list(letters)) for day, letters in groupby(soon, attrgetter("day"))],
        due=schedule.due(dialogue, now) if dialogue else [],
        later=later,
        has_rules=bool(dialogue) and dialogue.reminder_rules.filter(is_active=True).exists(),
        takes_place=bool(dialogue) and schedule.takes_place(dialogue, now),
        lately=_lately(dialogue, now),
        may_act=request.user.has_perm("participants.change_invitation"),
    )


@permission_required("participants.change_invitation", raise_exception=True)
def send(request: HttpRequest) -> HttpResponse:
    """Show the letters that are due today and ask; on POST, send them."""
    dialogue, now = _dialogue(request), timezone.now()
    if dialogue is None:
        raise Http404
    if request.method == "POST" and "confirmed" in request.POST:
        by = transitions.organiser(cast(User, request.user))
        sent, failed = dispatch.send_due(now, by, [dialogue])
        text = ngettext(
            "%(n)d reminder is on its way.", "%(n)d reminders are on their way.", len(sent)
        )
        messages.success(request, text % {"n": len(sent)})
        if failed:
            names = ", ".join(letter.who for letter in failed)
            messages.error(request, _("These reminders could not be written: %s") % names)
        return redirect(_address("admin:reminders", dialogue))
    return render_page(
        request,
        "admin/participants/invitation/send_reminders.html",
        Invitation,
        _("Send today’s reminders now?"),
        dialogue,
        due=schedule.due(dialogue, now),
        back=_address("admin:reminders", dialogue),
    )


@permission_required("participants.change_invitation", raise_exception=True)
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of a reminder as it would go out now, for a frame; 404 if there is none."""
    invitation = open_or_404(request, Invitation.objects.with_people(), pk=pk)
    try:
        with sending.as_typed(request, invitation.dialogue):
            return show_letter(dispatch.preview(invitation)[2])
    except Refused as refusal:
        raise Http404 from refusal


def _dialogue(request):
    """The dialogue in the request, else the chosen one, else the next that is not over, else the
    last; or None."""
    for asked in [request.POST, request.GET]:
        if sent.text(asked, "dialogue"):
            return open_or_404(request, Dialogue, pk=sent.number(asked, "dialogue"))
    if current := chosen.dialogue(request):
        return current
    shown = Dialogue.objects.open_to(request.user)
    coming = shown.filter(ends_on__gte=timezone.localdate()).order_by("starts_on")
    return coming.first() or shown.order_by("-starts_on").first()


def _address(name, dialogue):
    return f"{reverse(name)}?dialogue={dialogue.pk}"


def _lately(dialogue, now):
    rows = Reminder.objects.filter(
        invitation__dialogue=dialogue,
        settled_at__gt=now - timedelta(days=DAYS_BACK),
        outcome=Reminder.Outcome.SENT,
    )
    people = ["person__organisation", "delegation__organisation"]
    return rows.select_related("rule", "mail", *[f"invitation__{name}" for name in people])


def _decide(request, dialogue, now):
    """Put the ticked letters on hold, or release those that are."""
    ticked, by = set(sent.texts(request.POST, "letters")), transitions.organiser(request.user)
    chosen = [letter for letter in schedule.forecast(dialogue, now) if letter.key in ticked]
    if "release" in request.POST:
        done = sum(dispatch.release(letter) for letter in chosen)
        text = ngettext(
            "%(n)d reminder has been released.", "%(n)d reminders have been released.", done
        )
    else:
        done = sum(dispatch.hold(letter, by) for letter in chosen)
        text = ngettext(
            "%(n)d reminder has been put on hold.", "%(n)d reminders have been put on hold.", done
        )
    if done:
        messages.success(request, text % {"n": done})
    else:
        messages.warning(request, _("Nothing was changed. Tick the reminders first."))
