"""Filling a seat: an institution nominates, a delegate proposes a substitute, organisers decide.

Until they approve it, there is only the Nomination; then a Person is found or made. A substitute
gets a new invitation, and the seat, category and programme roles pass on with it.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue import refusals
from dialogue.refusals import EditConflict, Refused
from participants.letters import letters
from participants.models import Answer, By, Invitation, Nomination, new_keys
from participants.states import AWAITS_A_DECISION, Status, Verb
from participants.workflow import (
    already_known,
    answers,
    incoming_letters,
    replacements,
    seats,
    superseded,
    transitions,
)
from participants.workflow.transitions import Actor, Door

Kind, Outcome = Nomination.Kind, Nomination.Outcome


@transaction.atomic
def nominate(invitation: Invitation, by: Actor, nomination: Nomination, seen: str = "") -> None:
    """Nominate somebody for an institution's seat, or propose a substitute for a delegate.

    `nomination` is an unsaved Nomination; which kind it is follows from the seat. A later one takes
    the place of one that still waits; the same once more changes nothing. `seen` is the version of
    the invitation as the form was shown. Raises Refused, and EditConflict if the seat has changed
    since.
    """
    dialogue = transitions.lock(invitation)
    nomination.invitation = invitation
    nomination.kind = Kind.SUBSTITUTE if invitation.person_id else Kind.NOMINATION
    if _is_repeated(invitation, nomination):
        return
    _refuse_unseen(invitation, seen)
    _refuse_closed(invitation, nomination, by)
    already_known.refuse_somebody_invited(invitation, nomination, hears_all=by.door != Door.LINK)
    already_known.refuse_somebody_hidden(nomination, by)
    if not seats.has_room_for(invitation, dialogue):
        raise Refused(_("Every seat is now taken or reserved. Please write to the secretariat."))
    is_substitute = nomination.kind == Kind.SUBSTITUTE
    verb = Verb.PROPOSE_SUBSTITUTE if is_substitute else Verb.NOMINATE
    transitions.drop_open_nomination(invitation)
    transitions.move(invitation, verb, by, nomination.remark)
    nomination.save()
    letters.nomination_received(invitation, nomination)


@transaction.atomic
def give_back(invitation: Invitation, by: Actor, reply: Answer, seen: str = "") -> None:
    """An institution will not fill a seat for which nobody is named yet; a delegate who was named
    gives the seat back in person. `reply` and `seen` are as in `answers.answer`.
    Raises Refused."""
    transitions.lock(invitation)
    if invitation.person_id:
        raise Refused(_("This seat now has a delegate; only the delegate can give it back."))
    if invitation.status != Status.DECLINED:
        _refuse_unseen(invitation, seen)
    answers.answer(invitation, by, reply)


@transaction.atomic
def take_back(invitation: Invitation, by: Actor) -> None:
    """The delegate comes after all: drop the substitute that was proposed. Once more changes
    nothing. Raises Refused where the organisers have decided."""
    transitions.lock(invitation)
    last = invitation.nominations.filter(kind=Kind.SUBSTITUTE).first()
    if last and last.outcome == Outcome.DROPPED and invitation.status == Status.ACCEPTED:
        return
    if invitation.status != Status.SUBSTITUTE_PROPOSED:
        raise Refused(
            _("There is no longer a proposed substitute; the organisers may already have decided.")
        )
    transitions.move(invitation, Verb.ACCEPT, by)


@transaction.atomic
def approve(invitation: Invitation, by: Actor, reason: str = "") -> Invitation:
    """Give the nominee the seat, or let the substitute take it over; return the invitation that has
    it then. Raises Refused."""
    dialogue = transitions.lock(invitation)
    if dialogue.is_off:
        raise Refused(_("The dialogue will not take place, so nobody can be invited."))
    nomination = _open_nomination(invitation)
    incoming_letters.refuse_without_letter(nomination)
    already_known.refuse_somebody_invited(invitation, nomination)
    already_known.refuse_somebody_hidden(nomination, by)
    if not seats.has_room_for(invitation, dialogue):
        raise Refused(
            _("No seat is free: the reply deadline has passed, and the seats have gone to others.")
        )
    if nomination.kind == Kind.SUBSTITUTE:
        return _replace(invitation, nomination, by, reason)
    person = _person_of(nomination)
    _decide(nomination, Outcome.AGREED, reason, person)
    transitions.move(invitation, Verb.ACCEPT, by, reason, person=person)
    _answer_of(nomination, invitation)
    letters.seat_confirmed(invitation, nomination)
    letters.nomination_approved(invitation, nomination)
    return invitation


@transaction.atomic
def reject(invitation: Invitation, by: Actor, reason: str = "") -> None:
    """Decline the nominee or substitute, and say why: the institution may nominate again, the
    delegate keeps the seat, and an invitee who had not accepted is asked again. Raises Refused,
    also without a reason."""
    transitions.lock(invitation)
    nomination = _open_nomination(invitation)
    if not reason:
        raise Refused(
            _("Please give the reason; it will be sent to the person who put the name forward.")
        )
    _decide(nomination, Outcome.REFUSED, reason)
    had_no_seat = invitation.status == Status.NOMINATED
    verb = Verb.RETURN if had_no_seat else Verb.REFUSE_SUBSTITUTE
    transitions.move(invitation, verb, by, reason)
    letters.nomination_rejected(invitation, nomination)


def _replace(old, nomination, by, reason):
    """The old link and calendar are revoked by the same commit that gives the seat to the
    substitute."""
    person = _person_of(nomination)
    _decide(nomination, Outcome.AGREED, reason, person)
    superseded.cancel_letters(old)
    transitions.move(old, Verb.REPLACE, by, reason, **new_keys())
    new = Invitation.objects.create(
        dialogue=old.dialogue,
        category=old.category,
        delegation=old.delegation,
        person=person,
        replaces=old,
    )
    moments = {"invited_at": timezone.now(), "reply_by_at": old.reply_by_at}
    transitions.move(new, Verb.TAKE_OVER, by, reason, **moments)
    _answer_of(nomination, new)
    letters.seat_confirmed(new, nomination)
    letters.nomination_approved(old, nomination)
    replacements.follow(old, new)
    return new


def _open_nomination(invitation):
    nomination = invitation.nominations.open().first()
    if nomination is None or invitation.status not in AWAITS_A_DECISION:
        raise Refused(
            _(
                "No nominee or substitute is awaiting a decision for this seat any longer. "
                "Please look again before you decide."
            )
        )
    return nomination


def _decide(nomination, outcome, reason, person=None):
    """Close an open nomination; whoever comes second is refused."""
    rows = Nomination.objects.open().filter(pk=nomination.pk)
    changes = {"decided_at": timezone.now(), "reason": reason, "person": person}
    if not rows.update(outcome=outcome, **changes):
        raise EditConflict(
            _("Somebody else has just decided on this nominee or substitute. Please look again.")
        )
    nomination.refresh_from_db()


def _answer_of(nomination, invitation):
    """The nomination is the nominee's answer, given by the person who proposed them."""
    by_whom = By.OFFICE if nomination.proposed_by == By.INVITEE else nomination.proposed_by
    Answer.objects.create(
        invitation=invitation,
        response=Answer.Response.ACCEPT,
        answered_by=by_whom,
        answered_by_name=nomination.proposed_by_name,
        answered_by_email=nomination.proposed_by_email,
        channel=nomination.channel,
        recorded_by=nomination.recorded_by,
        is_from_unknown_address=answers.is_first_from_unknown(
            invitation, nomination.proposed_by_email
        ),
    )


def _person_of(nomination):
    """The Person at the nominee's address: somebody whom we know is used as known, with only what
    was empty filled in; else a new one."""
    described = nomination.as_person()
    known = nomination.known_person
    if known is None:
        described.save()
        return described
    names = ["form_of_address_en", "form_of_address_vi", "title_en", "title_vi", "phone", "country"]
    empty = [name for name in [*names, "organisation"] if not getattr(known, name)]
    new = [name for name in empty if getattr(described, name)]
    for name in new:
        setattr(known, name, getattr(described, name))
    if new:
        known.save(update_fields=known.with_derived(new))
    return known


def _refuse_closed(invitation, nomination, by):
    is_late = by.door == Door.LINK and not invitation.may_propose_substitute
    if nomination.kind == Kind.SUBSTITUTE and (is_late or not invitation.may_get_substitute):
        raise Refused(
            _("A substitute cannot be proposed here at present. Please write to the secretariat.")
        )
    if by.door != Door.LINK:
        return
    if nomination.kind == Kind.NOMINATION and not invitation.may_nominate:
        raise Refused(
            _("Nominations are no longer accepted here. Please write to the secretariat.")
        )
    hour_ago = timezone.now() - timedelta(hours=1)
    answers.refuse_hasty(invitation.nominations.filter(proposed_at__gt=hour_ago))


def _refuse_unseen(invitation, seen):
    """A colleague, another tab or the organisers were quicker, and this form does not know it."""
    if refusals.is_outdated(seen, invitation):
        text = _(
            "This seat has changed in the meantime; its status is now “%(status)s”. Nothing "
            "has been recorded. Please check it and, if you still wish to submit what you "
            "entered, send it again."
        )
        text %= {"status": invitation.get_status_display()}
        raise EditConflict(text, invitation, seen)


def _is_repeated(invitation, nomination):
    waiting = invitation.nominations.open().first()
    alike = ["kind", *Nomination.TYPED, "proposed_by", "channel"]
    return waiting is not None and all(
        getattr(waiting, name) == getattr(nomination, name) for name in alike
    )
