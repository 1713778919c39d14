"""Named places on pages that the floors above fill.

A page says `{% slot "name" row %}` and does not know which apps fill it. An app that does says so
once, in the `ready` of its AppConfig: a template, and a function that gives its context. A page
renders without any of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.http import HttpRequest

# What a function for a context is called with: the request, and the row that the page is about. It
# gives None where there is nothing to show.
ContextOf = Callable[[HttpRequest, Any], dict[str, Any] | None]


@dataclass(frozen=True)
class Filling:
    """What one app shows in a slot; fillings with a lower `order` come first."""

    template: str
    context_of: ContextOf
    order: int = 0


@dataclass
class Slot:
    """A place on a page about one row, which the tag `slot` renders."""

    name: str
    fillings: list[Filling] = field(default_factory=list)

    def fill(self, template: str, context_of: ContextOf, order: int = 0) -> None:
        """Show this template here, after those whose `order` is lower."""
        self.fillings.append(Filling(template, context_of, order))
        self.fillings.sort(key=lambda filling: filling.order)


_slots: dict[str, Slot] = {}


def define(name: str) -> Slot:
    """A new slot. Raises ValueError if there is one of this name."""
    if name in _slots:
        raise ValueError(f"There is already a slot “{name}”.")
    _slots[name] = Slot(name)
    return _slots[name]


def named(name: str) -> Slot:
    """The slot of this name. Raises KeyError if no floor defines it."""
    return _slots[name]


def render(slot: Slot, context: Any, row: models.Model | None) -> list[str]:
    """Each filling as HTML, in its order, with the language, the clock and the form token of the
    page (`context` is the template's own)."""
    shown = []
    for filling in slot.fillings:
        own = filling.context_of(context["request"], row)
        if own is None:
            continue
        values = {"csrf_token": context.get("csrf_token"), **own}
        template = context.template.engine.get_template(filling.template)
        shown.append(template.render(context.new(values)))
    return shown


FRONT_PAGE_TOP = define("front_page_top")  # of the organisers, above all else; about no row
MAIL_PAGE = define("email_page")  # of the organisers, above what an email says
