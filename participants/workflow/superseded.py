"""Letters that still wait in the outbox, and that nobody should receive any more."""

from dialogue.mail import letter_kinds, outbox
from dialogue.mail.models import OutgoingMail
from dialogue.models.prepared import Prepared
from participants.letters import letters
from participants.models import Delegation, Invitation


def _kinds_that_ask():
    return letter_kinds.names(lambda kind: kind.asks_for_an_answer)


@Prepared
def _asking(invitation):
    """Asked with every answer; after the first of them there is seldom any."""
    about_it = OutgoingMail.objects.filter(invitations=invitation, kind__in=_kinds_that_ask())
    return about_it.unfinished().only("kind").order_by()[:1]


def cancel_letters(invitation: Invitation, *, is_answered: bool = False) -> None:
    """Cancel what still waits in the outbox about a seat, because its links are revoked; where
    `is_answered`, only what asks for the answer. A letter that names an institution's other seats
    too goes out, and a request to nominate without this seat."""
    about_it = OutgoingMail.objects.filter(invitations=invitation)
    if not (_asking.first(invitation.pk) if is_answered else about_it.unfinished().exists()):
        return
    if is_answered:
        about_it = about_it.filter(kind__in=_kinds_that_ask())
    others = Invitation.objects.active().exclude(pk=invitation.pk)
    shared = about_it.filter(invitations__in=others)
    requests = shared.filter(kind="nomination_request").waiting()
    is_to_be_asked_again = requests.exists()
    outbox.cancel(about_it.exclude(pk__in=shared.values("pk")))
    delegation = invitation.delegation
    if is_to_be_asked_again and delegation and delegation.seats.to_fill().exists():
        letters.nomination_request(delegation)
    else:
        outbox.cancel(requests)


def cancel_letters_with_link(delegation: Delegation) -> None:
    """Cancel what waits with an institution's link, which is revoked. Its request to nominate is
    left to the newer one."""
    about_it = OutgoingMail.objects.filter(invitations__delegation=delegation)
    # As text, for SQLite cannot ask what a JSON object holds.
    outdated = about_it.filter(secrets__icontains=f'"{delegation.link_key}"')
    outbox.cancel(outdated.exclude(kind="nomination_request"))
