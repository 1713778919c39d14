"""Tags for the agenda's own pages and letters: words compared, texts in a language."""

from collections.abc import Mapping

from django import template

from agenda.documents import similarity
from agenda.releases import diff

register = template.Library()
register.filter("span", diff.span)
LINE_END = "↵"  # stands for the end of a line while words are compared


@register.simple_tag
def compare_words(before: str, after: str) -> list[list[tuple[str, bool]]]:
    """similarity.compare, which knows words only, with the ends of lines kept."""
    marked = [text.replace("\n", f" {LINE_END} ") for text in [before, after]]
    return [
        [(words.replace(LINE_END, "\n"), differs) for words, differs in side]
        for side in similarity.compare(*marked)
    ]


@register.filter
def text_in(texts: Mapping[str, str], language: str) -> str:
    """Of {language: text} the text in this language; "" where there is none."""
    return texts.get(language, "")
