"""The list of participants as files: PDF, Word and XLSX, in one language or in both."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dialogue.exports import pdf
from dialogue.exports.workbooks import save_xlsx
from participants.lists import sheets
from participants.lists.publishing import Edition

Sheet = dict[str, Any]


def write(edition: Edition, language: str, kind: str) -> bytes:
    """The file; `language` is a key of sheets.LANGUAGES_OF, `kind` one of WRITERS. Raises Refused
    where no font has one of a PDF's letters."""
    chosen = [sheets.in_language(edition, code) for code in sheets.LANGUAGES_OF[language]]
    return WRITERS[kind](chosen, edition.revision.published_at)


def without_font(edition: Edition) -> pdf.NoFont | None:
    """What to say before printing, of letters that no font has."""
    both = sheets.LANGUAGES_OF["both"]
    return pdf.without_font([sheets.in_language(edition, code) for code in both])


def _pdf(chosen: list[Sheet], made_at: datetime) -> bytes:
    return pdf.render("list_of_participants", {"sheets": chosen}, made_at)


def _docx(chosen: list[Sheet], made_at: datetime) -> bytes:
    from participants.lists import word_file  # python-docx takes a while to load

    return word_file.write(chosen, made_at)


def _xlsx(chosen: list[Sheet], made_at: datetime) -> bytes:
    return save_xlsx(_table(sheet) for sheet in chosen)


def _table(sheet):
    with translation.override(sheet["language"]):
        names = [
            _("category"),
            _("country"),
            pgettext("person", "name"),
            pgettext("person", "title"),
            _("institution"),
            _("nominated by"),
            *([_("email address"), _("telephone")] if sheet["has_contacts"] else []),
            pgettext("participant", "change"),
        ]
        name = f"{sheet['kind']} – {sheet['standing']}, {sheet['as_of']}"
        return name, [capfirst(name) for name in names], list(_rows(sheet, len(names)))


def _rows(sheet: Sheet, length: int) -> Iterator[list[str]]:
    for group in sheet["groups"]:
        for country in group["countries"]:
            for entry in country["entries"]:
                reach = [entry["email"], entry["phone"]] if sheet["has_contacts"] else []
                said = [entry[key] for key in ["name", "title", "institution", "nominated_by"]]
                yield [group["name"], country["name"], *said, *reach, entry["mark"]]
        if group["others"]:
            yield [group["name"], "", group["others"], *[""] * (length - 3)]


WRITERS: dict[str, Callable[[list[Sheet], datetime], bytes]] = {
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
}
