"""The largest request that is accepted from people who have not signed in."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

GetResponse = Callable[[HttpRequest], HttpResponseBase]
MOST_FROM_ANYBODY = 1024 * 1024  # bytes; only organisers upload files


def refuse_large(get_response: GetResponse) -> GetResponse:
    """Answer 413 to a larger request without reading its body: CsrfViewMiddleware would write all
    its files to the disk. It must precede that one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        is_large = not length.isdecimal() or int(length) > MOST_FROM_ANYBODY
        if is_large and SESSION_KEY not in request.session:
            return HttpResponse(_("This is larger than this site accepts."), status=413)
        return get_response(request)

    return middleware
