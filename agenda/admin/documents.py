"""Source documents and the passages in them, in the admin site."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from agenda.admin.exports import PassageResource, SourceDocumentResource
from agenda.documents import add_page, corrections_page, new_version_page
from agenda.evidence import anchors, passage_page
from agenda.evidence.reading_page import reading_page
from agenda.models import Passage, SourceDocument, Topic
from dialogue.access.open_rows import hidden_from, open_to
from dialogue.desk import chosen
from dialogue.exports.spreadsheets import ExportMixin
from dialogue.pages.organiser_admin import OrganiserAdminMixin


class TextFilter(admin.SimpleListFilter):
    """Whether the text is here; and which are missed, as the front page counts them."""

    title = _("text")
    parameter_name = "text"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("here", _("imported")),
            ("missing", _("not imported yet")),
            ("cited", _("not imported yet, and cited by a topic")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Cited in the chosen dialogue or, where none is chosen, in any that is open."""
        if self.value() is None:
            return queryset
        if self.value() == "here":
            return queryset.exclude(sha256="")
        if self.value() == "cited":
            topics = chosen.narrow(request, open_to(request.user, Topic.objects.all()))
            cited = Passage.objects.filter(topics__in=topics)
            queryset = queryset.filter(pk__in=cited.values("document"))
        return queryset.filter(sha256="")


@admin.register(SourceDocument)
class SourceDocumentAdmin(OrganiserAdminMixin, ExportMixin, TranslationAdmin):
    export_resource = SourceDocumentResource
    list_display = [
        "__str__",
        "reading",
        "publisher",
        "published_on",
        "is_text_here",
        "duplicate_of",
    ]
    list_filter = [TextFilter]
    list_select_related = ["duplicate_of"]
    search_fields = ["title_en", "title_vi", "key"]
    fields = [
        "key",
        "title",
        "publisher",
        "published_on",
        "language",
        ("filename", "media_type", "imported_at"),
        "sha256",
        "duplicate_of",
        "reading",
    ]
    readonly_fields = ["filename", "media_type", "imported_at", "sha256", "reading"]

    def get_form(self, request, obj=None, **kwargs):
        """A near-duplicate is one of another document that is shown itself."""
        form = super().get_form(request, obj, **kwargs)
        if field := form.base_fields.get("duplicate_of"):
            others = SourceDocument.objects.filter(duplicate_of=None)
            field.queryset = others.exclude(pk=obj.pk) if obj else others
            field.error_messages["invalid_choice"] = _(
                "Choose another document that is not itself a near-duplicate."
            )
        return form

    def add_view(self, request, form_url="", extra_context=None):
        """One page for the file and the record; ?record adds a record whose text comes later."""
        if "record" in request.GET or "_popup" in request.GET:
            return super().add_view(request, form_url, extra_context)
        return add_page.add_page(request)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if obj.duplicate_of:  # its own near-duplicates are the other's now
            obj.duplicates.update(duplicate_of=obj.duplicate_of)

    @admin.display(description=_("text imported"), boolean=True)
    def is_text_here(self, document):
        return document.is_imported

    @admin.display(description=_("text"))
    def reading(self, document):
        """The way to the text, which has its own page."""
        if document.pk is None:
            return "–"
        address = reverse("admin:document_reading", args=[document.pk])
        return format_html('<a href="{}">{}</a>', address, _("Read the text"))

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            ("<int:pk>/reading/", reading_page, "document_reading"),
            ("<int:pk>/new-version/", new_version_page.upload_page, "document_new_version"),
            (
                "new-version/<int:pk>/",
                new_version_page.preview_page,
                "document_new_version_preview",
            ),
            ("<int:pk>/correct/", corrections_page.correct_page, "document_correct"),
            (
                "<int:pk>/correct/<int:number>/",
                corrections_page.split_page,
                "document_split",
            ),
            ("version/<int:pk>/", new_version_page.version_page, "document_version"),
            ("version/<int:pk>/file/", new_version_page.version_file, "document_version_file"),
        ]
        return [path(way, wrap(view), name=name) for way, view, name in own] + super().get_urls()


@admin.register(Passage)
class PassageAdmin(OrganiserAdminMixin, ExportMixin, TranslationAdmin):
    export_resource = PassageResource
    list_display = ["__str__", "document", "place"]
    list_filter = ["document"]
    list_select_related = ["document", "paragraph"]
    search_fields = ["start", "end", "gist_en", "gist_vi", "document__key"]
    autocomplete_fields = ["document"]

    def get_fields(self, request, obj=None):
        return ["document", "start", "end", "paragraph_number", "gist", *(["place"] if obj else [])]

    readonly_fields = ["place"]

    def get_urls(self):
        view = self.admin_site.admin_view(passage_page.passage_page)
        return [path("<int:pk>/in-text/", view, name="passage_in_text"), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        """Where dialogues are hidden, only what the organiser did: entries name topics."""
        response = super().history_view(request, object_id, extra_context)
        if hidden_from(request.user) and "action_list" in response.context_data:
            entries = response.context_data["action_list"]
            own = [entry for entry in entries if entry.user_id == request.user.pk]
            entries.object_list = own
        return response

    @admin.display(description=_("place"))
    def place(self, passage):
        if passage.is_found:
            return _("paragraph %(number)d") % {"number": passage.paragraph.number}
        return (
            _("lost")
            if passage.document.is_imported
            else _("the document’s text has not been imported")
        )

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        anchors.resolve(Passage.objects.filter(pk=obj.pk))
