"""Behind an institution's link: its seats, and who fills them. Behind a personal link: proposing a
substitute. Looking changes nothing."""

from dataclasses import replace
from typing import Any, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.defaultfilters import date as date_as
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dialogue import refusals
from dialogue.access import sent
from dialogue.access.languages import in_this_language
from dialogue.pages.problems import problems
from dialogue.refusals import Refused
from dialogue.templatetags.dialogue import zone_name
from participants.links import seats_said, what_was_sent
from participants.links.personal_pages import (
    institution_page,
    is_begun,
    personal_page,
    seats_out,
    typed,
)
from participants.links.states_said import Said
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
from participants.states import Status
from participants.templatetags.participants import nth_delegate
from participants.workflow import answers, nominations
from participants.workflow.known_office import known_office
from participants.workflow.nomination_forms import GiveBackForm, NominationForm, SubstituteForm
from participants.workflow.transitions import Actor, Door


class Seat:
    """One of an institution's seats with the forms that fit it now."""

    def __init__(
        self,
        invitation: Invitation,
        data: QueryDict | None,
        initial: dict[str, Any],
        begun: dict[str, Any] | None = None,
    ) -> None:
        self.invitation = invitation
        self.refusal: Refused | str = ""
        is_meant = data is not None and data.get("seat") == str(invitation.pk)
        act = data.get("act") if data is not None and is_meant else ""
        prefix = f"seat-{invitation.pk}"
        self.nomination_form: NominationForm | None = None
        self.give_back_form: GiveBackForm | None = None
        self.is_begun = self.is_giving_back = False
        if self.may_propose or act == "propose":
            bound = data if act == "propose" else None
            begins = {**initial, **what_was_sent.to_correct(self.waiting)}
            self.nomination_form = NominationForm(bound, prefix=prefix, initial=begins)
            self.is_begun = _go_on(self.nomination_form, begun)
        if invitation.may_give_back or act == "give_back":
            bound = data if act == "give_back" else None
            self.give_back_form = GiveBackForm(
                bound, prefix=f"back-{invitation.pk}", initial=initial.copy()
            )
            self.is_giving_back = _go_on(self.give_back_form, begun)
        self.sent: Form | NominationForm | None = None
        if act == "propose":
            self.sent = self.nomination_form
        elif act == "give_back":
            self.sent = self.give_back_form

    @property
    def newest_nomination(self) -> Nomination | None:
        return next(iter(self.invitation.nominations.all()), None)  # the newest; fetched before

    @property
    def waiting(self) -> Nomination | None:
        """Whoever was nominated or proposed and not decided on."""
        return self.invitation.open_nomination

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What was sent about them; nothing once nobody decides on it any more."""
        return what_was_sent.facts_of(self.waiting) if self.invitation.dialogue.is_ahead else []

    @property
    def name(self) -> str:
        """The id of its card on the page."""
        return f"seat-{self.invitation.pk}"

    @property
    def said(self) -> Said:
        """What the page says of the seat, in the active language."""
        return seats_said.said_of(self.invitation).filled(self._values)

    @property
    def refused(self) -> Said | None:
        """The same of somebody whom the organisers have rejected, while another may be named."""
        said = seats_said.refusal_of(self.invitation, self.newest_nomination)
        return said and said.filled(self._values)

    @property
    def _values(self) -> dict[str, str]:
        invitation, nomination = self.invitation, self.newest_nomination
        return {
            "who": invitation.person.addressed_name if invitation.person else "",
            "nominee": nomination.addressed_name if nomination else "",
            "proposer": nomination.proposer if nomination else "",
            "at": _written(nomination.proposed_at) if nomination else "",
            "reason": nomination.reason if nomination else "",
            "by": f"{_written(invitation.reply_by_at)} ({zone_name(invitation.dialogue)})",
        }

    @property
    def is_empty(self) -> bool:
        """Whether nobody has been named for it yet."""
        return self.invitation.status == Status.INVITED and not self.invitation.person_id

    @property
    def seen(self) -> str:
        return self.invitation.version

    @property
    def may_propose(self) -> bool:
        return self.invitation.may_nominate or self.invitation.may_propose_substitute


def _go_on(form, begun):
    """Whether anything was sent or typed. What was typed is in the form then."""
    if form.is_bound or not begun:
        return form.is_bound
    has_begun = is_begun(form, {**begun, form.add_prefix("language"): form.initial["language"]})
    names = {name: form.add_prefix(name) for name in form.fields}
    form.initial |= {name: begun[sent_as] for name, sent_as in names.items() if sent_as in begun}
    return has_begun


def _written(moment):
    return date_as(timezone.localtime(moment), "DATETIME_FORMAT") if moment else "–"


@institution_page
def delegation(request: HttpRequest, delegation: Delegation) -> HttpResponse:
    """All seats of one institution; nominate, propose substitutes, give a seat back."""
    data = request.POST if request.method == "POST" else None
    sender = delegation.focal_point  # whoever has the link may write another name
    initial = {
        "country": delegation.organisation.country.code,
        "language": translation.get_language(),
        "proposed_by_name": sender.name,
        "proposed_by_email": sender.email,
        "answered_by_name": sender.name,
        "answered_by_email": sender.email,
    }
    rows = seats_out(delegation).prefetch_related("nominations")
    seats = [Seat(invitation, data, initial, typed(request)) for invitation in rows]
    _say_once_which_countries_are_hidden(seats)
    meant = next((seat for seat in seats if seat.sent is not None), None)
    if meant is not None and meant.sent is not None and meant.sent.is_valid():
        try:
            _act(meant, refusals.seen_in(request.POST))
        except Refused as refusal:
            meant.refusal = refusal
        else:
            # No anchor: beside one, browsers do not focus what became of it (HTML, autofocus).
            return redirect(in_this_language(delegation.page_path, done=meant.name))
    context = {
        "problems": _problems_of(meant, seats, is_sent=data is not None),
        "done": sent.text(request.GET, "done") if data is None else "",
        "delegation": delegation,
        "official_letters": signed.of_delegation(delegation),
        "dialogue": delegation.dialogue,
        "seats": seats,
        "askers": [host for host in delegation.dialogue.institutions.all() if host.is_inviting],
        **_still_to_fill(seats),
        "form_to_keep": _open_form(seats),
        "number_of_letters": delegation.incoming_letters.count(),
    }
    status = 422 if data is not None else 200
    return render(request, "participants/delegation.html", context, status=status)


def _still_to_fill(seats):
    """How many seats have no name yet, and until when the first of them waits for one."""
    rows = [seat.invitation for seat in seats if seat.invitation.may_nominate]
    empty = [invitation for invitation in rows if invitation.status == Status.INVITED]
    deadlines = [invitation.reply_by_at for invitation in empty if invitation.reply_by_at]
    return {"number_of_open": len(empty), "reply_by": min(deadlines, default=None)}


def _open_form(seats):
    """The id of the form that is open on the page or, where none is, of the first; "" where there
    is none. What is typed into the others is sent along by a script (keep.js)."""
    begun = [seat for seat in seats if seat.is_begun or seat.is_giving_back]
    empty = [seat for seat in seats if seat.nomination_form and seat.is_empty]
    first = [seat for seat in seats if seat.nomination_form or seat.give_back_form]
    seat = next(iter([*begun, *empty, *first]), None)
    if seat is None:
        return ""
    gives_back = not seat.nomination_form or (seat.is_giving_back and not seat.is_begun)
    return f"{seat.name}-back-form" if gives_back else f"{seat.name}-form"


def _problems_of(meant, seats, *, is_sent):
    """Of several seats, it says which."""
    if meant is not None:
        found = problems(meant.sent, refusal=meant.refusal, anchor=meant.name)
        if len(seats) == 1:
            return found
        seat = _("Seat %(n)s") % {"n": nth_delegate(seats.index(meant) + 1)}
        return [replace(problem, text=f"{seat}: {problem.text}") for problem in found]
    if not is_sent:
        return []
    text = _(
        "Nothing has been recorded: what you sent no longer matches the seats as they are now. "
        "Please look at them below."
    )
    return problems(refusal=text)


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
    initial |= what_was_sent.to_correct(invitation.open_nomination) | typed(request)
    office = known_office(invitation, answers.last_of(invitation))
    if request.method == "POST":
        try:
            if sent.text(request.POST, "act") == "take_back":
                nominations.take_back(invitation, Actor(Door.LINK, person.name))
                return redirect(in_this_language(invitation.page_path, done="1"))
            form = SubstituteForm(person, request.POST, initial=initial, office=office)
            if form.is_valid():
                _propose_substitute(
                    invitation, form.save(commit=False), refusals.seen_in(request.POST)
                )
                return redirect(in_this_language(invitation.page_path, done="1"))
        except Refused as error:
            refusal = error
            invitation.refresh_from_db()
    if form is None and invitation.may_propose_substitute:
        form = SubstituteForm(person, initial=initial, office=office)
    context = {
        "invitation": invitation,
        "dialogue": invitation.dialogue,
        "person": person,
        "form": form,
        "form_to_keep": "substitute-form" if form else "",
        "problems": problems(form, refusal=refusal),
        "seen": invitation.version,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "participants/substitute.html", context, status=status)


def _propose_substitute(invitation, nomination, seen):
    invitee = invitation.person.name
    is_invitee = nomination.proposed_by == By.INVITEE
    by = Actor(Door.LINK, nomination.proposed_by_name, on_behalf_of="" if is_invitee else invitee)
    nominations.nominate(invitation, by, nomination, seen)
