"""The life of an invitation as data: states, verbs, and which verb leads from where to where.

Nothing here touches the database; `participants.workflow.transitions` is the only writer of status.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(TextChoices):
    DRAFT = "draft", _("draft")
    CLEARED = "cleared", _("cleared")
    INVITED = "invited", _("invited")
    NOMINATED = "nominated", _("nominated")
    ACCEPTED = "accepted", _("accepted")
    TENTATIVE = "tentative", _("tentative")
    DECLINED = "declined", pgettext_lazy("invitation", "declined")
    RESERVE = "reserve", _("on the reserve list")
    SUBSTITUTE_PROPOSED = "substitute_proposed", _("substitute proposed")
    REPLACED = "replaced", _("replaced")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ATTENDED = "attended", _("attended")
    NO_SHOW = "no_show", _("did not attend")


class Verb(TextChoices):
    """What somebody does with an invitation. The label is the imperative on a button."""

    CLEAR = "clear", pgettext_lazy("invitation", "clear")
    INVITE = "invite", _("invite")
    CLEAR_AGAIN = "clear_again", _("put back to cleared, because no letter has left")
    NOMINATE = "nominate", _("nominate")
    RETURN = "return", _("reject the nomination")
    ACCEPT = "accept", _("accept")
    ACCEPT_TENTATIVELY = "accept_tentatively", _("answer tentatively")
    DECLINE = "decline", _("decline")
    RESERVE = "reserve", _("put on the reserve list")
    OFFER = "offer", _("offer a seat")
    EXTEND = "extend", _("give more time")
    PROPOSE_SUBSTITUTE = "propose_substitute", _("propose a substitute")
    REFUSE_SUBSTITUTE = "refuse_substitute", _("reject the substitute")
    REPLACE = "replace", _("replace with the substitute")
    TAKE_OVER = "take_over", _("take over the seat")
    WITHDRAW = "withdraw", _("withdraw")
    ATTEND = "attend", _("record as present")
    NO_SHOW = "no_show", _("record as absent")
    UNDO_ATTENDANCE = "undo_attendance", _("take back the record of attendance")
    REDRAFT = "redraft", _("put back among the drafts")


class Note(TextChoices):
    """What is written into an invitation's history and moves it nowhere."""

    RENEW_LINK = "renew_link", _("renew the link")
    RENEW_CALENDAR = "renew_calendar", _("renew the calendar address")
    REMIND = "remind", _("remind")
    RELEASE = "release", _("release the seat because the reply deadline has passed")
    RANK = "rank", _("change the place on the reserve list")
    INVITE_AGAIN = "invite_again", _("send the invitation again")
    RECORD_DETAILS = "record_details", _("record the delegate’s details as they were told")
    ASK_CHANGE = "ask_change", _("ask for a change of details")
    TAKE_CHANGE_BACK = "take_change_back", _("withdraw the change of details")
    ACCEPT_CHANGE = "accept_change", _("accept the change of details")
    REFUSE_CHANGE = "refuse_change", _("refuse the change of details")
    VOUCH = "vouch", _("confirm that the address of the person who answered is known")


S, V = Status, Verb

# Every legal move; what is not here is refused. While an invitation is open the invitee may
# change the answer, and giving the same answer again (a second tab, a resent form) is no error.
TRANSITIONS = {
    (V.CLEAR, S.DRAFT): S.CLEARED,
    (V.INVITE, S.CLEARED): S.INVITED,
    (V.CLEAR_AGAIN, S.INVITED): S.CLEARED,
    (V.CLEAR_AGAIN, S.RESERVE): S.CLEARED,
    (V.OFFER, S.RESERVE): S.INVITED,
    (V.EXTEND, S.INVITED): S.INVITED,
    (V.EXTEND, S.NOMINATED): S.NOMINATED,
    (V.EXTEND, S.TENTATIVE): S.TENTATIVE,
    (V.NOMINATE, S.INVITED): S.NOMINATED,
    (V.NOMINATE, S.NOMINATED): S.NOMINATED,
    (V.NOMINATE, S.DECLINED): S.NOMINATED,
    (V.RETURN, S.NOMINATED): S.INVITED,
    (V.ACCEPT, S.NOMINATED): S.ACCEPTED,
    (V.ACCEPT, S.INVITED): S.ACCEPTED,
    (V.ACCEPT, S.TENTATIVE): S.ACCEPTED,
    (V.ACCEPT, S.DECLINED): S.ACCEPTED,
    (V.ACCEPT, S.ACCEPTED): S.ACCEPTED,
    (V.ACCEPT, S.SUBSTITUTE_PROPOSED): S.ACCEPTED,
    (V.ACCEPT_TENTATIVELY, S.INVITED): S.TENTATIVE,
    (V.ACCEPT_TENTATIVELY, S.NOMINATED): S.TENTATIVE,
    (V.ACCEPT_TENTATIVELY, S.ACCEPTED): S.TENTATIVE,
    (V.ACCEPT_TENTATIVELY, S.DECLINED): S.TENTATIVE,
    (V.ACCEPT_TENTATIVELY, S.TENTATIVE): S.TENTATIVE,
    (V.DECLINE, S.INVITED): S.DECLINED,
    (V.DECLINE, S.ACCEPTED): S.DECLINED,
    (V.DECLINE, S.TENTATIVE): S.DECLINED,
    (V.DECLINE, S.RESERVE): S.DECLINED,
    (V.DECLINE, S.NOMINATED): S.DECLINED,
    (V.DECLINE, S.SUBSTITUTE_PROPOSED): S.DECLINED,
    (V.DECLINE, S.DECLINED): S.DECLINED,
    (V.RESERVE, S.CLEARED): S.RESERVE,
    (V.RESERVE, S.INVITED): S.RESERVE,
    (V.RESERVE, S.NOMINATED): S.RESERVE,
    (V.RESERVE, S.TENTATIVE): S.RESERVE,
    (V.RESERVE, S.DECLINED): S.RESERVE,
    # Whoever has not accepted has no seat to keep: somebody is nominated for the one on offer.
    (V.PROPOSE_SUBSTITUTE, S.INVITED): S.NOMINATED,
    (V.PROPOSE_SUBSTITUTE, S.TENTATIVE): S.NOMINATED,
    (V.PROPOSE_SUBSTITUTE, S.DECLINED): S.NOMINATED,
    (V.PROPOSE_SUBSTITUTE, S.NOMINATED): S.NOMINATED,
    (V.PROPOSE_SUBSTITUTE, S.ACCEPTED): S.SUBSTITUTE_PROPOSED,
    (V.PROPOSE_SUBSTITUTE, S.SUBSTITUTE_PROPOSED): S.SUBSTITUTE_PROPOSED,
    (V.REFUSE_SUBSTITUTE, S.SUBSTITUTE_PROPOSED): S.ACCEPTED,
    (V.REPLACE, S.NOMINATED): S.REPLACED,
    (V.REPLACE, S.SUBSTITUTE_PROPOSED): S.REPLACED,
    (V.TAKE_OVER, S.DRAFT): S.ACCEPTED,
    (V.WITHDRAW, S.DRAFT): S.WITHDRAWN,
    (V.WITHDRAW, S.CLEARED): S.WITHDRAWN,
    (V.WITHDRAW, S.INVITED): S.WITHDRAWN,
    (V.WITHDRAW, S.NOMINATED): S.WITHDRAWN,
    (V.WITHDRAW, S.ACCEPTED): S.WITHDRAWN,
    (V.WITHDRAW, S.TENTATIVE): S.WITHDRAWN,
    (V.WITHDRAW, S.RESERVE): S.WITHDRAWN,
    (V.WITHDRAW, S.SUBSTITUTE_PROPOSED): S.WITHDRAWN,
    (V.ATTEND, S.ACCEPTED): S.ATTENDED,
    (V.ATTEND, S.NO_SHOW): S.ATTENDED,
    (V.NO_SHOW, S.ACCEPTED): S.NO_SHOW,
    (V.NO_SHOW, S.ATTENDED): S.NO_SHOW,
    (V.UNDO_ATTENDANCE, S.ATTENDED): S.ACCEPTED,
    (V.UNDO_ATTENDANCE, S.NO_SHOW): S.ACCEPTED,
    (V.REDRAFT, S.CLEARED): S.DRAFT,
    (V.REDRAFT, S.WITHDRAWN): S.DRAFT,
}

# By what an organiser gets out of each state in which something has come to an end. The seat of
# somebody who was replaced belongs to another invitation: there, they are proposed as its
# substitute. What has gone to others meanwhile (a seat, a person's only invitation) is not taken
# from them; the verbs say so.
WAYS_BACK = {
    S.CLEARED: V.REDRAFT,
    S.RESERVE: V.CLEAR_AGAIN,  # if it was never sent; otherwise a seat is offered
    S.DECLINED: V.ACCEPT,
    S.WITHDRAWN: V.REDRAFT,
    S.ATTENDED: V.UNDO_ATTENDANCE,
    S.NO_SHOW: V.UNDO_ATTENDANCE,
}

# The seat has passed to a substitute or was taken back.
OVER = frozenset({S.REPLACED, S.WITHDRAWN})
# A person has this seat.
TAKES_A_SEAT = frozenset({S.ACCEPTED, S.SUBSTITUTE_PROPOSED, S.ATTENDED, S.NO_SHOW})
# An offer is out: the seat is reserved until the reply deadline.
RESERVES_A_SEAT = frozenset({S.INVITED, S.NOMINATED, S.TENTATIVE})
# The personal link shows the answer form's page (whether it may still be answered is another
# question: see Invitation.may_answer).
HAS_A_LINK = frozenset(
    {
        S.INVITED,
        S.NOMINATED,
        S.ACCEPTED,
        S.TENTATIVE,
        S.DECLINED,
        S.RESERVE,
        S.SUBSTITUTE_PROPOSED,
        S.ATTENDED,
        S.NO_SHOW,
    }
)
# The personal calendar is served.
HAS_A_CALENDAR = frozenset({S.ACCEPTED, S.TENTATIVE, S.SUBSTITUTE_PROPOSED, S.ATTENDED})
# The delegate is expected, or was there: may be named as a speaker (see agenda.releases.speakers).
COMES = frozenset({S.ACCEPTED, S.SUBSTITUTE_PROPOSED, S.ATTENDED})
# The delegate is asked how they travel and what they need (see participants.delegates.details).
GIVES_DETAILS = COMES
# Somebody is proposed for the seat, and the organisers decide.
AWAITS_A_DECISION = frozenset({S.NOMINATED, S.SUBSTITUTE_PROPOSED})
# The invitee may give or change an answer.
ANSWERABLE = frozenset({S.INVITED, S.NOMINATED, S.ACCEPTED, S.TENTATIVE, S.DECLINED})
# May still say no when the reply deadline has passed, as may whoever waits on the reserve list.
STEPS_DOWN = frozenset({S.ACCEPTED, S.TENTATIVE, S.RESERVE, S.SUBSTITUTE_PROPOSED})

# The three answers on the form, and the verb each stands for.
ANSWERS = {"accept": V.ACCEPT, "tentative": V.ACCEPT_TENTATIVELY, "decline": V.DECLINE}
# The states that each of them can end in.
LEADS_TO = {
    "accept": {S.ACCEPTED, S.RESERVE},
    "tentative": {S.TENTATIVE, S.RESERVE},
    "decline": {S.DECLINED},
}


def legal_verbs(status: str) -> list[Verb]:
    """The verbs that may be used on an invitation in this state, in their written order."""
    return [verb for verb in Verb if (verb, status) in TRANSITIONS]
