"""The letters to people without an email address: which are still to be handed over, and how their
readers are reached."""

from collections.abc import Collection

from django.db.models import Q

from dialogue.mail.models import OutgoingMail, OutgoingMailQuerySet
from participants.letters.letters import name_in_letters
from participants.models import Delegation, Invitation, Person


def to_hand_over(person: Person) -> OutgoingMailQuerySet:
    """The letters to this person that are still to be handed over."""
    own = Invitation.objects.filter(person=person)
    nominating = Delegation.objects.filter(focal_point=person)
    about = Q(invitations__in=own) | Q(invitations__delegation__in=nominating)
    found = OutgoingMail.objects.filter(
        about, state=OutgoingMail.State.TO_HAND_OVER, to_name=name_in_letters(person)
    )
    return OutgoingMail.objects.filter(pk__in=found.values("pk"))


def directions(mails: Collection[OutgoingMail]) -> dict[int, str]:
    """{key: how the person to whom it is addressed is reached}. Two queries."""
    by_key = {mail.pk: mail for mail in mails}
    through = Invitation.mails.through.objects.filter(outgoingmail__in=by_key)
    pairs = list(through.values_list("outgoingmail_id", "invitation_id"))
    rows = Invitation.objects.filter(pk__in={pk for _mail, pk in pairs})
    about = {row.pk: row for row in rows.select_related("person", "delegation__focal_point")}
    found = {}
    for mail, invitation in pairs:
        row = about[invitation]
        people = [row.person, row.delegation and row.delegation.focal_point]
        for person in filter(None, people):
            if name_in_letters(person) == by_key[mail].to_name:
                parts = [person.reached_at, person.postal_address]
                found[mail] = "\n".join(part for part in parts if part)
    return found
