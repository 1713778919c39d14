"""Tags for the words of the guide: words of the pages, pictures, ways to other chapters."""

from typing import Any

from django import template
from django.apps import apps
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from dialogue.guide import chapters, pictures, ways

register = template.Library()


@register.simple_tag
def ui(text: str, context: str = "", **values: Any) -> SafeString:
    """A word of the pages, as they say it in the reader's language: a button, a heading, a state.

    `text` is what the source says, so that the guide cannot call a button by another name than the
    button has; tests/dialogue/guide looks each up in the catalogues.
    """
    words = pgettext(context, text) if context else gettext(text)
    if values:
        words %= values
    return format_html('<b class="ui">{}</b>', words[:1].upper() + words[1:])


@register.simple_tag
def ui_add(model: str) -> SafeString:
    """The button above a list that adds a row: “Add session”. `model` is "agenda.session"."""
    name = apps.get_model(model)._meta.verbose_name
    return format_html('<b class="ui">{}</b>', gettext("Add %(name)s") % {"name": name})


@register.simple_tag(takes_context=True)
def picture(context: Context, name: str, alt: str) -> SafeString:
    """A picture that `make guide` has taken, in the language of the text; it comes when it is
    scrolled to, on the page to print at once."""
    language = context["language"]
    width, height = pictures.size_of(name, language)
    return format_html(
        '<p class="picture"><img src="{}" width="{}" height="{}" alt="{}"{}></p>',
        static(pictures.file_of(name, language)),
        width,
        height,
        alt,
        SafeString("") if context.get("at_once") else SafeString(' loading="lazy"'),
    )


@register.simple_tag
def chapter(name: str, anchor: str = "", words: str = "") -> SafeString:
    """A way to another chapter, called by its title or by `words`. Raises ValueError for a chapter
    that there is not."""
    found = chapters.named(name)
    if found is None:
        raise ValueError(f"There is no chapter “{name}”.")
    address = ways.address_of(chapters.Place(found, anchor))
    return format_html('<a href="{}">{}</a>', address, words or found.title)


@register.simple_tag(takes_context=True)
def help_address(context: Context) -> str:
    """The part of the delegates' guide that explains the page."""
    return ways.from_page_behind_a_link(context["request"])
