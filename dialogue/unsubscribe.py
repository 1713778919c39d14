"""The page behind the link to have no more reminders. GET asks; POST acts, also the POST that a
mail program sends by itself when its own button is pressed (RFC 8058, 3.2): without cookie or
token of ours, so the secret in the address is what admits it."""

from django.conf import settings
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dialogue import unsubscribing
from dialogue.access import door


@door("link")
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, token):
    """In the language of the mail, unless ?lang= says otherwise."""
    mail = unsubscribing.mail_of(token)
    asked = request.GET.get("lang")
    if asked not in dict(settings.LANGUAGES):
        asked = None
    with translation.override(asked or (mail.language if mail else translation.get_language())):
        if mail is None:
            return render(request, "participants/unknown_link.html", status=404)
        if request.method == "POST":
            act = unsubscribing.start_again if "again" in request.POST else unsubscribing.stop
            act(mail)
        context = {
            "mail": mail,
            "dialogue": mail.dialogue,
            "is_stopped": unsubscribing.unsubscriptions_like(mail).exists(),
        }
        response = render(request, "dialogue/unsubscribe.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
