"""By when a request about personal data is answered and carried out, and a breach notified.

- Requests: an answer within 2 working days of receipt; then carried out within 15 days (withdrawal
  of consent, restriction, objection), 10 days (to see, correct or receive the data) or 20 days
  (erasure). Law 91/2025/QH15; Decree 356/2025/ND-CP, article 5. The month of GDPR, article 12(3),
  ends later.
- Breaches: 72 hours after the organisers learned of it, through nights, weekends and holidays.
  GDPR, article 33(1); Law 91/2025/QH15, article 23.
- Days are counted as the Civil Code 2015 counts them, in Hanoi: the day of receipt does not count
  (article 147(2)); the last day ends at midnight (148(6)), and if it is a day off, the period ends
  with the next working day (148(5)).

Working days are those of the library `holidays`: with Tết, holidays that are made up for, and the
Saturdays that are worked in exchange, as far as the Government has announced them.
"""

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from participants.models import DataRequest

Kind = DataRequest.Kind

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")  # Vietnamese law counts in Vietnamese days
ANSWER_WORKING_DAYS = 2
CARRY_OUT_DAYS = {
    **dict.fromkeys([Kind.WITHDRAW, Kind.RESTRICT, Kind.OBJECT], 15),
    **dict.fromkeys([Kind.SEE, Kind.CORRECT, Kind.COPY], 10),
    Kind.ERASE: 20,
}
BREACH_TIME = timedelta(hours=72)


@cache
def _calendar(year):
    """Viet Nam's days off in a year and the next. Nothing is added later, so threads may share."""
    import holidays  # only where a request comes in, for it takes long to load

    return holidays.country_holidays("VN", years=[year, year + 1], expand=False)


def day_of(moment: datetime) -> date:
    """The day in Hanoi on which an aware moment falls."""
    return moment.astimezone(HANOI).date()


def answer_due_at(kind: str, received_at: datetime) -> datetime:
    """By when a request is answered, or a breach notified: the last second of it."""
    if kind == Kind.BREACH:
        return received_at + BREACH_TIME
    received_on = day_of(received_at)
    calendar = _calendar(received_on.year)
    return _end_of(calendar.get_nth_working_day(received_on, ANSWER_WORKING_DAYS))


def carry_out_due_at(kind: str, received_at: datetime) -> datetime | None:
    """By when what was asked is done, the last second of it; None for a kind of which the law does
    not say so."""
    if kind not in CARRY_OUT_DAYS:
        return None
    received_on = day_of(received_at)
    last_on = received_on + timedelta(CARRY_OUT_DAYS[Kind(kind)])
    return _end_of(_calendar(received_on.year).get_nth_working_day(last_on, 0))


def working_days_until(due_at: datetime, now: datetime) -> int:
    """How many working days after today there are up to the day on which it is due; 0 today."""
    today, due_on = day_of(now), day_of(due_at)
    days = range(1, (due_on - today).days + 1)
    calendar = _calendar(today.year)
    return sum(calendar.is_working_day(today + timedelta(number)) for number in days)


def _end_of(day):
    return datetime.combine(day, time(23, 59, 59), HANOI)
