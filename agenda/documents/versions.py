"""A new text for a document: what happens to its passages, and replacing the earlier text.

`plan` writes nothing; `carry_out` does what a plan says. The earlier text is kept as
DocumentVersion.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from agenda.documents import similarity
from agenda.evidence import anchors, phrases
from agenda.evidence.folding import fold_for_search
from agenda.models import (
    DocumentUpload,
    DocumentVersion,
    Original,
    Paragraph,
    Passage,
    SourceDocument,
)


class Fate(StrEnum):
    """What happens to a passage."""

    STAYED = "stayed"  # the same words in the same paragraph
    MOVED = "moved"  # the same words in another paragraph
    FOUND = "found"  # it had no place in the old text
    CHANGED = "changed"
    LOST = "lost"


@dataclass
class Change:
    """What happens to one passage.

    `old` holds its words until now or, if it had no place, its anchor. `place` is its Place in the
    new text, `new_anchor` the anchor that it needs for that, None if it can keep its own. `asks`
    says that only similar words were found, so that an organiser decides; `is_taken`, whether the
    preview shows the new words as accepted.
    """

    passage: Passage
    old: str
    place: anchors.Place | None
    new_anchor: phrases.Anchor | None
    fate: Fate
    asks: bool = False
    is_taken: bool = True

    @property
    def new(self) -> str:
        """The words in the new text, or ""."""
        return self.place.text if self.place else ""

    @property
    def how_alike(self) -> str:
        """How similar the old and the new words are, for the organiser."""
        return similarity.in_words(self.old, self.new)

    @property
    def compared(self) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
        """[(words, whether they differ)] of the old and of the new, see similarity.compare."""
        if self.fate == Fate.CHANGED:
            return similarity.compare(self.old, self.new)
        return [(self.old, False)], [(self.new, False)] if self.place else []


@dataclass
class Plan:
    """The new paragraphs (unsaved) and a Change for each passage, in the order of the old text."""

    paragraphs: list[Paragraph]
    changes: list[Change]

    @property
    def counts(self) -> Counter[str]:
        """How many passages have each Fate."""
        return Counter(change.fate.value for change in self.changes)

    @property
    def asks(self) -> bool:
        """Whether there is anything for an organiser to decide."""
        return any(change.asks for change in self.changes)

    @property
    def fingerprint(self) -> str:
        """Differs if the plan does: so an organiser confirms the plan that was shown."""
        content = [
            (c.passage.pk, c.old, c.fate, c.place and (c.place.paragraph.number, *c.place[1:]))
            for c in self.changes
        ]
        return hashlib.sha256(repr(content).encode()).hexdigest()


class TextTakenError(Exception):
    """Another document (`document`), or this one, already has this very file."""

    def __init__(self, document: SourceDocument) -> None:
        super().__init__(document.key)
        self.document = document


def holder_of(content: bytes) -> SourceDocument | None:
    """The document that holds this very file, or None."""
    digest = hashlib.sha256(content).hexdigest()
    return SourceDocument.objects.filter(sha256=digest).first()


def plan(document: SourceDocument, paragraphs: Iterable[Sequence[str]]) -> Plan:
    """The Plan for a text of `paragraphs` [[kind, text]]. Three queries; nothing is written."""
    new = [
        Paragraph(
            document=document, number=number, kind=kind, text=text, folded=fold_for_search(text)
        )
        for number, (kind, text) in enumerate(paragraphs, start=1)
    ]
    passages = document.passages.select_related("paragraph")
    finder = _Finder(new, passages)
    return Plan(new, [finder.change(passage) for passage in passages])


class _Finder:
    """Finds passages in the new paragraphs, each of which is folded once."""

    def __init__(self, paragraphs: list[Paragraph], passages: Iterable[Passage]) -> None:
        self.paragraphs = paragraphs
        self.normalised = [
            (paragraph, anchors.normalise_for_anchor(paragraph.text)) for paragraph in paragraphs
        ]
        self.anchors_in_use = {(p.start, p.end, p.paragraph_number): p.pk for p in passages}

    def change(self, passage: Passage) -> Change:
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
            anchor = phrases.anchor(place.paragraph.text, *place[1:], "\n".join(others))
        except phrases.AmbiguousError:
            return None
        key = (anchor.start, anchor.end, place.paragraph.number)
        if self.anchors_in_use.setdefault(key, passage.pk) != passage.pk:
            return None
        return anchor


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
def carry_out(
    plan: Plan,
    document: SourceDocument,
    upload: DocumentUpload,
    user: User,
    refused: Collection[int] = frozenset(),
) -> list[Passage]:
    """Replace the document's text by that of `upload`, keep the earlier one, delete the upload.

    `refused` holds the keys of passages for which the similar words are not accepted. Returns the
    passages that are lost. Raises TextTakenError. Call it in the transaction that made the plan,
    with the document locked.
    """
    content = bytes(upload.content)
    holder = holder_of(content)
    if holder:
        raise TextTakenError(holder)
    if document.is_imported:
        _keep(document, user)
    document.paragraphs.all().delete()
    document.corrections.all().delete()
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
