"""Letters that still wait in the outbox, and that nobody should receive any more."""

from collections.abc import Collection

from dialogue.mail import outbox
from dialogue.mail.models import OutgoingMail
from participants.letters import letters
from participants.models import Delegation, Invitation

# Letters that are of no use any more when the answer is there.
ASKING = ["invitation", "nomination_request", "extension", "reminder"]


def cancel_letters(
    invitation: Invitation, purposes: Collection[str] = OutgoingMail.Purpose.values
) -> None:
    """Cancel what still waits in the outbox about a seat, because its links are revoked, or its
    matter is settled (`purposes`). A letter that names an institution's other seats too goes out,
    and a request to nominate without this seat."""
    about_it = OutgoingMail.objects.filter(invitations=invitation, purpose__in=purposes)
    if not about_it.unfinished().exists():
        return
    others = Invitation.objects.active().exclude(pk=invitation.pk)
    shared = about_it.filter(invitations__in=others)
    requests = shared.filter(purpose="nomination_request").waiting()
    is_to_be_asked_again = requests.exists()
    outbox.cancel(about_it.exclude(pk__in=shared.values("pk")))
    if is_to_be_asked_again and invitation.delegation.seats.to_fill().exists():
        letters.nomination_request(invitation.delegation)
    else:
        outbox.cancel(requests)


def cancel_letters_with_link(delegation: Delegation) -> None:
    """Cancel what waits with an institution's link, which is revoked. Its request to nominate is
    left to the newer one."""
    outdated = delegation.dialogue.mails.filter(
        invitations__delegation=delegation, text__contains=delegation.page_path
    )
    outbox.cancel(outdated.exclude(purpose="nomination_request"))
