"""The page behind an organiser's invitation: a password first, then the second factor."""

from allauth.account.forms import SetPasswordForm
from allauth.account.utils import perform_login
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from dialogue.access import security_log
from dialogue.access.doors import door
from dialogue.accounts import invitations, second_factor
from dialogue.accounts.adapter import forget_wrong_tries
from dialogue.models.security_events import SecurityEvent


@door("link")
@never_cache
@sensitive_post_parameters()
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a new password, which changes nothing yet: mail scanners open links too. A POST sets
    it, ends the link, and opens the session that may set up the second factor."""
    user = invitations.invited(token)
    if user is None:
        return _ended(request)
    form = SetPasswordForm(data=request.POST or None, user=user)
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/invitation.html", {"form": form, "account": user})
    user = invitations.accept(token, form.cleaned_data["password1"])
    if user is None:
        return _ended(request)
    name = user.get_username()
    security_log.record(
        SecurityEvent.Kind.PASSWORD_CHANGED, request=request, account=name, detail="invitation"
    )
    forget_wrong_tries(request, user)
    auth.logout(request)  # of somebody else's account, or of an earlier session
    second_factor.note(request, user, second_factor.BY_INVITATION)
    return perform_login(request, user, redirect_url=reverse("mfa_index"))


def _ended(request):
    return render(request, "account/invitation.html", {"account": None}, status=404)
