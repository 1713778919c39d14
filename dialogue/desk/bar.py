"""The bar above every page of the admin site: the chosen dialogue, and the ways to its pages."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from dialogue.desk import chosen
from dialogue.models import Dialogue

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Way:
    """One entry. Pages whose address begins with one of `covers` belong to it."""

    label: "StrOrPromise"
    address_of: Callable[[Dialogue], str]
    see: str = ""
    covers: Callable[[], tuple[str, ...]] = tuple
    order: int = 0
    is_current: bool = False
    address: str = ""


@dataclass(frozen=True)
class Bar:
    """What is shown: None as the dialogue where all are."""

    dialogue: Dialogue
    ways: list[Way]


_ways: list[Way] = []


def register(*ways: Way) -> None:
    """Add ways to the bar, after those whose `order` is lower."""
    _ways.extend(ways)
    _ways.sort(key=lambda way: way.order)


def of(request: HttpRequest) -> Bar | None:
    """The bar for this page; None where no dialogue is chosen. One query."""
    dialogue = chosen.dialogue(request)
    if dialogue is None:
        return None
    shown = [way for way in _ways if not way.see or request.user.has_perm(way.see)]
    shown = [replace(way, address=way.address_of(dialogue)) for way in shown]
    shown = [way for way in shown if way.address]
    current = _current(request.path, shown)
    return Bar(dialogue, [replace(way, is_current=way is current) for way in shown])


def _current(path, ways):
    if path == reverse("admin:index"):
        return next((way for way in ways if way.address.partition("?")[0] == path), None)
    for way in ways:
        if any(path.startswith(beginning) for beginning in way.covers()):
            return way
    return None


def section(*models: str) -> Callable[[], tuple[str, ...]]:
    """The addresses of all pages of these models ("participants_invitation")."""

    def covers() -> tuple[str, ...]:
        return tuple(reverse(f"admin:{model}_changelist") for model in models)

    return covers


def listed(model: str, parameter: str = "dialogue__id__exact") -> Callable[[Dialogue], str]:
    """The address of the list of a model, of one dialogue."""

    def address_of(dialogue: Dialogue) -> str:
        return f"{reverse(f'admin:{model}_changelist')}?{parameter}={dialogue.pk}"

    return address_of


TODAY = Way(
    pgettext_lazy("page", "Today"),
    lambda dialogue: f"{reverse('admin:index')}?dialogue={dialogue.pk}",
)
SETTINGS = Way(
    pgettext_lazy("page", "Settings"),
    lambda dialogue: reverse("admin:dialogue_dialogue_change", args=[dialogue.pk]),
    see="dialogue.view_dialogue",
    covers=section("dialogue_dialogue"),
    order=80,
)
PUBLIC_PAGE = Way(
    pgettext_lazy("page", "Public page"),
    lambda dialogue: dialogue.get_absolute_url() if dialogue.is_public else "",
    order=90,
)
