"""Where a calendar feed can be subscribed to, program by program, and its QR code for a phone."""

from functools import lru_cache
from urllib.parse import quote, urlencode, urlsplit

import segno
from django.conf import settings
from django.urls import reverse

FILE = "file"  # in the query of whoever downloads a file, and subscribes to nothing


def address(name: str, query: dict[str, str] | None = None, **parts: object) -> str:
    """The absolute address of a feed: `name` is that of its URL pattern, `parts` its arguments."""
    path = reverse(name, kwargs=parts)
    return settings.PUBLIC_URL + (f"{path}?{urlencode(query)}" if query else path)


def ways(https: str, name: str) -> dict[str, str]:
    """{kind: address} of the ways to subscribe to the feed at `https`, under the name `name`.

    Google and Outlook take the feed's address as a parameter; webcal: opens the calendar program
    that is installed; `download` is a path on this site.
    """
    path = https.removeprefix(settings.PUBLIC_URL)
    webcal = https.replace(urlsplit(https).scheme, "webcal", 1)
    outlook = urlencode({"url": https, "name": name}, quote_via=quote)
    return {
        "webcal": webcal,
        "google": "https://calendar.google.com/calendar/render?"
        + urlencode({"cid": webcal}, quote_via=quote),
        "outlook": f"https://outlook.live.com/calendar/0/addfromweb?{outlook}",
        "office": f"https://outlook.office.com/calendar/0/addfromweb?{outlook}",
        "https": https,
        "download": f"{path}{'&' if '?' in path else '?'}{FILE}=1",
    }


@lru_cache(maxsize=100)  # each takes some milliseconds
def qr_code(text: str) -> str:
    """The QR code of `text` as a data: address, which the content security policy allows for
    pictures."""
    return segno.make(text, error="m", micro=False).svg_data_uri(scale=4, dark="#1d2530")
