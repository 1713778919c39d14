"""The organisers' admin site: who may enter it, and its front page."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class OrganisersSite(admin.AdminSite):
    site_header = _("Policy dialogue")
    site_title = _("Policy dialogue")
    index_title = _("Where things stand")
