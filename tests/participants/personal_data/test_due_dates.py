"""By when a data request is answered: Viet Nam's working days, as the Civil Code counts them."""

from datetime import UTC, datetime, timedelta

import pytest

from participants.models import DataRequest
from participants.personal_data import due_dates
from participants.personal_data.due_dates import HANOI

Kind = DataRequest.Kind


def hanoi(text):
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def answer_on(received, kind=Kind.SEE):
    """ "2027-06-03 23:59" """
    return f"{due_dates.answer_due_at(kind, hanoi(received)):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2027-06-01 09:00", "2027-06-03 23:59"),  # Tuesday: Wednesday, Thursday
        ("2027-06-01 00:00", "2027-06-03 23:59"),
        ("2027-06-01 23:50", "2027-06-03 23:59"),  # late, and still that day
        ("2027-06-02 00:00", "2027-06-04 23:59"),
        ("2027-06-03 09:00", "2027-06-07 23:59"),  # over a week-end
        ("2027-06-05 09:00", "2027-06-08 23:59"),  # on a Saturday: Monday, Tuesday
        ("2027-06-06 23:50", "2027-06-08 23:59"),
        ("2027-02-02 09:00", "2027-02-11 23:59"),  # before Tết: 3 February, then 11
        ("2027-02-03 09:00", "2027-02-12 23:59"),
        ("2027-02-08 09:00", "2027-02-12 23:59"),  # on a day of Tết
        ("2026-12-31 09:00", "2027-01-05 23:59"),  # New Year, then a week-end
        ("2027-04-29 09:00", "2027-05-05 23:59"),  # 30 April, 1 May on a Saturday, made up for
        ("2027-09-01 09:00", "2027-09-07 23:59"),  # 2 and 3 September, a week-end
        ("2026-08-20 09:00", "2026-08-22 23:59"),  # a Saturday that is worked
        ("2026-08-21 09:00", "2026-08-24 23:59"),
        ("2026-08-27 09:00", "2026-09-03 23:59"),  # and the Monday that is off in exchange
        ("2026-04-24 09:00", "2026-04-29 23:59"),  # the Hùng Kings on a Sunday, off on Monday
    ],
)
def test_a_request_is_answered_within_two_working_days_of_which_receipt_is_none(received, due):
    assert answer_on(received) == due


def test_days_are_those_of_hanoi_wherever_the_moment_comes_from():
    late = datetime(2027, 6, 1, 17, 30, tzinfo=UTC)  # half past midnight on 2 June
    assert due_dates.answer_due_at(Kind.SEE, late) == hanoi("2027-06-04 23:59:59")


@pytest.mark.parametrize("received", ["2027-02-05 23:50", "2027-06-04 18:00", "2027-06-01 09:00"])
def test_a_breach_has_seventy_two_hours_through_week_ends_and_holidays(received):
    due_at = due_dates.answer_due_at(Kind.BREACH, hanoi(received))
    assert due_at == hanoi(received) + timedelta(hours=72)


@pytest.mark.parametrize(
    ("kind", "received", "due"),
    [
        (Kind.WITHDRAW, "2027-06-01 23:50", "2027-06-16 23:59"),
        (Kind.WITHDRAW, "2027-06-04 09:00", "2027-06-21 23:59"),  # the 19th is a Saturday
        (Kind.OBJECT, "2027-01-20 09:00", "2027-02-11 23:59"),  # the 4th begins Tết
        (Kind.RESTRICT, "2026-08-07 09:00", "2026-08-22 23:59"),  # a Saturday that is worked
        (Kind.COPY, "2027-06-01 09:00", "2027-06-11 23:59"),
        (Kind.ERASE, "2027-06-01 09:00", "2027-06-21 23:59"),
    ],
)
def test_what_was_asked_is_done_by_a_day_that_is_worked(kind, received, due):
    found = due_dates.carry_out_due_at(kind, hanoi(received))
    assert f"{found:%Y-%m-%d %H:%M}" == due


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.OTHER, Kind.BREACH])
def test_of_other_kinds_the_law_names_no_such_day(kind):
    assert due_dates.carry_out_due_at(kind, hanoi("2027-06-01 09:00")) is None


@pytest.mark.parametrize(
    ("now", "days"),
    [
        ("2027-06-03 08:00", 2),
        ("2027-06-04 23:00", 1),
        ("2027-06-06 08:00", 1),
        ("2027-06-07 08:00", 0),
        ("2027-06-08 08:00", 0),
    ],
)
def test_the_days_that_are_left_are_working_days(now, days):
    due_at = hanoi("2027-06-07 23:59:59")
    assert due_dates.working_days_until(due_at, hanoi(now)) == days
