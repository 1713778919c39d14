"""Who was there: recorded from the dialogue's first day on, and taken back when it was wrong."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dialogue.models import Dialogue
from dialogue.refusals import Refused
from participants.models import Invitation
from participants.states import Verb
from participants.workflow import transitions
from participants.workflow.transitions import Actor


def may_be_recorded(dialogue: Dialogue) -> bool:
    """Whether somebody can have been there: the dialogue takes place, and its first day has begun
    on its own clock."""
    today = dialogue.local(timezone.now()).date()
    return not dialogue.is_off and dialogue.starts_on <= today


@transaction.atomic
def record(invitation: Invitation, by: Actor, *, present: bool, reason: str = "") -> None:
    """Note whether the delegate came. Raises Refused before the dialogue's first day."""
    dialogue = transitions.lock(invitation)
    if dialogue.is_off:
        raise Refused(_("The dialogue does not take place, so nobody can be present or absent."))
    if not may_be_recorded(dialogue):
        text = _(
            "The dialogue begins on %(day)s. Who is present or absent can be recorded from that "
            "day on."
        )
        raise Refused(text % {"day": date_format(dialogue.starts_on, "DATE_FORMAT")})
    transitions.move(invitation, Verb.ATTEND if present else Verb.NO_SHOW, by, reason)


@transaction.atomic
def take_back(invitation: Invitation, by: Actor, reason: str = "") -> None:
    """The delegate has accepted, and whether they came is open again: on any day, for it may have
    been recorded by mistake."""
    transitions.lock(invitation)
    transitions.move(invitation, Verb.UNDO_ATTENDANCE, by, reason)
