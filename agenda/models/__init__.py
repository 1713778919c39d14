"""Source documents and the passages in them, the topics drawn from those, and the programme."""

from agenda.models.background import BackgroundPaper
from agenda.models.conflicts import AcceptedConflict
from agenda.models.documents import (
    DocumentUpload,
    DocumentVersion,
    Original,
    Paragraph,
    ParagraphCorrection,
    Passage,
    SourceDocument,
)
from agenda.models.feeds import FeedReading, OrganisersCalendar
from agenda.models.glossary import Term, Variant
from agenda.models.information import InformationNote, InformationText
from agenda.models.loaded import LoadedRow
from agenda.models.notes import SessionNote
from agenda.models.programme import Room, Session, Topic
from agenda.models.releases import Release, SeenRelease
from agenda.models.roles import Role
from agenda.models.suggestions import Dismissal

__all__ = [
    "AcceptedConflict",
    "BackgroundPaper",
    "Dismissal",
    "DocumentUpload",
    "DocumentVersion",
    "FeedReading",
    "InformationNote",
    "InformationText",
    "LoadedRow",
    "OrganisersCalendar",
    "Original",
    "Paragraph",
    "ParagraphCorrection",
    "Passage",
    "Release",
    "Role",
    "Room",
    "SeenRelease",
    "Session",
    "SessionNote",
    "SourceDocument",
    "Term",
    "Topic",
    "Variant",
]
