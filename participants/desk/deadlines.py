"""The days by which answers are due, and those on which reminders go out, from the numbers alone:
nobody's invitation is read for it."""

from collections import Counter
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.desk.parts import Deadline
from dialogue.models import Dialogue
from participants.desk.numbers import Numbers, Outstanding
from participants.models import ReminderRule
from participants.reminders import schedule
from participants.states import Status

Kind = ReminderRule.Kind
SEE = "participants.view_invitation"


def of(dialogue: Dialogue, numbers: Numbers) -> list[Deadline]:
    """Reply deadlines with the answers still out, and the next reminders. One query."""
    now = timezone.now()
    if not schedule.takes_place(dialogue, now):
        return []
    return [
        *_reply_by(dialogue, numbers, now),
        *_details(dialogue, now),
        *_reminders(dialogue, numbers, now),
    ]


def _details(dialogue, now):
    last = dialogue.details_open_until
    if last and last >= dialogue.local(now).date():
        what = _("Delegates change their details themselves for the last time")
        address = reverse("admin:participants_invitationwithdetails_changelist")
        note = _("Each later change is a request, which waits for your decision.")
        yield Deadline(last, what, note, address, see="participants.view_delegatedetails")


def _reply_by(dialogue, numbers, now):
    out: Counter[datetime] = Counter({dialogue.reply_by_at: 0})
    for waiting in numbers.outstanding:
        out[waiting.reply_by_at] += waiting.number
    address = reverse("admin:participants_invitation_changelist")
    address = f"{address}?dialogue__id__exact={dialogue.pk}&status__exact={Status.INVITED}"
    for moment, number in sorted(out.items()):
        if moment <= now or (numbers.sent and not number):
            continue  # passed, or everybody has answered
        text = ngettext("%(n)s answer is outstanding", "%(n)s answers are outstanding", number)
        local = dialogue.local(moment)
        what = _("Answers are due, %(time)s") % {"time": formats.time_format(local, "H:i")}
        note = text % {"n": number} if number else ""
        yield Deadline(local.date(), what, note, address, see=SEE, at=moment)


def _reminders(dialogue, numbers, now):
    """One for each rule and day, with how many it would be sent to if nobody answered."""
    today, address = dialogue.local(now).date(), f"{reverse('admin:reminders')}?dialogue="
    for rule in dialogue.reminder_rules.filter(is_active=True):
        for day, number in _days(rule, dialogue, numbers):
            if day < today:
                continue
            note = _("To whoever %(who)s") % {"who": rule.get_kind_display()}
            if number:
                text = ngettext("%(who)s: %(n)s letter", "%(who)s: %(n)s letters", number)
                note = text % {"who": note, "n": number}
            yield Deadline(
                day,
                _("Reminder goes out"),
                note,
                f"{address}{dialogue.pk}",
                see=SEE,
                for_hosts=False,
            )


def _days(rule, dialogue, numbers):
    """[(day, number of invitations, or None where only their details tell)]."""
    before = timedelta(rule.days_before)
    if rule.kind == Kind.DETAILS:
        waits = numbers.statuses[Status.ACCEPTED]
        return [(dialogue.starts_on - before, None)] if waits else []
    days: Counter[object] = Counter()
    for waiting in numbers.outstanding:
        if _kind(waiting) == rule.kind:
            days[dialogue.local(waiting.reply_by_at).date() - before] += waiting.number
    return list(days.items())


def _kind(waiting: Outstanding) -> str | None:
    if waiting.status == Status.TENTATIVE:
        return Kind.CONFIRMATION
    if waiting.status == Status.INVITED:
        return Kind.NOMINATION if waiting.is_institution else Kind.ANSWER
    return None
