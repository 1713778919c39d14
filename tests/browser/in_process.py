"""Pages that Django's test client fetches and a browser shows: a whole site in one process, with
rows that the test makes and the day that it likes, and no server to start."""

from typing import Any
from urllib.parse import urljoin, urlsplit

from django.db import connection, connections
from django.test import Client
from playwright.sync_api import Page, Route

SITE = "http://localhost"  # which browsers trust without a certificate
_static_files: dict[str, dict[str, Any]] = {}


def connect(page: Page, client: Client) -> None:
    """Let this client answer whatever the page asks the site for; nothing else is answered.

    Redirects are followed here: a browser would follow them past the client. So the page shows the
    address that was asked for.
    """
    # Playwright answers in a context of its own, where Django would open a second connection, which
    # sees nothing of the test's transaction.
    of_the_test = connections[connection.alias]

    def answer(route: Route) -> None:
        connections[connection.alias] = of_the_test
        asked = urlsplit(route.request.url)
        if f"{asked.scheme}://{asked.netloc}" != SITE:
            route.abort()
        elif asked.path.startswith("/static/"):
            if asked.path not in _static_files:
                _static_files[asked.path] = _fetched(client, route)
            route.fulfill(**_static_files[asked.path])
        else:
            route.fulfill(**_fetched(client, route))

    page.route("**/*", answer)


def _fetched(client, route):
    asked = route.request
    address = asked.url
    response = client.generic(
        asked.method,
        address.removeprefix(SITE),
        asked.post_data_buffer or b"",
        content_type=asked.headers.get("content-type", "application/octet-stream"),
    )
    while response.has_header("Location"):
        address = urljoin(address, response["Location"])
        response = client.get(address.removeprefix(SITE))
    return {
        "status": response.status_code,
        "headers": {name: value for name, value in response.items() if name != "Set-Cookie"},
        "body": response.getvalue() if response.streaming else response.content,
    }
