"""The dialogue itself and its preparation."""

from dialogue.models.dialogues import Dialogue, DialogueQuerySet
from dialogue.models.preparation import Institution, ReviewAspect, WorkStream

__all__ = ["Dialogue", "DialogueQuerySet", "Institution", "ReviewAspect", "WorkStream"]
