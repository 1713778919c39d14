"""What organisers do with invitations: the verbs. How an invitee answers is in `answers`, how
somebody is nominated or replaced in `nominations`.

Each verb is one transaction: it moves the invitation (see `transitions`) and writes the letters
that say so. All raise Refused, with a sentence that says why and what to do.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from dialogue.mail import bounces
from dialogue.models import Dialogue
from dialogue.refusals import Refused
from participants.letters import letters
from participants.models import Delegation, Invitation, InvitationEvent, new_key, new_keys
from participants.states import RESERVES_A_SEAT, Note, Status, Verb
from participants.workflow import seats, superseded, transitions
from participants.workflow.transitions import Actor, Explanation

RELEASED_AT_ONCE = 100  # offers in one transaction


@transaction.atomic
def clear(invitation: Invitation, by: Actor, reason: str = "") -> None:
    """Approve a draft: it may be sent."""
    transitions.move(invitation, Verb.CLEAR, by, reason)


@transaction.atomic
def invite(invitation: Invitation, by: Actor, reason: str = "") -> None:
    """Offer a seat and send the invitation. The offer reserves the seat until the reply
    deadline."""
    _send_out(invitation, Verb.INVITE, by, reason)


@transaction.atomic
def offer(
    invitation: Invitation,
    by: Actor,
    reason: str = "",
    *,
    reply_by_at: datetime | None = None,
    explanation: Explanation | None = None,
) -> None:
    """Offer a free seat to somebody on the reserve list, and send the invitation.

    `reply_by_at` is the end of the answer window, the dialogue's own if it is not given;
    `explanation` says why just this person (see `reserve`).
    """
    _send_out(invitation, Verb.OFFER, by, reason, reply_by_at, explanation)


@transaction.atomic
def put_on_reserve(invitation: Invitation, by: Actor, reason: str = "") -> None:
    """Let somebody wait for a seat, without a letter; an invitation that still waits is dropped."""
    transitions.lock(invitation)  # so that no two get the same rank
    if invitation.person is None:
        raise Refused(
            _(
                "Nobody has been nominated for this seat yet, so nobody can be put on the "
                "reserve list for it."
            )
        )
    transitions.move(invitation, Verb.RESERVE, by, reason)
    superseded.cancel_letters(invitation, is_answered=True)


@transaction.atomic
def withdraw(invitation: Invitation, by: Actor, reason: str = "") -> None:
    """Withdraw an invitation: its links are revoked, and its addressee is informed if they
    had been written to."""
    transitions.lock(invitation)
    was_out = invitation.is_out
    transitions.move(invitation, Verb.WITHDRAW, by, reason, **new_keys())
    superseded.cancel_letters(invitation)
    if was_out and invitation.is_written_to:
        letters.withdrawal(invitation)


@transaction.atomic
def renew_link(invitation: Invitation, by: Actor, reason: str = "") -> None:
    """Issue a new personal link and calendar address, revoke the old ones, and send the link."""
    transitions.lock(invitation)
    if not invitation.has_a_link:
        raise Refused(_("Nothing has been sent to this person yet, so there is no link to renew."))
    refuse_ended_links(invitation.dialogue)
    superseded.cancel_letters(invitation)
    transitions.write(invitation, invitation.status, **new_keys())
    invitation.access_codes.all().delete()  # whoever had the old link asked for them
    transitions.note(invitation, Note.RENEW_LINK, invitation.status, by, reason)
    letters.new_link(invitation)


@transaction.atomic
def invite_again(invitation: Invitation, by: Actor, reason: str = "") -> None:
    """Write the invitation anew, to the address that the addressee has now, with the same link and
    the same deadline: the letter came back, or was lost. What still waits is cancelled."""
    dialogue = transitions.lock(invitation)
    if invitation.status != Status.INVITED:
        raise Refused(_("Only an invitation that is out and not answered yet is sent again."))
    _refuse_impossible_offer(dialogue, invitation.reply_by_at)
    address = invitation.addressee.email
    if bounces.is_blocked(address):
        text = _(
            "Nobody is at the address %(address)s. Correct it on the page of the person first."
        )
        raise Refused(text % {"address": address})
    superseded.cancel_letters(invitation)
    transitions.note(invitation, Note.INVITE_AGAIN, invitation.status, by, reason)
    if invitation.person:
        letters.invite(invitation)
    else:
        assert invitation.delegation is not None  # a seat without a person belongs to one
        letters.nomination_request(invitation.delegation, invitation)


@transaction.atomic
def renew_calendar(invitation: Invitation, by: Actor) -> None:
    """Issue a new address of the personal calendar; subscriptions by the old one end."""
    transitions.lock(invitation)
    if not invitation.has_a_calendar:
        raise Refused(_("An invitation in this state has no personal calendar."))
    transitions.write(invitation, invitation.status, calendar_key=new_key())
    transitions.note(invitation, Note.RENEW_CALENDAR, invitation.status, by)


@transaction.atomic
def renew_delegation_link(delegation: Delegation, by: Actor, reason: str = "") -> None:
    """Issue a new link to an institution, revoke the old one, and send it to the focal point."""
    Dialogue.objects.lock(delegation.dialogue_id)
    delegation.refresh_from_db(fields=["link_key"])
    seats_out = [seat for seat in delegation.seats.with_people() if seat.is_out]
    if not seats_out:
        raise Refused(
            _("Nothing has been sent to this institution yet, so there is no link to renew.")
        )
    refuse_ended_links(delegation.dialogue)
    superseded.cancel_letters_with_link(delegation)
    delegation.link_key = new_key()
    delegation.save(update_fields=["link_key"])
    for seat in seats_out:
        transitions.note(seat, Note.RENEW_LINK, seat.status, by, reason)
    letters.nomination_request(delegation)


@transaction.atomic
def extend(invitation: Invitation, by: Actor, reason: str = "") -> None:
    """Give an offer that is out the dialogue's present reply deadline, and inform the invitee."""
    dialogue = transitions.lock(invitation)
    _refuse_impossible_offer(dialogue, dialogue.reply_by_at)
    if invitation.reply_by_at and dialogue.reply_by_at <= invitation.reply_by_at:
        raise Refused(_no_more_time(dialogue, invitation.reply_by_at))
    if not invitation.reserves_a_seat and not seats.has_room_for(invitation, dialogue):
        raise Refused(no_seat(dialogue))
    changes: dict[str, Any] = {"reply_by_at": dialogue.reply_by_at, "released_at": None}
    transitions.move(invitation, Verb.EXTEND, by, reason, **changes)
    letters.extension(invitation)


@transaction.atomic
def release(invitation: Invitation, by: Actor) -> bool:
    """Record that an offer's reply deadline has passed and it reserves no seat any more; False if
    that is not so.

    The seat is free from the deadline on; this makes it part of the history.
    """
    transitions.lock(invitation)
    is_offered = invitation.status in RESERVES_A_SEAT
    if not is_offered or invitation.released_at or invitation.reserves_a_seat:
        return False
    transitions.write(invitation, invitation.status, released_at=timezone.now())
    transitions.note(invitation, Note.RELEASE, invitation.status, by)
    return True


def release_all(by: Actor) -> list[Invitation]:
    """Do the same for every offer whose reply deadline has passed, of all dialogues that take
    place; return them. A constant few queries for each hundred, which is a transaction of its own:
    whoever runs it twice, or kills it, releases nothing twice."""
    offers = _past_offers().exclude(dialogue__status__in=Dialogue.OFF).order_by("dialogue", "pk")
    by_dialogue: dict[int, list[int]] = {}
    for dialogue, key in offers.values_list("dialogue_id", "pk"):
        by_dialogue.setdefault(dialogue, []).append(key)
    released = []
    for dialogue, keys in by_dialogue.items():
        for start in range(0, len(keys), RELEASED_AT_ONCE):
            released += _release_some(dialogue, keys[start : start + RELEASED_AT_ONCE], by)
    return released


def _past_offers():
    return Invitation.objects.filter(
        status__in=RESERVES_A_SEAT, reply_by_at__lte=timezone.now(), released_at=None
    )


@transaction.atomic
def _release_some(dialogue, keys, by):
    Dialogue.objects.lock(dialogue)
    # Looked at again under the lock: some may have been answered or given more time.
    rows = _past_offers().with_people().filter(pk__in=keys).order_by("pk")
    offers, now = list(rows.select_for_update(of=["self"], no_key=True)), timezone.now()
    changes = {"released_at": now, "changed_at": now}
    Invitation.objects.filter(pk__in=[offer.pk for offer in offers]).update(**changes)
    InvitationEvent.objects.bulk_create(
        [transitions.event(offer, Note.RELEASE, offer.status, by) for offer in offers]
    )
    return offers


@transaction.atomic
def vouch(invitation: Invitation, by: Actor, reason: str = "") -> None:
    """Say that the addresses from which this invitation was answered are known to be right."""
    if not invitation.answers.filter(is_from_unknown_address=True).update(
        is_from_unknown_address=False
    ):
        raise Refused(_("No answer to this invitation came from an unknown address."))
    transitions.note(invitation, Note.VOUCH, invitation.status, by, reason)


def _send_out(invitation, verb, by, reason, reply_by_at=None, explanation=None):
    dialogue = transitions.lock(invitation)
    reply_by_at = reply_by_at or dialogue.reply_by_at
    _refuse_impossible_offer(dialogue, reply_by_at)
    if not seats.count(dialogue).may_be_offered:
        raise Refused(no_seat(dialogue))
    moments = {"invited_at": timezone.now(), "reply_by_at": reply_by_at, "released_at": None}
    transitions.move(invitation, verb, by, reason, explanation, **moments)
    if invitation.person:
        letters.invite(invitation)
    else:
        letters.nomination_request(invitation.delegation, invitation)


def _refuse_impossible_offer(dialogue, reply_by_at):
    if dialogue.is_off:
        raise Refused(_("The dialogue will not take place, so nobody can be invited."))
    refuse_ended_links(dialogue)
    if reply_by_at <= timezone.now():
        raise Refused(_("The reply deadline has passed. Set a later one on the dialogue first."))


def refuse_ended_links(dialogue: Dialogue) -> None:
    """Raise Refused if a letter would bring a link that has ended."""
    if dialogue.have_links_ended:
        text = _(
            "The personal links of this dialogue ended on %(day)s, so no letter can bring one. "
            "Let them work for more days on the dialogue first."
        )
        raise Refused(text % {"day": date_format(dialogue.links_end_on, "DATE_FORMAT")})


def _no_more_time(dialogue, moment):
    text = _(
        "The current deadline is %(moment)s, and the dialogue’s reply deadline is not later. "
        "Set a later one on the dialogue first."
    )
    return text % {"moment": date_format(dialogue.local(moment), "DATETIME_FORMAT")}


def no_seat(dialogue: Dialogue) -> str:
    """The sentence that refuses an offer when no more may go out."""
    return ngettext_lazy(
        "The only seat is taken or reserved by an offer. Put this person on the reserve list, "
        "or wait for an answer.",
        "All %(count)d seats are taken or reserved by offers. Put this person on the reserve "
        "list, or wait for an answer.",
        "count",
    ) % {"count": dialogue.offer_limit or dialogue.capacity}
