"""The agenda's floor in the organisers' admin site."""

from agenda.admin.documents import PassageAdmin, SourceDocumentAdmin
from agenda.admin.glossary import TermAdmin
from agenda.admin.programme import RoomAdmin, SessionAdmin
from agenda.admin.topics import TopicAdmin

__all__ = [
    "PassageAdmin",
    "RoomAdmin",
    "SessionAdmin",
    "SourceDocumentAdmin",
    "TermAdmin",
    "TopicAdmin",
]
