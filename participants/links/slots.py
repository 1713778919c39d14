"""The places on the personal page that floors above fill, and what participants show on the
organisers' front page."""

from typing import Any

from django.http import HttpRequest

from dialogue.models import Dialogue
from dialogue.pages import slots
from participants.letters import calendar_invitations
from participants.models import IncomingMail
from participants.personal_data import register_list
from participants.states import Status
from participants.workflow import seats

# Each is about the invitation, but for the last, which is about its dialogue.
PERSONAL_PAGE_ROLES = slots.define("personal_page_roles")
PERSONAL_PAGE_PROGRAMME = slots.define("personal_page_programme")
PERSONAL_PAGE_TOPICS = slots.define("personal_page_topics")


def summary(request: HttpRequest, dialogue: Dialogue) -> dict[str, Any]:
    """Seats by category, how many invitations are in which state, and how many messages wait for
    those who may read them."""
    may_read = request.user.has_perm("participants.view_incomingmail")
    numbers = dialogue.invitations.count_by_status()
    return {
        "dialogue": dialogue,
        "waiting": IncomingMail.objects.waiting().about(dialogue).count() if may_read else 0,
        "seats": seats.count(dialogue),
        "not_told": calendar_invitations.out_of_date(dialogue).count(),
        "categories": seats.by_category(dialogue),
        "statuses": [(Status(status), number) for status, number in numbers.items() if number],
    }


def fill() -> None:
    """Called once, when the app is ready."""
    data_requests = "admin/participants/_data_requests.html"
    slots.FRONT_PAGE_TOP.fill(data_requests, register_list.to_be_done)
    slots.FRONT_PAGE.fill("admin/participants/_summary.html", summary, order=1)
