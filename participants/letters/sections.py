"""Which page behind the personal link a letter leads to, and where on it: to what it is about."""

from django.conf import settings
from django.urls import reverse

from participants.models import Invitation

_sections: dict[str, tuple[str, str]] = {}


def lead_to(kind: str, page: str, anchor: str = "") -> None:
    """Letters of this kind lead to the page of this URL name, at the element of this id; the others
    to the top of the personal page."""
    _sections[kind] = page, anchor


def link_of(kind: str, invitation: Invitation) -> str:
    """The whole address. Where nobody is named yet, it is the institution's page; where the page is
    not open to the addressee, their personal page."""
    page, anchor = _sections.get(kind, ("answer", ""))
    if not invitation.person_id or (page != "answer" and not invitation.has_a_calendar):
        return settings.PUBLIC_URL + invitation.link
    path = reverse(page, kwargs={"token": invitation.token})
    return settings.PUBLIC_URL + path + (f"#{anchor}" if anchor else "")


lead_to("reminder of details", "details")
lead_to("details_decided", "details")
