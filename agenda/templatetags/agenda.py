"""Tags for the agenda's own pages and letters: words compared, texts in a language."""

from django import template

from agenda.documents import similarity
from agenda.releases import diff

register = template.Library()
register.filter("span", diff.span)
LINE_END = "↵"  # stands for the end of a line while words are compared


@register.simple_tag
def compare_words(before, after):
    """likeness.compare, which knows words only, with the ends of lines kept."""
    marked = [text.replace("\n", f" {LINE_END} ") for text in [before, after]]
    return [
        [(words.replace(LINE_END, "\n"), differs) for words, differs in side]
        for side in similarity.compare(*marked)
    ]


@register.filter
def text_in(texts, language):
    """Of {language: text} that in this language, or nothing."""
    return texts.get(language, "")
