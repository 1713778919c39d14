"""The one place where an invitation's status changes.

`move` checks `states.TRANSITIONS`, changes the row by a conditional UPDATE, and appends an
InvitationEvent; the verbs that people use (invitations, answers, nominations) call it inside their
transaction.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogue.calendars import events
from dialogue.models import Dialogue
from dialogue.models.prepared import Prepared
from dialogue.refusals import EditConflict, Refused
from participants.models import Invitation, InvitationEvent
from participants.states import AWAITS_A_DECISION, COMES, TRANSITIONS, Note, Status, Verb

Door = InvitationEvent.Door
Explanation = dict[str, Any]  # data, not words, so that it reads in either language


@dataclass(frozen=True)
class Actor:
    """The person or program that acts, through which door, and for whom."""

    door: Door
    name: str
    user: User | None = None
    on_behalf_of: str = ""


def organiser(user: User | AnonymousUser) -> Actor:
    """A signed-in organiser as actor. Raises PermissionDenied for somebody who is not signed in."""
    if not isinstance(user, User):
        raise PermissionDenied
    return Actor(Door.ADMIN, user.get_full_name() or user.get_username(), user)


def lock(invitation: Invitation) -> Dialogue:
    """Take the dialogue's lock, and read again what may have changed before it was ours.

    One lock for all that changes a dialogue's seats; whoever waited here sees what others did.
    Call it inside a transaction.
    """
    dialogue = Dialogue.objects.lock(invitation.dialogue_id)
    stored = _locked.get(invitation.pk)
    for name in [*READ_AGAIN, *(["person_id"] if invitation.delegation_id else [])]:
        setattr(invitation, name, getattr(stored, name))
    invitation.dialogue = dialogue
    return dialogue


READ_AGAIN = ["status", "changed_at", "invited_at", "reply_by_at", "released_at", "reserve_rank"]
READ_AGAIN += ["link_key", "calendar_key", "reply_key", "calendar_sequence", "calendar_told"]


@Prepared
def _locked(pk):
    rows = Invitation.objects.select_for_update(no_key=True).only(*READ_AGAIN, "person")
    return rows.filter(pk=pk).order_by()


def move(
    invitation: Invitation,
    verb: Verb,
    by: Actor,
    reason: str = "",
    explanation: Explanation | None = None,
    **changes: Any,
) -> None:
    """Check the table, change the row only from the state we saw, and note the event.

    `changes` are further fields of the row, `explanation` is kept in the history (see
    participants.seating.reserve). Raises Refused where the table does not lead on from here, and
    EditConflict where somebody else was quicker. Call it inside a transaction.
    """
    before = Status(invitation.status)
    after = TRANSITIONS.get((verb, before))
    if after is None:
        raise Refused(
            _("“%(verb)s” is not possible: the status of the invitation is now “%(status)s”.")
            % {"verb": verb.label, "status": before.label}
        )
    if Status.RESERVE in {before, after}:
        changes["reserve_rank"] = _last_rank(invitation) if after == Status.RESERVE else None
    if before in AWAITS_A_DECISION and before != after:
        drop_open_nomination(invitation)
    write(invitation, before, status=after, **changes)
    if (before in COMES) != (after in COMES):  # public pages name confirmed speakers who come
        events.mark_calendars_changed(Dialogue.objects.filter(pk=invitation.dialogue_id))
    note(invitation, verb, before, by, reason, explanation)


def drop_open_nomination(invitation: Invitation) -> int:
    """Close the nomination that waits, if the organisers have not decided on it; return how many
    that were, which is one at most."""
    open_ones = invitation.nominations.open()
    outcome = open_ones.model.Outcome.DROPPED
    return open_ones.update(outcome=outcome, decided_at=timezone.now())


def write(invitation: Invitation, expected_status: str, **changes: Any) -> None:
    """Change the row, but only if it is still in the state that the caller saw; else raises
    EditConflict."""
    changes["changed_at"] = timezone.now()
    rows = Invitation.objects.filter(pk=invitation.pk, status=expected_status)
    if not rows.update(**changes):
        text = _(
            "Somebody else has just changed this invitation. Please look again before you decide."
        )
        raise EditConflict(text, invitation)
    for name, value in changes.items():
        setattr(invitation, name, value)


def note(
    invitation: Invitation,
    verb: Verb | Note,
    from_status: str,
    by: Actor,
    reason: str = "",
    explanation: Explanation | None = None,
) -> None:
    """Append a line to the invitation's history."""
    event(invitation, verb, from_status, by, reason, explanation).save(force_insert=True)


def event(
    invitation: Invitation,
    verb: Verb | Note,
    from_status: str,
    by: Actor,
    reason: str = "",
    explanation: Explanation | None = None,
) -> InvitationEvent:
    """That line, not stored yet: for those who write many at once."""
    return InvitationEvent(
        invitation=invitation,
        verb=verb,
        from_status=from_status,
        to_status=invitation.status,
        door=by.door,
        user=by.user,
        actor=by.name[:200],
        on_behalf_of=by.on_behalf_of[:200],
        reason=reason,
        explanation=explanation or {},
    )


def _last_rank(invitation):
    """One after the last on the reserve list of the same category."""
    waiting = Invitation.objects.filter(category=invitation.category_id, status=Status.RESERVE)
    return (waiting.aggregate(last=Max("reserve_rank"))["last"] or 0) + 1
