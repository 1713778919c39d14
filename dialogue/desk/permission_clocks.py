"""The three clocks of the permission for an international conference in Viet Nam, after Decision
06/2020/QĐ-TTg: the file is due 30 days before the first day, 40 where ministers attend; the bodies
that are asked give their opinions within 15 days; then it is decided. A clock stands still while
the other side has the file."""

from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext as _

from dialogue.desk.parts import Deadline
from dialogue.models import Dialogue
from dialogue.models.permission import Permission

DAYS_AHEAD, DAYS_AHEAD_OF_MINISTERS, DAYS_FOR_OPINIONS = 30, 40, 15
VIET_NAM = "Asia/Ho_Chi_Minh"


def of(dialogue: Dialogue, today: date, address: str) -> list[Deadline]:
    """What is due for the permission of this dialogue, if it needs one: it is in Viet Nam, or
    somebody has written about it. `address` is where the days are written down."""
    permission = getattr(dialogue, "permission", None)
    if permission is None:
        if dialogue.time_zone != VIET_NAM or dialogue.is_off or today >= dialogue.starts_on:
            return []
        permission = Permission(dialogue=dialogue)
    return [
        Deadline(on, what, note, address, see="dialogue.view_dialogue", pause=pause)
        for on, what, note, pause in _clocks(permission, dialogue.starts_on, today)
    ]


def _clocks(permission, starts_on, today):
    """(day, what, note, why the clock stands still or "") of each that is not done."""
    if permission.outcome != Permission.Outcome.OPEN:
        return
    if permission.filed_on is None:
        note = (
            _("40 days ahead, because ministers attend (Decision 06/2020/QĐ-TTg)")
            if permission.ministers_attend
            else _("30 days ahead; 40 if ministers attend (Decision 06/2020/QĐ-TTg)")
        )
        yield filing_day(permission, starts_on), _("Permission: hand in the file"), note, ""
        return
    if permission.is_sent_back:
        note = _("Sent back on %(day)s") % {"day": formats.date_format(permission.sent_back_on)}
        yield filing_day(permission, starts_on), _("Permission: complete the file"), note, ""
    stopped = _("stopped: the file is with us") if permission.is_sent_back else ""
    if permission.opinions_asked_on and not permission.opinions_in_on:
        day = opinions_day(permission, today)
        note = _("15 days from %(day)s") % {
            "day": formats.date_format(permission.opinions_asked_on)
        }
        yield day, _("Permission: opinions of the bodies asked"), note, stopped
    since = permission.completed_on or permission.filed_on
    with_them = _("with the authority since %(day)s") % {"day": formats.date_format(since)}
    yield starts_on, _("Permission: decision"), "", stopped or with_them


def filing_day(permission: Permission, starts_on: date) -> date:
    """The last day on which the file may be handed in."""
    ahead = DAYS_AHEAD_OF_MINISTERS if permission.ministers_attend else DAYS_AHEAD
    return starts_on - timedelta(ahead)


def opinions_day(permission: Permission, today: date) -> date:
    """The day by which opinions are due: later by the days on which the file was sent back. Raises
    ValueError where none were asked for."""
    asked_on = permission.opinions_asked_on
    if asked_on is None:
        raise ValueError("No opinions were asked for.")
    away = timedelta(0)
    if permission.sent_back_on:
        back_on = permission.completed_on or today
        away = max(timedelta(0), back_on - max(permission.sent_back_on, asked_on))
    return asked_on + timedelta(DAYS_FOR_OPINIONS) + away
