"""Lists of the admin site as files: what the list shows with its filters and its search, as XLSX or
CSV. Which columns, a resource says (django-import-export); every floor's admin classes use this.

Cells that a spreadsheet program would take for a formula are made harmless (CWE-1236). In CSV an
apostrophe goes before = + - @, tab and return; our own import takes it away again. It goes also
within a text where a program that takes semicolons for separators begins a cell. In XLSX cells
carry a type, so every text is written as text; the apostrophe goes before these too, for the file
may be saved as CSV later. Only a telephone number ("+84 24 …") stays as it is in XLSX: marked as
text it remains readable and computes nothing. In CSV it gets the apostrophe, for Excel would drop
the plus sign and show 8.42E+11.

Of django-import-export only the resources are used: its ExportMixin asks for format and fields on a
page of its own, and its formats write dates, separators and escaped cells in another way.

openpyxl is loaded for the first workbook that is wanted: a worker that writes none does without its
15 MB.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.admin.options import IncorrectLookupParameters, ModelAdmin
from django.contrib.admin.views.main import ERROR_FLAG, PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from import_export.fields import Field
from import_export.resources import Resource

from dialogue.access import security_log

FORMULA = r"\s*[=+\-@＝＋－＠\t\r]"  # how a text begins that programs take for a formula
LOOKS_LIKE_A_FORMULA, IS_ESCAPED = re.compile(f"^{FORMULA}"), re.compile(f"^'(?={FORMULA})")
BEGINS_A_CELL_ELSEWHERE = re.compile(
    r"[;\t]\s*(?=[=+\-@＝＋－＠])|[\r\n]\s*(?=[=@＝＠]|[+\-＋－]\S)"  # a list's "- " is no formula
)
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not in XML 1.0
TELEPHONE = re.compile(r"^\+[\d\s()./-]+$")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WIDEST, NARROWEST = 60, 10  # characters

Rows = Iterable[Iterable[object]]

if TYPE_CHECKING:
    _Admin = ModelAdmin  # what it is mixed into
else:
    _Admin = object


class ListResource(Resource):
    """What one list's export holds. Columns are Fields; `filter_export` brings what they need."""

    def get_export_headers(self, selected_fields: Any = None) -> list[str]:
        return [capfirst(text) for text in super().get_export_headers(selected_fields)]


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

    def export_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """The rows that the list shows with the same filters, on all its pages; `kind` is a key of
        WRITERS, else Http404. Raises PermissionDenied."""
        if not self.may_export(request):
            raise PermissionDenied
        if kind not in WRITERS:
            raise Http404
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:  # the list itself knows what to say
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
            return redirect(f"{reverse(name)}?{ERROR_FLAG}=1")
        data = self.export_resource().export(rows)
        security_log.record_export(request, self.model, f"{kind.upper()}, {len(data)}")
        return download(str(self.opts.verbose_name_plural), kind, data.headers, data)


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


def escape_formula(text: str) -> str:
    """The text with an apostrophe before what would begin a formula."""
    return f"'{text}" if LOOKS_LIKE_A_FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """The text as it was before `escape_formula`."""
    return IS_ESCAPED.sub("", text)


def _plain(value):
    """Moments on the clock that is active; everything that is no number or day as text."""
    if isinstance(value, datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        return moment.replace(tzinfo=None, second=0, microsecond=0)
    if value is None or isinstance(value, int | float | date):
        return value
    return CONTROL_CHARACTERS.sub("", str(value))


def write_csv(headings: Sequence[str], rows: Rows, _name: str = "") -> bytes:
    """A table in UTF-8 with the mark by which Excel knows it; moments on the active clock."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    for row in [headings, *rows]:
        writer.writerow([_csv_value(_plain(value)) for value in row])
    return file.getvalue().encode("utf-8-sig")


def _csv_value(value):
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if not isinstance(value, str):
        return value
    begins = len(value) - len(value.lstrip())
    return escape_formula(value[:begins] + BEGINS_A_CELL_ELSEWHERE.sub(r"\g<0>'", value[begins:]))


def write_xlsx(headings: Sequence[str], rows: Rows, name: str = "") -> bytes:
    """A workbook of one sheet with this name (see `save_xlsx`)."""
    return save_xlsx([(name, headings, rows)])


def save_xlsx(sheets: Iterable[tuple[str, Sequence[str], Rows]]) -> bytes:
    """A workbook of [(name, headings, rows)]: the headings are bold and stay in sight, moments are
    on the active clock. Raises ValueError where a row is not as long as its headings."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for name, headings, rows in sheets:
        sheet = book.create_sheet(re.sub(r"[\\*?:/\[\]]", " ", name)[:31] or None)
        cells = [[_plain(value) for value in row] for row in rows]
        sheet.freeze_panes = "A2"
        for position, values in enumerate(zip(headings, *cells, strict=True), start=1):
            length = max(len(str(value)) for value in values if value is not None)
            width = min(max(length + 2, NARROWEST), WIDEST)
            sheet.column_dimensions[get_column_letter(position)].width = width
        sheet.append([_xlsx_cell(sheet, text, Font(bold=True)) for text in headings])
        for line in cells:
            sheet.append([_xlsx_cell(sheet, value) for value in line])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _xlsx_cell(sheet, value, font=None):
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    if isinstance(value, str) and not TELEPHONE.match(value):
        value = escape_formula(value)
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # whatever openpyxl takes it for
        cell.quotePrefix = value.startswith("+")
        cell.alignment = Alignment(vertical="top", wrap_text=len(value) > WIDEST or "\n" in value)
    if font:
        cell.font = font
    return cell


WRITERS: dict[str, tuple[str, Callable[[Sequence[str], Rows, str], bytes]]] = {
    "xlsx": (XLSX, write_xlsx),
    "csv": ("text/csv; charset=utf-8", write_csv),
}
MEDIA_TYPES = {"docx": DOCX, **{kind: media_type for kind, (media_type, _w) in WRITERS.items()}}
