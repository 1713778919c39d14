"""Everything that is kept about a delegate, for the delegate alone: behind the code, like the
details."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dialogue.access import security_log
from dialogue.models import SecurityEvent
from dialogue.personal_data import copies
from participants.delegates import identity_check
from participants.links import proof
from participants.links.personal_pages import personal_page
from participants.models import Invitation
from participants.personal_data.copy_file import as_download
from participants.personal_data.people import subject_of


@personal_page
def own_data(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """A page to read and to print; whoever has not proven to be the delegate is asked for the code
    on the details page."""
    if not identity_check.is_delegate(request.session, invitation):
        return proof.for_the_delegate_alone(request, invitation)
    _write_down(request, invitation)
    context = {
        "invitation": invitation,
        "dialogue": invitation.dialogue,
        "person": invitation.person,
        "sections": copies.copy_of(subject_of([invitation.addressee.pk])),
    }
    return render(request, "participants/own_data.html", context)


@personal_page
def own_data_file(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The same as JSON."""
    if not identity_check.is_delegate(request.session, invitation):
        return proof.for_the_delegate_alone(request, invitation)
    _write_down(request, invitation, "JSON")
    return as_download(invitation.addressee)


def _write_down(request, invitation, detail=""):
    """About the invitation, not the person: so it is seen that its link was used."""
    kind = SecurityEvent.Kind.DATA_COPIED
    security_log.record(kind, request=request, about=invitation, detail=detail)
