"""Passages and the topics that they support: marking, moving, removing and deleting them.

Each function adds to the topic's history, as saving the topic on its own page does.
"""

from collections.abc import Mapping
from itertools import count

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from agenda.evidence import phrases
from agenda.models import Paragraph, Passage, Topic
from agenda.models.documents import check_gists
from dialogue.models import Dialogue

SLUG_LENGTH = Topic._meta.get_field("slug").max_length


@transaction.atomic
def mark(paragraph: Paragraph, start_at: int, end_at: int) -> Passage:
    """The passage that is text[start_at:end_at] of a paragraph, extended to whole words: the one
    that is already there, or a new one.

    Raises phrases.AmbiguousError, also where there are no words.
    """
    anchor = _anchor(paragraph, start_at, end_at)
    place = {"paragraph": paragraph, "start_at": anchor.start_at, "end_at": anchor.end_at}
    existing = Passage.objects.filter(**place).first()
    if existing:
        return existing
    return Passage.objects.get_or_create(
        document=paragraph.document,
        start=anchor.start,
        end=anchor.end,
        paragraph_number=paragraph.number,
        defaults=place,
    )[0]


@transaction.atomic
def put(passage: Passage, paragraph: Paragraph, start_at: int, end_at: int) -> bool:
    """Change which words a passage is; False, and nothing changes, if another passage has them.

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
def describe(passage: Passage, gists: Mapping[str, str]) -> bool:
    """Give a passage this gist, {language: text}; False if it has it already.

    Raises ValidationError for one that is not in every language.
    """
    check_gists(gists)
    fields = {f"gist_{code}": text for code, text in gists.items()}
    if all((getattr(passage, name) or "") == text for name, text in fields.items()):
        return False
    for name, text in fields.items():
        setattr(passage, name, text)
    passage.save()
    for topic in passage.topics.select_related("dialogue"):
        _note(topic, _("The gist of a passage was changed: %(passage)s") % {"passage": passage})
    return True


@transaction.atomic
def add(passage: Passage, topic: Topic) -> bool:
    """Cite a passage for a topic; False if the topic cites it already."""
    if topic.passages.filter(pk=passage.pk).exists():
        return False
    topic.passages.add(passage)
    _note(topic, _("A passage was added: %(passage)s") % {"passage": passage})
    return True


@transaction.atomic
def take_off(passage: Passage, topic: Topic) -> None:
    """Stop citing a passage for a topic; the passage itself is kept."""
    topic.passages.remove(passage)
    _note(topic, _("A passage was removed: %(passage)s") % {"passage": passage})


@transaction.atomic
def delete(passage: Passage) -> None:
    """Delete a passage, having removed it from every topic."""
    for topic in passage.topics.select_related("dialogue"):
        take_off(passage, topic)
    passage.delete()


@transaction.atomic
def new_topic(dialogue: Dialogue, titles: dict[str, str]) -> Topic:
    """A new topic after the last one of a dialogue; `titles` is {"title_en": …, "title_vi": …}."""
    topics = Topic.objects.select_for_update().filter(dialogue=dialogue)
    number = (max((topic.number for topic in topics), default=0)) + 1
    slug = _unused_slug(titles["title_en"], {topic.slug for topic in topics})
    return Topic.objects.create(dialogue=dialogue, number=number, slug=slug, **titles)


def _unused_slug(title, used):
    stem = slugify(title)[: SLUG_LENGTH - 4].strip("-") or "topic"
    numbered = (f"{stem}-{n}" for n in count(2))
    return stem if stem not in used else next(new for new in numbered if new not in used)


def _note(topic, reason):
    topic._change_reason = reason
    topic.save()
