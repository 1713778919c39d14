"""Lists of people as spreadsheets: which columns there are, and bytes → rows. No database.

The headings are data, not translated text: a file may have those of either language, whatever the
language of the organiser who uploads it.
"""

import itertools
import unicodedata
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dialogue.exports.cells import unescape_formula
from participants.names.given import without_none
from participants.names.validators import refuse_invisible, validate_plain_text
from participants.people.spreadsheets import forms_in_cells
from participants.people.spreadsheets.files import UnreadableSheetError, letters, read_grid

__all__ = [
    "COLUMNS",
    "Row",
    "Sheet",
    "UnreadableSheetError",
    "clean",
    "fold_name",
    "heading",
    "read",
]

HEADINGS_WITHIN = 10  # rows: above the headings there may be a title


@dataclass(frozen=True)
class Column:
    """A column: its name in the code, its headings in both languages, and further headings (`also`)
    that are recognised. The order of columns in a file is free."""

    name: str
    en: str
    vi: str
    also: tuple[str, ...] = ()
    is_name: bool = False  # of a human being: no emoji
    is_long: bool = False  # may have several lines


COLUMNS = {
    column.name: column
    for column in [
        Column("family_name", "Family name", "Họ", ("Surname", "Last name"), is_name=True),
        Column(
            "given_name",
            "Given name",
            "Tên đệm và tên",
            ("First name", "Given names", "Tên"),
            is_name=True,
        ),
        Column(
            "form_of_address_en",
            "Form of address (English)",
            "Danh xưng (tiếng Anh)",
            ("Form of address", "Salutation", "Cách xưng hô (tiếng Anh)"),
        ),
        Column(
            "form_of_address_vi",
            "Form of address (Vietnamese)",
            "Danh xưng (tiếng Việt)",
            ("Danh xưng", "Cách xưng hô", "Cách xưng hô (tiếng Việt)"),
        ),
        Column("title_en", "Title (English)", "Chức vụ (tiếng Anh)", ("Title", "Position")),
        Column("title_vi", "Title (Vietnamese)", "Chức vụ (tiếng Việt)", ("Chức vụ", "Chức danh")),
        Column(
            "display_name_en",
            "Display name (English)",
            "Tên hiển thị (tiếng Anh)",
            ("Display name",),
            is_name=True,
        ),
        Column(
            "display_name_vi",
            "Display name (Vietnamese)",
            "Tên hiển thị (tiếng Việt)",
            ("Tên hiển thị",),
            is_name=True,
        ),
        Column(
            "institution_en",
            "Institution (English)",
            "Cơ quan (tiếng Anh)",
            ("Institution", "Organisation", "Organization"),
        ),
        Column(
            "institution_vi",
            "Institution (Vietnamese)",
            "Cơ quan (tiếng Việt)",
            ("Cơ quan", "Đơn vị", "Cơ quan, đơn vị"),
        ),
        Column("institution_kind", "Kind of institution", "Loại cơ quan"),
        Column(
            "native_name",
            "Name in its own script",
            "Tên bằng chữ viết gốc",
            ("Native name", "Name in native script", "Tên bản ngữ"),
            is_name=True,
        ),
        Column("sorted_under", "Sorted under", "Xếp theo tên", is_name=True),
        Column("in_capitals", "In capitals", "Phần viết hoa", is_name=True),
        Column("addressed_as", "Addressed as", "Tên khi xưng hô", is_name=True),
        Column("country", "Country", "Quốc gia", ("Nước",)),
        Column("precedence", "Precedence", "Thứ tự lễ tân"),
        Column("precedence_reason", "Reason for the precedence", "Lý do xếp thứ tự lễ tân"),
        Column(
            "language", "Language", "Ngôn ngữ", ("Language of correspondence", "Ngôn ngữ thư từ")
        ),
        Column(
            "email",
            "Email address",
            "Địa chỉ thư điện tử",
            ("E-mail address", "Email", "E-mail", "Thư điện tử", "Mail"),
        ),
        Column(
            "reached_by",
            "Reached without email",
            "Cách liên hệ khi không có thư điện tử",
            ("Reached by", "Cách liên hệ"),
        ),
        Column(
            "postal_address",
            "Postal address",
            "Địa chỉ bưu chính",
            ("Address", "Địa chỉ"),
            is_long=True,
        ),
        Column("assistant_name", "Assistant", "Trợ lý", ("Thư ký, trợ lý",), is_name=True),
        Column("cc_email", "Copy to", "Đồng gửi", ("Cc",)),
        Column("phone", "Telephone", "Điện thoại", ("Phone", "Số điện thoại", "Mobile")),
        Column("gender", "Gender", "Giới tính"),
        Column("gender_words", "Gender in the person’s own words", "Giới tính tự mô tả"),
        Column("note", "Note", "Ghi chú", ("Note for organisers",), is_long=True),
        Column("category", "Category", "Nhóm đại biểu", ("Nhóm",)),
    ]
}
REQUIRED = ["family_name", "email"]
# What may stand for another: whoever has one name only has a given name; whoever has no email
# address is reached in another way, and matched by name and institution.
INSTEAD = {"family_name": "given_name", "email": "reached_by"}


@dataclass
class Row:
    """One person's row: `number` counts from 1 as in the file, `cells` is {column: text},
    `problems` is {column: sentences on what cannot be imported}."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    problems: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Sheet:
    """What a file holds. `places` is {column: its position, from 1}, `headings` is {column: heading
    in the file}, `ignored` are the headings that are not recognised, `read_as` names the format."""

    places: dict[str, int]
    headings: dict[str, str]
    ignored: list[str]
    rows: list[Row]
    read_as: str

    def where(self, row: Row, name: str) -> str:
        """Where the reader finds a cell, for example “E7, Email address”."""
        if name not in self.places:
            return heading(name)
        letter = letters(self.places[name])
        return f"{letter}{row.number}, {self.headings[name]}"


def heading(name: str) -> str:
    """The column's heading in the active language."""
    column = COLUMNS[name]
    return column.vi if get_language() == "vi" else column.en


def fold_name(text: str) -> str:
    """Without case, diacritics and spare blanks, for comparing what people typed."""
    text = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).split())


def _key(text):
    """The letters of a heading: “E-mail” and “e mail” are the same."""
    return "".join(char for char in fold_name(text) if char.isalnum())


_KNOWN = {
    _key(text): column.name
    for column in COLUMNS.values()
    for text in (column.name, column.en, column.vi, *column.also)
}


def read(content: bytes) -> Sheet:
    """The rows of an XLSX or CSV file with people in it. Raises UnreadableSheetError."""
    grid = read_grid(content, lambda texts: sum(_key(text) in _KNOWN for text in texts))
    rows = iter(grid.rows.items())
    places, texts = _headings(rows)
    headings = {name: texts[position] for name, position in places.items()}
    sheet = Sheet(places, headings, [], [], grid.read_as)
    filled: set[int] = set()
    for number, cells in rows:
        row = Row(number)
        for name, position in places.items():
            if position <= len(cells):
                _read_cell(row, COLUMNS[name], cells[position - 1])
        filled |= {position for position, cell in enumerate(cells, start=1) if cell.text.strip()}
        if row.cells or row.problems:
            forms_in_cells.read_out(row.cells, row.problems)
            sheet.rows.append(row)
    if not sheet.rows:
        raise UnreadableSheetError(
            _("There are no rows below the headings. Fill in the list, then upload it.")
        )
    for position in sorted(filled | set(texts)):
        if position not in places.values():
            values = {"letter": letters(position)}
            nameless = _("column %(letter)s, which has no heading") % values
            sheet.ignored.append(texts.get(position, nameless))
    return sheet


def _headings(rows):
    """({column: position}, {position: heading in the file}), positions counted from 1.

    The row of headings is the first with two that are known. Raises UnreadableSheetError.
    """
    for _number, cells in itertools.islice(rows, HEADINGS_WITHIN):
        texts = [" ".join(cell.text.split()) for cell in cells]
        named = {position: text for position, text in enumerate(texts, start=1) if text}
        places = {}
        for position, text in named.items():
            name = _KNOWN.get(_key(text))
            if name in places:
                problem = _("“%(one)s” and “%(other)s” are headings for the same column. Keep one.")
                raise UnreadableSheetError(problem % {"one": named[places[name]], "other": text})
            if name:
                places[name] = position
        if len(places) > 1:
            break
    else:
        text = _("No heading row was found. The file needs at least “%(one)s” and “%(two)s”.")
        raise UnreadableSheetError(
            text % {"one": heading(REQUIRED[0]), "two": heading(REQUIRED[1])}
        )
    for name in REQUIRED:
        if name not in places and INSTEAD.get(name) not in places:
            text = _("The heading “%(heading)s” is missing. Add the column, then upload again.")
            raise UnreadableSheetError(text % {"heading": heading(name)})
    return places, named


def _read_cell(row, column, cell):
    text, problem = clean(cell.text, column)
    if column.is_name or column.name.startswith("form_of_address"):
        text = without_none(text)
    problem = cell.problem or problem
    if problem:
        row.problems[column.name] = [problem]
    elif text:
        row.cells[column.name] = text


def clean(text: str, column: Column) -> tuple[str, str]:
    """(text, problem): the text as it is stored, in NFC and without spare blanks, and why it cannot
    be stored, or ""."""
    text = unicodedata.normalize("NFC", unescape_formula(text))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    text = ("\n" if column.is_long else " ").join(lines).strip()
    try:
        refuse = validate_plain_text if column.is_name else refuse_invisible
        refuse(text.replace("\n", " "))
    except ValidationError as error:
        return text, error.messages[0]
    return text, ""
