"""The page on which organisers see where their account is signed in, and end what is not theirs."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dialogue.access import sent
from dialogue.accounts import sessions
from dialogue.accounts.browsers import in_plain_words
from dialogue.pages.base import render_page, user_of


def your_sessions(request: HttpRequest) -> HttpResponse:
    """List the sessions of one's own account; a POST ends one, or all but this."""
    user = user_of(request)
    if request.method == "POST":
        chosen = sessions.others(request, user)
        if sent.text(request.POST, "end") != "all":
            chosen = chosen.filter(pk=sent.number(request.POST, "end") or 0)
        if sessions.end_recorded(request, chosen, about=user):
            messages.success(request, _("Done: whoever used that session has to sign in again."))
        return redirect("admin:your_sessions")
    rows = sessions.living(user)
    for row in rows:
        row.is_this = row.session_key == request.session.session_key
        row.browser = in_plain_words(row.user_agent)
    return render_page(
        request,
        "usersessions/usersession_list.html",
        User,
        _("Your sessions"),
        sessions=rows,
        has_others=any(not row.is_this for row in rows),
    )
