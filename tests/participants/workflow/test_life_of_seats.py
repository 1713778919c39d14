"""The verbs in any order, by one person or by many at once: no seat is sold twice, none is lost."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from dialogue.refusals import Refused
from participants.models import Answer, Invitation
from participants.states import RESERVES_A_SEAT, TAKES_A_SEAT, Status
from participants.workflow import (
    answers,
    attendance,
    invitations,
    nominations,
    redrafting,
    seats,
    transitions,
    unsent,
)
from tests import factories
from tests.threads import in_threads

CAPACITY = 3
BY = transitions.Actor(transitions.Door.ADMIN, "Secretariat")
GUEST = transitions.Actor(transitions.Door.LINK, "guest")


def answered(response):
    def act(invitation):
        answers.answer(invitation, GUEST, Answer(response=response, answered_by="invitee"))

    return act


def presence(present):
    return lambda invitation: attendance.record(invitation, BY, present=present)


def pass_time(invitation):
    """The invitation's reply-by moment passes."""
    past = timezone.now() - timedelta(minutes=1)
    Invitation.objects.filter(pk=invitation.pk, reply_by_at__isnull=False).update(reply_by_at=past)
    invitation.refresh_from_db()


VERBS = {
    "clear": lambda one: invitations.clear(one, BY),
    "invite": lambda one: invitations.invite(one, BY),
    "offer": lambda one: invitations.offer(one, BY),
    "reserve": lambda one: invitations.put_on_reserve(one, BY),
    "extend": lambda one: invitations.extend(one, BY),
    "release": lambda one: invitations.release(one, BY),
    "withdraw": lambda one: invitations.withdraw(one, BY),
    "accept": answered("accept"),
    "accept_tentatively": answered("tentative"),
    "decline": answered("decline"),
    "propose": lambda one: nominations.nominate(one, GUEST, factories.nomination()),
    "take_back": lambda one: nominations.take_back(one, GUEST),
    "agree": lambda one: nominations.approve(one, BY),
    "send_back": lambda one: nominations.reject(one, BY, "Not this one"),
    "attend": presence(True),
    "miss": presence(False),
    "undo": lambda one: attendance.take_back(one, BY),
    "redraft": lambda one: redrafting.redraft(one, BY),
    "clear_again": lambda one: unsent.clear_again(one, BY),
    "time": pass_time,
}


def make_dialogue(offer_limit=None):
    """Three seats; eight people and three seats of an institution want them. It has begun, so that
    presence may be recorded."""
    yesterday = timezone.localdate() - timedelta(days=1)
    dialogue = factories.dialogue(capacity=CAPACITY, offer_limit=offer_limit, starts_on=yesterday)
    categories = [factories.category(dialogue) for _ in range(2)]
    delegation = factories.delegation(dialogue)
    for number in range(8):
        factories.invitation(dialogue, category=categories[number % 2])
    for _ in range(3):
        factories.invitation(dialogue, category=categories[0], delegation=delegation)
    return dialogue


def faults(dialogue):
    """What is wrong with the seats of a dialogue, as sentences; none is what we rely on."""
    rows = list(dialogue.invitations.prefetch_related("events"))
    taken = [one for one in rows if one.status in TAKES_A_SEAT]
    reserved = [one for one in rows if one.status in RESERVES_A_SEAT and not one.is_past_reply_by]
    if len(taken) > CAPACITY:
        yield f"{len(taken)} people sit on {CAPACITY} seats"
    counted = seats.count(dialogue)
    if (counted.taken, counted.reserved) != (len(taken), len(reserved)):
        yield "the seats are counted wrongly"
    for one in rows:
        told = [event.to_status for event in one.events.all()]
        if (told[0] if told else Status.DRAFT) != one.status:
            yield f"the history of {one.pk} does not lead to its status"
        if one.status == Status.REPLACED and not hasattr(one, "replaced_by"):
            yield f"the seat of {one.pk} is lost"
        if one.status in TAKES_A_SEAT and one.person is None:
            yield f"nobody sits on the seat of {one.pk}"
        waits = one.nominations.open().count()
        if waits != one.awaits_a_decision:
            yield f"{waits} nominations wait for {one.pk}, which is {one.status}"
    ranks = [(one.category_id, one.reserve_rank) for one in rows if one.reserve_rank]
    if len(set(ranks)) != len(ranks):
        yield "two people have the same rank on a reserve list"


class Life(RuleBasedStateMachine):
    """What organisers, offices, guests and the clock may do to a dialogue's seats."""

    def __init__(self):
        super().__init__()
        self.dialogue = make_dialogue()

    def pick(self, number):
        rows = Invitation.objects.with_people().filter(dialogue=self.dialogue).order_by("pk")
        return rows[number % rows.count()]

    @rule(number=st.integers(0, 40), verbs=st.lists(st.sampled_from(sorted(VERBS)), max_size=4))
    def use_verbs(self, number, verbs):
        for verb in verbs:
            invitation = self.pick(number)
            before = seats.count(self.dialogue)
            status, holds = invitation.status, invitation.reserves_a_seat
            try:
                VERBS[verb](invitation)
            except Refused as refusal:
                assert str(refusal)
                after = Invitation.objects.get(pk=invitation.pk)
                assert after.status == status, "a refusal changes nothing"
                if verb == "offer" and status == Status.RESERVE:
                    assert not before.may_be_offered, "a free seat was not given"
            else:
                after = Invitation.objects.get(pk=invitation.pk)
                if verb == "accept" and holds and before.taken < CAPACITY:
                    assert after.status == Status.ACCEPTED, "whoever holds a seat gets it"
                if verb == "agree":
                    grown = seats.count(self.dialogue).taken - before.taken
                    assert grown == (status == Status.NOMINATED), "a substitute takes one's seat"

    @rule(number=st.integers(0, 40))
    def come_as_far_as_accepting(self, number):
        """So that the later verbs are tried often enough."""
        for verb in ["clear", "invite", "propose", "agree", "accept"]:
            self.use_verbs(number, [verb])

    @rule(limit=st.sampled_from([None, CAPACITY, CAPACITY + 2]))
    def set_the_offer_limit(self, limit):
        self.dialogue.offer_limit = limit
        self.dialogue.save(update_fields=["offer_limit"])

    @invariant()
    def nothing_is_wrong(self):
        assert list(faults(self.dialogue)) == []


@pytest.mark.django_db
def test_no_order_of_verbs_oversells_or_loses_a_seat():
    # One at a time it makes no difference which server counts; many at once is what follows.
    examples = 25 if connection.vendor == "sqlite" else 5
    run_state_machine_as_test(
        Life, settings=settings(max_examples=examples, stateful_step_count=25, deadline=None)
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("offer_limit", [None, CAPACITY + 3])
def test_many_who_do_anything_at_once_neither_oversell_nor_lose_a_seat(offer_limit):
    dialogue = make_dialogue(offer_limit)
    keys = list(dialogue.invitations.values_list("pk", flat=True))
    seen = []

    def use(verb, key):
        try:
            VERBS[verb](Invitation.objects.with_people().get(pk=key))
        except Refused:
            return
        rows = Invitation.objects.filter(dialogue=dialogue, status__in=TAKES_A_SEAT)
        seen.append(rows.count())

    def anything(thread):
        chance = random.Random(thread)
        for key in keys:
            use("clear", key)
        for _ in range(60):
            use(
                chance.choice([*["invite", "accept", "propose", "agree"] * 5, *VERBS]),
                chance.choice(keys),
            )

    def everybody_comes(_thread):
        for key in keys * 2:
            for verb in [
                "clear",
                "agree",
                "invite",
                "offer",
                "extend",
                "propose",
                "agree",
                "accept",
            ]:
                use(verb, key)

    in_threads(anything, range(4))
    assert list(faults(dialogue)) == []
    in_threads(everybody_comes, range(4))
    assert list(faults(dialogue)) == []
    assert max(seen) == seats.count(dialogue).taken == CAPACITY
