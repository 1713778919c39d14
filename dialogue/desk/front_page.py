"""The organisers' front page, about the dialogue that they have chosen: what to do today, what is
due when, where the seats stand. Where none is chosen it is the nearest that is not over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.access import sent
from dialogue.desk import chosen, parts
from dialogue.desk.parts import Deadline, Group, Part, ToDo
from dialogue.models import Dialogue

FOLLOWED_UP = timedelta(days=30)  # after the last day a dialogue counts as finished
DEADLINES_SHOWN, LATE_SHOWN = 9, 4
NEAR = 3  # days; closer than that a deadline is shown as urgent


@dataclass(frozen=True)
class Line:
    """A deadline on the page: how many days are left, negative when it is late."""

    deadline: Deadline
    days: int

    @property
    def is_urgent(self) -> bool:
        """Whether it is late or near, and its clock runs."""
        return self.days < NEAR and not self.deadline.pause

    @property
    def left(self) -> str:
        """The days left, in words."""
        if self.deadline.pause:
            return self.deadline.pause
        if self.days == 0:
            return _("today")
        if self.days == 1:
            return _("tomorrow")
        if self.days > 0:
            return ngettext("%(n)s day", "%(n)s days", self.days) % {"n": self.days}
        return ngettext("%(n)s day late", "%(n)s days late", -self.days) % {"n": -self.days}


@dataclass(frozen=True)
class Desk:
    """What the page shows of one dialogue."""

    dialogue: Dialogue
    today: date
    parts: Sequence[Part]

    @property
    def groups(self) -> list[tuple[Group, list[ToDo]]]:
        """[(why, what is to be done)] in the order of the page; [] where there is nothing."""
        items = [item for part in self.parts for item in part.to_do]
        items.sort(key=lambda item: item.group)  # stable: within a group as the apps come
        return [(group, list(own)) for group, own in groupby(items, lambda item: item.group)]

    @cached_property
    def lines(self) -> list[Line]:
        """The deadlines, the nearest first, those that are late before them."""
        found = [deadline for part in self.parts for deadline in part.deadlines]
        found.sort(key=lambda deadline: (deadline.on, bool(deadline.pause)))
        return [Line(deadline, (deadline.on - self.today).days) for deadline in found]

    @property
    def long_late_lines(self) -> list[Line]:
        """Those that are late, but for the last few: what is to come is not pushed off the page."""
        late = [line for line in self.lines if line.days < 0]
        return late[:-LATE_SHOWN]

    @property
    def next_lines(self) -> list[Line]:
        """As many as are shown at once."""
        return self.lines[len(self.long_late_lines) :][:DEADLINES_SHOWN]

    @property
    def later_lines(self) -> list[Line]:
        """Those after them."""
        return self.lines[len(self.long_late_lines) :][DEADLINES_SHOWN:]

    @property
    def pictures(self) -> list[tuple[str, dict[str, Any]]]:
        """[(template, its context)]."""
        return [picture for part in self.parts for picture in part.pictures]

    @property
    def pages(self) -> list[Part]:
        """The parts that have pages of their own."""
        return [part for part in self.parts if part.pages]

    @property
    def is_beginning(self) -> bool:
        """Whether nobody has been invited yet."""
        return any(part.is_beginning for part in self.parts)

    @property
    def days_left(self) -> str:
        """How far away the dialogue is, in a sentence."""
        first, last = self.dialogue.starts_on, self.dialogue.ends_on
        before, after = (first - self.today).days, (self.today - last).days
        if before > 0:
            text = ngettext(
                "%(n)s day until the first day", "%(n)s days until the first day", before
            )
            return text % {"n": before}
        if after > 0:
            text = ngettext("%(n)s day since the last day", "%(n)s days since the last day", after)
            return text % {"n": after}
        return _("Day %(n)s of %(all)s") % {"n": 1 - before, "all": (last - first).days + 1}


def desk_of(request: HttpRequest, dialogue: Dialogue) -> Desk:
    """What is to be known of this dialogue now, as far as this organiser may see it."""
    return Desk(dialogue, dialogue.local(timezone.now()).date(), parts.of(request, dialogue))


def context(request: HttpRequest) -> dict[str, Any]:
    """What the front page shows; the dialogue comes from the address, the session, or the days."""
    dialogues = list(Dialogue.objects.open_to(request.user).select_related("permission"))
    current = _choose(request, dialogues)
    others = [dialogue for dialogue in dialogues if dialogue != current]
    return {
        "desk": desk_of(request, current) if current else None,
        "unfinished": [dialogue for dialogue in others if not is_finished(dialogue)],
        "finished": [dialogue for dialogue in others if is_finished(dialogue)],
        "has_dialogues": bool(dialogues),
        "dialogue": current,
        "new_dialogue": reverse("admin:new_dialogue"),
    }


def _choose(request, dialogues):
    asked = sent.number(request.GET, "dialogue")
    if asked is None and chosen.REMEMBERED not in request.session:
        current = _nearest(dialogues)
    else:
        key = request.session.get(chosen.REMEMBERED, chosen.ALL) if asked is None else asked
        current = next((dialogue for dialogue in dialogues if dialogue.pk == key), None)
    if len(dialogues) == 1:
        [current] = dialogues
    if dialogues:
        chosen.remember(request, current.pk if current else chosen.ALL)
    request.__dict__["_chosen_dialogue"] = current
    return current


def _nearest(dialogues: Iterable[Dialogue]) -> Dialogue | None:
    """The first that is not over; else the last that is."""
    known = sorted(dialogues, key=lambda dialogue: dialogue.starts_on)
    ahead = [dialogue for dialogue in known if not is_finished(dialogue)]
    return next(iter(ahead), None) or (known[-1] if known else None)


def is_finished(dialogue: Dialogue) -> bool:
    """Whether nobody works on it any more."""
    today = dialogue.local(timezone.now()).date()
    is_over = dialogue.status == Dialogue.Status.HELD and today > dialogue.ends_on
    return dialogue.is_off or is_over or today > dialogue.ends_on + FOLLOWED_UP
