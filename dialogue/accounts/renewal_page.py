"""Renewing the access of an organiser who has lost the second factor, or whose invitation ended."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dialogue.access import security_log
from dialogue.accounts import invitations, sessions
from dialogue.accounts.second_factor import has_second_factor
from dialogue.mail.delivery.smtp import has_no_mail_server
from dialogue.models.security_events import SecurityEvent
from dialogue.pages.base import open_or_404, render_page, user_of
from dialogue.refusals import Refused


def may_change(request: HttpRequest, account: User | None) -> bool:
    """Whether this organiser may do as much as the account, so that nobody climbs by it."""
    return account is None or not account.is_superuser or user_of(request).is_superuser


@permission_required("auth.change_user", raise_exception=True)
def renew_access(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what ends and ask; then take password and factors away and invite the owner again."""
    account = open_or_404(request, User, pk=pk)
    if not may_change(request, account):
        raise PermissionDenied
    if request.method == "POST":
        try:
            invite(request, account)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("admin:auth_user_change", pk)
    return render_page(
        request,
        "admin/auth/user/renew_access.html",
        User,
        _("Renew this account’s access?"),
        account=account,
        is_own=account == request.user,
        has_factor=has_second_factor(account),
        session_count=len(sessions.living(account)),
    )


def invite(request: HttpRequest, account: User) -> None:
    """Invite, write it down, and say that the letter is on its way, if there is a mail server.
    Raises Refused."""
    had_factor = has_second_factor(account)
    invitations.invite(account, user_of(request))
    if had_factor:
        kind = SecurityEvent.Kind.FACTOR_REMOVED
        security_log.record(kind, request=request, about=account, detail="access renewed")
    security_log.record(SecurityEvent.Kind.INVITED, request=request, about=account)
    if has_no_mail_server():
        text = _(
            "The invitation for %(address)s has been written, but no mail server is set up, so it "
            "is not sent. A superuser finds it among the outgoing emails."
        )
        messages.warning(request, text % {"address": account.email})
    else:
        text = _("The invitation is on its way to %(address)s.")
        messages.success(request, text % {"address": account.email})
