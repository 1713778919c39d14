"""Signed papers that were scanned: checked by what they hold, cleaned, and split by the codes on
their pages. Pure: bytes in, bytes out.
"""

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dialogue.access import pdf_files
from dialogue.refusals import Refused
from participants.official.papers import CODE

DOTS_PER_INCH = 150  # enough for a code of 14 mm
LONGEST_SIDE = 2600  # pixels of a page: A3 at that resolution
# What a page may carry beside what is seen: links and scripts, which a scan has not.
NOT_SEEN = ["/Annots", "/AA", "/AF", "/B", "/Metadata", "/PieceInfo"]
_pdfium = threading.Lock()  # it knows no threads


@dataclass(frozen=True)
class Part:
    """The pages of one letter; `reference` is that of its code, "" before the first code."""

    reference: str
    pages: Sequence[int]  # from 0
    content: bytes


def clean(content: bytes) -> tuple[bytes, int]:
    """(the PDF with its pages and nothing else, their number): files within it, links and form
    fields are left out. Raises Refused for what is no PDF, is encrypted, too long or damaged, or
    runs something."""
    reader = _read(content)
    return _only(reader, range(len(reader.pages))), len(reader.pages)


def split(content: bytes) -> list[Part]:
    """The letters in one scan, by the code on each page; a page without one belongs to the letter
    before. Raises Refused."""
    reader = _read(content)
    groups: list[tuple[str, list[int]]] = []
    for number, code in enumerate(codes(content)):
        if not groups or (code and code != groups[-1][0]):
            groups.append((code, []))
        groups[-1][1].append(number)
    merged: dict[str, list[int]] = {}
    for code, pages in groups:
        merged.setdefault(code, []).extend(pages)
    return [Part(code, pages, _only(reader, pages)) for code, pages in merged.items()]


def _read(content):
    """Raises Refused for what no letter may be (see dialogue.access.pdf_files)."""
    from pypdf import PdfReader

    try:
        pdf_files.check(content)
    except pdf_files.UnfitPdfError as error:
        raise Refused(str(error)) from error
    return PdfReader(io.BytesIO(content))


def _only(reader, numbers):
    from pypdf import PdfWriter

    writer, stream = PdfWriter(), io.BytesIO()
    try:
        for number in numbers:
            page = reader.pages[number]
            for name in NOT_SEEN:  # before it is copied, with all that it leads to
                page.pop(name, None)
            writer.add_page(page)
        writer.write(stream)
    except Exception as error:  # pypdf raises whatever a damaged file leads to
        raise Refused(_("This PDF is damaged. Scan the letter again.")) from error
    return stream.getvalue()


def codes(content: bytes) -> list[str]:
    """For each page the reference in the code of ours that is on it, or "". Raises Refused."""
    import pypdfium2  # some megabytes, loaded only for the first scan

    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise Refused(_("This PDF is damaged. Scan the letter again.")) from error
        try:
            return [_code_of(document[number]) for number in range(len(document))]
        finally:
            document.close()


def _code_of(page):
    import zxingcpp

    scale = min(DOTS_PER_INCH / 72, LONGEST_SIDE / max(*page.get_size(), 1))
    bitmap = page.render(scale=scale, grayscale=True)
    view = zxingcpp.ImageView(
        memoryview(bitmap.buffer),
        bitmap.width,
        bitmap.height,
        zxingcpp.ImageFormat.Lum,
        bitmap.stride,
        1,
    )
    found = zxingcpp.read_barcodes(view, formats=zxingcpp.BarcodeFormat.QRCode)
    ours = [code.text for code in found if code.text.startswith(CODE)]
    return ours[0].removeprefix(CODE) if ours else ""
