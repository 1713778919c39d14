"""The three clocks of the permission for a conference, after Decision 06/2020/QĐ-TTg."""

from datetime import date

import pytest
from django.db import IntegrityError

from dialogue.desk import permission_clocks
from dialogue.models import Permission
from tests import factories

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2031, 6, 2)
TODAY = date(2031, 4, 20)


def clocks(today=TODAY, **fields):
    dialogue = factories.dialogue(starts_on=FIRST_DAY)
    if fields:
        Permission.objects.create(dialogue=dialogue, **fields)
    return [(row.what, row.on, row.pause) for row in permission_clocks.of(dialogue, today, "/")]


def test_the_file_is_due_thirty_days_ahead_and_forty_where_ministers_attend():
    assert clocks() == [("Permission: hand in the file", date(2031, 5, 3), "")]
    [(_what, on, _pause)] = clocks(ministers_attend=True)
    assert on == date(2031, 4, 23)


def test_a_dialogue_elsewhere_needs_none_unless_somebody_writes_about_it():
    dialogue = factories.dialogue(starts_on=FIRST_DAY, time_zone="Asia/Singapore")
    assert permission_clocks.of(dialogue, TODAY, "/") == []


def test_once_filed_our_clock_stands_still():
    [(what, on, pause)] = clocks(filed_on=date(2031, 4, 10))
    assert (what, on) == ("Permission: decision", FIRST_DAY)
    assert pause == "with the authority since 10 April 2031"


def test_opinions_are_due_within_fifteen_days():
    rows = clocks(filed_on=date(2031, 4, 1), opinions_asked_on=date(2031, 4, 10))
    assert rows[0] == ("Permission: opinions of the bodies asked", date(2031, 4, 25), "")


def test_while_the_file_is_with_us_theirs_stands_still_and_goes_on_afterwards():
    asked = {"filed_on": date(2031, 4, 1), "opinions_asked_on": date(2031, 4, 10)}
    away = clocks(**asked, sent_back_on=date(2031, 4, 15))
    assert [what for what, _on, _pause in away] == [
        "Permission: complete the file",
        "Permission: opinions of the bodies asked",
        "Permission: decision",
    ]
    assert [pause for _what, _on, pause in away] == ["", *["stopped: the file is with us"] * 2]
    back = clocks(**asked, sent_back_on=date(2031, 4, 15), completed_on=date(2031, 4, 18))
    assert back[0][1:] == (date(2031, 4, 28), "")  # 25 April, and three days that it was away


def test_a_decision_ends_all_clocks():
    assert clocks(filed_on=date(2031, 4, 1), outcome="granted", decided_on=date(2031, 4, 19)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "granted"},
        {"opinions_asked_on": date(2031, 4, 10)},
        {
            "filed_on": date(2031, 4, 1),
            "sent_back_on": date(2031, 4, 9),
            "completed_on": date(2031, 4, 8),
        },
    ],
)
def test_what_cannot_be_is_refused_by_the_database(dialogue, fields):
    with pytest.raises(IntegrityError):
        Permission.objects.create(dialogue=dialogue, **fields)
