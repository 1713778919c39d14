"""The dialogue and its preparation in the admin site."""

from typing import Any

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
from dialogue.emblems import emblems
from dialogue.emblems.fields import EmblemFields
from dialogue.models import Dialogue, Institution, Permission, ReviewAspect, WorkStream
from dialogue.pages.consequences import ConsequencesMixin, HostFormSet
from dialogue.pages.exchanges import ExchangingFormSet
from dialogue.pages.history_admin import HistoryAdmin, VersionCheckedForm
from dialogue.pages.organiser_admin import OrganiserAdminMixin
from dialogue.pages.phones import PhoneMixin
from dialogue.pages.short_name_admin import ShortNameMixin
from dialogue.pages.widgets import LabelledSplitDateTime
from dialogue.personal_data.data_map_page import data_map_page
from dialogue.time_zones import country_of


class InstitutionInline(TranslationStackedInline):
    model = Institution
    formset = HostFormSet
    classes = ["collapse"]
    extra = 0


class ReviewAspectInline(TranslationStackedInline):
    model = ReviewAspect
    formset = ExchangingFormSet
    classes = ["collapse"]
    extra = 0
    max_num = len(ReviewAspect.Aspect)


class PermissionInline(admin.StackedInline):
    """One, for a dialogue in Viet Nam."""

    model = Permission
    extra = 0


class OrganisersField(forms.ModelMultipleChoiceField):
    """Accounts, named as everywhere."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, user):
        return user.get_full_name() or user.get_username()


class DialogueForm(PhoneMixin, EmblemFields, ConsequencesMixin, VersionCheckedForm):
    """The form of a dialogue. `editor` is whoever fills it in."""

    phone_fields = ("contact_phone",)
    editor: User

    def phone_country(self) -> str:
        """The dialogue's own."""
        return country_of(self.cleaned_data.get("time_zone", ""))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, version = self.fields["emblem_file"], self.instance.emblem_version
        if version:
            address = reverse("emblem", args=[version])
            shown = '<img class="emblem-now" src="{}" alt="{}">'
            field.help_text = format_html(shown, address, _("the emblem as it is now"))
        else:
            field.help_text = _("It stands beside the title on every page of the dialogue.")

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
    inlines = [InstitutionInline, ReviewAspectInline, PermissionInline]
    # What is changed often is on the first screen, the rest opens.
    fieldsets = [
        (None, {"fields": ["title", "status", ("starts_on", "ends_on"), "venue"]}),
        (
            _("Seats and answers"),
            {
                "fields": [
                    *["capacity", "offer_limit", "country_target"],
                    *["reply_by_at", "details_open_until"],
                ]
            },
        ),
        (
            _("Web pages"),
            {
                "fields": ["slug", "is_public", "summary", "emblem_file", "drop_emblem"],
                "classes": ["collapse"],
            },
        ),
        (
            _("Place in detail"),
            {
                "fields": ["time_zone", "address", ("latitude", "longitude")],
                "classes": ["collapse"],
            },
        ),
        (
            _("Host forum"),
            {
                "fields": ["forum", ("forum_starts_on", "forum_ends_on"), "forum_url"],
                "classes": ["collapse"],
            },
        ),
        (
            _("Letters and answers in detail"),
            {
                "fields": ["asks_by_calendar", "confirms_calendar_replies", "nomination_letters"],
                "classes": ["collapse"],
            },
        ),
        (
            _("How long data are kept"),
            {"fields": ["details_kept_days", "links_kept_days"], "classes": ["collapse"]},
        ),
        (_("Who works on it"), {"fields": ["organisers"], "classes": ["collapse"]}),
        (
            _("Contact"),
            {
                "fields": ["contact_name", "contact_email", "contact_phone"],
                "classes": ["collapse"],
            },
        ),
    ]

    def get_fieldsets(self, request, obj=None):
        """A new one has its name in web addresses beside its title: it must be there."""
        groups = super().get_fieldsets(request, obj)
        if not (obj and obj.emblem_version):
            groups = _without(groups, {"drop_emblem"})
        if obj and not self.has_change_permission(request, obj):
            groups = _without(groups, {"emblem_file", "drop_emblem"})
        if obj is None:
            return [(name, {**group, "classes": []}) for name, group in groups]
        return groups

    def render_change_form(self, request, context, *args, **kwargs):
        """With what follows, where that is asked about; then nothing has to be corrected."""
        form = context["adminform"].form
        formsets = [inline.formset for inline in context.get("inline_admin_formsets", [])]
        asking = [one for one in [form, *formsets] if getattr(one, "agreement", "")]
        context["agreements"] = [one.agreement for one in asking]
        return super().render_change_form(request, context, *args, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.editor = request.user
        form.asks = not getattr(request, "turns_back", False)
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
        if form.new_emblem is not None:
            if not change:
                obj.save()  # it needs a key
            emblems.put(obj, form.new_emblem)
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

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """Turning back is asked for on the page of the old version, which shows it whole."""
        request.turns_back = True
        return super().history_form_view(request, object_id, version_id, extra_context)

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public else None


def _without(fieldsets, names):
    """The groups without these fields, which stand in lines of their own."""
    return [
        (title, {**group, "fields": [name for name in group["fields"] if name not in names]})
        for title, group in fieldsets
    ]


@admin.register(WorkStream)
class WorkStreamAdmin(OrganiserAdminMixin, TranslationAdmin):
    """The parts of the preparation: day and state are changed in the list."""

    list_display = ["title", "owner", "due_on", "state", "dialogue"]
    list_editable = ["due_on", "state"]
    list_filter = ["dialogue", "state"]
    list_select_related = ["dialogue"]
    search_fields = ["title_en", "title_vi", "owner"]
    ordering = ["due_on", "position", "pk"]

    def get_readonly_fields(self, request, obj=None):
        return ["dialogue"] if obj else []
