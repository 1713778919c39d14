"""What of the mail exists in English and in Vietnamese."""

from modeltranslation.translator import TranslationOptions, register

from dialogue.mail.models import Wave


@register(Wave)
class WaveTranslation(TranslationOptions):
    fields = ["paragraph"]
