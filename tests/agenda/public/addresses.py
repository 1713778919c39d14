"""The addresses of public pages, for tests."""

from django.urls import reverse
from django.utils import translation

from dialogue.models import Dialogue


def address(name: str, dialogue: Dialogue, language: str = "en", **names: str) -> str:
    """Of the page of this name, in a language; `names` are what else its address holds."""
    with translation.override(language):
        return reverse(name, kwargs={"slug": dialogue.slug, **names})
