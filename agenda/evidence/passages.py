"""Passages and the topics they bear out: made, taken off, put elsewhere, deleted.

Each writes the topic's history, as saving the topic on its own page does.
"""

from itertools import count

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from agenda.evidence import phrases
from agenda.models import Passage, Topic

SLUG_LENGTH = Topic._meta.get_field("slug").max_length


@transaction.atomic
def mark(paragraph, start_at, end_at):
    """The passage that is text[start_at:end_at] of a paragraph, made whole words: the one that is
    there, or a new one. Raises phrases.AmbiguousError, also where there are no words."""
    anchor = _anchor(paragraph, start_at, end_at)
    place = {"paragraph": paragraph, "start_at": anchor.start_at, "end_at": anchor.end_at}
    found = Passage.objects.filter(**place).first()
    if found:
        return found
    return Passage.objects.get_or_create(
        document=paragraph.document,
        start=anchor.start,
        end=anchor.end,
        paragraph_number=paragraph.number,
        defaults=place,
    )[0]


@transaction.atomic
def put(passage, paragraph, start_at, end_at):
    """Let a passage name other words; say whether it does now, or another one names them already.

    Raises phrases.AmbiguousError.
    """
    anchor = _anchor(paragraph, start_at, end_at)
    others = paragraph.document.passages.exclude(pk=passage.pk)
    if others.filter(
        paragraph=paragraph, start_at=anchor.start_at, end_at=anchor.end_at
    ) or others.filter(start=anchor.start, end=anchor.end, paragraph_number=paragraph.number):
        return False
    passage.start, passage.end, passage.start_at, passage.end_at = anchor
    passage.paragraph, passage.paragraph_number = paragraph, paragraph.number
    passage.save()
    for topic in passage.topics.select_related("dialogue"):
        _note(topic, _("The wording of a passage was changed: %(passage)s") % {"passage": passage})
    return True


def _anchor(paragraph, start_at, end_at):
    others = paragraph.document.paragraphs.exclude(pk=paragraph.pk)
    elsewhere = "\n".join(others.values_list("text", flat=True))
    anchor = phrases.anchor(paragraph.text, start_at, end_at, elsewhere)
    if anchor is None:
        raise phrases.AmbiguousError
    return anchor


@transaction.atomic
def add(passage, topic):
    """Let a topic rest on a passage; say whether it did not before."""
    if topic.passages.filter(pk=passage.pk).exists():
        return False
    topic.passages.add(passage)
    _note(topic, _("A passage was added: %(passage)s") % {"passage": passage})
    return True


@transaction.atomic
def take_off(passage, topic):
    """A topic no longer rests on a passage; the passage stays."""
    topic.passages.remove(passage)
    _note(topic, _("A passage was removed: %(passage)s") % {"passage": passage})


@transaction.atomic
def delete(passage):
    """Delete a passage, and take it off every topic."""
    for topic in passage.topics.select_related("dialogue"):
        take_off(passage, topic)
    passage.delete()


@transaction.atomic
def new_topic(dialogue, titles):
    """A topic after the last one of a dialogue; `titles` are {"title_en": …, "title_vi": …}."""
    topics = Topic.objects.select_for_update().filter(dialogue=dialogue)
    number = (max((topic.number for topic in topics), default=0)) + 1
    stem = slugify(titles["title_en"])[: SLUG_LENGTH - 4].strip("-") or "topic"
    taken = {topic.slug for topic in topics}
    numbered = (f"{stem}-{n}" for n in count(2))
    slug = stem if stem not in taken else next(new for new in numbered if new not in taken)
    return Topic.objects.create(dialogue=dialogue, number=number, slug=slug, **titles)


def _note(topic, reason):
    topic._change_reason = reason
    topic.save()
