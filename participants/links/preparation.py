"""The checklist of those who have accepted: what is done, and what is still asked of them. The apps
above add their own steps when they are ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dialogue.access.languages import in_this_language
from participants.delegates import details
from participants.delegates.at_home import is_at_home
from participants.models import Invitation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Progress(StrEnum):
    DONE = "done"
    DUE = "due"  # an answer or an entry is asked for
    OPEN = "open"  # for those who wish


@dataclass(frozen=True)
class Step:
    """One line of the checklist: `address` is the path of a page of its own, `button` what the link
    to it says; steps come in the order of their `place`. Letters may lead to its `anchor`."""

    place: int
    heading: "StrOrPromise"
    text: "StrOrPromise"
    address: str
    button: "StrOrPromise"
    progress: Progress
    anchor: str = ""

    @property
    def is_done(self) -> bool:
        return self.progress == Progress.DONE

    @property
    def is_due(self) -> bool:
        return self.progress == Progress.DUE


StepsOf = Callable[[Invitation], Iterable[Step]]
_sources: list[StepsOf] = []


def register(steps_of_one: StepsOf) -> None:
    """Add the steps that this function gives for an invitation."""
    _sources.append(steps_of_one)


def steps_of(invitation: Invitation) -> list[Step]:
    """All steps of one delegate, in their order and in the active language."""
    steps = [step for source in _sources for step in source(invitation)]
    return sorted(steps, key=lambda step: step.place)


def link(name: str, invitation: Invitation, anchor: str = "") -> str:
    """The address of one of the delegate's pages, in the active language."""
    return in_this_language(reverse(name, kwargs={"token": invitation.token}), anchor)


def _todo(is_complete, no_visa):
    if is_complete:
        return _("Complete. Thank you.")
    if no_visa:
        return _("Arrival, hotel, diet, access and interpretation: not complete yet.")
    return _("Arrival, hotel, visa letter, diet, access and interpretation: not complete yet.")


def own_steps(invitation: Invitation) -> Iterable[Step]:
    """Travel and consents; both open with a code. Two queries."""
    if not invitation.is_asked_for_details:
        return
    is_complete = not details.row_of(invitation).missing
    no_visa = is_at_home(invitation)
    yield Step(
        20,
        _("Travel and needs") if no_visa else _("Travel, visa letter and needs"),
        _todo(is_complete, no_visa),
        link("details", invitation),
        _("Look or change") if is_complete else _("Open your details"),
        Progress.DONE if is_complete else Progress.DUE,
    )
    has_decided = invitation.consents.exists()
    yield Step(
        50,
        _("What may be published"),
        _("You have told us; you can change it at any time.")
        if has_decided
        else _("Your name in the list of participants, photographs and more. It is voluntary."),
        link("details_consent", invitation),
        _("Look or change") if has_decided else _("Choose"),
        Progress.DONE if has_decided else Progress.OPEN,
    )
