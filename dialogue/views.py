"""Pages above the dialogues: the front door, the way to have no more reminders, the health check,
errors."""

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dialogue import opt_out, outbox
from dialogue.access import door
from dialogue.models import Dialogue


@door("public")
@require_safe
def home(request):
    """The list of public dialogues; where there is but one, that one."""
    dialogues = list(Dialogue.objects.public())
    if len(dialogues) == 1:
        return redirect(dialogues[0])
    return render(request, "dialogue/home.html", {"dialogues": dialogues})


@door("link")
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """Behind the link to have no more reminders. GET asks; POST acts, also the POST that a mail
    program sends by itself when its own button is pressed (RFC 8058, 3.2): without cookie or token
    of ours, so the secret in the address is what admits it. In the language of the mail, unless
    ?lang= says otherwise."""
    mail = opt_out.mail_of(token)
    asked = request.GET.get("lang")
    if asked not in dict(settings.LANGUAGES):
        asked = None
    with translation.override(asked or (mail.language if mail else translation.get_language())):
        if mail is None:
            return render(request, "participants/unknown_link.html", status=404)
        if request.method == "POST":
            act = opt_out.start_again if "again" in request.POST else outbox.opt_out_by
            act(mail)
        context = {
            "mail": mail,
            "dialogue": mail.dialogue,
            "is_stopped": opt_out.unsubscriptions_like(mail).exists(),
        }
        response = render(request, "dialogue/unsubscribe.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@door("public")
@never_cache
@require_safe
def health(request):
    """For the machine room: 200 and "ok" while the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@door("public")
def csrf_failure(request, reason=""):
    """A form whose cookie was lost: say what to do, in the reader's language."""
    context = {
        "title": _("Please send the form once more"),
        "text": _(
            "Your browser did not send the cookie that protects this form. Go back, reload the "
            "page and send it again. If that does not help, allow cookies for this site."
        ),
    }
    return render(request, "dialogue/message.html", context, status=403)


@door("public")
def page_not_found(request, exception=None):
    context = {
        "title": _("There is no such page"),
        "text": _(
            "The address may be mistyped, or what stood here has moved. A personal link works "
            "only as a whole; if yours came by mail, copy all of it."
        ),
    }
    return render(request, "dialogue/message.html", context, status=404)


@door("public")
def permission_denied(request, exception=None):
    context = {
        "title": _("This page is not open to you"),
        "text": _("Your account lacks the right for it. Ask the secretariat."),
        "offers_sign_out": request.user.is_authenticated,
    }
    return render(request, "dialogue/message.html", context, status=403)


@door("public")
def server_error(request):
    """Without database and session, which may be what failed."""
    context = {
        "title": _("Something went wrong on our side"),
        "text": _("Nothing of what you sent was stored. Please try again in a few minutes."),
    }
    return render(None, "dialogue/message.html", context, status=500)
