"""Source documents and the passages in them, the topics drawn from those, and the programme."""

from agenda.models.clashes import AcceptedClash
from agenda.models.documents import (
    DocumentUpload,
    DocumentVersion,
    Original,
    Paragraph,
    Passage,
    SourceDocument,
)
from agenda.models.glossary import Term, Variant
from agenda.models.programme import LoadedRow, Role, Room, Session, Topic
from agenda.models.proposals import Dismissal

__all__ = [
    "AcceptedClash",
    "Dismissal",
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
    "Term",
    "Topic",
    "Variant",
]
