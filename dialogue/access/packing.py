"""Pages of the public and behind a link are sent packed: a telephone fetches a third of them.

Packing lets whoever sees the length of many answers guess a secret on a page that also repeats what
they put into the request (BREACH). These pages repeat nothing of an address but the token that
opens them; the form's token is masked anew each time; and Django adds bytes at random. Organisers'
pages are not packed.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

GetResponse = Callable[[HttpRequest], HttpResponseBase]
PACKED = {"public", "link"}  # doors


def pack_pages(get_response: GetResponse) -> GetResponse:
    """gzip for HTML, where the browser takes it and the view's door is one of `PACKED`."""
    packer = GZipMiddleware(get_response)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        match = request.resolver_match
        is_open = match is not None and getattr(match.func, "door", "") in PACKED
        is_page = response.get("Content-Type", "").startswith("text/html")
        if is_open and is_page and isinstance(response, HttpResponse):
            return packer.process_response(request, response)
        return response

    return middleware
