"""What the reader guessed wrong, put right by an organiser: two paragraphs that are one, one that
is several, and what kind a paragraph is. Passages keep their words.

Every verb replaces some paragraphs by others with the same words, can be undone, and refuses what
would cut a passage in two. Corrections are undone one after the other, the latest first.
"""

import re
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from agenda.documents import hyphens
from agenda.evidence import anchors, phrases
from agenda.evidence.folding import fold_for_search
from agenda.models import Paragraph, ParagraphCorrection, Passage, SourceDocument
from dialogue.refusals import EditConflict, Refused

ASIDE = 1_000_000  # added to numbers while they move, for no two may be the same at any moment


def state_of(document: SourceDocument) -> str:
    """The version of a document's paragraphs: differs after each correction and new text."""
    latest = document.corrections.values_list("pk", flat=True).first()
    count = document.corrections.count()
    return f"{document.sha256[:12]}-{latest or 0}-{count}"


@transaction.atomic
def join(document: SourceDocument, number: int, user: User, seen: str = "") -> None:
    """Make paragraph `number` the end of the one before it. Raises Refused."""
    _lock(document, seen)
    first, second = _paragraphs(document, number - 1, 2)
    vocabulary = hyphens.Vocabulary(set(), document.language == "vi")
    head, between = hyphens.joint(first.text, second.text, vocabulary)
    kinds = {first.kind, second.kind}
    kind = Paragraph.Kind.TEXT if Paragraph.Kind.TEXT in kinds else first.kind
    _correct(document, [first, second], [[kind, head + between + second.text]], user)


@transaction.atomic
def split(
    document: SourceDocument, number: int, texts: Sequence[str], user: User, seen: str = ""
) -> None:
    """Divide paragraph `number` into `texts`, its words in their order. Raises Refused."""
    _lock(document, seen)
    (paragraph,) = _paragraphs(document, number, 1)
    texts = [" ".join(text.split()) for text in texts if text.strip()]
    if _letters("".join(texts)) != _letters(paragraph.text):
        raise Refused(
            _("The words must stay as they are: only set empty lines where a paragraph begins.")
        )
    if len(texts) < 2:
        raise Refused(_("Set an empty line where the new paragraph begins."))
    _correct(document, [paragraph], [[paragraph.kind, text] for text in texts], user)


@transaction.atomic
def set_kind(document: SourceDocument, number: int, kind: str, user: User, seen: str = "") -> None:
    """Say what kind a paragraph is. Raises Refused."""
    _lock(document, seen)
    (paragraph,) = _paragraphs(document, number, 1)
    if kind not in Paragraph.Kind.values:
        raise Refused(_("There is no such kind of paragraph."))
    if kind != paragraph.kind:
        _correct(document, [paragraph], [[kind, paragraph.text]], user)


@transaction.atomic
def undo(document: SourceDocument, seen: str = "") -> ParagraphCorrection:
    """Take back the latest correction; it is returned, deleted. Raises Refused."""
    _lock(document, seen)
    correction = document.corrections.first()
    if correction is None:
        raise Refused(_("There is nothing to undo."))
    paragraphs = _paragraphs(document, correction.number, len(correction.after))
    _replace(document, paragraphs, correction.before)
    correction.delete()
    return correction


def _lock(document, seen):
    locked = SourceDocument.objects.select_for_update(no_key=True).get(pk=document.pk)
    if seen and seen != state_of(locked):
        raise EditConflict(
            _("Something has changed in the meantime. Nothing was saved; please look again.")
        )


def _paragraphs(document, number, count):
    wanted = list(document.paragraphs.filter(number__gte=number).order_by("number")[:count])
    if len(wanted) < count or wanted[0].number != number:
        raise Refused(_("There is no such paragraph."))
    return wanted


def _letters(text):
    return re.sub(r"\s", "", text)


def _correct(document, paragraphs, after, user):
    before = [[paragraph.kind, paragraph.text] for paragraph in paragraphs]
    _replace(document, paragraphs, after)
    ParagraphCorrection.objects.create(
        document=document, number=paragraphs[0].number, before=before, after=after, made_by=user
    )


def _replace(document, old, texts):
    """Put paragraphs that read `texts` [[kind, text]] in the place of `old`; passages follow."""
    first, last = old[0].number, old[-1].number
    placed = {paragraph.pk: list(paragraph.passages.all()) for paragraph in old}
    new_ends = _ends([text for _kind, text in texts])
    moves = []
    for offset, paragraph in zip(_offsets(old), old, strict=True):
        for passage in placed[paragraph.pk]:
            moves.append(
                (passage, _place(paragraph.text, offset, passage, [t for _k, t in texts], new_ends))
            )
    Passage.objects.filter(paragraph__in=old).update(paragraph=None, start_at=None, end_at=None)
    document.paragraphs.filter(number__range=(first, last)).delete()
    shift = len(texts) - len(old)
    _shift_numbers(document, last, shift)
    new = Paragraph.objects.bulk_create(
        Paragraph(
            document=document,
            number=number,
            kind=kind,
            text=text,
            folded=fold_for_search(text),
        )
        for number, (kind, text) in enumerate(texts, start=first)
    )
    for passage, (index, start_at, end_at) in moves:
        _put(passage, new[index], start_at, end_at)
    anchors.resolve_document(document)


def _offsets(paragraphs):
    """How many letters, white space aside, come before each paragraph."""
    lengths = [len(_visible(paragraph.text)) for paragraph in paragraphs]
    return [sum(lengths[:number]) for number in range(len(lengths))]


def _ends(texts):
    """How many letters come before the end of each text."""
    lengths = [len(_visible(text)) for text in texts]
    return [sum(lengths[: number + 1]) for number in range(len(lengths))]


def _visible(text):
    """The letters that stay whatever is joined: without white space and hyphens."""
    return re.sub(r"[\s-]", "", text)


def _place(text, offset, passage, texts, ends):
    """(index of the new text, start_at, end_at) of a passage. Raises Refused if it is cut."""
    start = offset + len(_visible(text[: passage.start_at]))
    end = offset + len(_visible(text[: passage.end_at]))
    index = next((number for number, limit in enumerate(ends) if start < limit), len(ends) - 1)
    if end > ends[index]:
        raise Refused(
            _("A passage goes over this place: “%(passage)s”. Change or delete the passage first.")
            % {"passage": passage.quoted}
        )
    before = ends[index - 1] if index else 0
    return index, _at(texts[index], start - before), _at(texts[index], end - before, is_end=True)


def _at(text, letters, *, is_end=False):
    """The offset in a text at which the letter with that number begins, or the one before ends."""
    places = [at for at, char in enumerate(text) if _visible(char)]
    if is_end:
        return places[letters - 1] + 1 if letters else 0
    return places[letters] if letters < len(places) else len(text)


def _shift_numbers(document, after, shift):
    """Move the numbers of the paragraphs after a number, and of the anchors that name them."""
    if not shift:
        return
    for rows, name in [(document.paragraphs, "number"), (document.passages, "paragraph_number")]:
        rows.filter(**{f"{name}__gt": after}).update(**{name: F(name) + ASIDE})
        rows.filter(**{f"{name}__gt": ASIDE}).update(**{name: F(name) - ASIDE + shift})


def _put(passage, paragraph, start_at, end_at):
    """Anchor a passage at its words in their new paragraph."""
    passage.paragraph, passage.start_at, passage.end_at = paragraph, start_at, end_at
    normalised = anchors.normalise_for_anchor(paragraph.text)
    start = anchors.normalise_phrase(passage.start)
    end = anchors.normalise_phrase(passage.end)
    if anchors.find_span(start, end, normalised) != (start_at, end_at):
        others = paragraph.document.paragraphs.exclude(pk=paragraph.pk)
        elsewhere = "\n".join(others.values_list("text", flat=True))
        try:
            anchor = phrases.anchor(paragraph.text, start_at, end_at, elsewhere)
        except phrases.AmbiguousError:
            anchor = None
        if anchor is None:
            raise Refused(
                _("The passage “%(passage)s” could no longer be told apart from the same words.")
                % {"passage": passage.quoted}
            )
        passage.start, passage.end = anchor.start, anchor.end
    passage.paragraph_number = paragraph.number
    passage.save()


def texts_between(text: str) -> list[str]:
    """The pieces of what an organiser typed, which empty lines divide."""
    return [piece for piece in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if piece.strip()]
