"""Actions whose letters are shown before they go out by trying the action out: the letter that
withdraws, approves or brings a new link, however many an action writes for one person."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from dialogue.mail import rehearsal, sealing
from dialogue.mail.queue.letter_preview import LETTERS_SHOWN, show_letter
from dialogue.pages.selection import chosen_keys
from participants.letters import institutions
from participants.workflow import sending, transitions
from participants.workflow.bulk_action import InvitationAction, Invitations, LetterAction

FRAME = "admin/participants/invitation/rehearsal.html"


@dataclass(frozen=True, kw_only=True)
class RehearsedAction(LetterAction):
    """An action whose letters come from trying it out, each in a frame of its own; with a wave and
    a paragraph like all letters of organisers."""

    letters_to: Callable[[Invitations], Any] = list
    letter_view: str = "admin:invitation_rehearsal"

    def preview(
        self, request: HttpRequest, chosen: Invitations, legal: Invitations, form: Any
    ) -> dict:
        """Who gets letters; each frame asks for its own."""
        how = sending.as_typed_into(form)
        if how:
            sending.remember(request, form)
        firsts = institutions.first_of_each(legal)
        return {
            **InvitationAction.preview(self, request, chosen, legal, form),
            "rehearsals": firsts[:LETTERS_SHOWN],
            "letters_not_shown": max(0, len(firsts) - LETTERS_SHOWN),
            "is_typed": how is not None,
        }


def rehearsal_of(actions: Iterable[InvitationAction]) -> Callable[..., HttpResponse]:
    """The view of the frames of all these actions, for an address with the action and the
    invitation; seats of one institution that ?ids= names are one letter."""
    by_name = {one.name: one for one in actions if isinstance(one, RehearsedAction)}

    @permission_required("participants.change_invitation", raise_exception=True)
    def rehearsal_page(request: HttpRequest, name: str, pk: int) -> HttpResponse:
        if name not in by_name:
            raise Http404
        action = by_name[name]
        chosen = action.chosen(request, [pk, *chosen_keys(request)])
        legal = action.legal(request, chosen)
        first = next((row for row in legal if row.pk == pk), None)
        if first is None:
            raise Http404
        return show_letter(_letters(request, action, first, legal))

    return rehearsal_page


def _letters(request, action, first, legal):
    """The HTML of all letters that this action writes about this invitation."""
    together = [row for row in legal if institutions.first_of_each([first, row]) == [first]]
    by = transitions.organiser(request.user)
    with rehearsal.rehearsed() as written, sending.as_typed(request, first.dialogue) as how:
        if how:
            how.wave.save()
        _done, refusals = action.do(together, by, sending.reason_typed(request))
    context = {
        "letters": [(mail, _body(mail)) for mail in written],
        "refusals": list(refusals),
        "language": written[0].language if written else "en",
    }
    return render_to_string(FRAME, context)


def _body(mail):
    """What is in the body of a letter's HTML, without what opens something."""
    body = re.search("<body>(.*)</body>", sealing.covered(mail, mail.html), re.DOTALL)
    return mark_safe(body[1] if body else "")  # noqa: S308 - our own letter, rendered by Django
