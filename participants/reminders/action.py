"""Reminding people by hand, as an action of the list of invitations."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from participants.models import Invitation
from participants.reminders import plan, sending
from participants.states import Status
from participants.workflow.bulk_action import LetterAction, Letters


def _letters_to(shown: Sequence[Invitation]) -> Letters:
    kinds = plan.missing(shown)
    return [(one, *sending.preview(one, kinds[one.pk])) for one in shown]


REMIND = LetterAction(
    name="remind",
    question=gettext_lazy("Remind these people now?"),
    button=gettext_lazy("Send a reminder"),
    act=sending.remind_now,
    among=plan.missing,
    within=frozenset({Status.INVITED, Status.TENTATIVE, Status.ACCEPTED}),
    wave=gettext_lazy("Reminders"),
    letters_to=_letters_to,
    letter_view="admin:reminder_letter",
)
