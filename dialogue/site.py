"""The organisers' admin site: who may enter it, and its front page."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from dialogue.models import Dialogue

# The order in which the front page lists the programs.
APP_ORDER = ["participants", "agenda", "dialogue", "auth", "mfa", "account"]


class OrganisersSite(admin.AdminSite):
    """Django's admin behind django-allauth's sign-in with a second factor."""

    site_header = _("Policy dialogue")
    site_title = _("Policy dialogue")
    index_title = _("Where things stand")

    def has_permission(self, request):
        return super().has_permission(request) and not lacks_second_factor(request.user)

    def login(self, request, extra_context=None):
        """Send to the sign-in page; an organiser without second factor sets one up first."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next", settings.LOGIN_REDIRECT_URL))
        if request.user.is_staff and lacks_second_factor(request.user):
            messages.info(
                request, _("Please set up a second factor; then the admin site opens to you.")
            )
            return redirect("mfa_index")
        if not super().has_permission(request):
            raise PermissionDenied
        return redirect("admin:index")

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
        dialogues = Dialogue.objects.prefetch_related("review_aspects", "work_streams")
        context = {"dialogues": dialogues, **(extra_context or {})}
        return super().index(request, context)


def lacks_second_factor(user):
    """Whether a second factor is demanded of this user and not set up."""
    return settings.REQUIRE_SECOND_FACTOR and user.is_authenticated and not is_mfa_enabled(user)
