"""The register: give the next number, enter what came in, cancel.

A number is given in the transaction that issues its letter, under the lock of one row for each
series (RegisterSeries): if that fails, the number is as if it had never been. Nothing is deleted,
and what is cancelled keeps its number.
"""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogue.models import Dialogue
from dialogue.refusals import Refused
from participants.models import Direction, LetterHead, RegisterEntry, RegisterSeries

WITHOUT_TYPE = "CV"  # a công văn, and every letter that is no form of its own


def symbol(head: LetterHead, series: str, number: int) -> str:
    """Number and symbol as they are printed: 05/GM-BKHCN, or of a công văn 05/BKHCN-HTQT (Decree
    30/2020/NĐ-CP, Annex I, II.3). Below 10 there is a leading 0."""
    if series == WITHOUT_TYPE:
        return f"{number:02}/{'-'.join(filter(None, [head.abbreviation, head.unit]))}"
    return f"{number:02}/{series}-{head.abbreviation}"


@transaction.atomic
def enter_outgoing(
    head: LetterHead,
    series: str,
    dated_on: date,
    subject: str,
    correspondent: str,
    by: User | None,
    number: int | None = None,
) -> RegisterEntry:
    """A new row with the next number of the series in the year of `dated_on`; with `number`, that
    of the ministry's own register. Raises Refused for a number that is taken or not asked for."""
    if head.numbers_by_hand and number is None:
        raise Refused(_("Type the number that the ministry’s register gives to this letter."))
    if number is not None and not head.numbers_by_hand:
        raise Refused(_("Numbers are given by this register, so none can be typed."))
    row = RegisterEntry(
        dialogue=head.dialogue,
        direction=Direction.OUT,
        body=head.abbreviation,
        year=dated_on.year,
        series=series,
        dated_on=dated_on,
        subject=subject[:300],
        correspondent=correspondent[:400],
        registered_by=by,
    )
    _number(row, number)
    row.symbol = symbol(head, series, row.number)
    row.save(force_insert=True)
    return row


@transaction.atomic
def enter_incoming(row: RegisterEntry, by: User | None) -> RegisterEntry:
    """Store a letter that came in, with the next number of the year in which it was entered."""
    row.direction, row.registered_by, row.series = Direction.IN, by, ""
    row.body = body_of(row.dialogue)
    row.year = row.dialogue.local(row.registered_at).year
    _number(row, None)
    row.save(force_insert=True)
    return row


def body_of(dialogue: Dialogue) -> str:
    """The abbreviation of the body whose register a dialogue's letters are in; "" where there is no
    letterhead yet."""
    head = LetterHead.objects.filter(dialogue=dialogue).first()
    return head.abbreviation if head else ""


def _number(row, number):
    """Give the row its number, and hold the lock of its series until the transaction ends."""
    key = {name: getattr(row, name) for name in ["direction", "body", "year", "series"]}
    RegisterSeries.objects.get_or_create(**key)
    series = RegisterSeries.objects.select_for_update().get(**key)
    taken = RegisterEntry.objects.filter(**key, number=number or 0).first()
    if taken:
        text = _("Number %(number)d of %(year)d is taken: it is “%(subject)s”. Type another one.")
        raise Refused(text % {"number": number, "year": row.year, "subject": taken.subject})
    row.number = number or series.last + 1
    series.last = max(series.last, row.number)
    series.save(update_fields=["last"])


@transaction.atomic
def cancel(entry: RegisterEntry, reason: str) -> None:
    """Mark a row as cancelled, for a reason; its number stays taken. Raises Refused."""
    if not reason.strip():
        raise Refused(_("Say why it is cancelled: the register keeps the reason."))
    entry = RegisterEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.is_cancelled:
        raise Refused(_("It was cancelled before."))
    entry.cancelled_at, entry.cancelled_because = timezone.now(), reason.strip()[:300]
    entry.save(update_fields=["cancelled_at", "cancelled_because"])
