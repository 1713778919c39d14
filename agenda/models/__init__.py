"""Source documents and the passages in them, the topics drawn from those, and the programme."""

from agenda.models.documents import (
    DocumentUpload,
    DocumentVersion,
    Original,
    Paragraph,
    Passage,
    SourceDocument,
)
from agenda.models.programme import LoadedRow, Role, Room, Session, Topic

__all__ = [
    "DocumentUpload",
    "DocumentVersion",
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
