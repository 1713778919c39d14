"""What organisers do with a proposed passage: cite it for a topic, dismiss it, or have it proposed
again."""

from django.db import transaction
from django.utils.translation import gettext as _

from agenda import anchors, related
from agenda.models import Dismissal, Paragraph, Passage

ANCHOR_WORDS = range(4, 13)
ANCHOR_LENGTH = Passage._meta.get_field("start").max_length


class RefusedError(ValueError):
    """It cannot be done; the message says why, in the reader's language."""


def check(paragraph: Paragraph, start: int, end: int, fingerprint: str) -> str:
    """The words at text[start:end], if they are those that were shown.

    Raises RefusedError: the document may have been imported again meanwhile.
    """
    text = paragraph.text[start:end]
    if not text or related.fingerprint(text) != fingerprint:
        raise RefusedError(
            _("The document has changed since this page was made. Look at the proposals again.")
        )
    return text


@transaction.atomic
def cite(topic, paragraph: Paragraph, start: int, end: int) -> Passage:
    """Make text[start:end] a passage of the topic; a passage at that place is used again.

    Raises RefusedError where no anchor names the place.
    """
    place = {"paragraph": paragraph, "start_at": start, "end_at": end}
    passage = Passage.objects.filter(**place).first()
    if passage is None:
        first, last = anchor(paragraph, start, end)
        passage, _made = Passage.objects.get_or_create(
            document=paragraph.document,
            start=first,
            end=last,
            paragraph_number=paragraph.number,
        )
        anchors.resolve(Passage.objects.filter(pk=passage.pk))
    topic.passages.add(passage)
    return passage


def anchor(paragraph: Paragraph, start: int, end: int) -> tuple[str, str]:
    """(start phrase, end phrase) that name text[start:end] in its paragraph: as few words as do.

    Raises RefusedError.
    """
    words = paragraph.text[start:end].split()
    tries = [(" ".join(words), "")] if len(words) <= 2 * ANCHOR_WORDS[0] else []
    tries += [(" ".join(words[:n]), " ".join(words[-n:])) for n in ANCHOR_WORDS]
    for first, last in tries:
        place = anchors.find(first, last, [paragraph])
        fits = max(len(first), len(last)) <= ANCHOR_LENGTH
        if fits and place and (place.start_at, place.end_at) == (start, end):
            return first, last
    raise RefusedError(
        _("The first and last words of this sentence name another place. Cite it by hand.")
    )


def dismiss(topic, text: str, user) -> Dismissal:
    """Keep these words from being proposed for the topic."""
    return Dismissal.objects.get_or_create(
        topic=topic,
        fingerprint=related.fingerprint(text),
        defaults={"text": text, "dismissed_by": user},
    )[0]
