"""Lists of the admin site as files: what the list shows with its filters and its search, as XLSX or
CSV. Which columns, a resource says (django-import-export); every floor's admin classes use this.

Of django-import-export only the resources' columns are used: its ExportMixin asks for format and
fields on a page of its own, its formats write dates, separators and escaped cells in another way,
and its datasets hold all rows at once. What makes cells harmless is in `cells`.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any

from django.contrib.admin.options import IncorrectLookupParameters, ModelAdmin
from django.contrib.admin.views.main import ERROR_FLAG, PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from import_export.fields import Field
from import_export.resources import Resource

from dialogue.access import security_log
from dialogue.exports import export_job
from dialogue.exports.cells import Rows, csv_cell
from dialogue.exports.columns import columns_of
from dialogue.exports.workbooks import save_xlsx, stream_xlsx
from dialogue.pages.base import user_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

if TYPE_CHECKING:
    _Admin = ModelAdmin  # what it is mixed into
else:
    _Admin = object


class ListResource(Resource):
    """What one list's export holds. Columns are Fields; `filter_export` brings what they need.

    `shared` names relations that lead to few rows, like the dialogue: joining them to each of
    30,000 rows takes longer than everything else, so they are fetched once.
    """

    shared: Sequence[str] = ()

    def get_export_headers(self, selected_fields: Any = None) -> list[str]:
        return [capfirst(text) for text in super().get_export_headers(selected_fields)]

    def rows(self, queryset: QuerySet) -> Iterator[list[Any]]:
        """The cells of each row, read from the database some at a time."""
        queryset = self.filter_export(queryset)
        share, columns = sharing(queryset, self.shared), columns_of(self)
        for row in self.iter_queryset(queryset):
            share(row)
            yield [column(row) for column in columns]

    def rows_of(self, queryset: QuerySet, keys: Sequence[int], at_once: int) -> Iterator[list[Any]]:
        """The cells of those rows of the query that have these keys, in the order of the keys, so
        many read at once. Rows that have gone meanwhile are left out."""
        queryset = self.filter_export(queryset)
        share, columns = sharing(queryset, self.shared), columns_of(self)
        for some in batched(keys, at_once):
            found = {row.pk: row for row in queryset.filter(pk__in=some).order_by()}
            for row in (found[key] for key in some if key in found):
                share(row)
                yield [column(row) for column in columns]


def batched(keys: Sequence[int], at_once: int) -> Iterator[Sequence[int]]:
    """The keys, so many at a time."""
    return (keys[start : start + at_once] for start in range(0, len(keys), at_once))


def sharing(queryset: QuerySet, names: Sequence[str]) -> Callable[[Any], None]:
    """What gives a row of the query the objects that its relations of these names lead to, one
    object for all rows. One query for each name."""
    known = {}
    for name in names:
        field: Any = queryset.model._meta.get_field(name)
        keys = queryset.order_by().values(field.attname).distinct()
        related = field.related_model._base_manager.filter(pk__in=keys)
        known[name, field.attname] = {one.pk: one for one in related}

    def share(row: Any) -> None:
        for (name, key), rows in known.items():
            setattr(row, name, rows[getattr(row, key)])

    return share


class RawField(Field):
    """A column whose value is written as it is: a number, a day, a moment, a text."""

    def export(self, instance: Any, **kwargs: Any) -> Any:
        value = self.get_value(instance)
        return "" if value is None else value


class ExportMixin(_Admin):
    """For a ModelAdmin: an "Export" link on the list. Whoever may change the rows may export them,
    unless the admin says otherwise."""

    export_resource: type[ListResource]

    def may_export(self, request: HttpRequest) -> bool:
        """Whether this organiser may have the list as a file."""
        return self.has_change_permission(request)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/<slug:kind>/", view, name=name), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        links = []
        if self.may_export(request):
            query = request.GET.copy()
            query.pop(PAGE_VAR, None)
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_export"
            tail = f"?{query.urlencode()}" if query else ""
            links = [(kind.upper(), reverse(name, args=[kind]) + tail) for kind in WRITERS]
        extra = {"export_links": links, **(extra_context or {})}
        return super().changelist_view(request, extra)

    def rows_to_export(
        self, request: HttpRequest, keys: Sequence[int], at_once: int
    ) -> Iterator[list[Any]]:
        """The cells of the rows with these keys, as far as this organiser may see them."""
        return self.export_resource().rows_of(self.get_queryset(request), keys, at_once)

    def write_export(self, kind: str, rows: Rows, file: IO[bytes]) -> None:
        """Write such rows into a file, as they come; `kind` is a key of STREAMS."""
        headings = self.export_resource().get_export_headers()
        STREAMS[kind](headings, rows, file, str(self.opts.verbose_name_plural))

    def export_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """The rows that the list shows with the same filters, on all its pages; `kind` is a key of
        WRITERS, else Http404. Raises PermissionDenied."""
        if not self.may_export(request):
            raise PermissionDenied
        if kind not in WRITERS:
            raise Http404
        try:
            changelist = self.get_changelist_instance(request)
        except IncorrectLookupParameters:  # the list itself knows what to say
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
            return redirect(f"{reverse(name)}?{ERROR_FLAG}=1")
        rows = changelist.queryset
        if changelist.result_count > export_job.LONG:
            keys = list(rows.values_list("pk", flat=True))
            job = export_job.start(user_of(request), self.model, kind, keys)
            return redirect("admin:dialogue_job_change", job.pk)
        resource = self.export_resource()
        table = list(resource.rows(rows))
        security_log.record_export(request, self.model, f"{kind.upper()}, {len(table)}")
        name = str(self.opts.verbose_name_plural)
        return download(name, kind, resource.get_export_headers(), table)


def download(name: str, kind: str, headings: Sequence[str], rows: Rows) -> HttpResponse:
    """A table as a file to keep, named `name` and the day; `kind` is a key of WRITERS."""
    _media_type, write = WRITERS[kind]
    return as_file(write(headings, rows, name), name, kind)


def as_file(content: bytes, name: str, kind: str) -> HttpResponse:
    """What was written, as a file that nobody on the way keeps; `kind` is a key of MEDIA_TYPES."""
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    filename = f"{name} {timezone.localdate():%Y-%m-%d}.{kind}"
    disposition = content_disposition_header(True, filename) or "attachment"
    response.headers["Content-Disposition"] = disposition
    response.headers["Cache-Control"] = "private, no-store"
    return response


def write_csv(headings: Sequence[str], rows: Rows, _name: str = "") -> bytes:
    """A table in UTF-8 with the mark by which Excel knows it; moments on the active clock."""
    file = io.BytesIO()
    stream_csv(headings, rows, file)
    return file.getvalue()


def stream_csv(headings: Sequence[str], rows: Rows, file: IO[bytes], _name: str = "") -> None:
    """Write that table into a file, row by row."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([csv_cell(heading) for heading in headings])
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    text.detach()


def _stream_xlsx(headings: Sequence[str], rows: Rows, file: IO[bytes], name: str = "") -> None:
    stream_xlsx([(name, headings, rows)], file)


def write_xlsx(headings: Sequence[str], rows: Rows, name: str = "") -> bytes:
    """A workbook of one sheet with this name (see `workbooks`)."""
    return save_xlsx([(name, headings, rows)])


WRITERS: dict[str, tuple[str, Callable[[Sequence[str], Rows, str], bytes]]] = {
    "xlsx": (XLSX, write_xlsx),
    "csv": ("text/csv; charset=utf-8", write_csv),
}
STREAMS: dict[str, Callable[[Sequence[str], Rows, IO[bytes], str], None]] = {
    "xlsx": _stream_xlsx,
    "csv": stream_csv,
}
MEDIA_TYPES = {
    "docx": DOCX,
    "pdf": "application/pdf",
    **{kind: media_type for kind, (media_type, _w) in WRITERS.items()},
}
