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
    streams = [stream for stream in dialogue.work_streams.all() if _is_open(stream, dialogue)]
    aspects = list(dialogue.review_aspects.all())
    address = reverse("admin:dialogue_dialogue_change", args=[dialogue.pk])
    permission = f"{address}#permission-group"
    is_assessed = dialogue.is_tentative and dialogue.is_ahead and aspects
    return Part(
        to_do=[
            _to_be_held(dialogue, address),
            *_work(streams, today, address),
            *(_concerns(aspects, address) if dialogue.is_ahead else []),
        ],
        deadlines=[
            *(_deadline(stream, address) for stream in streams if stream.due_on),
            *(permission_clocks.of(dialogue, today, permission) if dialogue.is_ahead else []),
            *_own_days(dialogue, today),
        ],
        pictures=[("admin/desk/_assessment.html", {"aspects": aspects, "address": address})]
        if is_assessed
        else [],
        heading=_("Dialogue"),
        pages=_pages(dialogue),
    )


def _is_open(stream: WorkStream, dialogue: Dialogue) -> bool:
    """Whether it is still to be done; what prepared a dialogue is not, once that is over or off."""
    if stream.is_done or dialogue.is_off:
        return False
    is_preparation = stream.due_on is None or stream.due_on <= dialogue.ends_on
    return not (dialogue.has_taken_place and is_preparation)


def _to_be_held(dialogue: Dialogue, address: str) -> ToDo:
    """After the last day somebody says that the dialogue took place."""
    is_unsaid = dialogue.has_taken_place and dialogue.status != Dialogue.Status.HELD
    return ToDo(
        int(is_unsaid),
        _("dialogue is over and not yet called held"),
        address,
        _("Change its status"),
        note=_("Its public page and its calendars say so from then on."),
        see=SEE,
        act_right=CHANGE,
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
