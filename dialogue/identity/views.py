"""The picture of a dialogue for other sites."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from dialogue.access.doors import door
from dialogue.access.headers import OPEN_TO_ALL, RESOURCE_POLICY
from dialogue.identity import share_picture
from dialogue.models import Dialogue


@door("public")
@require_safe
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """What messengers show where an address of this dialogue is pasted; 304 where they have it."""
    dialogue = get_object_or_404(Dialogue.objects.public(), slug=slug)
    said = share_picture.content(dialogue)
    etag = f'"{share_picture.etag(said)}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(share_picture.png(dialogue, said), content_type="image/png")
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=3600"
    response[RESOURCE_POLICY] = OPEN_TO_ALL
    return response
