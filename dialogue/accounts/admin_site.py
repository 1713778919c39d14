"""The organisers' admin site: who may enter it, and its front page."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from dialogue import __version__
from dialogue.access import sent
from dialogue.access.open_rows import is_open
from dialogue.accounts import sessions, sessions_page
from dialogue.accounts.second_factor import lacks_second_factor, may_set_up
from dialogue.desk import bar, front_page
from dialogue.guide import views as guide_views
from dialogue.guide import ways

LONGEST_ADDRESS = 2_000  # characters
# The order in which the front page lists the programs.
APP_ORDER = ["participants", "agenda", "dialogue", "mail", "auth"]


class OrganisersSite(admin.AdminSite):
    """Django's admin behind django-allauth's sign-in with a second factor."""

    site_header = _("Policy dialogue")
    site_title = _("Policy dialogue")
    index_title = _("Where things stand")
    # The bar leads to the pages of the chosen dialogue; all models are listed on the front page.
    enable_nav_sidebar = False

    def has_permission(self, request):
        return super().has_permission(request) and not lacks_second_factor(request)

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request, extra_context=None):
        """Send to the sign-in page; who has given no second factor sets one up first."""
        target = sent.text(request.GET, "next", LONGEST_ADDRESS) or settings.LOGIN_REDIRECT_URL
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
        """The admin site's own addresses, the page of one's own sessions, and the guide."""
        own = self.admin_view(sessions_page.your_sessions)
        shortcut_view = self.admin_view(self.view_on_site)
        return [
            path("sessions/", own, name="your_sessions"),
            *guide_views.organisers_urls(self),
            path("r/<path:content_type_id>/<path:object_id>/", shortcut_view, name="view_on_site"),
            *super().get_urls(),
        ]

    def each_context(self, request):
        """Every page says which version it is, for whoever reports a problem, leads to the part of
        the guide that explains it, and says which dialogue is chosen: read when it is shown, for
        the page itself may choose one."""
        more = {
            "version": __version__,
            "bar": SimpleLazyObject(lambda: bar.of(request)),
            "help_address": ways.from_page_of_organisers(request),
        }
        return {**super().each_context(request), **more}

    def get_app_list(self, request, app_label=None):
        """In our order; made when it is looked at, for most pages do not."""
        return SimpleLazyObject(lambda: self._sorted_apps(request, app_label))

    def _sorted_apps(self, request, app_label):
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
        """The front page: what is to be done for the dialogue that the organiser has chosen."""
        context = {**front_page.context(request), "is_front_page": True}
        if context["desk"] is None or context["desk"].is_beginning:
            context["help_address"] = ways.for_beginners()
        return super().index(request, {**context, **(extra_context or {})})

    def view_on_site(self, request, content_type_id, object_id):
        """The way from a row to its public page, for whom the row is there."""
        response = shortcut(request, content_type_id, object_id)
        kind = ContentType.objects.get_for_id(content_type_id)
        if not is_open(request.user, kind.get_object_for_this_type(pk=object_id)):
            raise Http404
        return response
