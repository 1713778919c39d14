"""Source documents and the passages in them, the topics drawn from those, and the programme."""

from agenda.models.clashes import AcceptedClash
from agenda.models.documents import Original, Paragraph, Passage, SourceDocument
from agenda.models.programme import LoadedRow, Role, Room, Session, Topic

__all__ = [
    "AcceptedClash",
    "LoadedRow",
    "Original",
    "Paragraph",
    "Passage",
    "Role",
    "Room",
    "Session",
    "SourceDocument",
    "Topic",
]
