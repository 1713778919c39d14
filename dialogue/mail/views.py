"""The page behind the link that stops reminders (RFC 8058)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dialogue.access.doors import door
from dialogue.access.languages import language_asked_for
from dialogue.mail import outbox
from dialogue.mail import unsubscribe as opt_out
from dialogue.pages import links_that_open_nothing


@door("link")
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link that stops reminders. GET asks; POST acts, also the POST that a mail
    program sends by itself when its own button is pressed (RFC 8058, 3.2): without cookie or token
    of ours, so the secret in the address is what admits it. In the language of the mail, unless
    ?lang= says otherwise."""
    mail = opt_out.mail_of(token)
    asked = language_asked_for(request)
    with translation.override(asked or (mail.language if mail else translation.get_language())):
        if mail is None:
            return links_that_open_nothing.unknown(request)
        if mail.dialogue and mail.dialogue.have_links_ended:
            return links_that_open_nothing.ended(
                request, mail.dialogue, translation.get_language() or mail.language
            )
        if request.method == "POST":
            act = opt_out.start_again if "again" in request.POST else outbox.opt_out_by
            act(mail)
        context = {
            "mail": mail,
            "dialogue": mail.dialogue,
            "is_stopped": opt_out.unsubscriptions_like(mail).exists(),
        }
        response = render(request, "mail/unsubscribe.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
