"""Headers of every answer, static files included, that no library sets for us."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

GetResponse = Callable[[HttpRequest], HttpResponseBase]
RESOURCE_POLICY = "Cross-Origin-Resource-Policy"
OPEN_TO_ALL = "cross-origin"  # for what is public and meant for other sites, such as a calendar


def add_headers(get_response: GetResponse) -> GetResponse:
    """Keep other sites' pages from loading what is ours, unless a view says otherwise, and say
    where the reports of the Content-Security-Policy go. It must come first in MIDDLEWARE."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault(RESOURCE_POLICY, "same-origin")
        if response.has_header("Content-Security-Policy"):
            response["Reporting-Endpoints"] = f'csp="{reverse("csp_reports")}"'
        return response

    return middleware
