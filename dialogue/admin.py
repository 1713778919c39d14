"""The dialogue, its preparation and the outgoing mail in the admin site."""

import base64
import re
from hashlib import sha256

from csp.decorators import csp_replace
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline
from simple_history.admin import SimpleHistoryAdmin

from dialogue import entries, outbox
from dialogue.exports import ExportMixin
from dialogue.models import (
    Dialogue,
    Institution,
    MailAttachment,
    OutgoingMail,
    ReviewAspect,
    WorkStream,
)
from dialogue.resources import OutgoingMailResource
from dialogue.widgets import LabelledSplitDateTime

# Who reads it could open a delegate's details in the delegate's name.
CODE = OutgoingMail.Purpose.ACCESS_CODE


class HistoryAdmin(SimpleHistoryAdmin):
    """An admin with history, in which only those who may change a row may turn it back."""

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)


class InstitutionInline(TranslationStackedInline):
    model = Institution
    extra = 0


class ReviewAspectInline(TranslationStackedInline):
    model = ReviewAspect
    extra = 0
    max_num = len(ReviewAspect.Aspect)


class WorkStreamInline(TranslationStackedInline):
    model = WorkStream
    extra = 0


@admin.register(Dialogue)
class DialogueAdmin(HistoryAdmin, TranslationAdmin):
    formfield_overrides = {models.DateTimeField: {"widget": LabelledSplitDateTime}}
    list_display = ["title", "status", "starts_on", "ends_on", "capacity", "reply_by_at"]
    list_filter = ["status"]
    search_fields = ["title_en", "title_vi", "slug"]
    inlines = [ReviewAspectInline, WorkStreamInline, InstitutionInline]
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
            {"fields": ["capacity", "offer_limit", "reply_by_at", "details_kept_days"]},
        ),
        (_("Contact"), {"fields": ["contact_name", "contact_email", "contact_phone"]}),
    ]

    def save_model(self, request, obj, form, change):
        entries.save_dialogue(obj)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """On the dialogue's own clock."""
        dialogue = self.get_object(request, object_id) if object_id else None
        with timezone.override(dialogue.tz if dialogue else None):
            response = super().changeform_view(request, object_id, form_url, extra_context)
            return response.render() if hasattr(response, "render") else response

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public else None


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ExportMixin, admin.ModelAdmin):
    export_resource = OutgoingMailResource
    list_display = ["subject", "recipient", "purpose", "state", "created_at", "attempts"]
    list_filter = ["state", "purpose", "dialogue"]
    search_fields = ["subject", "to_name", "to_address"]
    date_hierarchy = "created_at"
    actions = ["resend"]
    fields = [
        "state",
        "recipient",
        "cc_address",
        "subject",
        "letter",
        "files",
        "text",
        "language",
        "purpose",
        ("created_at", "finished_at"),
        ("attempts", "next_try_at"),
        "last_error",
        "message_id",
    ]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        """Without the mails about organisers' accounts: who reads one could set a password."""
        mails = super().get_queryset(request)
        if request.user.is_superuser:
            return mails
        return mails.exclude(purpose=OutgoingMail.Purpose.ACCOUNT)

    def lookup_allowed(self, lookup, value, request=None):
        """Not by what letters say: a filter would tell, letter by letter, what is not shown."""
        is_told = lookup.split("__")[0] in {"text", "html", "attachments"}
        return not is_told and super().lookup_allowed(lookup, value, request)

    def readable(self, request):
        """The mails that this organiser may not only see in the list but read."""
        if not request.user.has_perm("dialogue.read_outgoingmail"):
            raise PermissionDenied
        mails = self.get_queryset(request)
        return mails if request.user.is_superuser else mails.exclude(purpose=CODE)

    def get_fields(self, request, obj=None):
        hides_code = obj is not None and obj.purpose == CODE and not request.user.is_superuser
        if request.user.has_perm("dialogue.read_outgoingmail") and not hides_code:
            return self.fields
        return [name for name in self.fields if name not in {"letter", "files", "text"}]

    def get_readonly_fields(self, request, obj=None):
        return [name for row in self.fields for name in ([row] if isinstance(row, str) else row)]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        hidden = {
            "show_save": False,
            "show_save_and_continue": False,
            "title": _("Outgoing mail"),
            "subtitle": None,
        }
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), **hidden}
        )

    @admin.display(description=_("recipient"), ordering="to_address")
    def recipient(self, mail):
        return f"{mail.to_name} <{mail.to_address}>" if mail.to_name else mail.to_address

    @admin.display(description=_("as the recipient sees it"))
    def letter(self, mail):
        if not mail.html:
            return "–"
        return format_html(
            '<iframe class="letter" title="{}" src="{}" sandbox="allow-popups '
            'allow-popups-to-escape-sandbox"></iframe>',
            mail.subject,
            reverse("admin:outgoing_mail_html", args=[mail.pk]),
        )

    @admin.display(description=_("attachments"))
    def files(self, mail):
        links = [
            (reverse("admin:outgoing_mail_file", args=[mail.pk, attachment.pk]), attachment)
            for attachment in mail.attachments.defer("content")
        ]
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "–"

    @admin.action(description=_("Send again"), permissions=["change"])
    def resend(self, request, queryset):
        number = outbox.resend(queryset)
        text = ngettext("%(n)d mail is queued again.", "%(n)d mails are queued again.", number)
        messages.success(request, text % {"n": number})

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/html/", wrap(self.html_view), name="outgoing_mail_html"),
            path("<int:pk>/file/<int:file>/", wrap(self.file_view), name="outgoing_mail_file"),
        ]
        return own + super().get_urls()

    def html_view(self, request, pk):
        """The mail's HTML on its own, for the frame."""
        mail = get_object_or_404(self.readable(request), pk=pk)
        return show_letter(mail.html)

    def file_view(self, request, pk, file):
        """Download an attachment."""
        mails = self.readable(request).filter(pk=pk)
        attachment = get_object_or_404(MailAttachment, pk=file, mail__in=mails)
        response = HttpResponse(bytes(attachment.content), content_type=attachment.media_type)
        response["Content-Disposition"] = f'attachment; filename="{attachment.filename}"'
        return response


def show_letter(html):
    """A mail's HTML as a page of its own that may be framed by ours.

    A mail carries its style in one <style> element; the page's policy allows exactly that one, by
    its hash. Links open in a new window, for the frame is sandboxed.
    """
    style = re.search("<style>(.*?)</style>", html, re.DOTALL)
    digest = sha256(style[1].encode()).digest() if style else b""
    html = html.replace("<head>", '<head><base target="_blank">', 1)

    @xframe_options_sameorigin
    @csp_replace(
        {
            "default-src": ["'none'"],
            "style-src": [f"'sha256-{base64.b64encode(digest).decode()}'"],
            "frame-ancestors": ["'self'"],
            "base-uri": ["'none'"],
        }
    )
    def page(_request):
        return HttpResponse(html)

    return page(None)
