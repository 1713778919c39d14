"""What organisers do with mails, on one, many or a whole wave: hold, let go, schedule, cancel,
resend, copy, test. Looking changes nothing; each page asks before it acts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from dialogue.mail import editing, outbox
from dialogue.mail.forms import HoldForm, MomentForm
from dialogue.mail.models import OutgoingMail, Wave
from dialogue.pages.selection import chosen_keys, way_back

State = OutgoingMail.State
SHOWN = 30


@dataclass(frozen=True)
class Step:
    """What can be done with mails in some states: the page's question, the form that it asks with,
    and what is called: act(mails: QuerySet, user, typed: dict) yields the sentences to say."""

    question: Any
    button: Any
    states: frozenset
    act: Callable
    form: Any = None


def _hold(mails, _user, given):
    number = outbox.hold(mails, given["reason"])
    yield ngettext(
        "%(n)d email has been put on hold.", "%(n)d emails have been put on hold.", number
    ) % {"n": number}


def _let_go(mails, _user, _given):
    number, blocked = outbox.release(mails)
    yield ngettext("%(n)d email has been released.", "%(n)d emails have been released.", number) % {
        "n": number
    }
    if blocked:
        text = ngettext(
            "%(n)d email remains on hold because its address is blocked.",
            "%(n)d emails remain on hold because their addresses are blocked.",
            blocked,
        )
        yield text % {"n": blocked}


def _schedule(mails, _user, given):
    number = outbox.schedule(mails, given["moment"])
    yield ngettext(
        "%(n)d email has been scheduled.", "%(n)d emails have been scheduled.", number
    ) % {"n": number}


def _cancel(mails, _user, _given):
    number = outbox.cancel(mails)
    yield ngettext(
        "%(n)d email has been cancelled.", "%(n)d emails have been cancelled.", number
    ) % {"n": number}


def _resend(mails, _user, _given):
    number = outbox.resend(mails)
    text = ngettext(
        "%(n)d email has been queued again.", "%(n)d emails have been queued again.", number
    )
    yield text % {"n": number}


def _copy(mails, _user, _given):
    number = editing.copy(mails)
    text = ngettext("%(n)d copy is on its way.", "%(n)d copies are on their way.", number)
    yield text % {"n": number}


def _test(mails, user, _given):
    for mail in mails:
        editing.write_test(mail, user)
    yield _("A test is on its way to %(address)s.") % {"address": user.email}


STEPS = {
    "hold": Step(
        gettext_lazy("Put these emails on hold until somebody releases them?"),
        pgettext_lazy("mail", "Hold"),
        frozenset({State.QUEUED}),
        _hold,
        HoldForm,
    ),
    "let-go": Step(
        gettext_lazy("Release these emails?"),
        pgettext_lazy("mail", "Release"),
        frozenset({State.DRAFT, State.ON_HOLD}),
        _let_go,
    ),
    "schedule": Step(
        gettext_lazy("Schedule these emails for a later time?"),
        pgettext_lazy("mail", "Send later"),
        frozenset(OutgoingMail.WAITING),
        _schedule,
        MomentForm,
    ),
    "cancel": Step(
        gettext_lazy("Cancel these emails? Nobody will receive them."),
        pgettext_lazy("mail", "Cancel sending"),
        frozenset(OutgoingMail.WAITING),
        _cancel,
    ),
    "resend": Step(
        gettext_lazy(
            "Send these emails again? Anyone who has already received one will not get it twice."
        ),
        gettext_lazy("Send again"),
        frozenset({State.FAILED, State.BOUNCED, State.NOT_SENT}),
        _resend,
    ),
    "copy": Step(
        gettext_lazy("Send these emails once more, unchanged? Revoked links stay revoked."),
        gettext_lazy("Send a copy"),
        frozenset({State.SENT, State.BOUNCED}),
        _copy,
    ),
    "test": Step(
        gettext_lazy("Send a test of this letter to yourself?"),
        gettext_lazy("Send a test to myself"),
        frozenset(State),
        _test,
    ),
}
REPEATS = {"copy", "test"}  # what is not done with secrets


def steps_for(user, mail):
    """[(name, step)] that can be done with this mail now, by this organiser."""
    if not user.has_perm("mail.change_outgoingmail"):
        return []
    return [
        (name, step)
        for name, step in STEPS.items()
        if mail.state in step.states
        and not (name in REPEATS and mail.kind in editing.secret_kinds())
        and not (name == "test" and not user.has_perm("mail.read_outgoingmail"))
    ]


def step_page(request, name, ids=None):
    """Ask, with the number of mails touched; on POST, do it. Mails are named by their keys, or by
    the wave to which they belong. On the clock of the dialogue that they belong to."""
    if not request.user.has_perm("mail.change_outgoingmail"):
        raise PermissionDenied
    step = STEPS.get(name)
    if step is None:
        raise Http404
    needs_address = name == "test" and not request.user.email
    chosen, wave = _chosen(request, ids)
    legal = _legal(request.user, name, chosen)
    first = legal.select_related("dialogue").first()
    with timezone.override(first.dialogue.tz if first and first.dialogue else None):
        is_act = "confirmed" in request.POST and not needs_address
        form = step.form(request.POST if is_act else None) if step.form else None
        if is_act and (form is None or form.is_valid()):
            _carry_out(request, step, legal, form.cleaned_data if form else {})
            return redirect(_way_back(ids or chosen_keys(request), wave))
        context = {
            **admin.site.each_context(request),
            "title": step.question,
            "opts": OutgoingMail._meta,
            "name": name,
            "step": step,
            "form": form,
            "clock": first.dialogue if first else None,
            "wave": wave,
            "ids": "" if wave else ",".join(str(pk) for pk in chosen.values_list("pk", flat=True)),
            "number": legal.count(),
            "others": chosen.count() - legal.count(),
            "mails": legal[:SHOWN],
            "needs_address": needs_address,
        }
        return render(request, "admin/mail/outgoingmail/step.html", context)


@transaction.atomic
def _carry_out(request, step, mails, given):
    """Do it, say so, and note in each mail's history who did."""
    touched = list(mails.only("subject", "to_address"))
    for sentence in step.act(mails, request.user, given):
        messages.success(request, sentence)
    LogEntry.objects.log_actions(request.user.pk, touched, CHANGE, str(step.button))


def _chosen(request, ids):
    """(the mails in question, their wave if they were chosen by it)"""
    shown = OutgoingMail.objects.shown_to(request.user)
    key = request.POST.get("wave") or request.GET.get("wave")
    if key:
        wave = get_object_or_404(Wave, pk=key if key.isdecimal() else 0)
        return shown.filter(wave=wave), wave
    return shown.filter(pk__in=ids or chosen_keys(request)), None


def _legal(user, name, chosen):
    legal = chosen.filter(state__in=STEPS[name].states)
    if name in REPEATS:
        legal = legal.exclude(kind__in=editing.secret_kinds())
    if name == "test":
        legal = legal & OutgoingMail.objects.readable_by(user)
    return legal


def _way_back(ids, wave):
    if wave:
        return f"{reverse('admin:mail_outgoingmail_changelist')}?wave__id__exact={wave.pk}"
    return way_back(OutgoingMail, ids)
