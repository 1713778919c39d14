"""Which fields exist in English and in Vietnamese, and which rows keep their history."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from dialogue.models import Dialogue, Institution, Permission, ReviewAspect, WorkStream


@register(Dialogue)
class DialogueTranslation(TranslationOptions):
    fields = ["title", "summary", "venue", "address", "forum", "contact_name"]
    required_languages = {"en": ["title"], "vi": ["title"]}


@register(Institution)
class InstitutionTranslation(TranslationOptions):
    fields = ["name"]
    required_languages = {"en": ["name"], "vi": ["name"]}


@register(ReviewAspect)
class ReviewAspectTranslation(TranslationOptions):
    fields = ["note"]


@register(WorkStream)
class WorkStreamTranslation(TranslationOptions):
    fields = ["title", "owner", "note"]
    required_languages = {"en": ["title"], "vi": ["title"]}


# After the registrations above, so that the history has both languages.
for model in [Dialogue, Permission, ReviewAspect, WorkStream]:
    simple_history.register(model)
