"""What organisers can do with one invitation, as its page offers it: the likely next act first, and
what takes something away apart from the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.models import Invitation
from participants.states import Status
from participants.workflow import attendance
from participants.workflow.bulk_action import InvitationAction

# By the names of actions and pages; the first that is possible now is the likely one.
LIKELY: dict[str, list[str]] = {
    Status.DRAFT: ["clear"],
    Status.CLEARED: ["invite"],
    Status.INVITED: ["answer", "nomination"],
    Status.NOMINATED: ["approve"],
    Status.ACCEPTED: ["details"],
    Status.TENTATIVE: ["answer"],
    Status.DECLINED: ["answer"],
    Status.RESERVE: ["offer"],
    Status.SUBSTITUTE_PROPOSED: ["approve"],
    Status.WITHDRAWN: ["redraft"],
    Status.NO_SHOW: ["present"],
}
# They end something, or stop what somebody has in hand.
RISKY = ["withdraw", "renew-link", "clear-again", "redraft", "reject", "consent"]
# The page of the invitation does it at once: nothing goes out, and it can be done again.
AT_ONCE = ["undo-attendance"]


@dataclass(frozen=True)
class Act:
    """One thing to do: the words on its button and the page that asks. Where `is_at_once`, the
    button does it."""

    name: str
    label: str | Promise
    address: str
    is_at_once: bool = False


@dataclass
class Acts:
    """Those of one invitation: the likely one or none, the others, and those that take away."""

    first: Act | None = None
    others: list[Act] = field(default_factory=list)
    risky: list[Act] = field(default_factory=list)


def acts_for(
    invitation: Invitation, actions: Sequence[InvitationAction], *, sees_details: bool
) -> Acts:
    """What can be done now, of these actions and of the pages that write something down.
    `sees_details`: whether the organiser may read what delegates say of their travel."""
    possible = [
        Act(
            action.name,
            action.button,
            f"{reverse('admin:invitation_action', args=[action.name])}?ids={invitation.pk}",
            action.name in AT_ONCE,
        )
        for action in actions
        if action.possible([invitation])
    ]
    possible += _pages(invitation, sees_details=sees_details)
    likely = _likely(invitation)
    by_name = {act.name: act for act in possible}
    acts = Acts(next((by_name[name] for name in likely if name in by_name), None))
    for act in possible:
        if act is not acts.first:
            (acts.risky if act.name in RISKY else acts.others).append(act)
    return acts


def _likely(invitation):
    """The names, the likeliest first."""
    if getattr(invitation, "lost_because", None) is not None:
        return ["invite-again", *LIKELY.get(invitation.status, [])]
    if invitation.status == Status.ACCEPTED and attendance.may_be_recorded(invitation.dialogue):
        return ["present"]
    return LIKELY.get(invitation.status, [])


def _pages(invitation, *, sees_details):
    """The pages on which something is written down, and what would follow from a refusal."""

    def page(name, label):
        return Act(name, label, reverse(f"admin:invitation_{name}", args=[invitation.pk]))

    pages = []
    if invitation.is_out:
        pages.append(page("answer", _("Record an answer")))
    if invitation.may_nominate or invitation.may_get_substitute:
        label = _("Record a substitute") if invitation.person else _("Record a nomination")
        pages.append(page("nomination", label))
    if invitation.gives_details and sees_details:
        pages.append(page("details", _("Record the delegate’s details")))
    if invitation.takes_a_seat or invitation.reserves_a_seat:
        board = reverse("admin:reserve", args=[invitation.dialogue_id])
        address = f"{board}?what_if={invitation.pk}"
        pages.append(Act("what-if", _("What if this guest declines?"), address))
    if invitation.consents.exists():
        pages.append(page("consent", _("Record withdrawal of consent")))
    return pages
