"""Official letters that came in, in the admin site: a list, and the facts of each. What the names
are compared on is a page of its own (workflow/letters_in_pages.py)."""

from django.contrib import admin
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from dialogue.pages.organiser_admin import OrganiserAdminMixin
from participants.models import IncomingLetter
from participants.workflow import incoming_letters, letters_in_pages


@admin.register(IncomingLetter)
class IncomingLetterAdmin(OrganiserAdminMixin, admin.ModelAdmin):
    list_display = [
        "number",
        "correspondent",
        "kind",
        "reference",
        "dated_on",
        "signatory",
        "received_at",
    ]
    list_filter = ["dialogue", "kind", "channel"]
    search_fields = [
        *["reference", "signatory", "sent_by_name"],
        *["delegation__organisation__folded"],
    ]
    actions = None
    fields = [
        *["dialogue", "kind", "entry", "correspondent", "reference", "dated_on", "signatory"],
        *["file_link", "channel", "sent_by_name", "sent_by_email", "received_at", "recorded_by"],
    ]
    readonly_fields = ["dialogue", "kind", "entry", "correspondent", "file_link", "channel"]
    readonly_fields += ["sent_by_name", "sent_by_email", "received_at", "recorded_by"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_correspondents()

    def has_add_permission(self, request):
        return False  # it is recorded from its institution or seat

    def save_model(self, request, obj, form, change):
        incoming_letters.correct(obj)

    @admin.display(description=_("number"), ordering="entry__number")
    def number(self, letter):
        """The one under which it came in."""
        return f"{letter.entry.number}/{letter.entry.year}" if letter.entry else "–"

    @admin.display(description=_("correspondent"))
    def correspondent(self, letter):
        return letter.correspondent

    @admin.display(description=_("file"))
    def file_link(self, letter):
        names = reverse("admin:letters_in", args=[letter.dialogue_id])
        return format_html(
            '<a href="{}">{}</a> ({}) · <a href="{}">{}</a>',
            letter.get_absolute_url(),
            letter.filename,
            letter.pages,
            names,
            _("Compare the names"),
        )

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("compare/<int:dialogue>/", wrap(letters_in_pages.compare), name="letters_in"),
            path("<int:pk>/file/", wrap(letters_in_pages.file), name="incoming_letter_file"),
            path(
                "seat/<int:pk>/",
                wrap(letters_in_pages.record_of_seat),
                name="invitation_letter_in",
            ),
        ]
        return own + super().get_urls()
