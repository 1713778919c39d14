"""The organisers' admin site: who may enter it, and its front page."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from dialogue import __version__
from dialogue.accounts import sessions, sessions_page
from dialogue.accounts.second_factor import lacks_second_factor, may_set_up
from dialogue.models import Dialogue

# The order in which the front page lists the programs.
APP_ORDER = ["participants", "agenda", "dialogue", "mail", "auth"]


class OrganisersSite(admin.AdminSite):
    """Django's admin behind django-allauth's sign-in with a second factor."""

    site_header = _("Policy dialogue")
    site_title = _("Policy dialogue")
    index_title = _("Where things stand")

    def has_permission(self, request):
        return super().has_permission(request) and not lacks_second_factor(request)

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request, extra_context=None):
        """Send to the sign-in page; who has given no second factor sets one up first."""
        target = request.GET.get("next", settings.LOGIN_REDIRECT_URL)
        if not request.user.is_authenticated:
            return redirect_to_login(target)
        if not super().has_permission(request):
            raise PermissionDenied
        if lacks_second_factor(request):
            if may_set_up(request):
                text = _("Please set up a second factor before using the admin site.")
                messages.info(request, text)
            return redirect("mfa_index")  # which tells everybody else whom to ask
        is_ours = url_has_allowed_host_and_scheme(
            target, {request.get_host()}, require_https=request.is_secure()
        )
        return redirect(target if is_ours else "admin:index")

    @login_not_required
    def logout(self, request, extra_context=None):
        """One way out, so that a sign-in that was begun ends too."""
        return sessions.sign_out(request)

    def password_change(self, request, extra_context=None):
        """One page for it: the one that tells the owner by mail."""
        return redirect("account_change_password")

    def get_urls(self):
        """The admin site's own addresses, and the page of one's own sessions."""
        page = self.admin_view(sessions_page.your_sessions)
        return [path("sessions/", page, name="your_sessions"), *super().get_urls()]

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
