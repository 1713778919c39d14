"""Pages on which the secretariat writes down what reached it by telephone, on paper or by
messenger: an answer, a nomination, a substitute."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dialogue.pages.base import open_or_404, render_page
from dialogue.pages.selection import way_back
from dialogue.refusals import Refused
from participants.models import Answer, By, Invitation
from participants.workflow import answers, incoming_letters, nominations, transitions
from participants.workflow.nomination_forms import RecordedNominationForm
from participants.workflow.recorded_answer_form import RecordedAnswerForm


@permission_required("participants.change_invitation", raise_exception=True)
def record_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down an answer that came by telephone, on paper or by messenger."""
    invitation = open_or_404(request, Invitation.objects.with_people(), pk=pk)
    form = RecordedAnswerForm(invitation, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        answer = form.save(commit=False)
        by = replace(transitions.organiser(request.user), on_behalf_of=answer.answered_by_name)
        answer.answered_by = Answer.By.SECRETARIAT
        answer.recorded_by = by.user
        try:
            status, letter = _record(invitation, by, answer, form.letter)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            text = _(
                "The answer has been recorded; the status of the invitation is now “%(status)s”."
            )
            messages.success(request, text % {"status": status.label})
            if letter and letter.entry:
                text = _("The letter has number %(number)s in the register of letters in.")
                entry = f"{letter.entry.number}/{letter.entry.year}"
                messages.success(request, text % {"number": entry})
            return redirect(way_back(Invitation, [invitation.pk]))
    return render_page(
        request,
        "admin/participants/invitation/record_answer.html",
        Invitation,
        _("Record an answer"),
        invitation=invitation,
        form=form,
        rows=form.rows(),
        button=_("Record the answer"),
    )


@transaction.atomic
def _record(invitation, by, answer, letter):
    """The invitation's status, and the letter on which the answer came if its scan is there."""
    status = answers.answer(invitation, by, answer)
    if letter:
        kept = answer if answer.pk else answers.last_of(invitation)  # the same was there already
        letter = incoming_letters.keep_scan(kept, letter, by)
    return status, letter


@permission_required("participants.change_invitation", raise_exception=True)
def record_nomination(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a nomination, or a proposed substitute, that did not come through a link."""
    invitation = open_or_404(request, Invitation.objects.with_people(), pk=pk)
    initial = {
        "country": invitation.country.code,
        "language": invitation.addressee.language,
    }
    form = RecordedNominationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        nomination = form.save(commit=False)
        by = replace(transitions.organiser(request.user), on_behalf_of=nomination.proposed_by_name)
        nomination.proposed_by = By.SECRETARIAT
        nomination.recorded_by = by.user
        try:
            nominations.nominate(invitation, by, nomination)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            text = _("%(name)s has been proposed; please now approve or reject.")
            messages.success(request, text % {"name": nomination.name})
            return redirect(way_back(Invitation, [invitation.pk]))
    return render_page(
        request,
        "admin/participants/invitation/record_answer.html",
        Invitation,
        _("Record a nomination or substitute"),
        invitation=invitation,
        form=form,
        rows=[(field, "") for field in form],
        button=_("Record the nomination"),
    )
