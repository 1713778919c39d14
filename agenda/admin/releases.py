"""Releases in the admin site: they are made on the page of the draft, and never changed."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from agenda.models import Release
from agenda.releases import pages
from dialogue.models import Dialogue
from dialogue.pages.organiser_admin import OrganiserAdminMixin


@admin.register(Release)
class ReleaseAdmin(OrganiserAdminMixin, admin.ModelAdmin):
    list_display = ["__str__", "dialogue", "released_at", "released_by", "note", "changes"]
    list_filter = ["dialogue"]
    list_select_related = ["dialogue"]
    ordering = ["-released_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("of/<int:pk>/draft/", wrap(pages.draft_page), name="release_draft"),
            path("of/<int:pk>/compare/", wrap(pages.compare_page), name="release_compare"),
        ]
        return own + super().get_urls()

    def has_add_permission(self, request):
        return False  # see the page of the draft

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False  # delegates and calendars were told

    def changelist_view(self, request, extra_context=None):
        """With the way to each dialogue's draft."""
        tools = []
        for dialogue in Dialogue.objects.open_to(request.user):
            ways = {_("Draft and release"): "release_draft", _("Compare"): "release_compare"}
            for label, name in ways.items():
                address = reverse(f"admin:{name}", args=[dialogue.pk])
                tools.append((f"{label}: {dialogue}", address))
        return super().changelist_view(request, {"list_tools": tools, **(extra_context or {})})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What changed in it."""
        release = self.get_object(request, unquote(object_id))
        if release is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, release):
            raise PermissionDenied
        before = release.number - 1
        return redirect(pages.compare_address(release.dialogue, before, release.number))
