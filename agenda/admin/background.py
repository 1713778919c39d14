"""Background papers in the admin site."""

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from agenda.admin.exports import BackgroundPaperResource
from agenda.background import papers
from agenda.background.delivery import as_download
from agenda.background.forms import BackgroundPaperForm
from agenda.models import BackgroundPaper, Session
from dialogue.access import sent
from dialogue.access.open_rows import open_to
from dialogue.exports.spreadsheets import ExportMixin
from dialogue.pages.base import open_or_404, user_of
from dialogue.pages.history_admin import HistoryAdmin
from dialogue.pages.organiser_admin import OrganiserAdminMixin
from dialogue.pages.widgets import LabelledSplitDateTime


@permission_required("agenda.view_backgroundpaper", raise_exception=True)
def paper_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file, for organisers. 404 if there is no such paper."""
    return as_download(open_or_404(request, BackgroundPaper, pk=pk))


@admin.register(BackgroundPaper)
class BackgroundPaperAdmin(OrganiserAdminMixin, ExportMixin, HistoryAdmin, TranslationAdmin):
    export_resource = BackgroundPaperResource
    form = BackgroundPaperForm
    formfield_overrides = {models.DateTimeField: {"widget": LabelledSplitDateTime}}
    list_display = ["__str__", "session", "language", "restricted", "file_link"]
    list_filter = ["session__dialogue", ("session", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["session__dialogue"]
    search_fields = ["title_en", "title_vi", "symbol", "session__title_en", "session__title_vi"]
    readonly_fields = ["file_link"]

    def get_queryset(self, request):
        """Without what is in the files."""
        return super().get_queryset(request).defer("content")

    def get_fields(self, request, obj=None):
        said = ["session", "title", "symbol", ("language", "original_language")]
        placed = ["restricted_until_at", "position"]
        return [*said, *placed, *(["file_link"] if obj else []), "file"]

    def get_changeform_initial_data(self, request):
        """From its session's page, for that session."""
        key = sent.number(request.GET, "session")
        return {"session": key} if key else {}

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """On the clock of its dialogue."""
        paper = self.get_object(request, object_id) if object_id else None
        session = paper.session if paper else _chosen_session(request)
        with timezone.override(session and session.dialogue.tz):
            response = super().changeform_view(request, object_id, form_url, extra_context)
            return response.render() if hasattr(response, "render") else response

    def save_model(self, request, obj, form, change):
        papers.store(obj, getattr(form, "checked_file", None), user_of(request))

    @admin.display(description=_("restricted until"), ordering="restricted_until_at")
    def restricted(self, paper):
        """On its dialogue's clock, and only while it is."""
        if paper.is_open:
            return ""
        return date_format(
            paper.session.dialogue.local(paper.restricted_until_at), "DATETIME_FORMAT"
        )

    @admin.display(description=_("file"))
    def file_link(self, paper):
        if paper.pk is None:
            return "–"
        address = reverse("admin:background_paper_file", args=[paper.pk])
        return format_html('<a href="{}">{}</a>', address, paper.filename)

    def get_urls(self):
        view = self.admin_site.admin_view(paper_file)
        return [path("<int:pk>/file/", view, name="background_paper_file"), *super().get_urls()]


def _chosen_session(request):
    """The session to which a paper is being added, if it is known yet."""
    key = sent.number(request.POST, "session") or sent.number(request.GET, "session")
    sessions = open_to(request.user, Session.objects.select_related("dialogue"))
    return sessions.filter(pk=key).first()
