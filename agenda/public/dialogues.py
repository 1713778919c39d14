"""The public dialogue behind an address, as this worker knows it for a second or so."""

from time import monotonic

from django.conf import settings
from django.shortcuts import get_object_or_404

from dialogue.models import Dialogue

believed = {}  # {slug: (until when, Dialogue)}; Django's caches would copy it at each look


def public_dialogue(slug: str) -> Dialogue:
    """The public dialogue with this short name, or Http404. For reading only: it may be a second
    old (FEEDS_BELIEVED_FOR), which spares pages and feeds a query each under load."""
    until, dialogue = believed.get(slug, (0, None))
    if monotonic() >= until:
        dialogue = get_object_or_404(Dialogue.objects.public(), slug=slug)
        believed[slug] = (monotonic() + settings.FEEDS_BELIEVED_FOR, dialogue)
    return dialogue
