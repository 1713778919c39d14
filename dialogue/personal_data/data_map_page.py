"""The data map for organisers, to read and to print."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dialogue.models import Dialogue
from dialogue.pages.base import render_page
from dialogue.personal_data import presentation


def data_map_page(request: HttpRequest) -> HttpResponse:
    """What is kept about people, what for, who sees it and until when. Every organiser may read it:
    it holds nobody's data."""
    return render_page(
        request,
        "admin/dialogue/data_map.html",
        Dialogue,
        _("What is kept about people"),
        parts=list(presentation.tables()),
    )
