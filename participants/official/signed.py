"""The signed letters that their addressee finds on the page behind the link: those that were
mailed, so that nobody finds a letter there before it was sent."""

from django.db.models import Exists, OuterRef

from participants.models import Delegation, Invitation, LetterKind, OfficialLetter


def is_there() -> Exists:
    """For a query of invitations: whether one was mailed to the invitee. It costs no query of its
    own, and most have none."""
    return Exists(
        OfficialLetter.objects.filter(invitation=OuterRef("pk"), state=OfficialLetter.State.MAILED)
    )


def of_invitation(invitation: Invitation) -> list[OfficialLetter]:
    """Those to the invitee, the newest first, without their scans. One query."""
    rows = OfficialLetter.objects.filter(invitation=invitation)
    return _mailed(rows)


def of_delegation(delegation: Delegation) -> list[OfficialLetter]:
    """Those to the institution. One query."""
    return _mailed(OfficialLetter.objects.filter(delegation=delegation))


def _mailed(rows):
    rows = rows.filter(state=OfficialLetter.State.MAILED, scan__isnull=False)
    return list(rows.select_related("entry").order_by("-pk"))


def needs_proof(letter: OfficialLetter) -> bool:
    """Whether only the delegate in person may open it: it names a passport, and an office may hold
    the link."""
    return letter.kind == LetterKind.VISA
