"""Tags for the agenda's own pages and letters: words compared, texts in a language."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

from agenda.documents import similarity
from agenda.public import timeline
from agenda.releases import diff

register = template.Library()
register.filter("span", diff.span)
register.filter("shape", timeline.shape)
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


@register.filter
def with_time_and_room(change: diff.Change) -> str:
    """What became of the session and, unless it is cancelled, when and where it is."""
    label = str(change.what.label)
    if change.what == diff.What.CANCELLED:
        return label
    session = change.session
    return ", ".join(filter(None, [label, diff.span(session), diff.room(session)]))


@register.filter
def in_a_letter(change: diff.Change) -> str:
    """What became of the session; for one that people do not have in their calendars, also when
    and where it is, and under which rule."""
    if change.what not in {diff.What.NEW, diff.What.BACK}:
        return str(change.what.label)
    return " · ".join(filter(None, [with_time_and_room(change), change.session.rule]))


@register.filter
def fields_in_a_letter(change: diff.Change) -> list[str]:
    """A sentence for each new time or room; of other fields only that they changed, and only where
    the session was there before and goes on."""
    sentences = []
    for field in change.fields:
        if field.name in {"time", "room"}:
            values = {"before": field.before or "–", "after": field.after or "–"}
            sentence = _("%(label)s: %(after)s (previously: %(before)s)")
            sentences.append(sentence % {"label": field.label, **values})
        elif change.what in {diff.What.REWORDED, diff.What.MOVED}:
            sentences.append(_("changed: %(label)s") % {"label": field.label})
    return sentences
