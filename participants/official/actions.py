"""What organisers do with one or many official letters: issue, mail, cancel, each after a page that
shows what would happen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dialogue.access.open_rows import open_to
from dialogue.pages.base import user_of
from dialogue.pages.bulk_action import BulkAction
from dialogue.refusals import Refused
from participants.models import OfficialLetter
from participants.official import cover_mail, letters, not_yet
from participants.official.forms import CancelForm, IssueForm

State = OfficialLetter.State
Letters = QuerySet[OfficialLetter]


@dataclass(frozen=True, kw_only=True)
class OfficialLetterAction(BulkAction):
    """An act on letters in certain states, except those for which `hindrance` gives a reason. `act`
    is called with each letter, the organiser and the valid form; it may raise Refused, and then the
    others are done all the same."""

    states: frozenset[str]
    act: Callable[[OfficialLetter, User, Any], Any]
    hindrance: Callable[[OfficialLetter], str] = lambda letter: ""
    form_class: type[Form] | None = None
    explanation: str | Promise = ""
    shows_mail: bool = field(default=False)

    model = OfficialLetter
    permission = "participants.change_officialletter"
    template = "admin/participants/officialletter/action.html"

    def chosen(self, request: HttpRequest, keys: list[int]) -> Letters:
        return open_to(
            request.user,
            OfficialLetter.objects.with_addressees().filter(pk__in=keys).order_by("pk"),
        )

    def legal(self, request: HttpRequest, chosen: Letters) -> list[OfficialLetter]:
        possible = [letter for letter in chosen if letter.state in self.states]
        return [letter for letter in possible if not self.hindrance(letter)]

    def form(self, request: HttpRequest, legal: list[OfficialLetter]) -> Form | None:
        if self.form_class is None:
            return None
        typed = request.POST if "confirmed" in request.POST else None
        return self.form_class(typed, letters=legal)  # type: ignore[call-arg]

    def preview(
        self, request: HttpRequest, chosen: Letters, legal: list[OfficialLetter], form: Any
    ) -> dict[str, Any]:
        keys = {letter.pk for letter in legal}
        return {
            "legal": legal,
            "refused": [letter for letter in chosen if letter.state not in self.states],
            "hindered": [
                (letter, self.hindrance(letter))
                for letter in chosen
                if letter.state in self.states and letter.pk not in keys
            ],
            "ids": ",".join(str(key) for key in keys),
            "mails": [(letter, *cover_mail.render(letter)[:2]) for letter in legal[:3]]
            if self.shows_mail
            else [],
        }

    def carry_out(self, request: HttpRequest, legal: list[OfficialLetter], form: Any) -> None:
        done = 0
        for letter in legal:
            try:
                with transaction.atomic():
                    self.act(letter, user_of(request), form)
            except Refused as refusal:
                text = _("Not done for %(letter)s. %(why)s")
                messages.error(request, text % {"letter": letter, "why": refusal})
            else:
                done += 1
        if done:
            said = ngettext(
                "%(step)s: done for %(n)d letter.", "%(step)s: done for %(n)d letters.", done
            )
            messages.success(request, said % {"step": self.button, "n": done})


def _issue(letter, user, form):
    letters.issue(letter, user, form.cleaned_data["dated_on"], form.number_of(letter))


ISSUE = OfficialLetterAction(
    name="issue",
    question=_("Issue these letters?"),
    button=_("Issue"),
    states=frozenset({State.DRAFT}),
    act=_issue,
    form_class=IssueForm,
    explanation=_(
        "Each is numbered in the register and dated, and what it says can no longer be changed. "
        "Look at the PDF of each before."
    ),
)
MAIL = OfficialLetterAction(
    name="mail",
    question=_("Mail these signed letters?"),
    button=_("Mail the signed letter"),
    states=frozenset({State.SIGNED}),
    act=lambda letter, user, form: letters.mail(letter),
    hindrance=not_yet.why_not_mailed,
    explanation=_(
        "Each goes out as an email with the signed scan attached. For those without an email "
        "address it is to hand over: on paper, by telephone or by hand."
    ),
    shows_mail=True,
)
CANCEL = OfficialLetterAction(
    name="cancel",
    question=_("Cancel these letters?"),
    button=_("Cancel the letter"),
    states=frozenset({State.DRAFT, State.ISSUED, State.SIGNED}),
    act=lambda letter, user, form: letters.cancel(letter, form.cleaned_data["reason"]),
    form_class=CancelForm,
    explanation=_("A draft is deleted. What was issued keeps its number in the register."),
)
ACTIONS = [ISSUE, MAIL, CANCEL]
