"""Institutions, people, and the invitations through which they come to a seat."""

from participants.models.answers import Answer, By, Channel
from participants.models.consents import Consent
from participants.models.countries import HiddenCountry
from participants.models.data_requests import DataRequest, DataRequestQuerySet
from participants.models.delegations import Delegation, new_key, new_keys
from participants.models.details import AccessCode, DelegateDetails, InvitationWithDetails
from participants.models.details_changes import DetailsChange
from participants.models.erasures import Erasure
from participants.models.events import InvitationEvent
from participants.models.incoming import IncomingMail
from participants.models.incoming_letters import IncomingLetter
from participants.models.institutions import Category, Organisation
from participants.models.invitations import Invitation, InvitationQuerySet
from participants.models.letter_heads import LetterHead, LetterKind, LetterWording, Signatory
from participants.models.lists import ListedParticipant, ParticipantList
from participants.models.nominations import Nomination, find_known_people
from participants.models.official_letters import OfficialLetter, SignedScan
from participants.models.people import Person
from participants.models.portraits import Portrait
from participants.models.register import Direction, RegisterEntry, RegisterSeries
from participants.models.reminders import Reminder, ReminderRule
from participants.models.uploads import HeadingMeaning, PeopleUpload

__all__ = [
    "AccessCode",
    "Answer",
    "By",
    "Category",
    "Channel",
    "Consent",
    "DataRequest",
    "DataRequestQuerySet",
    "DelegateDetails",
    "Delegation",
    "DetailsChange",
    "Direction",
    "Erasure",
    "HeadingMeaning",
    "HiddenCountry",
    "IncomingLetter",
    "IncomingMail",
    "Invitation",
    "InvitationEvent",
    "InvitationQuerySet",
    "InvitationWithDetails",
    "LetterHead",
    "LetterKind",
    "LetterWording",
    "ListedParticipant",
    "Nomination",
    "OfficialLetter",
    "Organisation",
    "ParticipantList",
    "PeopleUpload",
    "Person",
    "Portrait",
    "RegisterEntry",
    "RegisterSeries",
    "Reminder",
    "ReminderRule",
    "Signatory",
    "SignedScan",
    "find_known_people",
    "new_key",
    "new_keys",
]
