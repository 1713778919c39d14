"""A new text for a document: what becomes of its passages, and putting it in place.

`plan` only looks; `carry_out` does what a plan says. The earlier text is kept as DocumentVersion.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from agenda.documents import similarity
from agenda.evidence import anchors, phrases
from agenda.evidence.folding import fold_for_search
from agenda.models import DocumentVersion, Original, Paragraph, Passage, SourceDocument


class Fate(StrEnum):
    """What becomes of a passage."""

    STAYED = "stayed"  # the same words in the same paragraph
    MOVED = "moved"  # the same words in another one
    FOUND = "found"  # until now it had no place
    CHANGED = "changed"
    LOST = "lost"


@dataclass
class Change:
    """One passage: its words until now (of one without a place, its anchor), its Place in the new
    text or None, and the anchor (phrases.Anchor) it must get for that, or None if its own does.

    `asks` says that only similar words were found, so that an organiser decides.
    """

    passage: Passage
    old: str
    place: anchors.Place | None
    new_anchor: phrases.Anchor | None
    fate: Fate
    asks: bool = False

    @property
    def new(self):
        return self.place.text if self.place else ""

    @property
    def how_alike(self):
        return similarity.in_words(self.old, self.new)

    @property
    def compared(self):
        """[(words, differ)] of the old and of the new, see likeness.compare."""
        if self.fate == Fate.CHANGED:
            return similarity.compare(self.old, self.new)
        return [(self.old, False)], [(self.new, False)] if self.place else []


@dataclass
class Plan:
    """The new paragraphs (unsaved) and a Change for each passage, in the order of the old text."""

    paragraphs: list[Paragraph]
    changes: list[Change]

    @property
    def counts(self):
        return Counter(change.fate.value for change in self.changes)

    @property
    def asks(self):
        return any(change.asks for change in self.changes)

    @property
    def fingerprint(self):
        """Changes if the plan does: what was looked at is what is confirmed."""
        said = [
            (c.passage.pk, c.old, c.fate, c.place and (c.place.paragraph.number, *c.place[1:]))
            for c in self.changes
        ]
        return hashlib.sha256(repr(said).encode()).hexdigest()


class TextTakenError(Exception):
    """Another document (`document`), or this one, has this very file."""

    def __init__(self, document):
        super().__init__(document.key)
        self.document = document


def holder_of(content):
    """The document that holds this very file, or None."""
    digest = hashlib.sha256(content).hexdigest()
    return SourceDocument.objects.filter(sha256=digest).first()


def plan(document, paragraphs):
    """The Plan for a text of `paragraphs` [[kind, text]]. Three queries; nothing is written."""
    new = [
        Paragraph(
            document=document, number=number, kind=kind, text=text, folded=fold_for_search(text)
        )
        for number, (kind, text) in enumerate(paragraphs, start=1)
    ]
    passages = document.passages.select_related("paragraph").prefetch_related("topics")
    finder = _Finder(new, passages)
    return Plan(new, [finder.change(passage) for passage in passages])


class _Finder:
    """Finds passages in the new paragraphs, each of which is folded once."""

    def __init__(self, paragraphs, passages):
        self.paragraphs = paragraphs
        self.normalised = [
            (paragraph, anchors.normalise_for_anchor(paragraph.text)) for paragraph in paragraphs
        ]
        self.taken = {(p.start, p.end, p.paragraph_number): p.pk for p in passages}

    def change(self, passage):
        """The Change for a passage: the same words first, then its anchor, then similar words."""
        before = passage.paragraph
        old = before.text[passage.start_at : passage.end_at] if before else passage.quoted
        by_anchor = self._find(passage.start, passage.end, passage.paragraph_number)
        number = before.number if before else passage.paragraph_number
        place = by_anchor if not before or _same(by_anchor, old) else None
        place = place or (self._find(old, "", number) if before else None)
        asks = False
        if place is None and before and not _alike(by_anchor, old):
            place = similarity.most_similar(old, self.paragraphs)
            asks = place is not None
        place = place or by_anchor
        new_anchor = None
        if place and place != by_anchor:
            new_anchor = self._anchor(passage, place)
            if new_anchor is None:
                place = by_anchor
        fate = _fate(old, before, place)
        return Change(passage, old, place, new_anchor, fate, asks and new_anchor is not None)

    def _find(self, start, end, number):
        start, end = anchors.normalise_phrase(start), anchors.normalise_phrase(end)
        return anchors.find_normalised(start, end, self.normalised, number)

    def _anchor(self, passage, place):
        """An anchor for the place that no other passage has, or None."""
        others = [p.text for p in self.paragraphs if p is not place.paragraph]
        try:
            found = phrases.anchor(place.paragraph.text, *place[1:], "\n".join(others))
        except phrases.AmbiguousError:
            return None
        key = (found.start, found.end, place.paragraph.number)
        if self.taken.setdefault(key, passage.pk) != passage.pk:
            return None
        return found


def _alike(place, words):
    return place is not None and similarity.are_similar(words, place.text)


def _same(place, words):
    return place is not None and anchors.normalise_phrase(place.text) == anchors.normalise_phrase(
        words
    )


def _fate(old, before, place):
    if place is None:
        return Fate.LOST
    if before is None:
        return Fate.FOUND
    if not _same(place, old):
        return Fate.CHANGED
    return Fate.STAYED if before.number == place.paragraph.number else Fate.MOVED


@transaction.atomic
def carry_out(plan, document, upload, user, refused=frozenset()):
    """Put the text of `upload` (DocumentUpload) in place of the document's; keep the earlier one.

    `refused` holds the keys of passages that are not to take the similar words found. Return
    the passages that are lost. Raises TextTakenError. To be called in the transaction that made the
    plan, the document being locked.
    """
    content = bytes(upload.content)
    holder = holder_of(content)
    if holder:
        raise TextTakenError(holder)
    if document.is_imported:
        _keep(document, user)
    document.paragraphs.all().delete()
    document.filename, document.media_type = upload.filename, upload.media_type
    document.sha256 = hashlib.sha256(content).hexdigest()
    document.imported_at = timezone.now()
    document.save()
    Original.objects.update_or_create(document=document, defaults={"content": content})
    Paragraph.objects.bulk_create(plan.paragraphs, batch_size=1000)
    _re_anchor([c for c in plan.changes if c.new_anchor and c.passage.pk not in refused])
    upload.delete()
    return anchors.resolve_document(document)


def _keep(document, user):
    texts = document.paragraphs.order_by("number").values_list("kind", "text")
    DocumentVersion.objects.create(
        document=document,
        filename=document.filename,
        media_type=document.media_type,
        sha256=document.sha256,
        content=document.original.content,
        paragraphs=[list(pair) for pair in texts],
        imported_at=document.imported_at,
        replaced_by=user,
    )


def _re_anchor(changes):
    for change in changes:
        passage = change.passage
        passage.start, passage.end = change.new_anchor.start, change.new_anchor.end
        passage.paragraph_number = change.place.paragraph.number
    fields = ["start", "end", "paragraph_number"]
    Passage.objects.bulk_update([change.passage for change in changes], fields, batch_size=500)
