"""The delegate's own calendar behind the personal link: how to subscribe, and a new address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation

from dialogue.access import sent
from dialogue.access.languages import in_this_language
from dialogue.access.tokens import make_token
from dialogue.calendars import subscription_links
from dialogue.pages.problems import problems
from dialogue.refusals import Refused
from participants.delegates import identity_check
from participants.links.personal_pages import personal_page
from participants.models import Invitation, InvitationEvent
from participants.workflow import invitations
from participants.workflow.transitions import Actor


@personal_page
def calendar(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Every way to subscribe; a POST issues a new address and revokes the old, which the page asks
    about first (?ask).

    Arrival and departure are in the calendar only by an address that is shown to whoever has proven
    to be the delegate: an office may hold this page's link.
    """
    context: dict[str, Any] = {
        "invitation": invitation,
        "dialogue": invitation.dialogue,
        "person": invitation.person,
    }
    if request.method == "POST":
        try:
            invitations.renew_calendar(invitation, _delegate(invitation))
        except Refused as refusal:
            context["problems"] = problems(refusal=refusal)
            return render(request, "participants/calendar.html", context, status=422)
        address = reverse("personal_calendar", kwargs={"token": invitation.token})
        return redirect(in_this_language(address, renewed="1"))
    if not invitation.has_a_calendar:
        return render(request, "participants/calendar.html", context, status=403)
    if "ask" in request.GET:
        return render(request, "participants/renew_calendar.html", context)
    is_proven = identity_check.is_proven(request.session, invitation)
    with_whole = sent.text(request.GET, "whole") != "no"
    https = _address(invitation, _query(invitation, with_whole=with_whole), with_travel=is_proven)
    links = subscription_links.ways(https, invitation.dialogue.title)
    context |= {
        "is_proven": is_proven,
        "with_whole": with_whole,
        "is_renewed": "renewed" in request.GET,
        "links": links,
        "qr": subscription_links.qr_code(links["webcal"]),
    }
    return render(request, "participants/calendar.html", context)


def _delegate(invitation):
    return Actor(InvitationEvent.Door.LINK, invitation.person.name)


def _query(invitation, *, with_whole):
    """What the calendar's address remembers: the language on screen, if it is not the delegate's
    own, and whether the entry for all days is left out."""
    language = translation.get_language()
    query = {"lang": language} if language != invitation.person.language else {}
    return query if with_whole else {**query, "whole": "no"}


def _address(invitation, query, *, with_travel):
    """The personal calendar's address. With arrival and departure it is another one, which only the
    delegate is shown: it cannot be derived from the first, and is revoked with it."""
    token = invitation.calendar_token
    if with_travel:
        token = make_token("calendar with travel", invitation.calendar_key)
    return subscription_links.address("calendar_mine", query, token=token)
