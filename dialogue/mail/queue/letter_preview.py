"""A letter as its recipient sees it, in a frame of ours."""

import base64
import re
from hashlib import sha256
from typing import cast

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin

LETTERS_SHOWN = 30  # on one page; of the others the page says how many they are


def show_letter(html: str) -> HttpResponse:
    """An email's HTML as a page of its own that our pages may show in a frame.

    An email has its style in one <style> element; the page's policy allows exactly that one, by its
    hash (CSP Level 3, 2.3.1). Links open in a new window, because the frame is sandboxed.
    """
    style = re.search("<style>(.*?)</style>", html, re.DOTALL)
    allowed = "'none'"
    if style:
        digest = sha256(style[1].encode()).digest()
        allowed = f"'sha256-{base64.b64encode(digest).decode()}'"
    html = html.replace("<head>", '<head><base target="_blank">', 1)

    @xframe_options_sameorigin
    @csp_replace(
        {
            "default-src": ["'none'"],
            "style-src": [allowed],
            "frame-ancestors": ["'self'"],
            "base-uri": ["'none'"],
        }
    )
    def page(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(html)

    return cast(HttpResponse, page(HttpRequest()))  # the decorators are typed more widely
