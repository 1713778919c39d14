"""The dialogue and its preparation in the admin site."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from dialogue.calendars import events
from dialogue.models import Dialogue, Institution, Permission, ReviewAspect, WorkStream
from dialogue.pages.exchanges import ExchangingFormSet
from dialogue.pages.history_admin import HistoryAdmin, VersionCheckedForm
from dialogue.pages.organiser_admin import OrganiserAdminMixin
from dialogue.pages.short_name_admin import ShortNameMixin
from dialogue.pages.widgets import LabelledSplitDateTime
from dialogue.personal_data.data_map_page import data_map_page


class InstitutionInline(TranslationStackedInline):
    model = Institution
    extra = 0


class ReviewAspectInline(TranslationStackedInline):
    model = ReviewAspect
    formset = ExchangingFormSet
    extra = 0
    max_num = len(ReviewAspect.Aspect)


class WorkStreamInline(TranslationStackedInline):
    model = WorkStream
    extra = 0


class PermissionInline(admin.StackedInline):
    """One, for a dialogue in Viet Nam."""

    model = Permission
    extra = 0


class OrganisersField(forms.ModelMultipleChoiceField):
    """Accounts, named as everywhere."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, user):
        return user.get_full_name() or user.get_username()


class DialogueForm(VersionCheckedForm):
    """The form of a dialogue. `editor` is whoever fills it in."""

    editor: User

    def clean_organisers(self) -> QuerySet[User]:
        """Nobody shuts themselves out."""
        chosen = self.cleaned_data["organisers"]
        if chosen and not self.editor.is_superuser and self.editor not in chosen:
            raise forms.ValidationError(
                _(
                    "You would no longer find this dialogue yourself. Tick your own name too, or "
                    "ask a superuser to limit the dialogue to others."
                )
            )
        return chosen


@admin.register(Dialogue)
class DialogueAdmin(OrganiserAdminMixin, ShortNameMixin, HistoryAdmin, TranslationAdmin):
    form = DialogueForm
    formfield_overrides = {models.DateTimeField: {"widget": LabelledSplitDateTime}}
    list_display = ["title", "status", "starts_on", "ends_on", "capacity", "reply_by_at"]
    list_filter = ["status"]
    search_fields = ["title_en", "title_vi", "slug"]
    inlines = [ReviewAspectInline, PermissionInline, WorkStreamInline, InstitutionInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "status", "is_public", "summary"]}),
        (
            _("When and where"),
            {
                "fields": [
                    ("starts_on", "ends_on"),
                    "time_zone",
                    "venue",
                    "address",
                    ("latitude", "longitude"),
                ]
            },
        ),
        (_("Host forum"), {"fields": ["forum", ("forum_starts_on", "forum_ends_on"), "forum_url"]}),
        (
            _("Seats and answers"),
            {
                "fields": [
                    "capacity",
                    "offer_limit",
                    "reply_by_at",
                    "asks_by_calendar",
                    "confirms_calendar_replies",
                    "nomination_letters",
                    "details_kept_days",
                    "links_kept_days",
                ]
            },
        ),
        (_("Who works on it"), {"fields": ["organisers"]}),
        (_("Contact"), {"fields": ["contact_name", "contact_email", "contact_phone"]}),
    ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.editor = request.user
        if field := form.base_fields.get("organisers"):
            # Whoever is named already stays a choice: a list that loses its last name is no limit.
            can_sign_in = Q(is_staff=True, is_active=True)
            field.queryset = field.queryset.filter(
                can_sign_in | Q(pk__in=obj.organisers.values("pk") if obj else [])
            ).order_by("last_name", "first_name", "username")
        return form

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "organisers":
            kwargs["form_class"] = OrganisersField
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        known = obj.sequence
        events.save_dialogue(obj)
        if obj.sequence > known:
            address = reverse("admin:dialogue_changed", args=[obj.pk])
            text = _("The dates, place or status have changed.")
            link = format_html('<a href="{}">{}</a>', address, _("Tell the invitees"))
            messages.info(request, format_html("{} {}", text, link))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """On the dialogue's own clock."""
        dialogue = self.get_object(request, object_id) if object_id else None
        with timezone.override(dialogue.tz if dialogue else None):
            response = super().changeform_view(request, object_id, form_url, extra_context)
            return response.render() if hasattr(response, "render") else response

    def get_urls(self):
        address = path("data-map/", self.admin_site.admin_view(data_map_page), name="data_map")
        return [address, *super().get_urls()]

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public else None
