"""Institutions, people, and the invitations through which they come to a seat."""

from participants.models.answers import Answer, By, Channel, InvitationEvent, Nomination
from participants.models.consents import Consent
from participants.models.delegations import Delegation, new_key
from participants.models.invitations import Invitation, InvitationQuerySet
from participants.models.people import Category, Organisation, Person
from participants.models.uploads import PeopleUpload

__all__ = [
    "Answer",
    "By",
    "Category",
    "Channel",
    "Consent",
    "Delegation",
    "Invitation",
    "InvitationEvent",
    "InvitationQuerySet",
    "Nomination",
    "Organisation",
    "PeopleUpload",
    "Person",
    "new_key",
]
