"""Reminding people by hand, as an action of the list of invitations."""

from django.utils.translation import gettext_lazy

from dialogue.mail.queue.letter_preview import LETTERS_SHOWN
from participants.letters import institutions
from participants.reminders import dispatch, schedule
from participants.states import Status
from participants.workflow.bulk_action import Invitations, LetterAction, Letters


def _letters_to(shown: Invitations) -> Letters:
    firsts = institutions.first_of_each(shown)[:LETTERS_SHOWN]
    previews = dispatch.previews(firsts, schedule.missing(firsts))
    return [(first, *letter) for first, letter in zip(firsts, previews, strict=True)]


REMIND = LetterAction(
    name="remind",
    question=gettext_lazy("Remind these people now?"),
    button=gettext_lazy("Send a reminder"),
    act=dispatch.remind_now,
    among=schedule.missing,
    needs=gettext_lazy(
        "A reminder goes to people whose invitation has left, who still owe an answer, a "
        "confirmation or their details, and whose deadline has not passed."
    ),
    within=frozenset({Status.INVITED, Status.TENTATIVE, Status.ACCEPTED}),
    wave=gettext_lazy("Reminders"),
    letters_to=_letters_to,
    letter_view="admin:reminder_letter",
)
