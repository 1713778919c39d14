"""The language of pages whose address has none: personal links, the link that ends reminders,
calendars. They are in the addressee's language, unless ?lang= says otherwise."""

import unicodedata
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import get_language_info

from dialogue.access import sent


def language_asked_for(request: HttpRequest) -> str | None:
    """The language that the address asks for; None where it asks for none that we have."""
    language = sent.text(request.GET, "lang")
    return language if language in dict(settings.LANGUAGES) else None


def in_this_language(address: str, anchor: str = "", **query: str) -> str:
    """The address of another such page in the language on screen; `anchor` is a place on it."""
    text = urlencode({"lang": translation.get_language(), **query})
    return f"{address}?{text}" + (f"#{anchor}" if anchor else "")


def own_name(language: str) -> str:
    """What a language is called in itself, in the letters that everything else uses: Django writes
    the signs of “Tiếng Việt” apart from their letters."""
    return unicodedata.normalize("NFC", get_language_info(language)["name_local"])
