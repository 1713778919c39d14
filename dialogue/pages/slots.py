"""Named places on pages that the floors above fill.

A page says `{% slot "name" row %}` and does not know which apps fill it. An app that does says so
once, in the `ready` of its AppConfig: a template, and a function that gives its context. A page
renders without any of them. What is shown of many rows on one page is read for all of them at once
(`fill_rows`, `prepare`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.http import HttpRequest

# What a function for a context is called with: the request, and the row that the page is about.
ContextOf = Callable[[HttpRequest, Any], dict[str, Any]]
# The same for several rows: the contexts come in the order of the rows.
ContextsOf = Callable[[HttpRequest, Sequence[Any]], list[dict[str, Any]]]


@dataclass(frozen=True)
class Filling:
    """What one app shows in a slot; fillings with a lower `order` come first."""

    template: str
    contexts_of: ContextsOf
    order: int = 0


@dataclass
class Slot:
    """A place on a page about one row, which the tag `slot` renders."""

    name: str
    fillings: list[Filling] = field(default_factory=list)

    def fill(self, template: str, context_of: ContextOf, order: int = 0) -> None:
        """Show this template here, after those whose `order` is lower."""

        def contexts_of(request: HttpRequest, rows: Sequence[Any]) -> list[dict[str, Any]]:
            return [context_of(request, row) for row in rows]

        self.fill_rows(template, contexts_of, order)

    def fill_rows(self, template: str, contexts_of: ContextsOf, order: int = 0) -> None:
        """The same where what is shown of many rows is read at once."""
        self.fillings.append(Filling(template, contexts_of, order))
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


def prepare(
    slot: Slot, request: HttpRequest, rows: Sequence[Any]
) -> list[list[tuple[str, dict[str, Any]]]]:
    """For each of these rows what `render` shows: [(template, its context)] in their order."""
    contexts = [filling.contexts_of(request, rows) for filling in slot.fillings]
    templates = [filling.template for filling in slot.fillings]
    return [
        [(template, of_all[place]) for template, of_all in zip(templates, contexts, strict=True)]
        for place in range(len(rows))
    ]


def render(
    slot: Slot,
    context: Any,
    row: models.Model | None,
    prepared: list[tuple[str, dict[str, Any]]] | None = None,
) -> list[str]:
    """Each filling as HTML, in its order, with the language, the clock and the form token of the
    page (`context` is the template's own). `prepared`: what `prepare` gave for this row, if it was
    asked."""
    if prepared is None:
        [prepared] = prepare(slot, context["request"], [row])
    shown = []
    for name, own in prepared:
        values = {"csrf_token": context.get("csrf_token"), **own}
        template = context.template.engine.get_template(name)
        shown.append(template.render(context.new(values)))
    return shown


FRONT_PAGE_TOP = define("front_page_top")  # of the organisers, above all dialogues; about no row
FRONT_PAGE = define("front_page")  # of the organisers, below the title of each dialogue
FRONT_PAGE_MAIL = define("front_page_mail")  # of the organisers, below "Outgoing email"
MAIL_PAGE = define("email_page")  # of the organisers, above what an email says
