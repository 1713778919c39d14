"""Who is in the list of participants; participants/lists makes pages and papers of it.

It goes to all delegates and the hosts, so it names only those who agreed to be in it, and gives
addresses only of those who agreed to share them (see consents.py). The secretariat's own version
names everybody, and says what it is.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from dialogue.models import Dialogue
from participants.delegates import consents
from participants.models import Category, Consent, Invitation, Organisation, Person
from participants.names.protocol import Named, Place
from participants.states import TAKES_A_SEAT, Status

# Whoever has a seat and has not stayed away. While a substitute is only proposed, the seat is still
# the delegate's.
TAKES_PART = TAKES_A_SEAT - {Status.NO_SHOW}


@dataclass(frozen=True)
class Participant:
    """A person with a seat, and what they agreed to. `shows_contact`: whether this version of the
    list gives their addresses."""

    invitation: Invitation
    has_agreed: bool
    shows_contact: bool

    @property
    def person(self) -> Person:
        return cast(Person, self.invitation.person)  # whoever takes a seat is named

    @property
    def named(self) -> Named:
        """Form of address and name, the latter with capitals, and what else the list says."""
        return self.person.named(Place.LIST)

    @property
    def nominated_by(self) -> Organisation | None:
        """The institution that named them, where it is not their own."""
        delegation = self.invitation.delegation
        if delegation is None or delegation.organisation_id == self.person.organisation_id:
            return None
        return delegation.organisation

    @property
    def status(self) -> str:
        """What the secretariat has to know beside a name."""
        agreed = _("agreed to be listed") if self.has_agreed else _("has not agreed to be listed")
        if self.invitation.status == Status.ACCEPTED:
            return agreed
        return f"{self.invitation.get_status_display()}; {agreed}"


@dataclass
class Group:
    """One category: the participants who are named, and how many others there are."""

    category: Category
    named: list[Participant] = field(default_factory=list)
    others: int = 0

    @property
    def number(self) -> int:
        return len(self.named) + self.others


@dataclass
class ListOfParticipants:
    """`dialogue`'s list as it may be shown now."""

    dialogue: Dialogue
    groups: list[Group]
    is_internal: bool

    @property
    def number(self) -> int:
        return sum(group.number for group in self.groups)

    @cached_property
    def has_contacts(self) -> bool:
        return any(person.shows_contact for group in self.groups for person in group.named)


def participants(
    dialogue: Dialogue, *, is_internal: bool = False, with_contacts: bool = True
) -> ListOfParticipants:
    """Without contact details for those organisers who see none.

    Category, then country in protocol order, then precedence. Three queries, whatever the
    size; in the secretariat's version four."""
    chosen = Invitation.objects.filter(dialogue=dialogue, status__in=TAKES_PART)
    groups = _groups(dialogue)
    agreeing = consents.agreeing(Consent.Purpose.LIST, chosen)
    may_be_named = consents.who_agreed(Consent.Purpose.LIST, chosen) if is_internal else None
    may_be_reached = consents.who_agreed(Consent.Purpose.CONTACT, chosen)
    named = chosen if is_internal else agreeing
    for invitation in named.with_people().in_protocol_order():
        has_agreed = may_be_named is None or invitation.pk in may_be_named
        shows_contact = is_internal or (with_contacts and invitation.pk in may_be_reached)
        group = groups[invitation.category_id]
        group.named.append(Participant(invitation, has_agreed, shows_contact))
        group.others -= 1
    return ListOfParticipants(dialogue, list(groups.values()), is_internal)


def _groups(dialogue):
    """{category: Group} with nobody named yet. One query: those who are not named are counted in
    the database."""
    takes_part = Count("invitations", filter=Q(invitations__status__in=TAKES_PART))
    counted = dialogue.categories.annotate(number=takes_part).filter(number__gt=0)
    return {category.pk: Group(category, others=category.number) for category in counted}
