"""What the front page is made of. Each app says once, in the `ready` of its AppConfig, what it
contributes to the desk of a dialogue; the page itself knows no app.

What an organiser may not see is left out here, so that no app can forget it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dialogue.models import Dialogue

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Group(IntEnum):
    """Why something is to be done, in the order of the page."""

    DECIDE = 1
    MEND = 2
    GO_ON = 3

    @property
    def label(self) -> "StrOrPromise":
        """Its heading."""
        return {
            Group.DECIDE: _("Somebody is waiting for you"),
            Group.MEND: _("To be put right"),
            Group.GO_ON: _("Ready to go on"),
        }[self]


@dataclass(frozen=True)
class ToDo:
    """So many things of one kind. `what` names them without the number; `address` is the list of
    exactly these, `step` the page on which it is done with all of them, if there is one; `see` and
    `act_right` are permissions: without the first nothing is shown, without the second the button
    only says “Look”. What is not `for_hosts` is the secretariat's own housekeeping."""

    number: int
    what: str
    address: str
    act: "StrOrPromise"
    group: Group = Group.GO_ON
    note: str = ""
    see: str = ""
    act_right: str = ""
    is_late: bool = False
    step: str = ""
    for_hosts: bool = True


@dataclass(frozen=True)
class Deadline:
    """Something with a day. `pause` says why its clock does not run, if so; what is not `for_hosts`
    concerns the secretariat alone."""

    on: date
    what: str
    note: str = ""
    address: str = ""
    see: str = ""
    pause: str = ""
    at: datetime | None = None
    for_hosts: bool = True


@dataclass(frozen=True)
class Shortcut:
    """A page about the dialogue."""

    label: "StrOrPromise"
    address: str
    see: str = ""


@dataclass(frozen=True)
class Part:
    """What one app contributes: things to do, deadlines, pictures ([(template, context)]), and its
    pages under a heading. `is_beginning`: nobody has been invited yet."""

    to_do: Sequence[ToDo] = ()
    deadlines: Sequence[Deadline] = ()
    pictures: Sequence[tuple[str, dict[str, Any]]] = ()
    heading: "StrOrPromise" = ""
    pages: Sequence[Shortcut] = ()
    is_beginning: bool = False


@dataclass(frozen=True)
class Check:
    """Something that should be there before the first invitation goes out. `is_needed`: without
    it nothing can be sent; otherwise it is advice. `act`: what the way there is called as a button;
    `press`: the name of the button, where the page itself does it."""

    what: "StrOrPromise"
    is_done: bool
    address: str
    note: str = ""
    is_needed: bool = True
    act: str = ""
    press: str = ""


PartOf = Callable[[HttpRequest, Dialogue], Part]
ChecksOf = Callable[[HttpRequest, Dialogue], list[Check]]


@dataclass
class _Registry:
    parts: list[tuple[int, PartOf]] = field(default_factory=list)
    checks: list[tuple[int, ChecksOf]] = field(default_factory=list)


_registry = _Registry()


def register(part_of: PartOf, order: int = 0) -> None:
    """Show what this function gives, after those whose `order` is lower."""
    _registry.parts.append((order, part_of))
    _registry.parts.sort(key=lambda pair: pair[0])


def register_checks(checks_of: ChecksOf, order: int = 0) -> None:
    """Ask this function too whether a dialogue is ready to invite."""
    _registry.checks.append((order, checks_of))
    _registry.checks.sort(key=lambda pair: pair[0])


def of(request: HttpRequest, dialogue: Dialogue) -> list[Part]:
    """What all apps contribute for this dialogue, as far as this organiser may see it."""
    parts = (part_of(request, dialogue) for _order, part_of in _registry.parts)
    return [_shown_to(request.user, part) for part in parts]


def checks(request: HttpRequest, dialogue: Dialogue) -> list[Check]:
    """All that should be there before the first invitation goes out."""
    return [
        check for _order, checks_of in _registry.checks for check in checks_of(request, dialogue)
    ]


def _shown_to(user: User | AnonymousUser, part: Part) -> Part:
    def may(right: str) -> bool:
        return not right or user.has_perm(right)

    return Part(
        to_do=[
            item if may(item.act_right) else _only_looked_at(item)
            for item in part.to_do
            if item.number and may(item.see)
        ],
        deadlines=[item for item in part.deadlines if may(item.see)],
        pictures=part.pictures,
        heading=part.heading,
        is_beginning=part.is_beginning,
        pages=[page for page in part.pages if may(page.see)],
    )


def _only_looked_at(item: ToDo) -> ToDo:
    return ToDo(**{**vars(item), "act": _("Look"), "step": ""})
