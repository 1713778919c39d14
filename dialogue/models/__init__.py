"""The dialogue itself and its preparation."""

from dialogue.models import lookups as _lookups  # noqa: F401 - registers them
from dialogue.models.dialogue_queryset import DialogueQuerySet
from dialogue.models.dialogues import Dialogue
from dialogue.models.emblems import Emblem
from dialogue.models.heartbeats import Heartbeat
from dialogue.models.jobs import Job, JobFile
from dialogue.models.permission import Permission
from dialogue.models.preparation import Institution, ReviewAspect, WorkStream
from dialogue.models.security_events import SecurityEvent

__all__ = [
    "Dialogue",
    "DialogueQuerySet",
    "Emblem",
    "Heartbeat",
    "Institution",
    "Job",
    "JobFile",
    "Permission",
    "ReviewAspect",
    "SecurityEvent",
    "WorkStream",
]
