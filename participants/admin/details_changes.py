"""Changes of details that delegates ask for, in the admin site: a list, and a page on which each is
compared and decided on (delegates/details_change_page.py)."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.pages.organiser_admin import OrganiserAdminMixin
from participants.delegates import details_change_page
from participants.delegates.details_said import label
from participants.models import DetailsChange


class WaitingFilter(admin.SimpleListFilter):
    """What is still to be decided on, as the front page counts it."""

    title = _("state")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("waiting", pgettext_lazy("change of details", "waiting for a decision")),
            ("decided", pgettext_lazy("change of details", "decided")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        """Those that stand so, or all."""
        if self.value() == "waiting":
            return queryset.waiting()
        return queryset.filter(decided_by__isnull=False) if self.value() else queryset


@admin.register(DetailsChange)
class DetailsChangeAdmin(OrganiserAdminMixin, admin.ModelAdmin):
    list_display = ["delegate", "what", "asked_at", "standing", "decided_by"]
    list_filter = [WaitingFilter, "invitation__dialogue"]
    list_select_related = ["decided_by"]
    search_fields = ["invitation__person__folded", "invitation__person__organisation__folded"]
    ordering = ["-asked_at", "-pk"]
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).with_people()

    def has_add_permission(self, request):
        return False  # delegates ask; organisers record what they are told

    def has_delete_permission(self, request, obj=None):
        return False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page on which it is compared."""
        row = self.get_object(request, object_id) if object_id else None
        if row is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        return details_change_page.page(request, row.pk)

    @admin.display(description=_("delegate"), ordering="invitation__person__sort_key")
    def delegate(self, change):
        return change.invitation.who

    @admin.display(description=_("what"))
    def what(self, change):
        """The fields, without what is in them."""
        return ", ".join(map(label, change.values)) or "–"

    @admin.display(description=_("state"), ordering="state")
    def standing(self, change):
        if change.is_waiting:
            return format_html('<strong class="late">{}</strong>', change.get_state_display())
        if change.state == change.State.WAITING:
            return _("not needed any more")
        return change.get_state_display()
