"""Enter requests and breaches into the register, answer them, and open them again.

A row is numbered within its year, without gaps, and is never deleted. What was answered is opened
again only with a reason, which stays in its history.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.refusals import Refused
from participants.letters import data_request_letters
from participants.models import DataRequest, Invitation
from participants.personal_data import due_dates

State = DataRequest.State
TRIES = 20  # of many that enter a row at the same moment, one has its number at each try
PER_HOUR, PER_DAY = 5, 10  # requests that one personal link may make


@dataclass(frozen=True)
class Standing:
    """Where a row stands, in words, and whether it is late."""

    text: str
    is_late: bool = False


@transaction.atomic
def enter(row: DataRequest) -> DataRequest:
    """Store a new row, with the next number of this year and the moment it is due."""
    row.year = due_dates.day_of(timezone.now()).year
    row.due_at = due_dates.answer_due_at(row.kind, row.received_at)
    for _try in range(TRIES):
        row.number = last_number(row.year) + 1
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if last_number(row.year) < row.number:  # it was something else
                raise
            row.pk = None
        else:
            return row
    raise Refused(_("Too many are being entered at this moment. Please try again."))


def last_number(year: int) -> int:
    """The number of the newest row of a year, 0 if there is none."""
    newest = DataRequest.objects.filter(year=year).order_by("-number").first()
    return newest.number if newest else 0


def recount(row: DataRequest) -> None:
    """Set anew by when a row is due, for its kind or the moment of receipt was corrected. Does not
    store it."""
    due_at = due_dates.answer_due_at(row.kind, row.received_at)
    if row.state == State.UNDER_WAY:
        due_at = due_dates.carry_out_due_at(row.kind, row.received_at) or due_at
    row.due_at = due_at


@transaction.atomic
def ask(invitation: Invitation, kind: str, remark: str) -> DataRequest:
    """Enter what was asked on a personal page, and confirm it to the invitee's own address. The
    same once more within an hour (a form sent twice) changes nothing. Raises Refused when there
    were too many."""
    Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    now, person = timezone.now(), invitation.addressee
    today = made_on_page(invitation).filter(received_at__gt=now - timedelta(days=1))
    recent = [row for row in today if row.received_at > now - timedelta(hours=1)]
    for row in recent:
        if (row.kind, row.remark, row.state) == (kind, remark, State.OPEN):
            return row
    if len(recent) >= PER_HOUR or len(today) >= PER_DAY:
        raise Refused(
            _("There have been many requests. Please wait a day, or write to the secretariat.")
        )
    row = DataRequest(
        kind=kind,
        received_at=now,
        way=DataRequest.Way.PERSONAL_PAGE,
        dialogue=invitation.dialogue,
        person=person,
        remark=remark,
    )
    enter(row)
    data_request_letters.received(invitation, row)
    return row


def made_on_page(invitation: Invitation) -> QuerySet[DataRequest]:
    """What was asked on the personal page of this invitation, the newest first."""
    return DataRequest.objects.filter(
        way=DataRequest.Way.PERSONAL_PAGE,
        person=invitation.addressee,
        dialogue=invitation.dialogue_id,
    )


@transaction.atomic
def answer(row: DataRequest, state: str, text: str, by: User) -> DataRequest:
    """Record what was answered, why it was refused, or to whom it was forwarded; return the row.
    UNDER_WAY says that the answer has gone out and the rest is still to be done. Raises Refused."""
    row = _locked(row)
    if row.is_settled:
        raise Refused(_("It has been answered already. To answer it again, reopen it."))
    if not text.strip():
        raise Refused(_("Please write down what was answered, or why not."))
    now = timezone.now()
    if state == State.UNDER_WAY:
        due_at = due_dates.carry_out_due_at(row.kind, row.received_at)
        if row.state != State.OPEN or due_at is None:
            raise Refused(_("Nothing is left to be carried out. Choose another outcome."))
        row.due_at = due_at
    else:
        row.settled_at = now
    row.answer = "\n\n".join(filter(None, [row.answer, text.strip()]))
    row.answered_at, row.answered_by = row.answered_at or now, row.answered_by or by
    row.handled_by = row.handled_by or by
    row.state = State(state)
    row.save()
    return row


@transaction.atomic
def reopen(row: DataRequest, reason: str) -> DataRequest:
    """Take the answer back, for a reason that the history keeps; return the row. Raises Refused."""
    row = _locked(row)
    if not row.is_settled:
        raise Refused(_("It is open."))
    if not reason.strip():
        raise Refused(_("Please give the reason; it is kept in the history."))
    row.state, row.answer = State.OPEN, ""
    row.answered_at = row.answered_by = row.settled_at = row.reminded_of_at = None
    recount(row)
    row._change_reason = reason.strip()  # type: ignore[attr-defined]  # for django-simple-history
    row.save()
    return row


def _locked(row):
    return DataRequest.objects.select_for_update(no_key=True).get(pk=row.pk)


def standing(row: DataRequest, now: datetime) -> Standing:
    """Where a row stands at a moment: "due in 1 working day", "overdue since 2 June 2031, 23:59",
    or how it was settled. In the active language, on Hanoi's clock."""
    if row.is_settled:
        return Standing(row.get_state_display())
    if row.due_at < now:
        day = date_format(row.due_at.astimezone(due_dates.HANOI), "DATETIME_FORMAT")
        return Standing(_("overdue since %(day)s") % {"day": day}, is_late=True)
    if row.is_breach:
        hours = int((row.due_at - now).total_seconds() // 3600)
        return Standing(ngettext("due in %(n)d hour", "due in %(n)d hours", hours) % {"n": hours})
    days = due_dates.working_days_until(row.due_at, now)
    if days == 0:
        return Standing(_("due today"))
    text = ngettext("due in %(n)d working day", "due in %(n)d working days", days)
    return Standing(text % {"n": days})
