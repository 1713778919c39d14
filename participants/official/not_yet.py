"""Why a letter cannot be mailed yet, though it is signed: it speaks of a page behind a personal
link, which opens once the invitation is out."""

from django.utils.translation import gettext as _

from participants.models import Invitation, OfficialLetter
from participants.states import OVER


def why_not_mailed(letter: OfficialLetter) -> str:
    """The reason with the next act; "" where it may go."""
    if letter.invitation:
        return _of_a_guest(letter.invitation)
    delegation = letter.delegation
    assert delegation is not None  # a constraint sees to it
    if any(seat.is_out for seat in Invitation.objects.filter(delegation=delegation)):
        return ""
    return _(
        "The request to nominate, with the link of which this letter speaks, has not been sent. "
        "Invite the seats of the institution first, then mail the letter."
    )


def _of_a_guest(invitation):
    if invitation.is_out:
        return ""
    if invitation.status in OVER:
        return _("This invitation is over: %(status)s. Cancel the letter.") % {
            "status": invitation.get_status_display()
        }
    return _(
        "The invitation is still “%(status)s”: the personal link, of which this letter speaks, "
        "has not been sent. Send the invitation first, then mail the letter."
    ) % {"status": invitation.get_status_display()}
