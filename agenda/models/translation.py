"""Which fields exist in English and in Vietnamese, and which rows keep their history."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from agenda.models import (
    BackgroundPaper,
    InformationText,
    Passage,
    Release,
    Room,
    Session,
    SessionNote,
    SourceDocument,
    Term,
    Topic,
)


@register(SourceDocument)
class SourceDocumentTranslation(TranslationOptions):
    fields = ["title", "publisher"]


@register(Passage)
class PassageTranslation(TranslationOptions):
    fields = ["gist"]


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ["title", "summary"]
    required_languages = {"en": ["title"], "vi": ["title"]}


@register(Room)
class RoomTranslation(TranslationOptions):
    fields = ["name"]
    required_languages = {"en": ["name"], "vi": ["name"]}


@register(Session)
class SessionTranslation(TranslationOptions):
    fields = ["title", "description", "questions"]
    required_languages = {"en": ["title"], "vi": ["title"]}


@register(BackgroundPaper)
class BackgroundPaperTranslation(TranslationOptions):
    fields = ["title"]
    required_languages = {"en": ["title"], "vi": ["title"]}


@register(Release)
class ReleaseTranslation(TranslationOptions):
    fields = ["note"]


@register(Term)
class TermTranslation(TranslationOptions):
    fields = ["preferred", "definition", "note"]
    required_languages = {"en": ["preferred"], "vi": ["preferred"]}


@register(InformationText)
class InformationTextTranslation(TranslationOptions):
    fields = ["text"]


# After the registrations above, so that the history holds both languages.
for model in [Topic, Term]:
    simple_history.register(model)
simple_history.register(Session, excluded_fields=["on_record_key"])
# Who spoke is not kept: a session may come under the Chatham House Rule later.
simple_history.register(SessionNote, excluded_fields=["speaker", "on_record"])
# Files are not kept twice: an earlier version brings back what was said about the paper.
simple_history.register(
    BackgroundPaper,
    excluded_fields=["content", "filename", "media_type", "size", "uploaded_at", "uploaded_by"],
)
