"""Renewing the access of an organiser who has lost the second factor, or whose invitation ended."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dialogue.access import security_log
from dialogue.access.open_rows import hidden_from
from dialogue.accounts import invitations, sessions
from dialogue.accounts.second_factor import has_second_factor
from dialogue.mail.delivery.smtp import has_no_mail_server
from dialogue.models import Dialogue
from dialogue.models.security_events import SecurityEvent
from dialogue.pages.base import open_or_404, render_page, user_of
from dialogue.refusals import Refused


def may_change(request: HttpRequest, account: User | None) -> bool:
    """Whether this organiser may do as much as the account, and see the dialogues that it is named
    for, so that nobody climbs by it."""
    user = user_of(request)
    if account is None or user.is_superuser:
        return True
    if account.is_superuser or not _is_within(_rights(account), user):
        return False
    return not Dialogue.objects.filter(organisers=account, pk__in=hidden_from(user)).exists()


def may_give(request: HttpRequest) -> QuerySet[Group]:
    """The roles that this organiser may give: those that let nobody do more than they may."""
    user = user_of(request)
    if user.is_superuser:
        return Group.objects.all()
    beyond = Permission.objects.exclude(pk__in=_rights(user).values("pk"))
    return Group.objects.exclude(permissions__in=beyond)


def _rights(account):
    """Also of a locked account, which Django says has none."""
    return Permission.objects.filter(Q(user=account) | Q(group__user=account))


def _is_within(rights, user):
    return not rights.exclude(pk__in=_rights(user).values("pk")).exists()


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
