"""The participants' floor in the organisers' admin site."""

from participants.admin.countries import HiddenCountryAdmin
from participants.admin.data_requests import DataRequestAdmin
from participants.admin.delegations import DelegationAdmin
from participants.admin.details import InvitationWithDetailsAdmin
from participants.admin.details_changes import DetailsChangeAdmin
from participants.admin.headings import HeadingMeaningAdmin
from participants.admin.incoming import IncomingMailAdmin
from participants.admin.incoming_letters import IncomingLetterAdmin
from participants.admin.invitations import InvitationAdmin
from participants.admin.official_letters import (
    LetterHeadAdmin,
    LetterWordingAdmin,
    OfficialLetterAdmin,
    RegisterEntryAdmin,
    SignatoryAdmin,
)
from participants.admin.people import CategoryAdmin, OrganisationAdmin, PersonAdmin
from participants.admin.reminders import ReminderRuleAdmin

__all__ = [
    "CategoryAdmin",
    "DataRequestAdmin",
    "DelegationAdmin",
    "DetailsChangeAdmin",
    "HeadingMeaningAdmin",
    "HiddenCountryAdmin",
    "IncomingLetterAdmin",
    "IncomingMailAdmin",
    "InvitationAdmin",
    "InvitationWithDetailsAdmin",
    "LetterHeadAdmin",
    "LetterWordingAdmin",
    "OfficialLetterAdmin",
    "OrganisationAdmin",
    "PersonAdmin",
    "RegisterEntryAdmin",
    "ReminderRuleAdmin",
    "SignatoryAdmin",
]
