"""Numbers of letters: without gaps or repeats, whatever happens at once, and never given back."""

from datetime import date

import pytest
from django.db import transaction

from dialogue.refusals import Refused
from participants.models import RegisterEntry, RegisterSeries
from participants.official import register
from tests import factories
from tests.threads import in_threads

DAY = date(2031, 4, 2)


def enter(head, series="GM", on=DAY, number=None, subject="Invitation"):
    return register.enter_outgoing(head, series, on, subject, "Ministry", None, number)


def numbers(**filters):
    return sorted(RegisterEntry.objects.filter(**filters).values_list("number", flat=True))


@pytest.fixture
def head(dialogue):
    return factories.letter_head(dialogue)


def test_each_kind_and_year_has_numbers_of_its_own(head):
    symbols = [enter(head, "GM"), enter(head, "CV"), enter(head, "GM"), enter(head, "NV")]
    later = enter(head, "GM", date(2032, 1, 4))
    assert [str(row) for row in [*symbols, later]] == [
        *["01/GM-BKHCN", "01/BKHCN-HTQT", "02/GM-BKHCN", "01/NV-BKHCN", "01/GM-BKHCN"]
    ]


def test_two_dialogues_of_one_ministry_share_its_numbers(head):
    other = factories.letter_head(factories.dialogue())
    third = factories.letter_head(factories.dialogue(), abbreviation="UNRCO")
    assert [enter(row).number for row in [head, other, third]] == [1, 2, 1]


def test_a_number_whose_letter_failed_is_given_to_the_next(head):
    enter(head)
    with pytest.raises(RuntimeError), transaction.atomic():
        enter(head)
        raise RuntimeError
    assert enter(head).number == 2


def test_what_is_cancelled_keeps_its_number_and_the_reason(head):
    first = enter(head)
    with pytest.raises(Refused, match="Say why"):
        register.cancel(first, "  ")
    register.cancel(first, "Sent to the wrong ministry")
    first.refresh_from_db()
    assert first.is_cancelled and first.cancelled_because == "Sent to the wrong ministry"
    assert enter(head).number == 2
    with pytest.raises(Refused, match="before"):
        register.cancel(first, "Again")


def test_numbers_of_the_ministrys_own_register_are_typed_and_taken_once(head):
    head.numbers_by_hand = True
    enter(head, number=41, subject="Invitation of the minister")
    with pytest.raises(Refused, match=r"41 of 2031 is taken.*Invitation of the minister"):
        enter(head, number=41)
    with pytest.raises(Refused, match="Type the number"):
        enter(head)
    head.numbers_by_hand = False
    assert enter(head).number == 42
    with pytest.raises(Refused, match="none can be typed"):
        enter(head, number=50)


def test_letters_that_come_in_are_numbered_by_the_year_they_are_entered(dialogue, clock):
    def came(symbol):
        row = RegisterEntry(
            dialogue=dialogue,
            symbol=symbol,
            dated_on=date(2031, 3, 1),
            subject="Nomination",
            correspondent="Ministry",
        )
        return register.enter_incoming(row, None)

    first, second = came("12/BNG"), came("")
    assert [(row.number, row.year, str(row)) for row in [first, second]] == [
        (1, 2031, "12/BNG"),
        (2, 2031, "2"),
    ]


@pytest.mark.django_db(transaction=True)
def test_organisers_who_issue_at_the_same_moment_get_numbers_one_after_the_other(dialogue):
    head = factories.letter_head(dialogue)

    def work(_number):
        return enter(head).number

    assert sorted(in_threads(work, range(6))) == [1, 2, 3, 4, 5, 6]
    assert numbers(series="GM") == [1, 2, 3, 4, 5, 6]
    assert RegisterSeries.objects.get().last == 6
