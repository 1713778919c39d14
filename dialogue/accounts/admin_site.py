"""The organisers' admin site: who may enter it, and its front page."""

from allauth.account.views import logout
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from dialogue import __version__
from dialogue.access import sent
from dialogue.accounts.second_factor import lacks_second_factor
from dialogue.models import Dialogue

LONGEST_ADDRESS = 2_000  # characters
# The order in which the front page lists the programs.
APP_ORDER = ["participants", "agenda", "dialogue", "mail", "auth", "mfa"]


class OrganisersSite(admin.AdminSite):
    """Django's admin behind django-allauth's sign-in with a second factor."""

    site_header = _("Policy dialogue")
    site_title = _("Policy dialogue")
    index_title = _("Where things stand")

    def has_permission(self, request):
        return super().has_permission(request) and not lacks_second_factor(request.user)

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request, extra_context=None):
        """Send to the sign-in page; an organiser without second factor sets one up first."""
        target = sent.text(request.GET, "next", LONGEST_ADDRESS) or settings.LOGIN_REDIRECT_URL
        if not request.user.is_authenticated:
            return redirect_to_login(target)
        if not super().has_permission(request):
            raise PermissionDenied
        if lacks_second_factor(request.user):
            messages.info(request, _("Please set up a second factor before using the admin site."))
            return redirect("mfa_index")
        is_ours = url_has_allowed_host_and_scheme(
            target, {request.get_host()}, require_https=request.is_secure()
        )
        return redirect(target if is_ours else "admin:index")

    @login_not_required
    def logout(self, request, extra_context=None):
        """One way out, so that a sign-in that was begun ends too."""
        return logout(request)

    def password_change(self, request, extra_context=None):
        """One page for it: the one that tells the owner by mail."""
        return redirect("account_change_password")

    def each_context(self, request):
        """Every page says which version it is, for whoever reports a problem."""
        return {**super().each_context(request), "version": __version__}

    def get_app_list(self, request, app_label=None):
        apps = super().get_app_list(request, app_label)
        return sorted(
            apps,
            key=lambda app: (
                APP_ORDER.index(app["app_label"])
                if app["app_label"] in APP_ORDER
                else len(APP_ORDER)
            ),
        )

    def index(self, request, extra_context=None):
        """The front page: each dialogue with its seats, evidence and mail."""
        dialogues = list(Dialogue.objects.prefetch_related("review_aspects", "work_streams"))
        for dialogue in dialogues:
            to_do = [stream for stream in dialogue.work_streams.all() if not stream.is_done]
            dialogue.next_streams, dialogue.later_streams = to_do[:5], len(to_do[5:])
        context = {"dialogues": dialogues, "is_front_page": True, **(extra_context or {})}
        return super().index(request, context)
