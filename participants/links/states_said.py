"""What the personal page says and offers: one table of every state of an invitation in every phase
of its dialogue. Nothing here touches the database.

What is offered agrees with what the verbs take (`Invitation.may_answer` and its neighbours): a test
walks the whole table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participants.models import Invitation
from participants.states import Status

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Phase(StrEnum):
    """Where a dialogue is for one invitation."""

    IN_TIME = "in_time"  # answers are taken
    LATE = "late"  # the reply deadline has passed
    HELD = "held"  # the dialogue took place
    OFF = "off"  # it will not


class Act(StrEnum):
    """What the page offers to do."""

    ANSWER = "answer"  # for the first time
    CONFIRM = "confirm"  # a tentative answer, with one tap
    CHANGE = "change"  # the answer
    STEP_DOWN = "step_down"  # say no, which is all that can still be said
    PROPOSE_SUBSTITUTE = "propose_substitute"
    TAKE_BACK = "take_back"  # the substitute
    PREPARE = "prepare"  # calendar, details, roles, programme, consents
    READ = "read"  # programme and list, when it is over


@dataclass(frozen=True)
class Said:
    """What the page says of a state: a heading, what that means, and what is asked. The texts may
    hold %(by)s (the reply deadline), %(days)s (of the dialogue) and %(name)s (of the substitute).
    `no` is what saying no is called, where it is the only answer left."""

    heading: "StrOrPromise"
    sentence: "StrOrPromise" = ""
    asks: "StrOrPromise" = ""
    acts: tuple[Act, ...] = ()
    no: "StrOrPromise" = ""

    def filled(self, values: Mapping[str, str]) -> "Said":
        """With these values in its texts, in the active language."""
        return Said(
            str(self.heading) % values,
            str(self.sentence) % values,
            str(self.asks) % values,
            self.acts,
            str(self.no) % values,
        )


S, P = Status, Phase

WILL_NOT_COME = _("I will not come")
STILL_WISHES = _(
    "If you still wish to come, please write to the secretariat: a seat may still be free."
)
NOT_RESERVED = _(
    "The reply deadline passed on %(by)s, so a seat is no longer reserved for you. If you still "
    "wish to come, please write to the secretariat: a seat may still be free."
)
TOOK_PLACE = _("It took place on %(days)s.")

_accepted = Said(
    _("You have accepted"),
    _("Your seat is confirmed."),
    _("You may change your answer until %(by)s."),
    (Act.PREPARE, Act.CHANGE, Act.PROPOSE_SUBSTITUTE),
)
_reserve = Said(
    _("You are on the reserve list"),
    _(
        "Every seat is currently taken. The secretariat will write to you as soon as one becomes "
        "free; you do not need to do anything."
    ),
    acts=(Act.STEP_DOWN,),
    no=_("Take me off the list"),
)
_substitute = Said(
    _("%(name)s has been proposed as your substitute"),
    _("The organisers will decide and write to you; until then the seat remains yours."),
    acts=(Act.PREPARE, Act.TAKE_BACK, Act.PROPOSE_SUBSTITUTE, Act.STEP_DOWN),
    no=WILL_NOT_COME,
)
_in_your_place = Said(
    _("%(name)s has been proposed to come in your place"),
    _(
        "The organisers will decide and write to you. You have not accepted the invitation "
        "yourself, and no other answer is needed."
    ),
    acts=(Act.CHANGE, Act.PROPOSE_SUBSTITUTE),
)
_present = Said(_("Welcome"), _("You are recorded as present."), acts=(Act.PREPARE,))
_absent = Said(
    _("You are recorded as absent"), _("If that is wrong, please write to the secretariat.")
)
_over = Said(_("The dialogue has taken place"), TOOK_PLACE, _("An answer is no longer needed."))
_over_and_thanks = Said(
    pgettext_lazy("after the dialogue", "Thank you"), TOOK_PLACE, acts=(Act.READ,)
)
_off = Said(_("The dialogue will not take place"), _("An answer is no longer needed."))
_off_and_thanks = replace(
    _off,
    sentence=_(
        "Thank you for having accepted. Nothing more is needed from you; please cancel the travel "
        "that you have arranged."
    ),
)

SAID: dict[tuple[Status, Phase], Said] = {
    (S.INVITED, P.IN_TIME): Said(
        _("Will you take part?"), acts=(Act.ANSWER, Act.PROPOSE_SUBSTITUTE)
    ),
    (S.INVITED, P.LATE): Said(_("The reply deadline has passed"), NOT_RESERVED),
    (S.INVITED, P.HELD): _over,
    (S.INVITED, P.OFF): _off,
    (S.NOMINATED, P.IN_TIME): _in_your_place,
    (S.NOMINATED, P.LATE): replace(_in_your_place, acts=()),
    (S.NOMINATED, P.HELD): _over,
    (S.NOMINATED, P.OFF): _off,
    (S.ACCEPTED, P.IN_TIME): _accepted,
    (S.ACCEPTED, P.LATE): replace(
        _accepted,
        asks=_("If you cannot come after all, please tell us here."),
        acts=(Act.PREPARE, Act.STEP_DOWN, Act.PROPOSE_SUBSTITUTE),
        no=_("Give the seat back"),
    ),
    (S.ACCEPTED, P.HELD): _over_and_thanks,
    (S.ACCEPTED, P.OFF): _off_and_thanks,
    (S.TENTATIVE, P.IN_TIME): Said(
        _("You hope to come"),
        _("A seat is reserved for you until %(by)s."),
        _("Please confirm by then."),
        (Act.CONFIRM, Act.CHANGE, Act.PREPARE, Act.PROPOSE_SUBSTITUTE),
    ),
    (S.TENTATIVE, P.LATE): Said(
        _("You told us that you hoped to come"),
        NOT_RESERVED,
        acts=(Act.STEP_DOWN,),
        no=WILL_NOT_COME,
    ),
    (S.TENTATIVE, P.HELD): _over,
    (S.TENTATIVE, P.OFF): _off,
    (S.DECLINED, P.IN_TIME): Said(
        _("You are unable to attend"),
        _("Thank you for telling us."),
        _(
            "Should that change, you may accept until %(by)s; we will then check whether a seat "
            "is free."
        ),
        (Act.CHANGE, Act.PROPOSE_SUBSTITUTE),
    ),
    (S.DECLINED, P.LATE): Said(
        _("You are unable to attend"), _("The reply deadline has passed."), STILL_WISHES
    ),
    (S.DECLINED, P.HELD): replace(_over, asks=""),
    (S.DECLINED, P.OFF): _off,
    (S.RESERVE, P.IN_TIME): _reserve,
    (S.RESERVE, P.LATE): _reserve,
    (S.RESERVE, P.HELD): replace(_over, asks=""),
    (S.RESERVE, P.OFF): _off,
    (S.SUBSTITUTE_PROPOSED, P.IN_TIME): _substitute,
    (S.SUBSTITUTE_PROPOSED, P.LATE): _substitute,
    (S.SUBSTITUTE_PROPOSED, P.HELD): _over_and_thanks,
    (S.SUBSTITUTE_PROPOSED, P.OFF): _off_and_thanks,
    (S.ATTENDED, P.IN_TIME): _present,
    (S.ATTENDED, P.LATE): _present,
    (S.ATTENDED, P.HELD): replace(_over_and_thanks, heading=_("Thank you for taking part")),
    (S.ATTENDED, P.OFF): _off_and_thanks,
    (S.NO_SHOW, P.IN_TIME): _absent,
    (S.NO_SHOW, P.LATE): _absent,
    (S.NO_SHOW, P.HELD): replace(_over, asks=_("We are sorry that you were unable to come.")),
    (S.NO_SHOW, P.OFF): _off,
}


def phase_of(invitation: Invitation) -> Phase:
    """Where its dialogue is now."""
    if invitation.dialogue.is_off:
        return Phase.OFF
    if invitation.dialogue.has_taken_place:
        return Phase.HELD
    return Phase.LATE if invitation.is_past_reply_by else Phase.IN_TIME


def said_of(invitation: Invitation) -> Said:
    """What the table says of an invitation whose link works; its texts are still to be filled."""
    return SAID[Status(invitation.status), phase_of(invitation)]
