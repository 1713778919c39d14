"""The portraits, for everybody who is shown a page with one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from dialogue.access.doors import door
from participants.models import Portrait
from participants.portraits import pictures

FIELDS = {pictures.SMALL: "small", pictures.LARGE: "large"}


@door("public")
@require_safe
def portrait(request: HttpRequest, version: str, size: int) -> HttpResponse:
    """A portrait, 160 or 320 pixels wide, under an address that nobody guesses and that another
    picture does not have. It is deleted with the consent, so no copy of it lives for long."""
    field = FIELDS.get(size)
    found = Portrait.objects.filter(key=version).values_list(field, flat=True) if field else None
    content = found.first() if found is not None else None
    if content is None:
        raise Http404
    etag = f'"{version}-{size}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(bytes(content), content_type=Portrait.media_type)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=3600"
    response["X-Robots-Tag"] = "noindex"
    return response
