"""The invitee's page behind a personal link. Looking changes nothing; an answer is a POST."""

from functools import cache, partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import date as date_as
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy, pgettext

from dialogue import refusals
from dialogue.access import sent
from dialogue.access.languages import in_this_language
from dialogue.pages.problems import problems
from dialogue.refusals import Refused
from dialogue.templatetags.dialogue import days, zone_name
from participants.links import preparation, states_said, what_was_sent
from participants.links.personal_pages import is_begun, personal_page, typed
from participants.links.states_said import Act
from participants.lists import publishing
from participants.models import Answer, Invitation, InvitationEvent
from participants.official import signed
from participants.states import COMES, Status
from participants.workflow import answers, transitions
from participants.workflow.forms import AnswerForm, StepDownForm
from participants.workflow.known_office import known_office

GIVES_UP = {Status.ACCEPTED, Status.TENTATIVE, Status.SUBSTITUTE_PROPOSED}
# What became of the details, by what the address says when they were closed.
DETAILS_SAID = {
    "closed": gettext_lazy("Your details are closed in this browser."),
    "saved": gettext_lazy("Your details have been saved, and are closed in this browser."),
    "sent": gettext_lazy(
        "Your change has been sent to the secretariat, and your details are closed in this browser."
    ),
}
FORMS = {Act.ANSWER, Act.CHANGE, Act.STEP_DOWN}  # what is done by the form for an answer
UNDECIDED = {Status.INVITED, Status.NOMINATED, Status.TENTATIVE, Status.RESERVE}


@personal_page
def answer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Show the invitation and take the answer. Links are shown as often as they are opened, by
    people and by mail scanners."""
    form: AnswerForm | None = None
    refusal: Refused | str = ""
    begun, is_changed = typed(request), False
    last = answers.last_of(invitation) if begun or request.method == "POST" else None
    office = known_office(invitation, last)
    if request.method == "POST":
        form = (_form_for(invitation) or AnswerForm)(request.POST, office=office)
        if form.is_valid():
            seen = refusals.seen_in(request.POST)
            try:
                answers.answer(
                    invitation, _actor(invitation, form), form.save(commit=False), seen=seen
                )
            except Refused as error:
                refusal = error
                invitation.refresh_from_db()
                form = form if _form_for(invitation) else None
            else:
                return redirect(in_this_language(invitation.page_path, done="1"))
    elif begun and (form_class := _form_for(invitation)):
        is_changed = is_begun(form_class(office=office), begun)
        form = form_class(office=office, initial={"answered_by": Answer.By.INVITEE, **begun})
    found = problems(form, refusal=refusal, anchor="answer")
    context = {
        **_context(invitation),
        "is_begun": is_changed or bool(form and form.is_bound),
        "problems": found,
        "is_done": "done" in request.GET and not found,
        "details_said": DETAILS_SAID.get(sent.text(request.GET, "details"), ""),
    }
    if form:  # with what was typed
        context["form"] = form
    return render(request, "participants/answer.html", context, status=422 if found else 200)


def _context(invitation):
    dialogue, nominee = invitation.dialogue, invitation.open_nomination
    said = _said(invitation, nominee)
    # An offer made after an earlier answer, from the reserve list, waits for a new answer.
    last = None if invitation.status == Status.INVITED else answers.last_of(invitation)
    form_class = _form_for(invitation)
    return {
        "invitation": invitation,
        "dialogue": dialogue,
        "person": invitation.person,
        "said": said,
        "heading": pgettext("letter", "Invitation") if Act.ANSWER in said.acts else said.heading,
        "is_asked": Act.ANSWER in said.acts,
        "form_to_keep": "answer-form" if FORMS & set(said.acts) else "",
        "is_open": invitation.status in UNDECIDED and dialogue.is_ahead,
        "is_settled": invitation.status in COMES and dialogue.is_ahead,
        "acts": [act.value for act in said.acts],
        "gives_up_a_seat": invitation.status in GIVES_UP,
        "steps": preparation.steps_of(invitation) if Act.PREPARE in said.acts else [],
        **_unsent(form_class, known_office(invitation, last)),
        "version": dialogue.calendar_changed_at.isoformat(),
        "last_answer": last,
        "seen": invitation.version,
        "substitute_facts": what_was_sent.facts_of(nominee) if dialogue.is_ahead else [],
        "has_list": publishing.has_list(invitation),
        "askers": cache(lambda: [host for host in dialogue.institutions.all() if host.is_inviting]),
        "official_letters": signed.of_invitation(invitation)
        if getattr(invitation, "has_official_letters", True)
        else [],
    }


def _said(invitation, nominee):
    dialogue = invitation.dialogue
    values = {  # of which most pages name none: each is worked out where a text does
        "by": lazy_deadline(invitation),
        "days": lazy_days(dialogue.starts_on, dialogue.ends_on),
        "name": nominee.addressed_name if nominee else "–",
    }
    return states_said.said_of(invitation).filled(values)


def _deadline(invitation):
    by = invitation.reply_by_at
    deadline = date_as(timezone.localtime(by), "DATETIME_FORMAT") if by else "–"
    return f"{deadline} ({zone_name(invitation.dialogue)})"


lazy_deadline, lazy_days = lazy(_deadline, str), lazy(days, str)


def _form_for(invitation):
    """The form that fits what may be said now, or None."""
    if invitation.may_answer:
        return AnswerForm
    if invitation.may_step_down:
        return StepDownForm
    return None


def _unsent(form_class, office):
    """The form as it is shown first. It names the office that gave the last answer; one that says
    nothing of anybody is made by the template, if that has not kept its text under this name."""
    if form_class is None:
        return {"form": None}
    if office.name:
        return {"form": form_class(office=office)}
    name = f"{form_class.__name__} {bool(office.help_text)}"
    return {"form": None, "empty_form": partial(form_class, office=office), "form_name": name}


def _actor(invitation, form):
    """The invitee, or the office that answers on the invitee's behalf."""
    invitee = invitation.person.name
    if form.cleaned_data["answered_by"] == Answer.By.INVITEE:
        return transitions.Actor(InvitationEvent.Door.LINK, invitee)
    name = form.cleaned_data["answered_by_name"]
    return transitions.Actor(InvitationEvent.Door.LINK, name, on_behalf_of=invitee)
