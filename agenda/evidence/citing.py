"""What organisers do with a suggested passage: cite it for a topic, or dismiss it."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from agenda.evidence import passages, phrases, related
from agenda.models import Dismissal, Paragraph, Passage, Topic
from dialogue.refusals import Refused


def check(paragraph: Paragraph, start: int, end: int, fingerprint: str) -> str:
    """The words at text[start:end], if they are still those that were shown.

    Raises Refused if not: the document may have been imported again since.
    """
    text = paragraph.text[start:end]
    if not text or related.fingerprint(text) != fingerprint:
        raise Refused(
            _("The document has changed since this page was opened. Look at the suggestions again.")
        )
    return text


@transaction.atomic
def cite(topic: Topic, paragraph: Paragraph, start: int, end: int) -> tuple[Passage, bool]:
    """Make text[start:end] a passage of the topic; also return whether the topic is new to it. A
    passage that is already at that place is used again.

    Raises Refused where no anchor can name the place.
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


def dismiss(topic: Topic, text: str, user: User) -> Dismissal:
    """Do not suggest these words for the topic again."""
    return Dismissal.objects.get_or_create(
        topic=topic,
        fingerprint=related.fingerprint(text),
        defaults={"text": text, "dismissed_by": user},
    )[0]
