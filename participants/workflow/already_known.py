"""Who cannot be nominated or come as a substitute because they are known already: invited, put
forward for another seat, or known in dialogues of others only. All raise Refused."""

from django.utils.translation import gettext as _

from dialogue.access.open_rows import is_open
from dialogue.refusals import Refused
from participants.models import Invitation, Nomination
from participants.workflow.transitions import Actor


def refuse_somebody_invited(
    invitation: Invitation, nomination: Nomination, *, hears_all: bool = True
) -> None:
    """Nobody has two seats, nor is proposed for two. Whoever holds a link hears of the seats of the
    same institution only, for the answer would tell who else is invited; the rest comes up when
    the organisers decide."""
    address = nomination.email
    if not address:
        _refuse_the_same_name(invitation, nomination)
        return
    active = Invitation.objects.filter(dialogue=invitation.dialogue).active()
    elsewhere = Nomination.objects.open().filter(invitation__dialogue=invitation.dialogue)
    if not hears_all:
        own = invitation.delegation_id or 0
        active = active.filter(delegation=own)
        elsewhere = elsewhere.filter(invitation__delegation=own)
    if active.filter(person__email__iexact=address).exists():
        raise Refused(
            _(
                "The person at %(address)s already has an invitation to this dialogue. Please "
                "name somebody else."
            )
            % {"address": address}
        )
    if elsewhere.exclude(invitation=invitation).filter(email__iexact=address).exists():
        raise Refused(
            _(
                "The person at %(address)s has already been put forward for another seat. "
                "Please name somebody else."
            )
            % {"address": address}
        )


def _refuse_the_same_name(invitation, nomination):
    """Without an address, people of one institution are told apart by their names."""
    if invitation.delegation_id is None:
        return
    seats = Invitation.objects.filter(delegation=invitation.delegation_id).active()
    names = {f"{name}__iexact": getattr(nomination, name) for name in ["family_name", "given_name"]}
    taken = seats.filter(**{f"person__{name}": value for name, value in names.items()})
    proposed = Nomination.objects.open().filter(invitation__in=seats, **names)
    if taken.exists() or proposed.exclude(invitation=invitation).exists():
        raise Refused(
            _("%(name)s already has, or is put forward for, a seat of this institution.")
            % {"name": nomination.name}
        )


def refuse_somebody_hidden(nomination: Nomination, by: Actor) -> None:
    """An organiser does not get to know, by an address, whoever is in dialogues of others only."""
    known = nomination.known_person if by.user else None
    if by.user and known and not is_open(by.user, known):
        raise Refused(
            _("This address is taken, and its person is not open to you. Ask a superuser.")
        )
