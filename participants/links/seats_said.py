"""What an institution's page says of each of its seats: a heading, what it means and what to do
next, for every state in every phase of the dialogue. Nothing here touches the database."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from participants.links.states_said import Phase, Said, phase_of
from participants.models import Invitation, Nomination
from participants.states import Status

# The texts may hold %(who)s (the delegate), %(nominee)s, %(proposer)s, %(at)s (when they were
# proposed) and %(by)s (the reply deadline).
S, P = Status, Phase

DECIDES = _("The organisers will decide and write to you.")
STILL_WISHES = _(
    "If you still wish to send somebody, please write to the secretariat: a seat may still be free."
)
_open = Said(
    _("No delegate yet"),
    _("The seat is reserved for you until %(by)s."),
    _("Please nominate a delegate by then."),
)
_nominated = Said("%(nominee)s", _("Nominated by %(proposer)s on %(at)s."), DECIDES)
_taken = Said("%(who)s", _("Has accepted; the seat is confirmed."))
_given_back = Said(_("You have given this seat back"), _("Thank you for telling us."))
_reserve = Said(
    "%(who)s",
    _(
        "On the reserve list, because every seat is taken. The secretariat writes to the delegate "
        "as soon as one becomes free."
    ),
)
_substitute = Said("%(who)s", _("%(nominee)s has been proposed as a substitute."), DECIDES)
_present = Said("%(who)s", _("Recorded as present."))
_absent = Said("%(who)s", _("Recorded as absent."))

AHEAD: dict[tuple[Status, Phase], Said] = {
    (S.INVITED, P.IN_TIME): _open,
    (S.INVITED, P.LATE): Said(
        _("No delegate yet"),
        _("The reply deadline passed on %(by)s, so the seat is no longer reserved for you."),
        STILL_WISHES,
    ),
    (S.NOMINATED, P.IN_TIME): _nominated,
    (S.NOMINATED, P.LATE): _nominated,
    (S.ACCEPTED, P.IN_TIME): _taken,
    (S.ACCEPTED, P.LATE): _taken,
    (S.TENTATIVE, P.IN_TIME): Said(
        "%(who)s", _("Hopes to come, and is asked to confirm by %(by)s.")
    ),
    (S.TENTATIVE, P.LATE): Said(
        "%(who)s",
        _("Hoped to come, but did not confirm by %(by)s; the seat is no longer reserved."),
    ),
    (S.DECLINED, P.IN_TIME): replace(
        _given_back,
        asks=_(
            "If that was a mistake, you can still nominate; we will then check whether a seat is "
            "free."
        ),
    ),
    (S.DECLINED, P.LATE): replace(_given_back, asks=STILL_WISHES),
    (S.RESERVE, P.IN_TIME): _reserve,
    (S.RESERVE, P.LATE): _reserve,
    (S.SUBSTITUTE_PROPOSED, P.IN_TIME): _substitute,
    (S.SUBSTITUTE_PROPOSED, P.LATE): _substitute,
    (S.ATTENDED, P.IN_TIME): _present,
    (S.ATTENDED, P.LATE): _present,
    (S.NO_SHOW, P.IN_TIME): _absent,
    (S.NO_SHOW, P.LATE): _absent,
}
# Where a person was invited and says no, the seat is not the institution's to give back.
OF_A_PERSON = {
    S.DECLINED: Said("%(who)s", _("Is unable to attend.")),
    S.INVITED: Said("%(who)s", _("Invited, and asked to answer by %(by)s.")),
    S.NOMINATED: _substitute,
}
OVER = {
    S.ATTENDED: _("Took part."),
    S.ACCEPTED: _("The dialogue has taken place."),
    S.SUBSTITUTE_PROPOSED: _("The dialogue has taken place."),
    S.NO_SHOW: _("Was unable to come."),
}


def said_of(invitation: Invitation) -> Said:
    """What to say of a seat; its texts are still to be filled."""
    status, phase = Status(invitation.status), phase_of(invitation)
    heading = "%(who)s" if invitation.person_id else _("No delegate")
    if phase is Phase.OFF:
        return Said(heading, _("The dialogue will not take place."))
    if phase is Phase.HELD:
        return Said(heading, OVER.get(status, _("The dialogue has taken place.")))
    if invitation.person_id and status in OF_A_PERSON:
        return OF_A_PERSON[status]
    return AHEAD[status, phase]


def refusal_of(invitation: Invitation, nomination: Nomination | None) -> Said | None:
    """What to say above that of a nominee or substitute whom the organisers rejected, while another
    may be named; the texts may hold %(nominee)s and %(reason)s."""
    if nomination is None or nomination.outcome != Nomination.Outcome.REFUSED:
        return None
    if invitation.status not in {S.INVITED, S.ACCEPTED} or phase_of(invitation) in {P.HELD, P.OFF}:
        return None
    reason = _("The reason: %(reason)s") if nomination.reason else ""
    if nomination.kind == Nomination.Kind.SUBSTITUTE:
        return Said(_("The organisers were unable to approve %(nominee)s as a substitute."), reason)
    return Said(
        _("The organisers were unable to approve %(nominee)s."),
        reason,
        _("Please nominate somebody else."),
    )
