"""Source documents and the passages in them, in the admin site."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from agenda import anchors
from agenda.models import Passage, SourceDocument
from agenda.resources import SourceDocumentResource
from dialogue.exports import ExportMixin


@admin.register(SourceDocument)
class SourceDocumentAdmin(ExportMixin, TranslationAdmin):
    export_resource = SourceDocumentResource
    list_display = ["__str__", "publisher", "published_on", "is_text_here", "duplicate_of"]
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

    @admin.display(description=_("text is here"), boolean=True)
    def is_text_here(self, document):
        return document.is_imported

    @admin.display(description=_("text"))
    def reading(self, document):
        """The cleaned text with its paragraph numbers; what is not running text says so."""
        rows = [
            (
                paragraph.number,
                paragraph.kind,
                paragraph.number,
                paragraph.text,
                "" if paragraph.kind == "text" else f" [{paragraph.get_kind_display()}]",
            )
            for paragraph in document.paragraphs.all()
        ]
        text = format_html_join(
            "",
            '<li id="paragraph-{}" class="paragraph-{}" value="{}">{}<small>{}</small></li>',
            rows,
        )
        return format_html('<ol class="reading" lang="{}">{}</ol>', document.language, text)


@admin.register(Passage)
class PassageAdmin(admin.ModelAdmin):
    list_display = ["__str__", "document", "place"]
    list_filter = ["document"]
    list_select_related = ["document", "paragraph"]
    search_fields = ["start", "end", "document__key"]
    autocomplete_fields = ["document"]

    def get_fields(self, request, obj=None):
        return ["document", "start", "end", "paragraph_number", *(["place"] if obj else [])]

    readonly_fields = ["place"]

    @admin.display(description=_("place"))
    def place(self, passage):
        if passage.is_found:
            return _("paragraph %(number)d") % {"number": passage.paragraph.number}
        return _("lost") if passage.document.is_imported else _("the document’s text is not here")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        anchors.resolve(Passage.objects.filter(pk=obj.pk))
