"""What the agenda shows on the delegate's personal page."""

from typing import Any

from django.http import HttpRequest

from agenda.models import InformationNote, Role
from agenda.programme import role_forms
from agenda.releases import own_roles, published, unseen_changes
from dialogue.access.open_rows import open_to
from dialogue.models import Dialogue
from participants.delegates import consents
from participants.links import slots
from participants.links.personal_pages import typed
from participants.models import Consent, Invitation, Person


def topics(request: HttpRequest, dialogue: Dialogue) -> dict[str, Any]:
    """The titles of a dialogue's topics, as they were released last."""
    return {"dialogue": dialogue, "topics": published.topics(dialogue)[1]}


def your_roles(request: HttpRequest, invitation: Invitation) -> dict[str, Any] | None:
    """The roles that the delegate was asked to take, each with its form, and whether their name may
    appear on public pages; None for most, who were asked for nothing."""
    own, begun = own_roles.shown_to(invitation), typed(request)
    if not own:
        return None
    return {
        "invitation": invitation,
        "own_roles": [(it, role_forms.RoleAnswerForm(it.role, begun=begun)) for it in own],
        "consent": consent_to_naming(invitation),
    }


def consent_to_naming(invitation: Invitation) -> Consent | None:
    """The delegate's consent to be named on public pages, if it was given and not taken back."""
    agreed = consents.now(invitation).get(consents.Purpose.PROGRAMME)
    return agreed if agreed and agreed.is_given else None


def your_programme(request: HttpRequest, invitation: Invitation) -> dict[str, Any]:
    """The way to the information note, to the delegates' programme, and how much of it is new."""
    return {
        "invitation": invitation,
        "unseen": unseen_changes.since_seen(invitation),
        "information": InformationNote.objects.filter(dialogue=invitation.dialogue_id).exists(),
    }


def part_in_programme(request: HttpRequest, invitation: Invitation) -> dict[str, Any]:
    """The roles of an invitee in the dialogue, asked or not, for the organisers."""
    person = invitation.person_id
    return {"roles": _roles(request, person=person, session__dialogue=invitation.dialogue_id)}


def parts_of_person(request: HttpRequest, person: Person) -> dict[str, Any]:
    """The roles of a person in every dialogue that is open to this organiser."""
    return {"roles": _roles(request, person=person), "names_dialogue": True}


def _roles(request, **of):
    """None where this organiser sees no roles. One query."""
    if not request.user.has_perm("agenda.view_role"):
        return None
    rows = open_to(request.user, Role.objects.filter(**of))
    return rows.select_related("session__dialogue").order_by("session__starts_at", "pk")


def fill() -> None:
    """Called once, when the app is ready."""
    slots.PERSONAL_PAGE_ROLES.fill("agenda/_your_roles.html", your_roles)
    slots.PERSONAL_PAGE_PROGRAMME.fill("agenda/_your_programme.html", your_programme)
    slots.PERSONAL_PAGE_TOPICS.fill("agenda/_topic_list.html", topics)
    slots.INVITATION_PAGE.fill("admin/agenda/_part_in_programme.html", part_in_programme)
    slots.PERSON_PAGE.fill("admin/agenda/_part_in_programme.html", parts_of_person)
