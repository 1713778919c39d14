"""The bytes of an uploaded file as grids of cells, whatever its format: XLSX, XLS, ODS, CSV."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from participants.people.spreadsheets import delimited, workbooks
from participants.people.spreadsheets.grid import LARGEST, MEGABYTE, Grid, UnreadableSheetError


def read_grids(content: bytes, count_headings: Callable[[list[str]], int]) -> list[Grid]:
    """The sheets of a workbook, or the lines of a CSV file as the only one.

    `count_headings` says how many of a row's texts are known headings. Raises UnreadableSheetError.
    """
    if not content:
        raise UnreadableSheetError(_("The file is empty. Choose the file that contains the list."))
    if len(content) > LARGEST * MEGABYTE:
        text = _("The file is larger than %(limit)s MB. Divide the list into several files.")
        raise UnreadableSheetError(text % {"limit": LARGEST})
    if content.startswith((b"PK", workbooks.OLE)):
        grids = workbooks.read_workbook(content)
    else:
        grids = [delimited.read_lines(content, count_headings)]
    grids = [grid for grid in grids if grid.rows]
    if not grids:
        raise UnreadableSheetError(
            _("The file contains no rows. Choose the file that contains the list.")
        )
    return grids
