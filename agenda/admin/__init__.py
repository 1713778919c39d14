"""The agenda's floor in the organisers' admin site."""

from agenda.admin.background import BackgroundPaperAdmin
from agenda.admin.documents import PassageAdmin, SourceDocumentAdmin
from agenda.admin.glossary import TermAdmin
from agenda.admin.notes import SessionNoteAdmin
from agenda.admin.programme import RoomAdmin, SessionAdmin
from agenda.admin.releases import ReleaseAdmin
from agenda.admin.roles import RoleAdmin
from agenda.admin.topics import TopicAdmin

__all__ = [
    "BackgroundPaperAdmin",
    "PassageAdmin",
    "ReleaseAdmin",
    "RoleAdmin",
    "RoomAdmin",
    "SessionAdmin",
    "SessionNoteAdmin",
    "SourceDocumentAdmin",
    "TermAdmin",
    "TopicAdmin",
]
