"""The organisers' page of reminders: what goes out in the coming days, what is held back, what went
out lately. Looking changes nothing; sending asks first."""

from datetime import timedelta
from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.errors import Refused
from dialogue.mail.queue.letter_preview import show_letter
from dialogue.models import Dialogue
from dialogue.pages.base import render_page, require_permission
from participants.models import Invitation, Reminder
from participants.reminders import plan as reminder_plan
from participants.reminders import sending as reminders
from participants.workflow import sending, transitions

DAYS_AHEAD = 14
DAYS_BACK = 14


@permission_required("participants.view_invitation", raise_exception=True)
def plan(request):
    """Day by day who will be reminded; on POST, hold the ticked ones back or let them go."""
    dialogue, now = _dialogue(request), timezone.now()
    if request.method == "POST":
        require_permission(request, "participants.change_invitation")
        _decide(request, dialogue, now)
        return redirect(_address("admin:reminders", dialogue))
    coming = reminder_plan.forecast(dialogue, now) if dialogue else []
    today = dialogue.local(now).date() if dialogue else None
    soon = [one for one in coming if (one.day - today).days < DAYS_AHEAD]
    later = [one for one in coming[len(soon) :] if not one.held_back]
    return render_page(
        request,
        "admin/participants/invitation/reminders.html",
        Invitation,
        _("Reminders"),
        dialogue,
        subtitle=None,  # the page names it, beside the others
        dialogues=Dialogue.objects.all(),
        today=today,
        days_ahead=DAYS_AHEAD,
        days=[(day, list(rows)) for day, rows in groupby(soon, lambda one: one.day)],
        due=reminder_plan.due(dialogue, now) if dialogue else [],
        later=later,
        has_rules=bool(dialogue) and dialogue.reminder_rules.filter(is_active=True).exists(),
        takes_place=bool(dialogue) and reminder_plan.takes_place(dialogue, now),
        lately=_lately(dialogue, now),
        may_act=request.user.has_perm("participants.change_invitation"),
    )


@permission_required("participants.change_invitation", raise_exception=True)
def send(request):
    """Ask with the number of people touched; on POST, send what is due today."""
    dialogue, now = _dialogue(request), timezone.now()
    if dialogue is None:
        raise Http404
    if request.method == "POST" and "confirmed" in request.POST:
        sent, failed = reminders.send_due(now, transitions.organiser(request.user), [dialogue])
        text = ngettext(
            "%(n)d reminder is on its way.", "%(n)d reminders are on their way.", len(sent)
        )
        messages.success(request, text % {"n": len(sent)})
        if failed:
            names = ", ".join(one.who for one in failed)
            messages.error(request, _("These reminders could not be written: %s") % names)
        return redirect(_address("admin:reminders", dialogue))
    return render_page(
        request,
        "admin/participants/invitation/send_reminders.html",
        Invitation,
        _("Send today’s reminders now?"),
        dialogue,
        due=reminder_plan.due(dialogue, now),
        back=_address("admin:reminders", dialogue),
    )


@permission_required("participants.change_invitation", raise_exception=True)
def letter(request, pk):
    """The HTML of a reminder as it would go out now, for a frame."""
    invitation = get_object_or_404(Invitation.objects.with_people(), pk=pk)
    try:
        with sending.as_typed(request, invitation.dialogue):
            return show_letter(reminders.preview(invitation)[2])
    except Refused as refusal:
        raise Http404 from refusal


def _dialogue(request):
    """The one that is asked for, else the next that is not over, else the last; None if none."""
    wanted = request.POST.get("dialogue") or request.GET.get("dialogue")
    if wanted:
        return get_object_or_404(Dialogue, pk=wanted if wanted.isdecimal() else 0)
    coming = Dialogue.objects.filter(ends_on__gte=timezone.localdate()).order_by("starts_on")
    return coming.first() or Dialogue.objects.order_by("-starts_on").first()


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
    ticked, by = set(request.POST.getlist("letters")), transitions.organiser(request.user)
    chosen = [one for one in reminder_plan.forecast(dialogue, now) if one.key in ticked]
    if "let_go" in request.POST:
        done = sum(reminders.let_go(one) for one in chosen)
        text = ngettext(
            "%(n)d reminder has been released.", "%(n)d reminders have been released.", done
        )
    else:
        done = sum(reminders.hold_back(one, by) for one in chosen)
        text = ngettext(
            "%(n)d reminder has been put on hold.", "%(n)d reminders have been put on hold.", done
        )
    if done:
        messages.success(request, text % {"n": done})
    else:
        messages.warning(request, _("Nothing was changed. Tick the reminders first."))
