"""Which fields exist in English and in Vietnamese, and which rows keep their history."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from participants.models import Category, DataRequest, LetterHead, Organisation, Person, Signatory
from participants.models.person_queryset import DERIVED


@register(Category)
class CategoryTranslation(TranslationOptions):
    fields = ["name"]
    required_languages = {"en": ["name"], "vi": ["name"]}


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ["name", "sort_key"]
    required_languages = {"en": ["name"], "vi": ["name"]}


@register(Person)
class PersonTranslation(TranslationOptions):
    fields = ["form_of_address", "title", "display_name"]


@register(LetterHead)
class LetterHeadTranslation(TranslationOptions):
    fields = ["superior", "issuer", "place", "foot"]
    required_languages = {"en": ["issuer", "place"], "vi": ["issuer", "place"]}


@register(Signatory)
class SignatoryTranslation(TranslationOptions):
    fields = ["office", "signs_for"]
    required_languages = {"en": ["office"], "vi": ["office"]}


# After the registrations above, so that the history has both languages. How people describe their
# gender stays out of the history: once it is erased, nothing of it is left. So do the columns that
# are made of others.
simple_history.register(Person, excluded_fields=["gender", "gender_words", *DERIVED])
simple_history.register(DataRequest)
