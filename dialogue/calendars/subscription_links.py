"""Where a calendar feed can be subscribed to, program by program, and its QR code for a phone."""

from functools import lru_cache
from urllib.parse import quote, urlencode, urlsplit

import segno
from django.conf import settings
from django.urls import reverse


def address(name: str, query: dict[str, str] | None = None, **parts) -> str:
    """The whole address of a feed, as calendar programs are given it."""
    path = reverse(name, kwargs=parts)
    return settings.PUBLIC_URL + (f"{path}?{urlencode(query)}" if query else path)


def ways(https: str, name: str) -> dict[str, str]:
    """{kind: address} for the feed at `https`, which the calendar program may call `name`.

    Google and Outlook take the feed's address as a parameter; webcal: opens the calendar program
    that is installed.
    """
    webcal = https.replace(urlsplit(https).scheme, "webcal", 1)
    outlook = urlencode({"url": https, "name": name}, quote_via=quote)
    return {
        "webcal": webcal,
        "google": "https://calendar.google.com/calendar/render?"
        + urlencode({"cid": webcal}, quote_via=quote),
        "outlook": f"https://outlook.live.com/calendar/0/addfromweb?{outlook}",
        "office": f"https://outlook.office.com/calendar/0/addfromweb?{outlook}",
        "https": https,
        "download": https.removeprefix(settings.PUBLIC_URL),
    }


@lru_cache(maxsize=100)  # each takes some milliseconds
def qr_code(text: str) -> str:
    """A picture as a data: address, which the page's policy allows in <img>."""
    return segno.make(text, error="m", micro=False).svg_data_uri(scale=4, dark="#1d2530")
