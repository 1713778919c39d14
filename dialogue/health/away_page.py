"""What people read while the database is away: a page in both languages that needs neither the
database, nor the cache, nor a session."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from dialogue.pages import dead_ends

RETRY_AFTER = 10  # seconds


def respond() -> HttpResponse:
    """503 with Retry-After (RFC 9110, 15.6.4)."""
    response = dead_ends.respond_by_itself(503, _words)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def _words():
    text = _(
        "Nothing you sent was saved. Please try again in a minute; a form can be sent again from "
        "its page."
    )
    return _("The site is not available for the moment"), text
