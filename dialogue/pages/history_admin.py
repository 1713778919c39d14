"""Rows of which the admin site keeps every version: who changed what, and nobody overwrites unseen
what somebody else has just saved."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from dialogue import edit_conflicts


class ToldOnce(HistoricalRecordContextHelper):
    """Changes as the history page lists them: a translated field once for each language."""

    def context_for_delta_changes(self, delta):
        twice = edit_conflicts.stored_twice(self.model)
        changes = [change for change in delta.changes if change.field not in twice]
        return super().context_for_delta_changes(replace(delta, changes=changes))


class LooksAtHistory:
    """A form of a row that is there. It locks the row, and refuses if there is a newer version than
    the one whose number the page held (`seen_version`)."""

    def clean(self):
        given = super().clean()
        rows = type(self.instance)._base_manager.select_for_update(no_key=True)
        stored = rows.filter(pk=self.instance.pk).first()
        seen = self.data.get("seen_version", "")
        if stored is None or not seen.isdecimal():
            return given
        newest = stored.history.select_related("history_user").first()
        if newest and newest.pk != int(seen):
            before = stored.history.filter(pk=seen).first()
            self.add_error(None, edit_conflicts.told(stored, newest, before))
            self.is_behind = True
        return given


class HistoryAdmin(SimpleHistoryAdmin):
    """An admin with history, in which only those who may change a row may turn it back."""

    has_its_own_look = False  # of whether somebody else was faster

    def get_form(self, request, obj=None, change=False, **kwargs):
        if change and not self.has_its_own_look:
            kwargs["form"] = type(self.form.__name__, (LooksAtHistory, self.form), {})
        return super().get_form(request, obj, change=change, **kwargs)

    def render_change_form(self, request, context, obj=None, **kwargs):
        """With the number of the version that is on screen: after a refusal the newest, for then
        somebody has read what it holds."""
        if obj and obj.pk:
            form = context["adminform"].form
            if form.is_bound and not getattr(form, "is_behind", False):
                context["seen_version"] = form.data.get("seen_version", "")
            else:
                context["seen_version"] = getattr(obj.history.first(), "pk", "")
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def get_historical_record_context_helper(self, request, historical_record):
        return ToldOnce(self.model, historical_record)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        with transaction.atomic():  # forms may lock rows, as in the ordinary change view
            return super().history_form_view(request, object_id, version_id, extra_context)
