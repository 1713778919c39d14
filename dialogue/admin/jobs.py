"""Long work in the admin site: the list of one's own, and a page for each that shows how far it is.

Whoever started it sees it, and superusers; never somebody to whom its dialogue is closed.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.access import security_log, sent
from dialogue.access.open_rows import open_to
from dialogue.exports.spreadsheets import MEDIA_TYPES, as_file
from dialogue.longwork import kinds, queue
from dialogue.models import Job, JobFile
from dialogue.pages.base import open_or_404, render_page, user_of
from dialogue.pages.organiser_admin import OrganiserAdminMixin

LOOK_AGAIN = 3  # seconds


@admin.register(Job)
class JobAdmin(OrganiserAdminMixin, admin.ModelAdmin):
    list_display = ["what", "dialogue", "created_at", "state", "how_far"]
    list_display_links = None
    list_filter = ["state"]
    list_select_related = ["dialogue"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Job]:
        return own(request, super().get_queryset(request))

    @admin.display(description=gettext_lazy("what"))
    def what(self, job: Job) -> str:
        address = reverse("admin:dialogue_job_change", args=[job.pk])
        return format_html('<a href="{}">{}</a>', address, kinds.label_of(job))

    @admin.display(description=gettext_lazy("done so far"))
    def how_far(self, job: Job) -> str:
        return _("%(done)d of %(total)d") % {"done": job.done, "total": job.total}

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/file/", view(file), name="dialogue_job_file"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """How far it is."""
        return progress(request, sent.as_number(object_id))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_staff)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def own(request: HttpRequest, jobs: QuerySet[Job]) -> QuerySet[Job]:
    """What this organiser has started; everything for a superuser."""
    user = user_of(request)
    return jobs if user.is_superuser else jobs.filter(user=user)


def progress(request: HttpRequest, pk: int | None) -> HttpResponse:
    """How far it is, what came of it, and what can be done now; on POST, call it off. The page asks
    for itself again while there is something to see, without a script."""
    jobs = own(request, Job.objects.select_related("user", "dialogue", "file"))
    job = open_or_404(request, jobs, pk=pk)
    if request.method == "POST":
        if "cancel" in request.POST and queue.cancel(job):
            messages.info(request, _("It was cancelled. What was done before stays done."))
        return redirect("admin:dialogue_job_change", job.pk)
    kind = kinds.find(job.kind)
    response = render_page(
        request,
        "admin/dialogue/job.html",
        Job,
        str(kinds.label_of(job)),
        job.dialogue,
        job=job,
        file=file_of(request, job),
        refused=list(_refused(user_of(request), kind, job)),
        follows=kind.follows(job) if kind and kind.follows else "",
        seconds=LOOK_AGAIN,
    )
    if job.goes_on:
        response.headers["Refresh"] = str(LOOK_AGAIN)
    return response


def file_of(request: HttpRequest, job: Job) -> JobFile | None:
    """What it made, while that is kept."""
    files = open_to(request.user, JobFile.objects.filter(job=job, kind__in=MEDIA_TYPES))
    return files.filter(expires_at__gt=timezone.now()).defer("content").first()


def _refused(user: User, kind: kinds.JobKind | None, job: Job) -> Any:
    """(reason, number, names) of what was not done."""
    for reason, keys in job.outcome.get("refused", {}).items():
        names = kind.names_of(user, keys) if kind and kind.names_of else []
        yield reason, len(keys), names


def file(request: HttpRequest, pk: int) -> HttpResponse:
    """What it made, as a file to keep; Http404 once that has expired."""
    job = open_or_404(request, own(request, Job.objects.all()), pk=pk)
    made = file_of(request, job)
    if made is None:
        raise Http404
    about = job.parameters.get("list", "dialogue.job")
    security_log.record(
        security_log.SecurityEvent.Kind.EXPORTED,
        request=request,
        about=about,
        detail=f"{made.kind.upper()}, {job.total}",
    )
    return as_file(bytes(made.content), made.name, made.kind)
