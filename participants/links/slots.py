"""The places on the personal page that floors above fill."""

from typing import Any

from django.http import HttpRequest

from dialogue.access.open_rows import open_to
from dialogue.mail.models import OutgoingMail
from dialogue.pages import slots
from participants.models import Invitation

# In the admin site: pairs <dt>, <dd> at the top of an invitation's page and of a person's.
INVITATION_PAGE = slots.define("invitation_page")
PERSON_PAGE = slots.define("person_page")
# Each is about the invitation, but for the last, which is about its dialogue.
PERSONAL_PAGE_ROLES = slots.define("personal_page_roles")
PERSONAL_PAGE_PROGRAMME = slots.define("personal_page_programme")
PERSONAL_PAGE_TOPICS = slots.define("personal_page_topics")


def people_of(request: HttpRequest, mail: OutgoingMail) -> dict[str, Any]:
    """The invitations that an email is about, as far as they are open to this organiser."""
    rows = Invitation.objects.none()
    if request.user.has_perm("participants.view_invitation"):
        rows = open_to(request.user, Invitation.objects.with_people().filter(mails=mail))
    return {"mail": mail, "invitations": rows.in_protocol_order()}


def fill() -> None:
    """Called once, when the app is ready."""
    slots.MAIL_PAGE.fill("admin/participants/_people_of_email.html", people_of)
