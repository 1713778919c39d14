"""The pages that belong to no dialogue: the home page and errors."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import escape_leading_slashes
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dialogue.access import security_log
from dialogue.access.doors import door
from dialogue.health import away_page, database_errors, outages
from dialogue.models import Dialogue, SecurityEvent
from dialogue.pages import dead_ends


@door("public")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The list of public dialogues; if there is only one, a redirect to it."""
    dialogues = list(Dialogue.objects.public())
    if len(dialogues) == 1:
        return redirect(dialogues[0])
    past = [one for one in dialogues if one.local(timezone.now()).date() > one.ends_on]
    ahead = [one for one in dialogues if one not in past]
    return render(request, "dialogue/home.html", {"ahead": ahead, "past": past[::-1]})


@door("public")
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose cookie was lost, with what to do about it."""

    def words():
        text = _(
            "Your browser did not send the cookie that protects this form. Go back, reload the "
            "page and send it again. If that does not help, allow cookies for this site."
        )
        return _("Please send the form again"), text

    def ways():
        return [(_("Open the page again"), escape_leading_slashes(request.get_full_path()))]

    return dead_ends.respond(request, 403, words, ways=ways)


@door("public")
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, for what no form and no link of ours sends."""

    def words():
        text = _("Nothing was saved. Go back, reload the page and try again.")
        return _("This request could not be understood"), text

    return dead_ends.respond(request, 400, words)


@door("public")
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""

    def words():
        text = _(
            "The address may be mistyped, or the page may have moved. A personal link works "
            "only in full; if yours came by email, copy all of it."
        )
        return _("Page not found"), text

    return dead_ends.respond(request, 404, words)


@door("public")
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403; it offers to sign out, for an account with more permissions. The security log keeps
    what an account was refused."""
    is_account = request.user.is_authenticated
    if is_account:
        detail = f"{request.method} {request.path}"
        security_log.record(SecurityEvent.Kind.REFUSED, request=request, detail=detail)

    def words():
        text = _("Your account does not have permission for it. Please ask the secretariat.")
        return _("You do not have access to this page"), text

    def ways():
        return [(_("Sign out"), reverse("account_logout"))] if is_account else []

    return dead_ends.respond(request, 403, words, ways=ways)


@door("public")
def too_many_attempts(request: HttpRequest) -> HttpResponse:
    """429, which django-allauth asks for by the name `handler429`."""

    def words():
        return _("Too many attempts"), _("Please wait a few minutes, then try again.")

    return dead_ends.respond(request, 429, words)


@door("public")
def server_error(request: HttpRequest) -> HttpResponse:
    """500, rendered without request, database and session, which may be what failed; 503 if the
    database is away, or was too slow, for then the same may succeed in a moment."""
    error = sys.exception()  # Django calls this while it handles the error
    if database_errors.is_away(error):
        outages.DATABASE.failed(database_errors.reason(error))
    if database_errors.is_passing(error):
        return away_page.respond()

    def words():
        text = _("Nothing you sent was saved. Please try again in a few minutes.")
        return _("Something went wrong on our side"), text

    return dead_ends.respond_by_itself(500, words)
