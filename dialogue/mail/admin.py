"""Outgoing emails in the admin site: each as it was rendered, and what became of it. What can be
done with them are buttons on the page and actions in the list (see queue/bulk_actions.py)."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.access.open_rows import hidden_from
from dialogue.exports.spreadsheets import ExportMixin
from dialogue.mail import bounces, sealing
from dialogue.mail.exports import OutgoingMailResource
from dialogue.mail.models import BlockedAddress, MailAttachment, OutgoingMail, OutgoingMailQuerySet
from dialogue.mail.queue import edit_page, print_page, queue_page, restored_page
from dialogue.mail.queue.bulk_actions import ACTIONS, SEND_TEST, actions_for
from dialogue.mail.queue.filters import KindFilter, SituationFilter
from dialogue.mail.queue.letter_preview import show_letter
from dialogue.mail.queue.outcome import outcome, said_of
from dialogue.mail.situations import situation_of
from dialogue.pages.base import open_or_404
from dialogue.pages.bulk_action import list_action, page_of
from dialogue.pages.list_page import ListPage
from dialogue.pages.organiser_admin import OrganiserAdminMixin

# Only for those who may read letters: what a letter says, the address that answers for its
# recipient, and the identifier by which a returned email is recognised.
LETTER = {"letter", "files", "plain_text", "replies_go_to", "message_id"}
NOT_FILTERED_BY = {"text", "html", "calendar", "attachments", "answers", "reply_to", "message_id"}
NOT_FILTERED_BY |= {"secrets", "handed_over_to"}
# Nor do others see to which address it went, or what mail servers said of it.
ADDRESSES = {"to_address", "cc_address", "said", "last_error", "domain", "copy_domain"}
CALENDAR_FILE = "invite.ics"
WAITS = ("attempts", "next_try_at", "send_after_at")
LEFT = ("attempts", "send_after_at")  # of what is not tried again, or is about to be


class MailList(ListPage):
    """The list reads no letters: there are thousands, and it shows none."""

    def get_queryset(self, *args: Any, **kwargs: Any) -> QuerySet[Any]:
        return super().get_queryset(*args, **kwargs).defer("text", "html", "calendar")


# The rows of the app above that an email is about, as its own relation names them.
OF_INVITEES = ["invitations__person__folded", "invitations__person__organisation__folded"]


@admin.register(OutgoingMail)
class OutgoingMailAdmin(OrganiserAdminMixin, ExportMixin, admin.ModelAdmin):
    export_resource = OutgoingMailResource
    list_display = ["subject", "recipient", "kind_of_letter", "outcome", "created_at"]
    list_filter = [SituationFilter, "refusal", KindFilter, "trouble", "wave", "dialogue"]
    list_select_related = ["wave", "dialogue"]
    search_fields = ["subject", "to_name", "to_address", *OF_INVITEES]
    date_hierarchy = "created_at"
    actions = [list_action(action) for action in ACTIONS if action is not SEND_TEST]
    fields = [
        "outcome",
        "meaning",
        "recipient",
        "cc_address",
        "replies_go_to",
        "subject",
        "letter",
        "files",
        "plain_text",
        "language",
        "kind_of_letter",
        "wave",
        ("created_at", "finished_at"),
        ("edited_at", "edited_by"),
        WAITS,
        "said",
        "message_id",
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutgoingMail | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        mails = cast(OutgoingMailQuerySet, super().get_queryset(request))
        return mails.shown_to(request.user).annotate(shows_addresses=Value(_reads(request)))

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        fields = super().get_search_fields(request)
        return [name for name in fields if _reads(request) or name not in ADDRESSES]

    def may_export(self, request: HttpRequest) -> bool:
        return _reads(request) and super().may_export(request)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ListPage]:
        return MailList

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Not by what letters say: a filter would reveal it, character by character."""
        field = lookup.split("__")[0]
        is_seen = field not in ADDRESSES or (request is not None and _reads(request))
        is_allowed = is_seen and field not in NOT_FILTERED_BY
        return is_allowed and super().lookup_allowed(lookup, value, request)

    def get_fields(self, request: HttpRequest, obj: OutgoingMail | None = None) -> list[Any]:
        may_read = obj is None or OutgoingMail.objects.readable_by(request.user).contains(obj)
        left_out = set() if may_read else LETTER
        left_out = left_out if _reads(request) else left_out | ADDRESSES
        rows = [name for name in self.fields if name not in left_out]
        if obj is None or (obj.state in OutgoingMail.WAITING and obj.next_try_at > timezone.now()):
            return rows
        return [LEFT if row == WAITS else row for row in rows]

    def get_readonly_fields(
        self, request: HttpRequest, obj: OutgoingMail | None = None
    ) -> list[str]:
        return [name for row in self.fields for name in ([row] if isinstance(row, str) else row)]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        mail = self.get_object(request, object_id)
        extra = {
            "show_save": False,
            "show_save_and_continue": False,
            "title": _("Outgoing email"),
            "subtitle": None,
            "bulk_actions": actions_for(request.user, mail) if mail else [],
            "may_edit": mail is not None and edit_page.may_edit(request.user, mail),
        }
        return super().change_view(request, object_id, form_url, {**extra, **(extra_context or {})})

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        tools = {"list_tools": [(_("Email queue"), reverse("admin:outgoing_mail_queue"))]}
        return super().changelist_view(request, {**tools, **(extra_context or {})})

    @admin.display(description=_("recipient"), ordering="to_name")
    def recipient(self, mail: OutgoingMail) -> str:
        """Name and address; to some, the name only."""
        if not mail.shows_addresses or not mail.to_address:  # type: ignore[attr-defined]
            return mail.to_name or "–"
        return f"{mail.to_name} <{mail.to_address}>" if mail.to_name else mail.to_address

    @admin.display(description=_("kind of letter"), ordering="kind")
    def kind_of_letter(self, mail: OutgoingMail) -> str:
        """The label of its kind."""
        return mail.kind_label

    @admin.display(description=_("state"), ordering="state")
    def outcome(self, mail: OutgoingMail) -> SafeString:
        """The state in words, and what there is to say of it (see queue/outcome.py)."""
        return outcome(mail, shows_addresses=getattr(mail, "shows_addresses", False))

    @admin.display(description=_("what it means"))
    def meaning(self, mail: OutgoingMail) -> SafeString:
        """What the state means, and the next act."""
        situation = situation_of(mail)
        lines = [(line,) for line in [situation.meaning, situation.next_act] if line]
        return format_html_join(mark_safe("<br>"), "{}", lines)

    @admin.display(description=_("what the mail server said"))
    def said(self, mail: OutgoingMail) -> SafeString | str:
        """The mail server's last answer about each recipient, and the last error."""
        return said_of(mail)

    @admin.display(description=_("as the recipient sees it"))
    def letter(self, mail: OutgoingMail) -> SafeString | str:
        """The HTML in a frame (see `html_view`)."""
        if not mail.html:
            return "–"
        return format_html(
            '<iframe class="letter" title="{}" src="{}" sandbox="allow-popups '
            'allow-popups-to-escape-sandbox"></iframe>',
            mail.subject,
            reverse("admin:outgoing_mail_html", args=[mail.pk]),
        )

    @admin.display(description=pgettext_lazy("an email", "text"))
    def plain_text(self, mail: OutgoingMail) -> str:
        """The text, with what opens something left out."""
        return sealing.covered(mail, mail.text)

    @admin.display(description=_("replies go to"))
    def replies_go_to(self, mail: OutgoingMail) -> str:
        """The email's own address for replies, with its token left out; else the dialogue's
        contact, as it is sent (see delivery/mime.py)."""
        contact = mail.dialogue.contact_email if mail.dialogue else ""
        return sealing.covered(mail, mail.reply_to) or contact or "–"

    @admin.display(description=_("attachments"))
    def files(self, mail: OutgoingMail) -> SafeString | str:
        """Links to the attachments and the calendar entry."""
        links: list[tuple[str, object]] = [
            (reverse("admin:outgoing_mail_file", args=[mail.pk, attachment.pk]), attachment)
            for attachment in mail.attachments.defer("content")
        ]
        if mail.calendar_method:
            entry = f"{CALENDAR_FILE} ({mail.calendar_method})"
            links.append((reverse("admin:outgoing_mail_calendar", args=[mail.pk]), entry))
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "–"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/html/", wrap(html_view), name="outgoing_mail_html"),
            path("<int:pk>/file/<int:file>/", wrap(file_view), name="outgoing_mail_file"),
            path("<int:pk>/calendar/", wrap(calendar_view), name="outgoing_mail_calendar"),
            path("<int:pk>/edit/", wrap(edit_page.edit_page), name="outgoing_mail_edit"),
            path(
                "action/<slug:name>/",
                wrap(page_of(ACTIONS)),
                name="outgoing_mail_action",
            ),
            path("print/", wrap(print_page.print_page), name="outgoing_mail_print"),
            path("queue/", wrap(queue_page.queue_page), name="outgoing_mail_queue"),
            path(
                "queue/restored/", wrap(restored_page.restored_page), name="outgoing_mail_restored"
            ),
        ]
        return own + super().get_urls()


def _reads(request):
    """Whether this organiser reads letters at all, and with them addresses."""
    return request.user.has_perm("mail.read_outgoingmail")


def html_view(request: HttpRequest, pk: int) -> HttpResponse:
    """An email's HTML on its own, for the frame."""
    mail = open_or_404(request, edit_page.readable(request), pk=pk)
    return show_letter(sealing.covered(mail, mail.html))


def file_view(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Download an attachment."""
    mails = edit_page.readable(request).filter(pk=pk)
    attachment = open_or_404(request, MailAttachment, pk=file, mail__in=mails)
    response = HttpResponse(attachment.whole, content_type=attachment.media_type)
    response["Content-Disposition"] = f'attachment; filename="{attachment.filename}"'
    return response


def calendar_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Download the calendar entry in an email."""
    mails = edit_page.readable(request).exclude(calendar_method="")
    mail = open_or_404(request, mails, pk=pk)
    response = HttpResponse(
        sealing.covered_calendar(mail), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{CALENDAR_FILE}"'
    return response


@admin.register(BlockedAddress)
class BlockedAddressAdmin(OrganiserAdminMixin, admin.ModelAdmin):
    """Emails to these addresses are on hold. Deleting a row here releases none of them."""

    list_display = ["address", "reason", "since_at"]
    search_fields = ["address", "reason"]
    fields = ["address", "reason"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Not those to which only dialogues of others have written."""
        rows, hidden = super().get_queryset(request), hidden_from(request.user)
        if not hidden:
            return rows
        mails = OutgoingMail.objects.filter(to_address__iexact=OuterRef("address"))
        theirs = mails.filter(dialogue__in=hidden)
        return rows.filter(~Exists(theirs) | Exists(mails.exclude(dialogue__in=hidden)))

    def save_model(
        self, request: HttpRequest, obj: BlockedAddress, form: Any, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        bounces.block(obj.address, obj.reason)
