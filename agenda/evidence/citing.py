"""What organisers do with a suggested passage: cite it for a topic, dismiss it, or let it be
suggested again."""

from django.db import transaction
from django.utils.translation import gettext as _

from agenda.evidence import passages, phrases, related
from agenda.models import Dismissal, Paragraph, Passage
from dialogue.errors import Refused


def check(paragraph: Paragraph, start: int, end: int, fingerprint: str) -> str:
    """The words at text[start:end], if they are those that were shown.

    Raises Refused: the document may have been imported again meanwhile.
    """
    text = paragraph.text[start:end]
    if not text or related.fingerprint(text) != fingerprint:
        raise Refused(
            _("The document has changed since this page was opened. Look at the suggestions again.")
        )
    return text


@transaction.atomic
def cite(topic, paragraph: Paragraph, start: int, end: int) -> tuple[Passage, bool]:
    """Make text[start:end] a passage of the topic, and say whether it was none before; a passage at
    that place is used again.

    Raises Refused where no anchor names the place.
    """
    try:
        passage = passages.mark(paragraph, start, end)
    except phrases.AmbiguousError as error:
        raise Refused(
            _(
                "The first and last words of this sentence match another place in the "
                "document. Cite it by hand."
            )
        ) from error
    return passage, passages.add(passage, topic)


def dismiss(topic, text: str, user) -> Dismissal:
    """Keep these words from being suggested for the topic."""
    return Dismissal.objects.get_or_create(
        topic=topic,
        fingerprint=related.fingerprint(text),
        defaults={"text": text, "dismissed_by": user},
    )[0]
