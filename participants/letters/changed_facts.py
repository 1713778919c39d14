"""What has changed of a dialogue's days, place and status since somebody was written to, old and
new; and the institutions that are asked to nominate and have not been told.

Invitees have an entry in their calendar that says what they know; of an institution it is the last
letter that named the facts. What they were then is in the dialogue's history.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Max
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogue.mail import outbox
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from dialogue.templatetags.dialogue import days_in_a_letter
from participants.models import Delegation, Invitation
from participants.states import Status

# The letters that name days, place and status.
NAME_THE_FACTS = [
    "invitation",
    "nomination_request",
    "reminder",
    "seat_confirmed",
    "dialogue_changed",
]
ASKED = [Status.INVITED, Status.NOMINATED]


@dataclass(frozen=True)
class Change:
    """One fact, as it was and as it is, in the language that was active."""

    label: str | Promise
    old: str
    new: str


def _facts(dialogue):
    return {
        _("When"): str(days_in_a_letter(dialogue.starts_on, dialogue.ends_on)),
        _("Where"): dialogue.place,
        _("Status"): str(dialogue.get_status_display()),
    }


def changes(dialogue: Dialogue, since_at: datetime | None) -> list[Change]:
    """What has changed since this moment, in the active language; [] where nobody knows. One
    query."""
    if since_at is None:
        return []
    history = dialogue.history  # type: ignore[attr-defined]  # simple_history adds it
    earlier = history.filter(history_date__lte=since_at).first()
    if earlier is None:
        return []
    before, now = _facts(earlier.instance), _facts(dialogue)
    return [
        Change(label, old or "–", now[label] or "–")
        for label, old in before.items()
        if old != now[label]
    ]


def _told_at(mails):
    """When the last letter that named the facts was written, of those not cancelled."""
    named = mails.filter(kind__in=NAME_THE_FACTS).exclude(state=OutgoingMail.State.CANCELLED)
    return named.aggregate(last=Max("created_at"))["last"]


def changes_for(invitation: Invitation) -> list[Change]:
    """What the addressee has not been told, in their language. Two queries."""
    with translation.override(invitation.addressee.language):
        return changes(invitation.dialogue, _told_at(invitation.mails))


def missed_since(invitation: Invitation, at: datetime) -> list[Change]:
    """What has changed since a moment, in the addressee's language. One query."""
    with translation.override(invitation.addressee.language):
        return changes(invitation.dialogue, at)


def for_page(dialogue: Dialogue, since_at: datetime | None) -> list[Change]:
    """What a page tells somebody who answered or was invited at this moment, in the active
    language; nothing of a dialogue that is over or does not take place, for that is said anyhow. No
    query where its days, place and status have never changed, or nobody has saved it since."""
    if since_at is None or not dialogue.is_ahead or not dialogue.sequence:
        return []
    if dialogue.changed_at <= since_at:
        return []
    return changes(dialogue, since_at)


def changes_for_institution(delegation: Delegation) -> list[Change]:
    """The same for the focal point of an institution."""
    mails = OutgoingMail.objects.filter(invitations__delegation=delegation)
    with translation.override(delegation.focal_point.language):
        return changes(delegation.dialogue, _told_at(mails))


def institutions_out_of_date(dialogue: Dialogue) -> list[tuple[Delegation, list[Change]]]:
    """The institutions that are asked to nominate and know other facts than today's."""
    seats = Invitation.objects.filter(person=None, status__in=ASKED, invited_at__isnull=False)
    asked = dialogue.delegations.filter(pk__in=seats.values("delegation"))
    rows = asked.select_related("dialogue", "organisation", "focal_point")
    found = [(delegation, changes_for_institution(delegation)) for delegation in rows]
    return [(delegation, differing) for delegation, differing in found if differing]


def _context(delegation, differing, link):
    person = delegation.focal_point
    with translation.override(person.language):
        salutation = person.salutation
    return {
        "delegation": delegation,
        "dialogue": delegation.dialogue,
        "person": person,
        "salutation": salutation,
        "changes": differing,
        "link": link,
    }


def preview(delegation: Delegation, differing: list[Change]) -> tuple[str, str, str]:
    """(subject, text, HTML) of the letter to an institution, its link left out."""
    context = _context(delegation, differing, "…")
    return outbox.render("dialogue_changed", delegation.focal_point.language, context)


def write(delegation: Delegation, differing: list[Change]) -> OutgoingMail:
    """Tell the focal point; the letter belongs to the seats that are still to be filled."""
    person = delegation.focal_point
    with translation.override(person.language):
        name = person.name
    mail = outbox.write(
        outbox.Letter(
            "dialogue_changed",
            dialogue=delegation.dialogue,
            language=person.language,
            to_name=name,
            to_address=person.email,
            cc_address=person.cc_email,
            context=_context(delegation, differing, settings.PUBLIC_URL + delegation.page_path),
        )
    )
    for seat in delegation.seats.filter(person=None, status__in=ASKED):
        seat.mails.add(mail)
    return mail
