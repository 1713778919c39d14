"""Institutions, people, and the invitations through which they come to a seat."""

from participants.models.invitations import Answer, Invitation, InvitationEvent, new_key
from participants.models.people import Category, Organisation, Person

__all__ = [
    "Answer",
    "Category",
    "Invitation",
    "InvitationEvent",
    "Organisation",
    "Person",
    "new_key",
]
