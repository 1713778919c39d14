"""The emblems, for every page of their dialogues."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from dialogue.access.doors import door
from dialogue.emblems import emblems
from dialogue.models import Emblem

MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
# An SVG that somebody opens by itself is a document: it may have styles, and nothing else.
AS_A_DOCUMENT = "default-src 'none'; style-src 'unsafe-inline'"


@door("public")
@require_safe
def emblem(request: HttpRequest, version: str) -> HttpResponse:
    """An emblem by its version, which nobody guesses: another one has another address, so that
    this one may be kept for good; 304 where somebody asks all the same. It stands on personal pages
    of dialogues that are not public, too."""
    etag = f'"{version}"'
    found = Emblem.objects.filter(version=version).first()
    if found is None:
        raise Http404
    response = get_conditional_response(request, etag=etag)
    if response is None:
        content = bytes(found.content)
        response = HttpResponse(content, content_type=MEDIA_TYPES[emblems.format_of(content)])
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = AS_A_DOCUMENT
    return response
