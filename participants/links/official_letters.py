"""The signed official letters behind a personal or an institution's link, as PDF."""

from django.http import Http404, HttpRequest, HttpResponse

from participants.delegates import identity_check
from participants.links import proof
from participants.links.personal_pages import institution_page, personal_page
from participants.models import Delegation, Invitation
from participants.official import signed
from participants.official.inline_pdf import show_pdf


@personal_page
def invitees_letter(request: HttpRequest, invitation: Invitation, pk: int) -> HttpResponse:
    """One letter to the invitee; a letter with a passport in it asks for the code first."""
    letter = _one(signed.of_invitation(invitation), pk)
    if signed.needs_proof(letter) and not identity_check.is_delegate(request.session, invitation):
        return proof.for_the_delegate_alone(request, invitation)
    return _show(letter)


@institution_page
def institutions_letter(request: HttpRequest, delegation: Delegation, pk: int) -> HttpResponse:
    """One letter to the institution."""
    return _show(_one(signed.of_delegation(delegation), pk))


def _one(letters, pk):
    """Raises Http404."""
    for letter in letters:
        if letter.pk == pk:
            return letter
    raise Http404


def _show(letter):
    return show_pdf(bytes(letter.scan.content), str(letter.entry))
