"""By the clock: when the terms are over nobody is known any more, and the numbers are the same."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from dialogue.models import Dialogue
from dialogue.personal_data import data_map
from participants.models import Invitation
from participants.seating import balance
from participants.states import Status
from tests.personal_data_world import (
    make_world,
    stored,
    traces,
)

LAST_DAY = datetime(2031, 6, 3, 12, tzinfo=UTC)


def run(**options):
    said = io.StringIO()
    call_command("forget_personal_data", stdout=said, **options)
    return said.getvalue().strip()


@pytest.fixture
def world(dialogue, client, clock):
    return make_world(dialogue, client)


def numbers(dialogue):
    """What is counted of a dialogue: by category, by country, and the seats."""
    board = balance.board(dialogue)
    statuses = dialogue.invitations.order_by("status").values_list("status", "category")
    return board.categories, board.countries, board.seats, board.total, list(statuses)


def test_the_world_leaves_something_in_every_table_that_has_a_term(world):
    """Otherwise the next test would prove less than it says."""
    empty = [
        holding.model
        for holding in data_map.personal()
        if holding.rows_due and not holding.rows.exists()
    ]
    assert empty == []


def test_when_all_terms_are_over_nobody_is_known_and_the_numbers_are_the_same(world, clock):
    before = numbers(world.dialogue)
    assert {trace.partition(": ")[2] for trace in traces(world.words)} == set(world.words)
    clock.move_to(LAST_DAY + timedelta(days=367))
    User.objects.update(is_active=False, date_joined=LAST_DAY - timedelta(days=90))
    run()
    assert traces(world.words) == []
    assert numbers(Dialogue.objects.get()) == before
    assert Invitation.objects.filter(status=Status.ACCEPTED).count() == 2
    once = stored()
    assert run() == "Nothing has been kept longer than its term."
    assert stored() == once
