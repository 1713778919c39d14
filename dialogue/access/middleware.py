"""What is refused before any page sees it: large requests of people who have not signed in, and
addresses with a NUL byte; and what is not sent: the body of an answer to HEAD."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from dialogue.access import sent
from dialogue.access.tokens import read_token

GetResponse = Callable[[HttpRequest], HttpResponseBase]
MEGABYTE = 1024 * 1024
MOST_FROM_ANYBODY = MEGABYTE  # bytes
# From those whose link leads to a page that takes a file: some more than the file may have, so that
# the page can say what is wrong with it.
MOST_WITH_A_LINK = 15 * MEGABYTE


def refuse_large(get_response: GetResponse) -> GetResponse:
    """Answer 413 to a larger request without reading its body: CsrfViewMiddleware would write all
    its files to the disk. It must precede that one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        bytes_sent = sent.as_number(length)
        is_large = bytes_sent is None or bytes_sent > MOST_FROM_ANYBODY
        if is_large and SESSION_KEY not in request.session:
            is_large = bytes_sent is None or bytes_sent > _most_for(request)
            if is_large:
                return HttpResponse(_("This is larger than this site accepts."), status=413)
        return get_response(request)

    return middleware


def _most_for(request):
    """How many bytes somebody may send to this address who has not signed in."""
    try:
        found = resolve(request.path_info)
    except Resolver404:
        return MOST_FROM_ANYBODY
    purpose = getattr(found.func, "takes_files_with", "")
    has_the_link = purpose and read_token(purpose, str(found.kwargs.get("token", "")))
    return MOST_WITH_A_LINK if has_the_link else MOST_FROM_ANYBODY


def send_no_body_to_head(get_response: GetResponse) -> GetResponse:
    """Answer HEAD with the header fields of GET and no content (RFC 9110, 9.3.2). Servers leave it
    away too, and some complain. Content-Length stays: it is that of GET's answer."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method == "HEAD":
            if response.streaming:
                response.streaming_content = []  # type: ignore[attr-defined]
            else:
                response.content = b""  # type: ignore[attr-defined]
        return response

    return middleware


def refuse_nul(get_response: GetResponse) -> GetResponse:
    """Answer 400 to an address with a NUL byte, in its path or in its query: PostgreSQL takes none,
    and Django's admin site looks for whatever a query says. What a form holds, its fields refuse,
    and say so beside the field."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("There is a NUL byte in the address.")
        return get_response(request)

    return middleware
