"""Whose portrait is kept, and where it may be shown: beside the name of somebody who agreed to
both, and only at the dialogue for which they did."""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogue.calendars import events
from dialogue.models import Dialogue
from dialogue.refusals import Refused
from participants.delegates import consents
from participants.models import Consent, Invitation, Person, Portrait
from participants.models.portraits import new_portrait_key
from participants.portraits import pictures
from participants.states import COMES


def has_agreed(person: Person) -> bool:
    """Whether the person agreed to a portrait for any dialogue. One query."""
    seats = Invitation.objects.filter(person=person)
    return consents.agreeing(Consent.Purpose.PORTRAIT, seats).exists()


@transaction.atomic
def put(person: Person, content: bytes, by: User | None = None) -> Portrait:
    """Keep this picture, in place of an earlier one. Raises Refused with what is wrong with the
    file, and where the person has not agreed; `by` is the organiser who does it for them."""
    if not has_agreed(person):
        raise Refused(
            _("A portrait is kept only once the person has agreed to it on their personal page.")
        )
    small, large = pictures.drawn(content)
    _tell_pages(person)
    row, _made = Portrait.objects.update_or_create(
        person=person,
        defaults={
            "key": new_portrait_key(),
            "small": small,
            "large": large,
            "uploaded_at": timezone.now(),
            "uploaded_by": by,
        },
    )
    return row


@transaction.atomic
def remove(person: Person) -> bool:
    """Delete it; whether there was one."""
    _tell_pages(person)
    deleted, _models = Portrait.objects.filter(person=person).delete()
    return bool(deleted)


def _tell_pages(person):
    """Pages that name the person hold another portrait, or none."""
    events.mark_calendars_changed(Dialogue.objects.filter(invitations__person=person).distinct())


def key_of(person: Person) -> str:
    """The key in the address of their portrait; "" without one. One query."""
    return Portrait.objects.filter(person=person).values_list("key", flat=True).first() or ""


def shown_at(dialogue: Dialogue, people: Collection[int]) -> dict[int, str]:
    """{person: key of the portrait} of those people, by primary key, who come to the dialogue and
    agreed for it. One query."""
    coming = dialogue.invitations.filter(status__in=COMES, person__in=people).order_by()
    agreeing = consents.agreeing(Consent.Purpose.PORTRAIT, coming)
    rows = Portrait.objects.filter(person__in=agreeing.values("person"))
    return dict(rows.values_list("person", "key"))
