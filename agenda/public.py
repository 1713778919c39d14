"""The public dialogue behind an address, as this worker knows it for a second or so."""

from django.conf import settings
from django.core.cache import caches
from django.shortcuts import get_object_or_404

from dialogue.models import Dialogue


def public_dialogue(slug: str) -> Dialogue:
    """The public dialogue with this short name, or Http404. For reading only: it may be a second
    old (FEEDS_BELIEVED_FOR), which spares pages and feeds a query each under load."""
    cache = caches["template_fragments"]
    dialogue = cache.get(f"public-dialogue:{slug}")
    if dialogue is None:
        dialogue = get_object_or_404(Dialogue.objects.public(), slug=slug)
        cache.set(f"public-dialogue:{slug}", dialogue, settings.FEEDS_BELIEVED_FOR)
    return dialogue
