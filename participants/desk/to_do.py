"""What is to be done about invitations, each as a number that opens its list."""

from datetime import UTC, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.desk.parts import Group, ToDo
from dialogue.models import Dialogue
from participants.desk.numbers import Numbers
from participants.reminders import schedule
from participants.states import RESERVES_A_SEAT, Status
from participants.workflow import attendance

SEE, CHANGE = "participants.view_invitation", "participants.change_invitation"
FAR_OFF = 0.5  # of its target; a category with less is named once the deadline is near
NEAR = timedelta(days=14)
LAST_CALL = timedelta(days=3)  # before its deadline an offer without an answer is named


def of_invitations(dialogue: Dialogue, numbers: Numbers) -> list[ToDo]:
    """What the numbers say."""
    if dialogue.is_off:
        return [_not_told(dialogue, numbers)]
    if not schedule.takes_place(dialogue, timezone.now()):
        return [_attendance(dialogue, numbers)]
    return [
        _attendance(dialogue, numbers),
        *_to_decide(dialogue, numbers),
        *_last_call(dialogue, numbers),
        *_to_offer(dialogue, numbers),
        *_to_send(dialogue, numbers),
        *_targets(dialogue, numbers),
    ]


def _listed(dialogue, status):
    address = reverse("admin:participants_invitation_changelist")
    return f"{address}?dialogue__id__exact={dialogue.pk}&status__exact={status}"


def _step(action, dialogue, status):
    """The page of a step for all invitations in this state."""
    address = reverse("admin:invitation_action", args=[action])
    return f"{address}?dialogue={dialogue.pk}&status={status}"


def _offers(dialogue, **moments):
    """The list of the offers that are out, by their deadlines: `lte`, `gt`."""
    address = reverse("admin:participants_invitation_changelist")
    status = ",".join(sorted(RESERVES_A_SEAT))
    address = f"{address}?dialogue__id__exact={dialogue.pk}&status__in={status}"
    for lookup, moment in moments.items():
        moment = moment.astimezone(UTC).replace(microsecond=0)
        address += f"&reply_by_at__{lookup}={moment:%Y-%m-%dT%H:%M:%SZ}"
    return address


def _to_decide(dialogue, numbers):
    nominated = numbers.statuses[Status.NOMINATED]
    substitutes = numbers.statuses[Status.SUBSTITUTE_PROPOSED]
    return [
        ToDo(
            nominated,
            ngettext("nomination to decide on", "nominations to decide on", nominated),
            _listed(dialogue, Status.NOMINATED),
            _("Decide"),
            Group.DECIDE,
            see=SEE,
            act_right=CHANGE,
        ),
        ToDo(
            substitutes,
            ngettext("substitute to decide on", "substitutes to decide on", substitutes),
            _listed(dialogue, Status.SUBSTITUTE_PROPOSED),
            _("Decide"),
            Group.DECIDE,
            see=SEE,
            act_right=CHANGE,
        ),
    ]


def _last_call(dialogue, numbers):
    """Offers whose deadline is so near that an answer is asked for now."""
    now = timezone.now()
    until = now + LAST_CALL
    near = [each for each in numbers.outstanding if now < each.reply_by_at <= until]
    number = sum(each.number for each in near)
    return [
        ToDo(
            number,
            ngettext(
                "offer is still open shortly before its deadline",
                "offers are still open shortly before their deadline",
                number,
            ),
            _offers(dialogue, gt=now, lte=until),
            _("Remind them"),
            note=_("The seats that they hold fall free with the deadline."),
            see=SEE,
            act_right=CHANGE,
        )
    ]


def _to_offer(dialogue, numbers):
    """Seats that can be offered to those on the reserve list; offers that lapsed."""
    in_reserve = numbers.statuses[Status.RESERVE]
    free = min(numbers.seats.may_be_refilled, in_reserve)
    waiting = ngettext(
        "%(n)s guest is on the reserve list", "%(n)s guests are on the reserve list", in_reserve
    )
    return [
        ToDo(
            free,
            ngettext("free seat can be offered again", "free seats can be offered again", free),
            reverse("admin:reserve", args=[dialogue.pk]),
            _("Offer"),
            note=waiting % {"n": in_reserve},
            see=SEE,
            act_right=CHANGE,
        ),
        ToDo(
            numbers.lapsed,
            ngettext(
                "offer has lapsed without a final answer",
                "offers have lapsed without a final answer",
                numbers.lapsed,
            ),
            _offers(dialogue, lte=timezone.now()),
            _("Look at them"),
            Group.MEND,
            note=_("Their seats are free again. Give more time, or withdraw the invitations."),
            see=SEE,
            act_right=CHANGE,
        ),
    ]


def _to_send(dialogue, numbers):
    drafts, cleared = numbers.statuses[Status.DRAFT], numbers.statuses[Status.CLEARED]
    too_late = _("The reply deadline has passed. Set a later one on the dialogue first.")
    has_passed = dialogue.reply_by_at <= timezone.now()
    return [
        ToDo(
            drafts,
            ngettext("invitation is a draft", "invitations are drafts", drafts),
            _listed(dialogue, Status.DRAFT),
            _("Clear them"),
            note=_("They are cleared before they can be sent."),
            see=SEE,
            act_right=CHANGE,
            step=_step("clear", dialogue, Status.DRAFT),
        ),
        ToDo(
            cleared,
            ngettext(
                "invitation is cleared and not sent",
                "invitations are cleared and not sent",
                cleared,
            ),
            _listed(dialogue, Status.CLEARED),
            _("Send them"),
            note=too_late if has_passed else "",
            see=SEE,
            act_right=CHANGE,
            step=_step("invite", dialogue, Status.CLEARED),
        ),
        _not_told(dialogue, numbers),
    ]


def _not_told(dialogue, numbers):
    return ToDo(
        numbers.not_told,
        ngettext(
            "invitee has not been told of the changes",
            "invitees have not been told of the changes",
            numbers.not_told,
        ),
        reverse("admin:dialogue_changed", args=[dialogue.pk]),
        _("Tell them"),
        Group.MEND,
        note=_("Dates, place or status have changed."),
        see=SEE,
        act_right=CHANGE,
    )


def _attendance(dialogue, numbers):
    """From the first day on: of whom nobody has said yet whether they came."""
    number = numbers.statuses[Status.ACCEPTED] if attendance.may_be_recorded(dialogue) else 0
    return ToDo(
        number,
        ngettext(
            "guest is not yet recorded as present or absent",
            "guests are not yet recorded as present or absent",
            number,
        ),
        _listed(dialogue, Status.ACCEPTED),
        _("Record it"),
        see=SEE,
        act_right=CHANGE,
    )


def _targets(dialogue, numbers):
    over = [own for own in numbers.categories if own.excess]
    now = timezone.now()
    has_begun = dialogue.starts_on <= dialogue.local(now).date()
    is_near = dialogue.reply_by_at - now < NEAR and numbers.sent and not has_begun
    far = [own for own in numbers.categories if own.held < (own.target or 0) * FAR_OFF]
    far = far if is_near else []
    address = reverse("admin:balance", args=[dialogue.pk])
    beyond = numbers.seats.beyond
    at_risk = numbers.seats.at_risk - beyond
    return [
        ToDo(
            beyond,
            ngettext(
                "more guest has accepted than there are seats",
                "more guests have accepted than there are seats",
                beyond,
            ),
            address,
            _("Look"),
            Group.MEND,
            note=_("Add seats in the settings, or talk to some of the guests."),
            see=SEE,
        ),
        ToDo(
            at_risk,
            ngettext(
                "person would find no seat if everybody accepted",
                "people would find no seat if everybody accepted",
                at_risk,
            ),
            address,
            _("Look"),
            Group.MEND,
            note=_("More offers are out than there are seats."),
            see=SEE,
        ),
        ToDo(
            len(over),
            ngettext(
                "category is above its target", "categories are above their target", len(over)
            ),
            address,
            _("Look"),
            Group.MEND,
            note=_of_targets(over),
            see=SEE,
        ),
        ToDo(
            len(far),
            ngettext(
                "category is far below its target",
                "categories are far below their target",
                len(far),
            ),
            address,
            _("Look"),
            Group.MEND,
            note=_of_targets(far),
            see=SEE,
        ),
    ]


def _of_targets(categories):
    text = _("%(category)s: %(held)s of %(target)s")
    return "; ".join(
        text % {"category": own.label, "held": own.held, "target": own.target} for own in categories
    )
