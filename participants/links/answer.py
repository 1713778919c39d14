"""The invitee's page behind a personal link. Looking changes nothing; an answer is a POST."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dialogue import refusals
from dialogue.refusals import Refused
from participants.links.personal_pages import personal_page
from participants.lists import publishing
from participants.models import Answer, Invitation, InvitationEvent
from participants.official import signed
from participants.states import Status
from participants.workflow import answers, transitions
from participants.workflow.forms import AnswerForm, StepDownForm


@personal_page
def answer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Show the invitation and take the answer. Links are shown as often as they are opened, by
    people and by mail scanners."""
    form_class = _form_for(invitation)
    form: AnswerForm | None = None
    refusal: Refused | str = ""
    if request.method == "POST":
        form = (form_class or AnswerForm)(request.POST)
        if form.is_valid():
            seen = refusals.seen_in(request.POST)
            try:
                answers.answer(
                    invitation, _actor(invitation, form), form.save(commit=False), seen=seen
                )
            except Refused as error:
                refusal = error
                invitation.refresh_from_db()
                form_class = _form_for(invitation)
                form = form if form_class else None
            else:
                return redirect(request.get_full_path() + "#answer")
    # An offer made after an earlier answer, from the reserve list, waits for a new answer.
    last = None if invitation.status == Status.INVITED else invitation.answers.first()
    hosts = invitation.dialogue.institutions
    context = {
        "invitation": invitation,
        "dialogue": invitation.dialogue,
        "person": invitation.person,
        "form": form,  # with what was typed
        "empty_form": form_class,  # the template makes it, if it has not kept its text
        "has_form": bool(form or form_class),
        "refusal": refusal,
        "version": invitation.dialogue.calendar_changed_at.isoformat(),
        "last_answer": last,
        "is_form_folded": bool(last) and not _has_problem(form, refusal),
        "seen": invitation.version,
        "has_list": publishing.has_list(invitation),
        "askers": lambda: [host for host in hosts.all() if host.is_inviting],  # the same
        "official_letters": signed.of_invitation(invitation)
        if getattr(invitation, "has_official_letters", True)
        else [],
    }
    status = 422 if _has_problem(form, refusal) else 200
    return render(request, "participants/answer.html", context, status=status)


def _has_problem(form, refusal):
    return bool(refusal or (form is not None and form.errors))


def _form_for(invitation):
    """The form that fits what may be said now, or None."""
    if invitation.may_answer:
        return AnswerForm
    if invitation.may_step_down:
        return StepDownForm
    return None


def _actor(invitation, form):
    """The invitee, or the office that answers on the invitee's behalf."""
    invitee = invitation.person.name
    if form.cleaned_data["answered_by"] == Answer.By.INVITEE:
        return transitions.Actor(InvitationEvent.Door.LINK, invitee)
    name = form.cleaned_data["answered_by_name"]
    return transitions.Actor(InvitationEvent.Door.LINK, name, on_behalf_of=invitee)
