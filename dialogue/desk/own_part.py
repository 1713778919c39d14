"""What the dialogue itself contributes to its front page: its preparation and its own days."""

from datetime import date, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.desk import permission_clocks
from dialogue.desk.parts import Deadline, Group, Part, Shortcut, ToDo
from dialogue.models import Dialogue, ReviewAspect, WorkStream

SOON = timedelta(days=7)
SEE, CHANGE = "dialogue.view_dialogue", "dialogue.change_dialogue"


def part_of(request: HttpRequest, dialogue: Dialogue) -> Part:
    """Work streams, what the host assesses, and the days of the dialogue. Two queries."""
    today = dialogue.local(timezone.now()).date()
    streams = [stream for stream in dialogue.work_streams.all() if not stream.is_done]
    aspects = list(dialogue.review_aspects.all())
    address = reverse("admin:dialogue_dialogue_change", args=[dialogue.pk])
    is_assessed = dialogue.is_tentative and aspects
    return Part(
        to_do=[*_work(streams, today, address), *_concerns(aspects, address)],
        deadlines=[
            *(_deadline(stream, address) for stream in streams if stream.due_on),
            *permission_clocks.of(dialogue, today, f"{address}#permission-group"),
            *_own_days(dialogue, today),
        ],
        pictures=[("admin/desk/_assessment.html", {"aspects": aspects, "address": address})]
        if is_assessed
        else [],
        heading=_("Dialogue"),
        pages=_pages(dialogue),
    )


def _work(streams: list[WorkStream], today: date, address: str) -> list[ToDo]:
    late = [stream for stream in streams if stream.due_on and stream.due_on < today]
    soon = [stream for stream in streams if stream.due_on and today <= stream.due_on < today + SOON]
    address = f"{address}#work_streams-group"
    return [
        ToDo(
            len(late),
            ngettext("work stream is late", "work streams are late", len(late)),
            address,
            _("Go on"),
            Group.MEND,
            note=_titles(late),
            see=SEE,
            act_right=CHANGE,
            is_late=True,
        ),
        ToDo(
            len(soon),
            ngettext("work stream is due this week", "work streams are due this week", len(soon)),
            address,
            _("Go on"),
            note=_titles(soon),
            see=SEE,
            act_right=CHANGE,
        ),
    ]


def _titles(streams):
    named = ", ".join(stream.title for stream in streams[:2])
    return f"{named} …" if len(streams) > 2 else named


def _concerns(aspects: list[ReviewAspect], address: str) -> list[ToDo]:
    found = [aspect for aspect in aspects if aspect.state == ReviewAspect.State.CONCERN]
    return [
        ToDo(
            len(found),
            ngettext(
                "concern was raised about the proposal",
                "concerns were raised about the proposal",
                len(found),
            ),
            f"{address}#review_aspects-group",
            _("Answer"),
            Group.MEND,
            note=", ".join(aspect.get_aspect_display() for aspect in found),
            see=SEE,
            act_right=CHANGE,
        )
    ]


def _deadline(stream: WorkStream, address: str) -> Deadline:
    assert stream.due_on is not None
    return Deadline(
        stream.due_on, stream.title, stream.owner, f"{address}#work_streams-group", see=SEE
    )


def _own_days(dialogue: Dialogue, today: date) -> list[Deadline]:
    if dialogue.is_off or today > dialogue.starts_on:
        return []
    return [Deadline(dialogue.starts_on, _("First day of the dialogue"), dialogue.place)]


def _pages(dialogue: Dialogue) -> list[Shortcut]:
    return [
        Shortcut(_("Settings"), reverse("admin:dialogue_dialogue_change", args=[dialogue.pk]), SEE)
    ]
