"""The actions with which organisers move invitations through their life."""

from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext_lazy

from participants.models import Answer, Invitation
from participants.states import AWAITS_A_DECISION, Status, Verb
from participants.workflow import attendance, invitations, nominations, redrafting, unsent
from participants.workflow.bulk_action import (
    InvitationAction,
    Invitations,
    LetterAction,
    invitation_letters,
)
from participants.workflow.rehearsed_action import RehearsedAction
from participants.workflow.transitions import Actor


def _awaits_a_decision(invitation):
    return invitation.awaits_a_decision


def _answered_from_unknown_address(chosen: Invitations) -> set[int]:
    """The keys of those whose office answered from an address that nobody has vouched for."""
    answers = Answer.objects.filter(invitation__in=[invitation.pk for invitation in chosen])
    unknown = answers.filter(is_from_unknown_address=True)
    return set(unknown.values_list("invitation_id", flat=True))


def _record_as_present(invitation: Invitation, by: Actor, reason: str) -> None:
    attendance.record(invitation, by, present=True, reason=reason)


def _record_as_absent(invitation: Invitation, by: Actor, reason: str) -> None:
    attendance.record(invitation, by, present=False, reason=reason)


CLEAR = InvitationAction(
    name="clear",
    question=gettext_lazy("Clear these invitations for sending?"),
    button=pgettext_lazy("invitation", "Clear"),
    act=invitations.clear,
    verbs=(Verb.CLEAR,),
    leads_to=Status.CLEARED,
    done=ngettext_lazy(
        "%(n)d person is cleared for sending.", "%(n)d people are cleared for sending.", "n"
    ),
)
INVITE = LetterAction(
    name="invite",
    question=gettext_lazy("Send these invitations?"),
    button=gettext_lazy("Send invitations"),
    act=invitations.invite,
    verbs=(Verb.INVITE,),
    wave=pgettext_lazy("letters", "Invitations"),
    letters_to=invitation_letters,
    letter_view="admin:invitation_letter",
    takes_seats=True,
    leads_to=Status.INVITED,
    done=ngettext_lazy("%(n)d invitation is written.", "%(n)d invitations are written.", "n"),
)
_PROPOSED = gettext_lazy("Only a person who has been proposed for a seat can be decided on.")
RESERVE = InvitationAction(
    name="reserve",
    question=gettext_lazy("Put these people on the reserve list?"),
    button=gettext_lazy("Put on the reserve list"),
    act=invitations.put_on_reserve,
    verbs=(Verb.RESERVE,),
    asks_reason=True,
)
APPROVE = RehearsedAction(
    name="approve",
    question=gettext_lazy("Approve this person for the seat?"),
    button=gettext_lazy("Approve this person"),
    act=nominations.approve,
    asks_reason=True,
    condition=_awaits_a_decision,
    needs=_PROPOSED,
    within=AWAITS_A_DECISION,
    wave=gettext_lazy("Approvals"),
)
REJECT = RehearsedAction(
    name="reject",
    question=gettext_lazy("Reject this nomination? The reason is sent to the person who made it."),
    button=gettext_lazy("Reject the nomination"),
    act=nominations.reject,
    asks_reason=True,
    condition=_awaits_a_decision,
    needs=_PROPOSED,
    within=AWAITS_A_DECISION,
    wave=gettext_lazy("Rejections"),
)
EXTEND = RehearsedAction(
    name="extend",
    question=gettext_lazy(
        "Apply the dialogue’s current reply deadline to these offers? The people "
        "concerned are told by email."
    ),
    button=gettext_lazy("Give more time"),
    act=invitations.extend,
    verbs=(Verb.EXTEND,),
    wave=gettext_lazy("Later reply deadlines"),
)
WITHDRAW = RehearsedAction(
    name="withdraw",
    question=gettext_lazy("Withdraw these invitations?"),
    button=gettext_lazy("Withdraw"),
    act=invitations.withdraw,
    verbs=(Verb.WITHDRAW,),
    asks_reason=True,
    wave=gettext_lazy("Withdrawals"),
)
RENEW_LINK = RehearsedAction(
    name="renew-link",
    question=gettext_lazy(
        "Renew the personal links? The old ones will stop working, and the new ones "
        "will be sent by email."
    ),
    button=gettext_lazy("Renew the link"),
    act=invitations.renew_link,
    asks_reason=True,
    condition=lambda invitation: invitation.has_a_link,
    needs=gettext_lazy("Only people who have been invited have a personal link."),
    wave=gettext_lazy("Renewed links"),
)
INVITE_AGAIN = LetterAction(
    name="invite-again",
    question=gettext_lazy("Send these invitations again?"),
    button=gettext_lazy("Send the invitation again"),
    act=invitations.invite_again,
    asks_reason=True,
    wave=gettext_lazy("Invitations sent again"),
    letters_to=invitation_letters,
    letter_view="admin:invitation_letter",
    condition=lambda invitation: invitation.status == Status.INVITED and invitation.is_out,
    needs=gettext_lazy("An invitation is sent again to people who have not answered it."),
    within=frozenset({Status.INVITED}),
)
CLEAR_AGAIN = InvitationAction(
    name="clear-again",
    question=gettext_lazy(
        "Put these invitations back to cleared? No letter about them has left; what waits is "
        "cancelled, and their seats are free again."
    ),
    button=gettext_lazy("Put back to cleared"),
    act=unsent.clear_again,
    asks_reason=True,
    among=unsent.never_left,
    needs=gettext_lazy("An invitation is put back as long as no letter about it has left."),
    within=frozenset({Status.INVITED, Status.RESERVE}),
)
VOUCH = InvitationAction(
    name="vouch",
    question=gettext_lazy("Do you know the address from which these invitations were answered?"),
    button=gettext_lazy("The address is known"),
    act=invitations.vouch,
    among=_answered_from_unknown_address,
    needs=gettext_lazy("This is for answers that came from an address that is not known."),
    within=frozenset({Status.ACCEPTED, Status.TENTATIVE, Status.DECLINED, Status.RESERVE}),
)
RECORD_PRESENT = InvitationAction(
    name="present",
    question=gettext_lazy("Record these people as present?"),
    button=gettext_lazy("Record as present"),
    act=_record_as_present,
    verbs=(Verb.ATTEND,),
    since_first_day=True,
)
RECORD_ABSENT = InvitationAction(
    name="absent",
    question=gettext_lazy("Record these people as absent?"),
    button=gettext_lazy("Record as absent"),
    act=_record_as_absent,
    verbs=(Verb.NO_SHOW,),
    asks_reason=True,
    since_first_day=True,
)
UNDO_ATTENDANCE = InvitationAction(
    name="undo-attendance",
    question=gettext_lazy(
        "Take back what was recorded about the presence of these people? They have accepted, as "
        "before."
    ),
    button=gettext_lazy("Undo present or absent"),
    act=attendance.take_back,
    verbs=(Verb.UNDO_ATTENDANCE,),
    asks_reason=True,
)
REDRAFT = InvitationAction(
    name="redraft",
    question=gettext_lazy(
        "Put these invitations back among the drafts? Old links stay revoked; each is cleared and "
        "sent again before anybody hears of it."
    ),
    button=gettext_lazy("Put back among the drafts"),
    act=redrafting.redraft,
    verbs=(Verb.REDRAFT,),
    asks_reason=True,
)
