"""The way back from cleared and from withdrawn: the invitation is a draft again.

Nothing is restored that others may have got in the meantime: a draft takes no seat, has no link
that works, and is cleared and sent like any other.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from dialogue.refusals import Refused
from participants.models import Invitation, new_keys
from participants.states import Verb
from participants.workflow import transitions
from participants.workflow.transitions import Actor


@transaction.atomic
def redraft(invitation: Invitation, by: Actor, reason: str = "") -> None:
    """Make a draft of an invitation that was cleared or withdrawn. Raises Refused where the person
    has another invitation to the dialogue by now, or was erased."""
    dialogue = transitions.lock(invitation)
    person = invitation.person
    if person and person.is_erased:
        raise Refused(_("This person’s data have been erased, so nobody can be invited here."))
    others = dialogue.invitations.exclude(pk=invitation.pk)
    if person and others.active_for(person).exists():
        raise Refused(_("This person has another invitation to this dialogue by now."))
    unsent = {"invited_at": None, "reply_by_at": None, "released_at": None}
    transitions.move(invitation, Verb.REDRAFT, by, reason, **unsent, **new_keys())
