"""Documents, topics and the programme in the admin site."""

from django.contrib import admin
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from agenda import anchors, programme
from agenda.models import Passage, Role, Room, Session, SourceDocument, Topic
from agenda.resources import SessionResource, SourceDocumentResource, TopicResource
from dialogue.admin import HistoryAdmin
from dialogue.exports import ExportMixin
from dialogue.widgets import LabelledSplitDateTime


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
                paragraph.kind,
                paragraph.number,
                paragraph.text,
                "" if paragraph.kind == "text" else f" [{paragraph.get_kind_display()}]",
            )
            for paragraph in document.paragraphs.all()
        ]
        text = format_html_join(
            "", '<li class="paragraph-{}" value="{}">{}<small>{}</small></li>', rows
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


@admin.register(Topic)
class TopicAdmin(ExportMixin, HistoryAdmin, TranslationAdmin):
    export_resource = TopicResource
    list_display = ["number", "title", "dialogue"]
    list_display_links = ["title"]
    list_filter = ["dialogue"]
    list_select_related = ["dialogue"]
    search_fields = ["title_en", "title_vi"]
    formfield_overrides = {models.ManyToManyField: {"widget": CheckboxSelectMultiple}}

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["queryset"] = Passage.objects.select_related("document")
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        programme.touch(obj.dialogue, obj.sessions.all())

    def delete_model(self, request, obj):
        programme.touch(obj.dialogue, obj.sessions.all())
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for topic in queryset:
            self.delete_model(request, topic)


@admin.register(Room)
class RoomAdmin(TranslationAdmin):
    list_display = ["name", "dialogue"]
    list_filter = ["dialogue"]
    list_select_related = ["dialogue"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        renamed = any(name.startswith("name") for name in form.changed_data)
        programme.touch(obj.dialogue, obj.sessions.all() if renamed else None, moved=renamed)


class RoleInline(admin.TabularInline):
    model = Role
    extra = 0
    autocomplete_fields = ["person"]


@admin.register(Session)
class SessionAdmin(ExportMixin, HistoryAdmin, TranslationAdmin):
    export_resource = SessionResource
    formfield_overrides = {
        models.DateTimeField: {"widget": LabelledSplitDateTime},
        models.ManyToManyField: {"widget": CheckboxSelectMultiple},
    }
    list_display = ["starts_at", "title", "kind", "room", "audience", "is_cancelled"]
    list_display_links = ["title"]
    list_filter = ["dialogue", "kind", "audience", "attribution", "is_cancelled"]
    list_select_related = ["dialogue", "room"]
    search_fields = ["title_en", "title_vi", "slug"]
    inlines = [RoleInline]
    ordering = ["starts_at"]
    fieldsets = [
        (None, {"fields": ["dialogue", "kind", "title", "slug"]}),
        (_("When and where"), {"fields": [("starts_at", "ends_at"), "room", "is_cancelled"]}),
        (_("Content"), {"fields": ["description", "questions", "topics"]}),
        (_("Who may know what"), {"fields": ["audience", "attribution"]}),
    ]

    def has_delete_permission(self, request, obj=None):
        return False  # a session is cancelled, so that calendars can be told

    def get_readonly_fields(self, request, obj=None):
        return ["dialogue"] if obj else []

    def get_form(self, request, obj=None, **kwargs):
        """Of an existing session's own dialogue only, rooms and topics; its uid and calendars
        stay with that dialogue."""
        form = super().get_form(request, obj, **kwargs)
        if obj:
            for name in ["room", "topics"]:
                if field := form.base_fields.get(name):
                    field.queryset = field.queryset.filter(dialogue=obj.dialogue)
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """On the dialogue's own clock."""
        session = self.get_object(request, object_id) if object_id else None
        with timezone.override(session.dialogue.tz if session else None):
            response = super().changeform_view(request, object_id, form_url, extra_context)
            return response.render() if hasattr(response, "render") else response

    def save_model(self, request, obj, form, change):
        programme.save_session(obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        programme.touch(form.instance.dialogue)
