"""The dialogue's days as a calendar entry in a letter to one invitee (RFC 5546, RFC 6047).

Where the organisers ask for answers from calendars it is a REQUEST with one attendee, and answers
go to an address of this invitation's own; else a PUBLISH that holds the days. CANCEL takes either
back. The invitation keeps what was sent last: SEQUENCE never falls (RFC 5546, 2.1.4), nor does it
for somebody who is invited again, because the UID is the dialogue's.
"""

from dataclasses import replace

from django.db.models import F, Max, Q
from django.utils import timezone, translation

from dialogue.calendars import events, ical
from dialogue.mail.outbox import CalendarPart
from dialogue.models import Dialogue
from participants.letters.reply_addresses import reply_address
from participants.models import Invitation
from participants.models.invitation_queryset import InvitationQuerySet
from participants.states import OVER, Status

PARTSTAT = {
    Status.ACCEPTED: "ACCEPTED",
    Status.SUBSTITUTE_PROPOSED: "ACCEPTED",
    Status.ATTENDED: "ACCEPTED",
    Status.TENTATIVE: "TENTATIVE",
}

HAVE_AN_ENTRY = Q(person__isnull=False, calendar_told__isnull=False) & ~Q(
    status__in=[*OVER, Status.DECLINED]
)
IS_OUT_OF_DATE = HAVE_AN_ENTRY & Q(calendar_told__lt=F("dialogue__sequence"))


def hold(invitation: Invitation) -> CalendarPart | None:
    """The part of a letter that brings the entry, or brings it up to date; None where the letter
    is handed over, which then tells of it alone."""
    method = "REQUEST" if invitation.dialogue.asks_by_calendar else "PUBLISH"
    return _message(invitation, method, invitation.dialogue.sequence)


def cancel(invitation: Invitation) -> CalendarPart | None:
    """The part that takes the entry back; None where no entry was ever sent."""
    if invitation.calendar_told is None:
        return None
    return _message(invitation, "CANCEL", invitation.calendar_sequence + 1)


def _message(invitation, method, sequence):
    dialogue = invitation.dialogue
    if not invitation.person.email:
        _remember(invitation, invitation.calendar_sequence)
        return None
    is_news = invitation.calendar_told not in {None, dialogue.sequence}
    sequence = max(sequence, invitation.calendar_sequence + is_news)
    if invitation.calendar_told is None:
        sequence = max(sequence, _last_sequence(invitation) + 1)
    with translation.override(invitation.person.language), timezone.override(dialogue.tz):
        calendar = ical.Calendar(
            name=dialogue.title,
            tz=dialogue.tz,
            language=invitation.person.language,
            organiser=(dialogue.contact_name, _organiser(invitation)),
            events=[_event(invitation, method, sequence)],
        )
        body = ical.write_message(calendar, method)
    _remember(invitation, sequence)
    asks = dialogue.asks_by_calendar
    return CalendarPart(method, body, reply_to=reply_address(invitation) if asks else "")


def _last_sequence(invitation):
    """The highest SEQUENCE in letters about other invitations of this person to the dialogue, which
    were withdrawn or passed on; -1 if there was none."""
    earlier = invitation.dialogue.invitations.filter(
        person=invitation.person, calendar_told__isnull=False
    )
    last = earlier.exclude(pk=invitation.pk).aggregate(last=Max("calendar_sequence"))["last"]
    return -1 if last is None else last


def _organiser(invitation):
    """ORGANIZER, which all three methods demand (RFC 5546, 3.2.1, 3.2.2 and 3.2.5)."""
    dialogue = invitation.dialogue
    if dialogue.asks_by_calendar or not dialogue.contact_email:
        return reply_address(invitation)
    return dialogue.contact_email


def _event(invitation, method, sequence):
    person = invitation.person
    partstat = PARTSTAT.get(invitation.status, "NEEDS-ACTION")
    whole = events.whole_dialogue(invitation.dialogue)
    status = "CANCELLED" if method == "CANCEL" else whole.status
    if status == "CONFIRMED" and partstat != "ACCEPTED":
        status = "TENTATIVE"  # it is the invitee's own calendar that is spoken to
    return replace(
        whole,
        status=status,
        sequence=sequence,
        changed_at=timezone.now(),
        is_busy=status != "CANCELLED" and partstat == "ACCEPTED",  # free until then
        attendee=ical.Attendee(person.name, person.email, partstat)
        if invitation.dialogue.asks_by_calendar
        else None,
    )


def _remember(invitation, sequence):
    told = invitation.dialogue.sequence
    if (invitation.calendar_sequence, invitation.calendar_told) == (sequence, told):
        return  # as after the letter before: most answers bring nothing new
    invitation.calendar_sequence = sequence
    invitation.calendar_told = told
    invitation.save(update_fields=["calendar_sequence", "calendar_told"])


def days_as_file(invitation: Invitation) -> tuple[str, str, bytes]:
    """(name, media type, bytes) of the dialogue's days as a file for whoever answered for the
    invitee, in the invitee's language: nobody is invited by it, and no link is in it."""
    dialogue, language = invitation.dialogue, invitation.addressee.language
    with translation.override(language):
        calendar = ical.Calendar(
            name=dialogue.title,
            tz=dialogue.tz,
            language=language,
            organiser=(dialogue.contact_name, dialogue.contact_email),
            events=[events.whole_dialogue(dialogue)],
        )
        return f"{dialogue.slug}.ics", "text/calendar", ical.write(calendar)


def out_of_date(dialogue: Dialogue) -> InvitationQuerySet:
    """The invitations whose calendar entry is older than the dialogue's dates, place or status."""
    return dialogue.invitations.with_people().filter(IS_OUT_OF_DATE)
