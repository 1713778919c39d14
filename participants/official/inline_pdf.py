"""A PDF that a browser shows, and that nobody on the way keeps."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def show_pdf(content: bytes, name: str) -> HttpResponse:
    """`name` without the ending; a stroke in a number becomes a hyphen."""
    response = HttpResponse(content, content_type="application/pdf")
    filename = f"{name.replace('/', '-')}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(False, filename) or ""
    response.headers["Cache-Control"] = "private, no-store"
    return response
