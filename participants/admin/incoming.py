"""Mail that came in, in the admin site: what it says, what is doubtful about it, and two buttons.
Only those who may act may look, for a message holds the address that answers for its invitee."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from dialogue.pages.organiser_admin import OrganiserAdminMixin
from participants.inbox import messages, pages
from participants.models import IncomingMail

TWO_LINES = '{}<br><small class="quiet">{}</small>'


@admin.register(IncomingMail)
class IncomingMailAdmin(OrganiserAdminMixin, admin.ModelAdmin):
    list_display = ["what", "standing", "sender_column", "received_at"]
    list_filter = ["state", "kind", "invitation__dialogue"]
    search_fields = ["from_address", "from_name", "subject", "attendee"]
    search_fields += ["invitation__person__folded"]
    actions = None
    fields = readonly_fields = ("story", "points_to_check", "remark", "typed", "facts")

    def get_fields(self, request, obj=None):
        return [name for name in self.fields if name != "remark" or (obj and obj.comment)]

    def get_queryset(self, request):
        return super().get_queryset(request).with_people()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False  # a message stays as it came; what follows from it, the buttons say

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("message"))
    def what(self, incoming):
        """Whom it concerns and what it says: the answer, the address that failed, or the subject;
        below it the kind."""
        failed = ", ".join(failure["address"] for failure in incoming.failures)
        said = incoming.get_partstat_display() or failed or incoming.subject or "–"
        about = f"{incoming.invitation.who}: {said}" if incoming.invitation else said
        return format_html(TWO_LINES, about[:160], incoming.get_kind_display())

    @admin.display(description=_("sender"), ordering="from_address")
    def sender_column(self, incoming):
        if incoming.from_name:
            return format_html(TWO_LINES, incoming.from_name, incoming.from_address)
        return incoming.from_address or "–"

    @admin.display(description=_("state"), ordering="state")
    def standing(self, incoming):
        """The state, and below it the doubts."""
        context = {"incoming": incoming}
        return render_to_string("admin/participants/incomingmail/_standing.html", context)

    @admin.display(description=_("message"))
    def story(self, incoming):
        context = {"incoming": incoming}
        return render_to_string("admin/participants/incomingmail/_story.html", context)

    @admin.display(description=_("points to check"))
    def points_to_check(self, incoming):
        context = {"incoming": incoming}
        return render_to_string("admin/participants/incomingmail/_doubts.html", context)

    @admin.display(description=_("remark"))
    def remark(self, incoming):
        return incoming.comment or "–"

    @admin.display(description=_("text of the message"))
    def typed(self, incoming):
        words = messages.typed_text(bytes(incoming.content))
        return format_html("<pre>{}</pre>", words[:5_000]) if words else "–"

    @admin.display(description=_("original message"))
    def facts(self, incoming):
        context = {"incoming": incoming}
        return render_to_string("admin/participants/incomingmail/_facts.html", context)

    def changelist_view(self, request, extra_context=None):
        may_upload = request.user.has_perm("participants.add_incomingmail")
        tools = [(_("Upload a message"), reverse("admin:incoming_upload"))] if may_upload else []
        extra = {"list_tools": tools, "title": _("Incoming mail"), **(extra_context or {})}
        return super().changelist_view(request, extra)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        extra = {
            "title": _("Incoming mail"),
            "subtitle": None,
            "may_decide": request.user.has_perm("participants.change_incomingmail"),
        }
        return super().change_view(request, object_id, form_url, {**extra, **(extra_context or {})})

    def render_change_form(self, request, context, obj=None, **kwargs):
        """With the version of the invitation that the organiser looks at."""
        if context.get("may_decide") and obj and obj.invitation and obj.state == obj.State.NEW:
            context["seen"] = obj.invitation.version
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("upload/", wrap(pages.upload), name="incoming_upload"),
            path("<int:pk>/confirm/", wrap(pages.confirm), name="incoming_confirm"),
            path("<int:pk>/dismiss/", wrap(pages.dismiss), name="incoming_dismiss"),
            path("<int:pk>/again/", wrap(pages.take_up_again), name="incoming_again"),
            path("<int:pk>/file/", wrap(pages.file), name="incoming_file"),
        ]
        return own + super().get_urls()
