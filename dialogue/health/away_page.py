"""What people read while the database is away: a page in both languages that needs neither the
database, nor the cache, nor a session."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

RETRY_AFTER = 10  # seconds


def respond() -> HttpResponse:
    """503 with Retry-After (RFC 9110, 15.6.4)."""
    versions = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            text = _(
                "Nothing you sent was saved. Please try again in a minute; a form can be sent "
                "again from its page."
            )
            versions.append((code, _("The site is not available for the moment"), text))
    try:
        page = str(render_to_string("dialogue/away.html", {"versions": versions}))
    except ValueError:  # the style sheets were not collected
        page = "".join(f'<p lang="{code}">{title}. {text}</p>' for code, title, text in versions)
    response = HttpResponse(page, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response
