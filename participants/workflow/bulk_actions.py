"""Pages that the admin site adds for invitations: use a verb on one or many, draft invitations for
chosen people. Looking changes nothing; each page asks before it acts."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from dialogue.errors import Refused
from dialogue.mail import outbox
from dialogue.mail.queue.letter_preview import show_letter
from dialogue.pages.selection import chosen_keys, way_back
from participants.letters import letters
from participants.models import Answer, Invitation, find_known_people
from participants.reminders import plan
from participants.reminders import sending as reminders
from participants.states import AWAITS_A_DECISION, HAS_A_LINK, TRANSITIONS, Status, Verb
from participants.workflow import invitations, nominations, seats, sending, transitions
from participants.workflow.forms import OfferForm


@dataclass(frozen=True)
class Step:
    """A verb as the organisers use it: the page's question, and what is called for each person:
    act(invitation, by: Actor, reason: str), which may raise Refused."""

    question: Any
    button: Any
    act: Callable
    verbs: tuple = ()
    asks_reason: bool = False
    # For steps that move nothing in the table, or not always: a question to the invitation …
    condition: Any = None
    # … or, where it takes a query, to a list of them at once: the keys of those for which it is so.
    among: Any = None
    # The states in which that can be so.
    within: frozenset = HAS_A_LINK

    def legal(self, chosen):
        """Those of these invitations for which it is legal; at most two queries."""
        if self.among is not None:
            keys = self.among(chosen)
            return [one for one in chosen if one.pk in keys]
        if self.condition is not None:
            return [one for one in chosen if self.condition(one)]
        return [one for one in chosen if self.fits_some({one.status})]

    def fits_some(self, statuses):
        """Whether it may be legal for an invitation in one of these states."""
        if not self.verbs:
            return bool(self.within & statuses)
        return any((verb, status) in TRANSITIONS for verb in self.verbs for status in statuses)


def _answered_from_unknown_address(chosen):
    """The keys of those whose office answered from an address that nobody has vouched for."""
    answers = Answer.objects.filter(invitation__in=[one.pk for one in chosen])
    unknown = answers.filter(is_from_unknown_address=True)
    return set(unknown.values_list("invitation_id", flat=True))


STEPS = {
    "clear": Step(
        gettext_lazy("Clear these invitations for sending?"),
        pgettext_lazy("invitation", "Clear"),
        invitations.clear,
        (Verb.CLEAR,),
    ),
    "invite": Step(
        gettext_lazy("Send these invitations?"),
        gettext_lazy("Send invitations"),
        invitations.invite,
        (Verb.INVITE,),
    ),
    "reserve": Step(
        gettext_lazy("Put these people on the reserve list?"),
        gettext_lazy("Put on the reserve list"),
        invitations.put_on_reserve,
        (Verb.RESERVE,),
        asks_reason=True,
    ),
    "offer": Step(
        gettext_lazy("Offer a seat to these people on the reserve list?"),
        gettext_lazy("Offer a seat"),
        invitations.offer,
        (Verb.OFFER,),
    ),
    "agree": Step(
        gettext_lazy("Approve the nominee?"),
        gettext_lazy("Approve the nominee"),
        nominations.approve,
        asks_reason=True,
        condition=lambda invitation: invitation.awaits_a_decision,
        within=AWAITS_A_DECISION,
    ),
    "send-back": Step(
        gettext_lazy("Reject this nomination? The reason is sent to the person who made it."),
        gettext_lazy("Reject the nomination"),
        nominations.reject,
        asks_reason=True,
        condition=lambda invitation: invitation.awaits_a_decision,
        within=AWAITS_A_DECISION,
    ),
    "extend": Step(
        gettext_lazy(
            "Apply the dialogue’s current reply deadline to these offers? The people "
            "concerned are told by email."
        ),
        gettext_lazy("Give more time"),
        invitations.extend,
        (Verb.EXTEND,),
    ),
    "remind": Step(
        gettext_lazy("Remind these people now?"),
        gettext_lazy("Send a reminder"),
        reminders.remind_now,
        among=plan.missing,
        within=frozenset({Status.INVITED, Status.TENTATIVE, Status.ACCEPTED}),
    ),
    "withdraw": Step(
        gettext_lazy("Withdraw these invitations?"),
        gettext_lazy("Withdraw"),
        invitations.withdraw,
        (Verb.WITHDRAW,),
        asks_reason=True,
    ),
    "renew-link": Step(
        gettext_lazy(
            "Renew the personal links? The old ones will stop working, and the new ones "
            "will be sent by email."
        ),
        gettext_lazy("Renew the link"),
        invitations.renew_link,
        asks_reason=True,
        condition=lambda invitation: invitation.has_a_link,
    ),
    "vouch": Step(
        gettext_lazy("Do you know the address from which these invitations were answered?"),
        gettext_lazy("The address is known"),
        invitations.vouch,
        among=_answered_from_unknown_address,
        within=frozenset({Status.ACCEPTED, Status.TENTATIVE, Status.DECLINED, Status.RESERVE}),
    ),
    "attend": Step(
        gettext_lazy("Record these people as present?"),
        gettext_lazy("Record as present"),
        lambda invitation, by, reason: invitations.record_presence(
            invitation, by, present=True, reason=reason
        ),
        (Verb.ATTEND,),
    ),
    "miss": Step(
        gettext_lazy("Record these people as absent?"),
        gettext_lazy("Record as absent"),
        lambda invitation, by, reason: invitations.record_presence(
            invitation, by, present=False, reason=reason
        ),
        (Verb.NO_SHOW,),
        asks_reason=True,
    ),
}
LETTERS_SHOWN = 30
# The steps whose letter is shown before it goes out.
SENDS_AN_INVITATION = {"invite", "offer"}
SENDS_A_REMINDER = {"remind"}


def steps_for(invitation):
    """[(name, step)] that are legal for this invitation now."""
    return [(name, step) for name, step in STEPS.items() if step.legal([invitation])]


def demand_change_permission(request):
    if not request.user.has_perm("participants.change_invitation"):
        raise PermissionDenied


def step_page(request, name, ids=None):
    """Ask, with the number of people touched and each letter shown; on POST, do it."""
    demand_change_permission(request)
    step = STEPS.get(name)
    if step is None:
        raise Http404
    rows = Invitation.objects.with_people().prefetch_related("nominations")
    chosen = rows.filter(pk__in=ids or chosen_keys(request))
    legal = step.legal(chosen)
    find_known_people([one.open_nomination for one in legal if one.open_nomination])
    with timezone.override(legal[0].dialogue.tz if legal else None):
        form = sending.form_for(request, name, legal)
        how = form.sending() if form and form.is_bound and form.is_valid() else None
    is_typed_well = form is None or not form.errors
    if request.method == "POST" and "confirmed" in request.POST and is_typed_well:
        _carry_out(request, step, legal, how)
        return redirect(way_back(Invitation, [one.pk for one in legal or chosen]))
    if how:
        sending.remember(request, form)
    context = {
        **admin.site.each_context(request),
        "title": step.question,
        "opts": Invitation._meta,
        "name": name,
        "step": step,
        "legal": legal,
        "refused": [invitation for invitation in chosen if invitation not in legal],
        "seats": [],
        "ids": ",".join(str(invitation.pk) for invitation in legal),
        "letters": [],
        "letters_not_shown": max(0, len(legal) - LETTERS_SHOWN),
        "letter_view": "admin:invitation_letter",
        "sending": form,
        "is_typed": how is not None,
    }
    with outbox.sending(how):
        if name in SENDS_AN_INVITATION:
            context["seats"] = _seats_before_and_after(legal)
            context["letters"] = [(one, *letters.preview(one)) for one in legal[:LETTERS_SHOWN]]
        if name in SENDS_A_REMINDER:
            context["letter_view"] = "admin:reminder_letter"
            kinds, shown = plan.missing(legal), legal[:LETTERS_SHOWN]
            context["letters"] = [(one, *reminders.preview(one, kinds[one.pk])) for one in shown]
    return render(request, "admin/participants/invitation/step.html", context)


def _seats_before_and_after(chosen):
    """[(dialogue, its seats, its seats with the chosen offered one, whether all get one)]"""
    numbers = Counter(invitation.dialogue for invitation in chosen)
    found = []
    for dialogue, number in numbers.items():
        now = seats.count(dialogue)
        found.append((dialogue, now, now.after_offering(number), number <= now.may_be_offered))
    return found


@transaction.atomic
def _carry_out(request, step, chosen, how=None):
    """One transaction for all, so that no letter leaves before the last one is written: several
    seats of one institution make one letter. `how` the letters go out is an outbox.Sending."""
    by = transitions.organiser(request.user)
    reason = request.POST.get("reason", "").strip()
    done, refusals = 0, {}
    if how:
        how.wave.save()
    for invitation in chosen:
        try:
            with outbox.sending(how):
                step.act(invitation, by, reason=reason)
            done += 1
        except Refused as refusal:
            refusals.setdefault(str(refusal), []).append(str(invitation.who))
    if how and not how.wave.mails.exists():
        how.wave.delete()
    if done:
        text = ngettext(
            "%(step)s: done for %(n)d person.", "%(step)s: done for %(n)d people.", done
        )
        messages.success(request, text % {"step": step.button, "n": done})
        if how:
            sending.tell(request, how)
    for refusal, names in refusals.items():
        text = _("Not done for %(names)s. %(why)s")
        messages.error(request, text % {"names": ", ".join(names), "why": refusal})


def preview_letter(request, pk):
    """The HTML of the invitation mail as it would go out now, for a frame; ?days=5 shows it with so
    many days to answer."""
    demand_change_permission(request)
    invitation = get_object_or_404(Invitation.objects.with_people(), pk=pk)
    form = OfferForm(invitation.dialogue, request.GET)
    invitation.reply_by_at = form.reply_by_at or invitation.reply_by_at
    with sending.as_typed(request, invitation.dialogue):
        return show_letter(letters.preview(invitation)[2])
