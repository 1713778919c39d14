"""Who fills a seat: an institution nominates, a delegate proposes a substitute, organisers decide.

Until they agree, the proposal is a Nomination; then a Person is found or made. A substitute gets a
new invitation, and the seat, category and programme roles pass on with it.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from dialogue import edit_conflicts
from dialogue.edit_conflicts import EditConflict
from dialogue.errors import Refused
from participants.letters import letters
from participants.models import Answer, By, Invitation, Nomination, new_keys
from participants.states import AWAITS_A_DECISION, Status, Verb
from participants.workflow import answers, seats, superseded, transitions
from participants.workflow.transitions import Actor, Door

Kind, Outcome = Nomination.Kind, Nomination.Outcome


@transaction.atomic
def propose(invitation: Invitation, by: Actor, proposal: Nomination, seen: str = ""):
    """Nominate somebody for an institution's seat, or propose a substitute for a delegate.

    `proposal` is an unsaved Nomination; which kind it is follows from the seat. A later proposal
    takes the place of one that is still waiting; the same once more changes nothing. `seen` is
    the version of the invitation as the form was shown. Raises Refused, and EditConflict if the
    seat has changed since.
    """
    dialogue = transitions.lock(invitation)
    proposal.invitation = invitation
    proposal.kind = Kind.SUBSTITUTE if invitation.person_id else Kind.NOMINATION
    if _is_repeated(invitation, proposal):
        return
    _refuse_unseen(invitation, seen)
    _refuse_closed(invitation, proposal, by)
    _refuse_somebody_invited(invitation, proposal.email, is_told_all=by.door != Door.LINK)
    if proposal.kind == Kind.NOMINATION:
        if not seats.has_room_for(invitation, dialogue):
            raise Refused(
                _("Every seat is now taken or reserved. Please write to the secretariat.")
            )
        verb = Verb.NOMINATE
    else:
        verb = Verb.PROPOSE_SUBSTITUTE
    transitions.drop_open_nomination(invitation)
    transitions.move(invitation, verb, by, proposal.remark)
    proposal.save()
    letters.proposal_received(invitation, proposal)


@transaction.atomic
def give_back(invitation: Invitation, by: Actor, given: Answer, seen: str = ""):
    """An institution will not fill a seat for which nobody is named yet; a delegate who was named
    gives the seat back in person. `given` and `seen` are as in `answers.answer`."""
    transitions.lock(invitation)
    if invitation.person_id:
        raise Refused(_("This seat now has a delegate; only the delegate can give it back."))
    if invitation.status != Status.DECLINED:
        _refuse_unseen(invitation, seen)
    answers.answer(invitation, by, given)


@transaction.atomic
def take_back(invitation: Invitation, by: Actor):
    """The delegate comes after all: drop the substitute that was proposed. Once more changes
    nothing."""
    transitions.lock(invitation)
    last = invitation.nominations.filter(kind=Kind.SUBSTITUTE).first()
    if last and last.outcome == Outcome.DROPPED and invitation.status == Status.ACCEPTED:
        return
    if not invitation.nominations.open().filter(kind=Kind.SUBSTITUTE).exists():
        raise Refused(
            _("There is no longer a proposed substitute; the organisers may already have decided.")
        )
    transitions.move(invitation, Verb.ACCEPT, by)


@transaction.atomic
def agree(invitation: Invitation, by: Actor, reason=""):
    """Agree to who is proposed: the nominee gets the seat, the substitute takes it over."""
    dialogue = transitions.lock(invitation)
    if dialogue.is_off:
        raise Refused(_("The dialogue will not take place, so nobody can be invited."))
    proposal = _open_proposal(invitation)
    _refuse_somebody_invited(invitation, proposal.email)
    if proposal.kind == Kind.SUBSTITUTE:
        return _replace(invitation, proposal, by, reason)
    if not seats.has_room_for(invitation, dialogue):
        raise Refused(
            _("No seat is free: the reply deadline has passed, and the seats have gone to others.")
        )
    person = _person_of(proposal)
    _decide(proposal, Outcome.AGREED, reason, person)
    transitions.move(invitation, Verb.ACCEPT, by, reason, person=person)
    _answer_of(proposal, invitation)
    letters.seat_confirmed(invitation, proposal)
    letters.proposal_agreed(invitation, proposal)
    return invitation


@transaction.atomic
def send_back(invitation: Invitation, by: Actor, reason=""):
    """Not agree to who is proposed, and say why: the institution may nominate again, the delegate
    keeps the seat."""
    transitions.lock(invitation)
    proposal = _open_proposal(invitation)
    if not reason:
        raise Refused(
            _("Please give the reason; it will be sent to the person who put the name forward.")
        )
    _decide(proposal, Outcome.REFUSED, reason)
    is_nomination = proposal.kind == Kind.NOMINATION
    verb = Verb.RETURN if is_nomination else Verb.REFUSE_SUBSTITUTE
    transitions.move(invitation, verb, by, reason)
    letters.proposal_sent_back(invitation, proposal)


def _replace(old, proposal, by, reason):
    """The old link and calendar die with the same commit that gives the seat to the substitute."""
    person = _person_of(proposal)
    _decide(proposal, Outcome.AGREED, reason, person)
    superseded.keep_back(old)
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
    _answer_of(proposal, new)
    letters.seat_confirmed(new, proposal)
    letters.proposal_agreed(old, proposal)
    import_string(settings.ON_REPLACEMENT)(old, new)
    return new


def _open_proposal(invitation):
    proposal = invitation.nominations.open().first()
    if proposal is None or invitation.status not in AWAITS_A_DECISION:
        raise Refused(
            _(
                "No nominee or substitute is awaiting a decision for this seat any longer. "
                "Please look again before you decide."
            )
        )
    return proposal


def _decide(proposal, outcome, reason, person=None):
    """Close an open proposal; whoever comes second is refused."""
    rows = Nomination.objects.open().filter(pk=proposal.pk)
    changes = {"decided_at": timezone.now(), "reason": reason, "person": person}
    if not rows.update(outcome=outcome, **changes):
        raise EditConflict(
            _("Somebody else has just decided on this nominee or substitute. Please look again.")
        )
    proposal.refresh_from_db()


def _answer_of(proposal, invitation):
    """The proposal is the answer for whom it names, given by who proposed."""
    by_whom = By.OFFICE if proposal.proposed_by == By.INVITEE else proposal.proposed_by
    Answer.objects.create(
        invitation=invitation,
        response=Answer.Response.ACCEPT,
        answered_by=by_whom,
        answered_by_name=proposal.proposed_by_name,
        answered_by_email=proposal.proposed_by_email,
        channel=proposal.channel,
        recorded_by=proposal.recorded_by,
        is_from_unknown_address=answers.is_first_from_unknown(
            invitation, proposal.proposed_by_email
        ),
    )


def _person_of(proposal):
    """The Person at the proposed address: one whom we know is used as known, with only what was
    empty filled in; else a new one."""
    described = proposal.as_person()
    known = proposal.known_person
    if known is None:
        described.save()
        return described
    names = ["form_of_address_en", "form_of_address_vi", "title_en", "title_vi", "phone", "country"]
    empty = [name for name in [*names, "organisation"] if not getattr(known, name)]
    new = [name for name in empty if getattr(described, name)]
    for name in new:
        setattr(known, name, getattr(described, name))
    if new:
        known.save(update_fields=new)
    return known


def _refuse_somebody_invited(invitation, address, *, is_told_all=True):
    """Nobody sits on two chairs, nor is proposed for two. Who holds a link is told of the seats of
    the same institution only, for the answer would tell who else is invited; the rest comes up
    when the organisers decide."""
    standing = Invitation.objects.filter(dialogue=invitation.dialogue).standing()
    elsewhere = Nomination.objects.open().filter(invitation__dialogue=invitation.dialogue)
    if not is_told_all:
        own = invitation.delegation_id or 0
        standing = standing.filter(delegation=own)
        elsewhere = elsewhere.filter(invitation__delegation=own)
    if standing.filter(person__email__iexact=address).exists():
        raise Refused(
            _(
                "The person at %(address)s already has an invitation to this dialogue. Please "
                "name somebody else."
            )
            % {"address": address}
        )
    if elsewhere.exclude(invitation=invitation).filter(email__iexact=address).exists():
        raise Refused(
            _(
                "The person at %(address)s has already been put forward for another seat. "
                "Please name somebody else."
            )
            % {"address": address}
        )


def _refuse_closed(invitation, proposal, by):
    if proposal.kind == Kind.SUBSTITUTE and not invitation.may_propose_substitute:
        raise Refused(
            _("A substitute cannot be proposed here at present. Please write to the secretariat.")
        )
    if by.door != Door.LINK:
        return
    if proposal.kind == Kind.NOMINATION and not invitation.may_nominate:
        raise Refused(
            _("Nominations are no longer accepted here. Please write to the secretariat.")
        )
    hour_ago = timezone.now() - timedelta(hours=1)
    answers.refuse_hasty(invitation.nominations.filter(proposed_at__gt=hour_ago))


def _refuse_unseen(invitation, seen):
    """A colleague, another tab or the organisers were quicker, and this form does not know it."""
    if edit_conflicts.is_outdated(seen, invitation):
        text = _(
            "This seat has changed in the meantime; its status is now “%(status)s”. Nothing "
            "has been recorded. Please check it and, if you still wish to submit what you "
            "entered, send it again."
        )
        text %= {"status": invitation.get_status_display()}
        raise EditConflict(text, invitation, seen)


def _is_repeated(invitation, proposal):
    waiting = invitation.nominations.open().first()
    alike = ["kind", *Nomination.TYPED, "proposed_by", "channel"]
    return waiting is not None and all(
        getattr(waiting, name) == getattr(proposal, name) for name in alike
    )
