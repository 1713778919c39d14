"""A background paper as a download that nobody on the way keeps."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from agenda.models import BackgroundPaper


def as_download(paper: BackgroundPaper) -> HttpResponse:
    """The file under its own name; browsers store it and do not show it."""
    response = HttpResponse(bytes(paper.content), content_type=paper.media_type)
    disposition = content_disposition_header(True, paper.filename) or "attachment"
    response.headers["Content-Disposition"] = disposition
    response.headers["Cache-Control"] = "private, no-store"
    return response
