"""The places on the personal page that floors above fill, and what participants show on the
organisers' front page."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, Value
from django.http import HttpRequest

from dialogue.access.open_rows import open_to
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from dialogue.pages import slots
from participants.letters import calendar_invitations
from participants.models import IncomingMail, Invitation, Nomination
from participants.personal_data import register_list
from participants.states import Status
from participants.workflow import seats

# In the admin site: pairs <dt>, <dd> at the top of an invitation's page and of a person's.
INVITATION_PAGE = slots.define("invitation_page")
PERSON_PAGE = slots.define("person_page")
# Each is about the invitation, but for the last, which is about its dialogue.
PERSONAL_PAGE_ROLES = slots.define("personal_page_roles")
PERSONAL_PAGE_PROGRAMME = slots.define("personal_page_programme")
PERSONAL_PAGE_TOPICS = slots.define("personal_page_topics")


def summaries(request: HttpRequest, dialogues: Sequence[Dialogue]) -> list[dict[str, Any]]:
    """For each dialogue its seats by category, how many invitations are in which state, and, for
    those who may see them, how many messages wait and names are in no official letter. Three
    queries."""
    waiting = _waiting(request, dialogues)
    mails, names = waiting["mails"], waiting["names"]
    standings = seats.standings(dialogues, calendar_invitations.IS_OUT_OF_DATE)
    return [
        {
            "dialogue": dialogue,
            "waiting": mails.get(dialogue.pk, 0) + mails.get(None, 0),
            "names_without_letter": names.get(dialogue.pk, 0),
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


def _waiting(request, dialogues):
    """{"mails" or "names": {dialogue: number}} of what this organiser may see. One query."""
    counted: dict[str, dict[int | None, int]] = {"mails": {}, "names": {}}
    parts = []
    if request.user.has_perm("participants.view_incomingmail"):
        mails = IncomingMail.objects.waiting().order_by()
        parts.append(_by_dialogue(mails, "mails", "invitation__dialogue"))
    if request.user.has_perm("participants.view_incomingletter"):
        names = Nomination.objects.without_letter().filter(invitation__dialogue__in=dialogues)
        parts.append(_by_dialogue(names.order_by(), "names", "invitation__dialogue"))
    if parts:
        for what, dialogue, number in parts[0].union(*parts[1:], all=True):
            counted[what][dialogue] = number
    return counted


def _by_dialogue(rows, what, dialogue):
    counted = rows.values(what=Value(what), of=F(dialogue)).annotate(number=Count("pk"))
    return counted.values_list("what", "of", "number")


def people_of(request: HttpRequest, mail: OutgoingMail) -> dict[str, Any]:
    """The invitations that an email is about, as far as they are open to this organiser."""
    rows = Invitation.objects.none()
    if request.user.has_perm("participants.view_invitation"):
        rows = open_to(request.user, Invitation.objects.with_people().filter(mails=mail))
    return {"mail": mail, "invitations": rows.in_protocol_order()}


def fill() -> None:
    """Called once, when the app is ready."""
    slots.MAIL_PAGE.fill("admin/participants/_people_of_email.html", people_of)
    data_requests = "admin/participants/_data_requests.html"
    slots.FRONT_PAGE_TOP.fill(data_requests, register_list.to_be_done)
    slots.FRONT_PAGE.fill_rows("admin/participants/_summary.html", summaries, order=1)
