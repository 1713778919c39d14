"""The ranked reserve list, and who comes next when a seat is freed: like for like.

First whoever waits in the seat's own category, by rank; then people of the same country from other
categories; then the rest, by category and rank. Organisers decide; why it was just this person is
kept as data in the invitation's history, without names, so that it reads in either language also
when the people it was about are erased.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from dialogue.models import Dialogue
from dialogue.refusals import EditConflict, Refused
from participants.models import Invitation, InvitationEvent
from participants.seating.waiting_list import Place, places, waiting
from participants.states import RESERVES_A_SEAT, TAKES_A_SEAT, Note, Status, Verb
from participants.workflow import invitations, seats, transitions
from participants.workflow.transitions import Actor, Explanation

USUAL_DAYS = 5
SHOWN = 3  # the next candidate and the two after
SEATED = TAKES_A_SEAT | RESERVES_A_SEAT
PLACES = [
    pgettext_lazy("place on a list", "first"),
    pgettext_lazy("place on a list", "second"),
    pgettext_lazy("place on a list", "third"),
    pgettext_lazy("place on a list", "fourth"),
    pgettext_lazy("place on a list", "fifth"),
    pgettext_lazy("place on a list", "sixth"),
]


@dataclass(frozen=True)
class FreedSeat:
    """A seat that somebody left. `freed_at` is None for one that is only thought of as free, `by`
    is empty where nobody did it: the reply deadline had passed."""

    invitation: Invitation
    freed_at: datetime | None = None
    by: str = ""


@dataclass(frozen=True)
class Candidate:
    """Somebody on the reserve list, seen from a freed seat; `rank` counts from 1 in the category,
    `rule` is "same_category", "same_country" or "other"."""

    invitation: Invitation
    seat: FreedSeat
    rank: int
    rule: str
    country_matches: bool

    @property
    def explanation(self) -> Explanation:
        """Why this person, as kept in the history: see `sentence`."""
        freed, own = self.seat.invitation.category, self.invitation.category
        return {
            "freed": self.seat.invitation.pk,
            "category": freed.slug,
            "from_category": own.slug,
            "names": {
                category.slug: {
                    code: getattr(category, f"name_{code}") for code, _name in settings.LANGUAGES
                }
                for category in [freed, own]
            },
            "rule": self.rule,
            "rank": self.rank,
            "country_matches": self.country_matches,
        }

    @property
    def why(self) -> str:
        return sentence(self.explanation)


def freed_seats(dialogue: Dialogue) -> list[FreedSeat]:
    """The seats that were taken or reserved, are so no more, and that no offer has refilled, but no
    more than may be refilled now; the last freed comes first. Four queries.

    A substitute goes on in the same seat, so being replaced frees none; nor does an answer that
    led to the reserve list, for there was no seat.
    """
    now = timezone.now()
    is_leaving = ~Q(to_status__in=SEATED) | Q(
        from_status__in=TAKES_A_SEAT, to_status__in=RESERVES_A_SEAT
    )
    leavings = InvitationEvent.objects.filter(is_leaving, from_status__in=SEATED).exclude(
        to_status=Status.RESERVE, explanation__has_key="answer"
    )
    once_seated = (
        dialogue.invitations.with_people()
        .filter(invited_at__isnull=False)
        .exclude(status__in=[*TAKES_A_SEAT, Status.REPLACED])
        .exclude(status__in=RESERVES_A_SEAT, reply_by_at__gt=now)
        .filter(Q(status__in=RESERVES_A_SEAT) | Exists(leavings.filter(invitation=OuterRef("pk"))))
        .prefetch_related(Prefetch("events", leavings, to_attr="leavings"))
    )
    left = [seat for seat in map(_as_freed, once_seated) if seat is not None]
    refilled = _refilled(dialogue)
    still_free = [
        seat
        for seat in left
        if seat.invitation.pk not in refilled or refilled[seat.invitation.pk] < seat.freed_at
    ]
    still_free.sort(key=lambda seat: seat.freed_at, reverse=True)
    return still_free[: seats.count(dialogue).may_be_refilled]


def _as_freed(invitation):
    """When and by whom; None if the invitation never had a seat. An offer's seat is free from its
    reply-by moment on, whenever that was written down."""
    left = invitation.leavings[0] if invitation.leavings else None
    is_out = invitation.status in RESERVES_A_SEAT
    if is_out and (left is None or left.at <= invitation.reply_by_at):
        return FreedSeat(invitation, invitation.reply_by_at)
    if left is None:
        return None
    if left.from_status in RESERVES_A_SEAT and invitation.reply_by_at <= left.at:
        return FreedSeat(invitation, invitation.reply_by_at)
    return FreedSeat(invitation, left.at, left.actor)


def _refilled(dialogue):
    """{key of the invitation that left a seat: when that seat was last offered to somebody}."""
    offers = InvitationEvent.objects.filter(invitation__dialogue=dialogue, verb=Verb.OFFER)
    named = offers.order_by("at").values_list("explanation", "at")
    return {explanation["freed"]: at for explanation, at in named if "freed" in explanation}


def candidates(on_list: list[Place], seat: FreedSeat, most: int | None = None) -> list[Candidate]:
    """The people on the reserve list (`places`) in the order in which they come into question for
    this seat, or the first of them. One query."""
    freed, order = seat.invitation, ["same_category", "same_country", "other"]
    ruled = [(_rule(place, freed), place) for place in on_list]
    ruled.sort(key=lambda pair: order.index(pair[0]))
    shown = ruled[:most]
    people = Invitation.objects.with_people().in_bulk([place.invitation for _rule, place in shown])
    return [
        Candidate(
            people[place.invitation], seat, place.rank, rule, _is_from_country_of(place, freed)
        )
        for rule, place in shown
        if place.invitation in people
    ]


def candidate(dialogue: Dialogue, seat: FreedSeat, key: int | None) -> Candidate | None:
    """The invitation with this key as seen from a freed seat; None if it is not on the reserve
    list. Two queries."""
    chosen = [place for place in places(dialogue) if place.invitation == key]
    return next(iter(candidates(chosen, seat)), None)


def _rule(place, freed):
    if place.category == freed.category_id:
        return "same_category"
    return "same_country" if _is_from_country_of(place, freed) else "other"


def _is_from_country_of(place, freed):
    return bool(place.country) and place.country == freed.country.code


def sentence(explanation: Explanation) -> str:
    """What an explanation says, in the language on screen; "" for data of another kind."""
    rule = explanation.get("rule")
    if rule == "rank":
        return _("From place %(from)s to place %(to)s.") % explanation
    patterns: dict[tuple[str | None, bool | None], str] = {
        ("same_category", True): _(
            "Seat freed in “%(category)s”: %(place)s on the reserve list of that category, and "
            "from the same country."
        ),
        ("same_category", False): _(
            "Seat freed in “%(category)s”: %(place)s on the reserve list of that category."
        ),
        ("same_country", True): _(
            "Seat freed in “%(category)s”: from the same country, and %(place)s on the reserve "
            "list of “%(from_category)s”."
        ),
        ("other", False): _(
            "Seat freed in “%(category)s”: from another country, and %(place)s on the reserve "
            "list of “%(from_category)s”."
        ),
    }
    pattern = patterns.get((rule, explanation.get("country_matches")))
    if pattern is None:
        return ""
    rank = explanation["rank"]
    names = {
        key: _name_of(explanation["names"][explanation[key]])
        for key in ["category", "from_category"]
    }
    place = PLACES[rank - 1] if rank <= len(PLACES) else _("number %(rank)d") % {"rank": rank}
    return pattern % {**names, "place": place}


def _name_of(names):
    return names.get(get_language()) or names[settings.LANGUAGE_CODE]


def last_day_to_answer(dialogue: Dialogue, days: int) -> datetime:
    """The end of an answer window: the last minute of a day, so many days from today, on the
    dialogue's clock. Raises Refused if that is not before the dialogue's first day."""
    today = dialogue.local(timezone.now()).date()
    most = (dialogue.starts_on - today).days - 1
    if most < 1:
        raise Refused(
            _(
                "The dialogue is about to begin: there is no time left to wait for an "
                "answer. Please invite by telephone."
            )
        )
    if days > most:
        raise Refused(
            _("The reply deadline must be before the first day. Give %(most)d days at most.")
            % {"most": most}
        )
    return datetime.combine(today + timedelta(days=days), time(23, 59), dialogue.tz)


@transaction.atomic
def refill(
    freed: int, invitation: Invitation, by: Actor, reason: str = "", *, days: int = USUAL_DAYS
) -> None:
    """Offer the seat that the invitation with the key `freed` left to somebody on the reserve list,
    with the explanation. Raises Refused."""
    dialogue = transitions.lock(invitation)
    seat = next((seat for seat in freed_seats(dialogue) if seat.invitation.pk == freed), None)
    if seat is None:
        raise Refused(_("This seat is no longer free. Please look again before you decide."))
    chosen = candidate(dialogue, seat, invitation.pk)
    if chosen is None:
        raise Refused(
            _("This person is no longer on the reserve list. Please look again before you decide.")
        )
    reply_by_at = last_day_to_answer(dialogue, days)
    invitations.offer(
        invitation, by, reason, reply_by_at=reply_by_at, explanation=chosen.explanation
    )


@transaction.atomic
def shift(invitation: Invitation, by: Actor, step: int, reason: str = "", *, seen: int) -> None:
    """Move somebody up (step −1) or down (+1) on the category's list.

    `seen` is the place, from 1, that the organiser saw: EditConflict for whoever saw an older list.
    Raises Refused where no further move is possible.
    """
    dialogue = transitions.lock(invitation)
    on_list = list(waiting(dialogue).filter(category=invitation.category_id))
    place = next((n for n, row in enumerate(on_list) if row.pk == invitation.pk), None)
    if place is None or place + 1 != seen:
        text = _(
            "Somebody else has just changed the reserve list. Please look again before you move "
            "anyone."
        )
        raise EditConflict(text, invitation, str(seen))
    target = place + step
    if not 0 <= target < len(on_list):
        raise Refused(_("No further move is possible in this direction."))
    on_list.insert(target, on_list.pop(place))
    for rank, row in enumerate(on_list, start=1):
        if row.reserve_rank != rank:
            transitions.write(row, Status.RESERVE, reserve_rank=rank)
    explanation = {"rule": "rank", "from": seen, "to": target + 1}
    transitions.note(invitation, Note.RANK, Status.RESERVE, by, reason, explanation)
