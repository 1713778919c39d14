"""Behind an institution's link: its seats, and who fills them. Behind a personal link: proposing a
substitute. Looking changes nothing."""

from typing import Any, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import translation

from dialogue import refusals
from dialogue.access import sent
from dialogue.access.languages import in_this_language
from dialogue.refusals import Refused
from participants.links.personal_pages import institution_page, personal_page, seats_out
from participants.models import (
    Answer,
    By,
    Delegation,
    HiddenCountry,
    Invitation,
    Nomination,
    Person,
)
from participants.official import signed
from participants.workflow import nominations
from participants.workflow.nomination_forms import GiveBackForm, NominationForm, SubstituteForm
from participants.workflow.transitions import Actor, Door


class Seat:
    """One of an institution's seats with the forms that fit it now."""

    def __init__(
        self, invitation: Invitation, data: QueryDict | None, initial: dict[str, Any]
    ) -> None:
        self.invitation = invitation
        self.refusal: Refused | str = ""
        is_meant = data is not None and data.get("seat") == str(invitation.pk)
        act = data.get("act") if data is not None and is_meant else ""
        prefix = f"seat-{invitation.pk}"
        self.nomination_form: NominationForm | None = None
        self.give_back_form: GiveBackForm | None = None
        if self.may_propose or act == "propose":
            bound = data if act == "propose" else None
            self.nomination_form = NominationForm(bound, prefix=prefix, initial=initial)
        if invitation.may_give_back or act == "give_back":
            bound = data if act == "give_back" else None
            self.give_back_form = GiveBackForm(bound, prefix=f"back-{invitation.pk}")
        self.sent: Form | NominationForm | None = None
        if act == "propose":
            self.sent = self.nomination_form
        elif act == "give_back":
            self.sent = self.give_back_form

    @property
    def newest_nomination(self) -> Nomination | None:
        return next(iter(self.invitation.nominations.all()), None)  # the newest; fetched before

    @property
    def seen(self) -> str:
        return self.invitation.version

    @property
    def may_propose(self) -> bool:
        return self.invitation.may_nominate or self.invitation.may_propose_substitute


@institution_page
def delegation(request: HttpRequest, delegation: Delegation) -> HttpResponse:
    """All seats of one institution; nominate, propose substitutes, give a seat back."""
    data = request.POST if request.method == "POST" else None
    initial = {
        "country": delegation.organisation.country.code,
        "language": translation.get_language(),
    }
    rows = seats_out(delegation).prefetch_related("nominations")
    seats = [Seat(invitation, data, initial) for invitation in rows]
    _say_once_which_countries_are_hidden(seats)
    meant = next((seat for seat in seats if seat.sent is not None), None)
    if meant is not None and meant.sent is not None and meant.sent.is_valid():
        try:
            _act(meant, refusals.seen_in(request.POST))
        except Refused as refusal:
            meant.refusal = refusal
        else:
            return redirect(f"{request.get_full_path()}#seat-{meant.invitation.pk}")
    context = {
        "delegation": delegation,
        "official_letters": signed.of_delegation(delegation),
        "dialogue": delegation.dialogue,
        "seats": seats,
        "number_of_letters": delegation.incoming_letters.count(),
        "fits_none": data is not None and meant is None,
    }
    status = 422 if data is not None else 200
    return render(request, "participants/delegation.html", context, status=status)


def _say_once_which_countries_are_hidden(seats):
    forms = [seat.nomination_form for seat in seats if seat.nomination_form]
    hidden = HiddenCountry.codes() if forms else frozenset()
    for form in forms:
        form.fields["country"].widget.hidden = hidden


def _act(seat, seen):
    """Do what was sent for one seat."""
    data, invitation = seat.sent.cleaned_data, seat.invitation
    if isinstance(seat.sent, NominationForm):
        nomination = seat.sent.save(commit=False)
        nomination.proposed_by = By.OFFICE
        by = Actor(Door.LINK, nomination.proposed_by_name, on_behalf_of=str(invitation.delegation))
        nominations.nominate(invitation, by, nomination, seen)
    else:
        answer = Answer(response=Answer.Response.DECLINE, answered_by=By.OFFICE, **data)
        by = Actor(Door.LINK, answer.answered_by_name, on_behalf_of=str(invitation.delegation))
        nominations.give_back(invitation, by, answer, seen)


@personal_page
def substitute(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The delegate, or the office, proposes somebody else for the seat, or takes that back."""
    form: SubstituteForm | None = None
    refusal: Refused | None = None
    person = cast(Person, invitation.person)  # a personal link has one
    initial = {"country": invitation.country.code, "language": person.language}
    if request.method == "POST":
        try:
            if sent.text(request.POST, "act") == "take_back":
                nominations.take_back(invitation, Actor(Door.LINK, person.name))
                return redirect(in_this_language(invitation.page_path, "answer"))
            form = SubstituteForm(request.POST, initial=initial)
            if form.is_valid():
                _propose_substitute(
                    invitation, form.save(commit=False), refusals.seen_in(request.POST)
                )
                return redirect(in_this_language(invitation.page_path, "answer"))
        except Refused as error:
            refusal = error
            invitation.refresh_from_db()
    if form is None and invitation.may_propose_substitute:
        form = SubstituteForm(initial=initial)
    context = {
        "invitation": invitation,
        "dialogue": invitation.dialogue,
        "person": person,
        "form": form,
        "refusal": refusal,
        "seen": invitation.version,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "participants/substitute.html", context, status=status)


def _propose_substitute(invitation, nomination, seen):
    invitee = invitation.person.name
    is_invitee = nomination.proposed_by == By.INVITEE
    by = Actor(Door.LINK, nomination.proposed_by_name, on_behalf_of="" if is_invitee else invitee)
    nominations.nominate(invitation, by, nomination, seen)
