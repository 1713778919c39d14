"""Pages that the admin site adds for invitations: use a verb on one or many, write down an answer,
draft invitations for chosen people. Looking changes nothing; each page asks before it acts."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from dialogue.admin import show_letter
from participants import answers, invitations, letters, seats
from participants.forms import DraftInvitationsForm, OfferForm, RecordedAnswerForm
from participants.models import Answer, Invitation, Person
from participants.states import HAS_A_LINK, TRANSITIONS, Status, Verb


@dataclass(frozen=True)
class Step:
    """A verb as the organisers use it: the page's question, and what is called for each person."""

    question: Any
    button: Any
    act: Any
    verb: Verb | None = None
    asks_reason: bool = False

    def is_legal(self, invitation):
        if self.verb is None:
            return invitation.has_a_link
        return (self.verb, invitation.status) in TRANSITIONS

    def fits_some(self, statuses):
        """Whether it may be legal for an invitation in one of these states."""
        if self.verb is None:
            return bool(HAS_A_LINK & statuses)
        return any((self.verb, status) in TRANSITIONS for status in statuses)


STEPS = {
    "clear": Step(
        gettext_lazy("Clear these invitations for sending?"),
        pgettext_lazy("invitation", "Clear"),
        invitations.clear,
        Verb.CLEAR,
    ),
    "invite": Step(
        gettext_lazy("Send these invitations?"),
        gettext_lazy("Send invitations"),
        invitations.invite,
        Verb.INVITE,
    ),
    "reserve": Step(
        gettext_lazy("Put these people on the reserve list?"),
        gettext_lazy("Put on the reserve list"),
        invitations.put_on_reserve,
        Verb.RESERVE,
        asks_reason=True,
    ),
    "offer": Step(
        gettext_lazy("Offer a seat to these people on the reserve list?"),
        gettext_lazy("Offer a seat"),
        invitations.offer,
        Verb.OFFER,
    ),
    "extend": Step(
        gettext_lazy("Give these offers the dialogue’s present reply-by moment? A mail tells so."),
        gettext_lazy("Give more time"),
        invitations.extend,
        Verb.EXTEND,
    ),
    "withdraw": Step(
        gettext_lazy("Withdraw these invitations?"),
        gettext_lazy("Withdraw"),
        invitations.withdraw,
        Verb.WITHDRAW,
        asks_reason=True,
    ),
    "renew-link": Step(
        gettext_lazy("Make the personal links anew? The old ones die, and a mail brings the new."),
        gettext_lazy("Renew the link"),
        invitations.renew_link,
        asks_reason=True,
    ),
    "attend": Step(
        gettext_lazy("Record these people as present?"),
        gettext_lazy("Record as present"),
        lambda invitation, by, reason: invitations.record_presence(
            invitation, by, present=True, reason=reason
        ),
        Verb.ATTEND,
    ),
    "miss": Step(
        gettext_lazy("Record these people as absent?"),
        gettext_lazy("Record as absent"),
        lambda invitation, by, reason: invitations.record_presence(
            invitation, by, present=False, reason=reason
        ),
        Verb.MISS,
        asks_reason=True,
    ),
}
# The steps whose letter is shown before it goes out.
SENDS_AN_INVITATION = {"invite", "offer"}


def steps_for(invitation):
    """[(name, step)] that are legal for this invitation now."""
    return [(name, step) for name, step in STEPS.items() if step.is_legal(invitation)]


def _demand_change_permission(request):
    if not request.user.has_perm("participants.change_invitation"):
        raise PermissionDenied


def step_page(request, name, ids=None):
    """Ask, with the number of people touched and each letter shown; on POST, do it."""
    _demand_change_permission(request)
    step = STEPS.get(name)
    if step is None:
        raise Http404
    ids = ids or request.POST.getlist("ids") or request.GET.getlist("ids")
    chosen = Invitation.objects.with_people().filter(pk__in=[i for i in ids if str(i).isdecimal()])
    legal = [invitation for invitation in chosen if step.is_legal(invitation)]
    if request.method == "POST" and "confirmed" in request.POST:
        _carry_out(request, step, legal)
        return redirect(_way_back(legal or list(chosen)))
    context = {
        **admin.site.each_context(request),
        "title": step.question,
        "opts": Invitation._meta,
        "name": name,
        "step": step,
        "legal": legal,
        "refused": [invitation for invitation in chosen if invitation not in legal],
        "seats": [],
        "letters": [],
    }
    if name in SENDS_AN_INVITATION:
        context["seats"] = _seats_before_and_after(legal)
        context["letters"] = [(invitation, *letters.preview(invitation)) for invitation in legal]
    return render(request, "admin/participants/invitation/step.html", context)


def _seats_before_and_after(chosen):
    """[(dialogue, its seats, its seats with the chosen offered one, whether all get one)]"""
    numbers = Counter(invitation.dialogue for invitation in chosen)
    found = []
    for dialogue, number in numbers.items():
        now = seats.count(dialogue)
        found.append((dialogue, now, now.after_offering(number), number <= now.may_be_offered))
    return found


def _carry_out(request, step, chosen):
    by = invitations.organiser(request.user)
    reason = request.POST.get("reason", "").strip()
    done, refusals = 0, {}
    for invitation in chosen:
        try:
            step.act(invitation, by, reason=reason)
            done += 1
        except invitations.Refused as refusal:
            refusals.setdefault(str(refusal), []).append(str(invitation.who))
    if done:
        text = ngettext(
            "%(step)s: done for %(n)d person.", "%(step)s: done for %(n)d people.", done
        )
        messages.success(request, text % {"step": step.button, "n": done})
    for refusal, names in refusals.items():
        text = _("Not done for %(names)s. %(why)s")
        messages.error(request, text % {"names": ", ".join(names), "why": refusal})


def _way_back(chosen):
    if len(chosen) == 1:
        return reverse("admin:participants_invitation_change", args=[chosen[0].pk])
    return reverse("admin:participants_invitation_changelist")


def preview_letter(request, pk):
    """The HTML of the invitation mail as it would go out now, for a frame; ?days=5 shows it with so
    many days to answer."""
    _demand_change_permission(request)
    invitation = get_object_or_404(Invitation.objects.with_people(), pk=pk)
    form = OfferForm(invitation.dialogue, request.GET)
    invitation.reply_by_at = form.reply_by_at or invitation.reply_by_at
    return show_letter(letters.preview(invitation)[2])


def record_answer(request, pk):
    """Write down an answer that came by telephone, on paper or by messenger."""
    _demand_change_permission(request)
    invitation = get_object_or_404(Invitation.objects.with_people(), pk=pk)
    form = RecordedAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.save(commit=False)
        given.answered_by = Answer.By.SECRETARIAT
        given.recorded_by = request.user
        actor = invitations.organiser(request.user)
        actor = invitations.Actor(actor.door, actor.name, actor.user, given.answered_by_name)
        try:
            status = answers.answer(invitation, actor, given)
        except invitations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            text = _("The answer is recorded; the invitation is now in the state “%(status)s”.")
            messages.success(request, text % {"status": Status(status).label})
            return redirect(_way_back([invitation]))
    context = {
        **admin.site.each_context(request),
        "title": _("Write down an answer"),
        "opts": Invitation._meta,
        "invitation": invitation,
        "form": form,
    }
    return render(request, "admin/participants/invitation/record_answer.html", context)


def draft_invitations(request, people):
    """Make draft invitations for the chosen people in one category."""
    if not request.user.has_perm("participants.add_invitation"):
        raise PermissionDenied
    form = DraftInvitationsForm(request.POST if "confirmed" in request.POST else None)
    if form.is_bound and form.is_valid():
        category = form.cleaned_data["category"]
        made = _draft(people, category)
        text = ngettext(
            "%(n)d draft invitation is ready.", "%(n)d draft invitations are ready.", made
        )
        messages.success(request, text % {"n": made})
        if made < len(people):
            messages.info(request, _("The others have an invitation to this dialogue already."))
        return redirect("admin:participants_invitation_changelist")
    context = {
        **admin.site.each_context(request),
        "title": _("Draft invitations"),
        "opts": Person._meta,
        "people": people,
        "form": form,
    }
    return render(request, "admin/participants/person/draft_invitations.html", context)


def _draft(people, category):
    invited = Invitation.objects.filter(dialogue=category.dialogue).exclude(
        status__in=[Status.WITHDRAWN, Status.REPLACED]
    )
    new = people.exclude(invitations__in=invited)
    rows = [
        Invitation(dialogue=category.dialogue, person=person, category=category) for person in new
    ]
    return len(Invitation.objects.bulk_create(rows))
