"""sitemap.xml: the public pages of public dialogues in every language, and nothing else."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from agenda.public.frame import PAGES
from agenda.releases import published
from dialogue.models import Dialogue

Page = tuple[str, dict[str, str], datetime]  # the address's name, its parts, the last change


class PublicPages(Sitemap):
    """Each page with its other language beside it. A query, and one for each dialogue."""

    i18n = True
    alternates = True
    x_default = True
    protocol = urlsplit(settings.PUBLIC_URL).scheme

    def get_domain(self, site: object = None) -> str:
        """The one in the settings, whatever name the request used."""
        return urlsplit(settings.PUBLIC_URL).netloc

    def get_languages_for_item(self, item: Page) -> list[str]:
        """All of them."""
        return [code for code, _name in settings.LANGUAGES]

    def items(self) -> list[Page]:
        """The pages of each public dialogue and of its released topics."""
        return [page for dialogue in Dialogue.objects.public() for page in _pages(dialogue)]

    def location(self, item: Page) -> str:
        """Its path in the active language."""
        name, parts, _changed_at = item
        return reverse(name, kwargs=parts)

    def lastmod(self, item: Page) -> datetime:
        """When something changed that its page may show."""
        return item[2]


def _pages(dialogue: Dialogue) -> Iterable[Page]:
    changed_at = dialogue.calendar_changed_at
    for name in [*(name for name, _label in PAGES), "changes"]:
        yield name, {"slug": dialogue.slug}, changed_at
    _release, topics = published.topics(dialogue)
    for topic in topics:
        yield "topic", {"slug": dialogue.slug, "topic": topic.slug}, changed_at
