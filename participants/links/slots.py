"""The places on the personal page that floors above fill, and what participants show on the
organisers' front page."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from dialogue.models import Dialogue
from dialogue.pages import slots
from participants.letters import calendar_invitations
from participants.models import IncomingMail
from participants.personal_data import register_list
from participants.states import Status
from participants.workflow import letters_in_pages, seats

# Each is about the invitation, but for the last, which is about its dialogue.
PERSONAL_PAGE_ROLES = slots.define("personal_page_roles")
PERSONAL_PAGE_PROGRAMME = slots.define("personal_page_programme")
PERSONAL_PAGE_TOPICS = slots.define("personal_page_topics")


def summaries(request: HttpRequest, dialogues: Sequence[Dialogue]) -> list[dict[str, Any]]:
    """For each dialogue its seats by category, how many invitations are in which state, and, for
    those who may see them, how many messages wait and names are in no official letter. Four
    queries."""
    may_read = request.user.has_perm("participants.view_incomingmail")
    waiting = IncomingMail.objects.waiting().count_by_dialogue() if may_read else {}
    sees_letters = request.user.has_perm("participants.view_incomingletter")
    to_compare = letters_in_pages.to_be_compared(dialogues) if sees_letters else {}
    standings = seats.standings(dialogues, calendar_invitations.IS_OUT_OF_DATE)
    return [
        {
            "dialogue": dialogue,
            "waiting": waiting.get(dialogue.pk, 0) + waiting.get(None, 0),
            "names_without_letter": to_compare.get(dialogue.pk, 0),
            "seats": standings[dialogue.pk].seats,
            "not_told": standings[dialogue.pk].matching,
            "categories": standings[dialogue.pk].categories,
            "statuses": [
                (status, standings[dialogue.pk].statuses[status])
                for status in Status
                if status in standings[dialogue.pk].statuses
            ],
        }
        for dialogue in dialogues
    ]


def fill() -> None:
    """Called once, when the app is ready."""
    data_requests = "admin/participants/_data_requests.html"
    slots.FRONT_PAGE_TOP.fill(data_requests, register_list.to_be_done)
    slots.FRONT_PAGE.fill_rows("admin/participants/_summary.html", summaries, order=1)
