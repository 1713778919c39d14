"""Pages behind a personal link: find the invitation, speak the invitee's language, keep to the
dialogue's clock, stay out of caches and search engines."""

from functools import wraps

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dialogue.access import door, read_token
from participants.models import Invitation


def personal_page(view):
    """Decorator: `view(request, invitation)` becomes the view of a token.

    The page is in the invitee's language unless ?lang= says otherwise.
    """

    @door("link")
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request, token):
        invitation = _find(token)
        asked = request.GET.get("lang")
        if asked not in dict(settings.LANGUAGES):
            asked = None
        if invitation is None:
            with translation.override(asked or translation.get_language()):
                return render(request, "participants/unknown_link.html", status=404)
        language = asked or invitation.person.language
        with translation.override(language), timezone.override(invitation.dialogue.tz):
            response = view(request, invitation)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Content-Language"] = language
        return response

    return page


def _find(token):
    key = read_token("answer", token)
    found = (
        Invitation.objects.with_people().order_by().filter(link_key=key).first() if key else None
    )
    return found if found and found.has_a_link else None
