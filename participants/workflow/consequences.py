"""What a change of a dialogue means for those who are invited, before it is saved."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.calendars.events import TIME_PLACE_STATUS
from dialogue.models import Dialogue
from participants.letters.calendar_invitations import HAVE_AN_ENTRY
from participants.letters.changed_facts import ASKED, NAME_THE_FACTS
from participants.states import RESERVES_A_SEAT
from participants.workflow import seats


def of_change(stored: Dialogue, changed: Dialogue) -> list[str]:
    """The sentences about facts, seats and deadline; none where nobody is concerned. At most five
    queries."""
    return [
        *_of_facts(stored, changed),
        *_of_seats(stored, changed),
        *_of_deadline(stored, changed),
    ]


def of_host(dialogue: Dialogue) -> list[str]:
    """The sentences about another host; none where nobody has been written to."""
    waiting = dialogue.mails.waiting().filter(kind__in=NAME_THE_FACTS).count()
    if not waiting and not dialogue.invitations.filter(invited_at__isnull=False).exists():
        return []
    found = [
        _(
            "The host is another on the public pages, in the concept note and in what is written "
            "from now on. Whoever has been invited is not told by itself."
        )
    ]
    if waiting:
        found.append(_old_facts_wait(waiting))
    return found


def _old_facts_wait(number):
    return ngettext(
        "%(n)d letter that names the old facts has not gone out yet; cancel it or write it again.",
        "%(n)d letters that name the old facts have not gone out yet; cancel them or write them "
        "again.",
        number,
    ) % {"n": number}


def _of_facts(stored, changed):
    """Who knows other days, another place or status than there would be."""
    if all(getattr(stored, name) == getattr(changed, name) for name in TIME_PLACE_STATUS):
        return
    people = stored.invitations.filter(HAVE_AN_ENTRY).count()
    asked = stored.invitations.filter(person=None, status__in=ASKED, invited_at__isnull=False)
    institutions = asked.values("delegation").distinct().count()
    if people:
        yield ngettext(
            "%(n)d invitee has the dialogue in their calendar as it was. Calendars that are "
            "subscribed to follow by themselves; a letter goes out only when you choose “Tell the "
            "invitees” after saving.",
            "%(n)d invitees have the dialogue in their calendars as it was. Calendars that are "
            "subscribed to follow by themselves; letters go out only when you choose “Tell the "
            "invitees” after saving.",
            people,
        ) % {"n": people}
    if institutions:
        yield ngettext(
            "%(n)d institution that is asked to nominate knows the dialogue as it was, and is "
            "told in the same way.",
            "%(n)d institutions that are asked to nominate know the dialogue as it was, and are "
            "told in the same way.",
            institutions,
        ) % {"n": institutions}
    waiting = stored.mails.waiting().filter(kind__in=NAME_THE_FACTS).count()
    if waiting:
        yield _old_facts_wait(waiting)
    if changed.is_off and not stored.is_off and stored.invitations.active().exists():
        yield _(
            "Nobody can be invited or answer any more, no reminders are sent, and calendars show "
            "the dialogue as cancelled."
        )


def _of_seats(stored, changed):
    """More people than seats: said only where the change makes it so, or worse."""
    if changed.capacity >= stored.capacity:
        return
    count = seats.count(stored)
    over = count.taken - changed.capacity
    if over > 0:
        yield ngettext(
            "%(taken)d seats are taken, %(n)d more than there would be. Nobody loses a seat by "
            "this; decide yourself who is to be withdrawn.",
            "%(taken)d seats are taken, %(n)d more than there would be. Nobody loses a seat by "
            "this; decide yourself who are to be withdrawn.",
            over,
        ) % {"taken": count.taken, "n": over}
    elif (at_risk := count.taken + count.reserved - changed.capacity) > 0:
        yield ngettext(
            "%(n)d offer that is out would find no seat: if everybody accepts, the last one goes "
            "on the reserve list.",
            "%(n)d offers that are out would find no seat: if everybody accepts, the last ones go "
            "on the reserve list.",
            at_risk,
        ) % {"n": at_risk}


def _of_deadline(stored, changed):
    """Offers that are out keep the deadline they were sent with."""
    if stored.reply_by_at == changed.reply_by_at:
        return
    out = stored.invitations.filter(status__in=RESERVES_A_SEAT).exclude(
        reply_by_at=changed.reply_by_at
    )
    if number := out.count():
        moment = date_format(changed.local(changed.reply_by_at), "DATETIME_FORMAT")
        yield ngettext(
            "%(n)d invitation that is out keeps its own reply deadline; “Give more time” moves it "
            "to %(moment)s and tells the invitee.",
            "%(n)d invitations that are out keep their own reply deadline; “Give more time” moves "
            "it to %(moment)s and tells the invitees.",
            number,
        ) % {"n": number, "moment": moment}
