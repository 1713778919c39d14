"""Sheets → PDF. The code on each page names the row of the register, and opens nothing."""

import io
from collections.abc import Sequence
from datetime import datetime

import segno
from django.utils.translation import gettext as _

from dialogue.emblems import emblems
from dialogue.exports import fonts, pdf
from dialogue.refusals import Refused
from participants.models import LetterHead
from participants.official import measures
from participants.official.composing import Sheet

TEMPLATE = "official_letter"
EMBLEM = "emblem_version"  # of a sheet that was issued: under which its emblem is kept
CODE = "register:"  # before the reference in a code, so that no other code is taken for ours


def write(sheets: Sequence[Sheet], head: LetterHead, title: str, made_at: datetime) -> bytes:
    """One PDF of these sheets, dated `made_at`. Raises Refused where no font has a character."""
    contents = _emblems(sheets, head)
    each = list(dict.fromkeys(filter(None, contents)))
    data = {
        "title": title,
        "author": head.issuer,
        "is_as_decreed": is_as_decreed(),
        "measures": measures.MEASURES,
        "emblems": [{"bytes": list(one), "format": emblems.format_of(one)} for one in each],
        "sheets": [
            {
                **sheet,
                "enclosures_label": _label(sheet),
                "emblem": each.index(content) if content else None,
                "emblem_alt": _("Emblem of %(name)s") % {"name": sheet["issuer"]},
            }
            for sheet, content in zip(sheets, contents, strict=True)
        ],
        "codes": [_code(sheet["reference"]) for sheet in sheets],
    }
    return pdf.render(TEMPLATE, data, made_at)


def is_as_decreed() -> bool:
    """Whether the machine has the face that Decree 30 asks for, with all Vietnamese letters. If
    not, letters are set in that of the other papers, and the pages say so."""
    try:
        fonts.require(fonts.FOR_DECREE_30)
    except Refused:
        return False
    return True


def _emblems(sheets, head):
    """The emblem of each sheet: as it was when it was issued, or that of today on a draft."""
    versions = {sheet[EMBLEM] for sheet in sheets if EMBLEM in sheet}
    kept = {version: emblems.kept(head.dialogue, version) for version in versions}
    today = bytes(head.emblem)
    return [kept[sheet[EMBLEM]] if EMBLEM in sheet else today for sheet in sheets]


def _label(sheet):
    return sheet["enclosures_label"] % {"n": len(sheet["enclosures"])}


def _code(reference: str) -> str | None:
    """The code as SVG."""
    if not reference:
        return None
    stream = io.BytesIO()
    segno.make(CODE + reference, error="m").save(stream, kind="svg", scale=4, border=2)
    return stream.getvalue().decode()
