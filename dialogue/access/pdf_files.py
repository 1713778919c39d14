"""What may come in as a PDF: official letters and scans, from people whom we know only by a link.

They are kept as they came, for a digital signature covers every byte; so what could act by itself
is refused instead of being cut out. They are handed out as downloads only, never shown by us.
"""

import io
import logging
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LARGEST = 10  # MB
MEGABYTE = 1024 * 1024
MOST_PAGES = 100
MOST_OBJECTS = 200_000
# What runs something: actions (ISO 32000-1, 12.6.4), and forms with programs of their own (12.7.8).
ACTIVE = {"/JavaScript", "/JS", "/Launch", "/RichMedia", "/Movie", "/ImportData", "/XFA"}
# From where one gets to actions, and how far that is followed.
LEADS_ON = ["/OpenAction", "/A", "/AA", "/Next", "/S", "/Subtype", "/Names", "/AcroForm"]
LEADS_ON += ["/Fields", "/Kids"]
DEEPEST = 10


class UnfitPdfError(ValueError):
    """The file cannot be taken; the message tells its owner why and what to do."""


def check(content: bytes) -> int:
    """The number of pages of a PDF. Raises UnfitPdfError for what is empty, larger than LARGEST MB,
    no PDF, locked, damaged, longer than MOST_PAGES, or able to run something."""
    if not content:
        raise UnfitPdfError(_("The file is empty. Choose the letter again."))
    if len(content) > LARGEST * MEGABYTE:
        raise UnfitPdfError(_too_large())
    if b"%PDF-" not in content[:1024]:
        raise UnfitPdfError(
            _("This is not a PDF. Scan the letter as PDF, or print the file to PDF, and try again.")
        )
    pages = _pages(content)
    if pages == 0:
        raise UnfitPdfError(_("This PDF has no pages. Scan the letter again."))
    if pages > MOST_PAGES:
        text = _("This PDF has %(pages)s pages; at most %(limit)s are taken. Send only the letter.")
        raise UnfitPdfError(text % {"pages": pages, "limit": MOST_PAGES})
    return pages


def _pages(content):
    from pypdf import PdfReader  # only where somebody sends one

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            text = _("This PDF is locked with a password. Save it without one, and try again.")
            raise UnfitPdfError(text)
        if len(reader.xref_objStm) + sum(map(len, reader.xref.values())) > MOST_OBJECTS:
            raise UnfitPdfError(_("This PDF is too complicated. Print it to PDF, and try again."))
        pages = len(reader.pages)
        is_active = pages <= MOST_PAGES and bool(found_in(reader) & ACTIVE)
    except UnfitPdfError:
        raise
    except Exception as error:  # pypdf raises whatever a damaged file leads to
        raise UnfitPdfError(
            _("This PDF is damaged and cannot be opened. Print it to PDF again, and try once more.")
        ) from error
    if is_active:
        raise UnfitPdfError(
            _("This PDF can run a program when it is opened. Print it to PDF, and try again.")
        )
    return pages


def found_in(reader: Any) -> set[str]:
    """The keys and names in all that a PDF (a pypdf.PdfReader) can do by itself: in its catalogue,
    its names, its form, its pages and their annotations, with what follows an action
    (ISO 32000-1, 7.7.2, 7.7.4, 12.6, 12.7)."""
    catalogue = reader.trailer["/Root"]
    places = [catalogue, *reader.pages]
    for page in reader.pages:
        places += page.get("/Annots") or []
    found: set[str] = set()
    for place in places:
        found |= _names(place)
    return found


def _names(place, depth=0, *, is_by_event=False):
    """Those of one object and of what it leads to. `is_by_event`: it holds an action for each
    event, under names of their own."""
    place = place.get_object() if hasattr(place, "get_object") else place
    if isinstance(place, str):
        return {str(place)}
    if depth > DEEPEST or not isinstance(place, dict | list):
        return set()
    if isinstance(place, list):
        return set().union(*(_names(item, depth + 1) for item in place))
    followed = list(place) if is_by_event else [key for key in LEADS_ON if key in place]
    leads = (_names(place[key], depth + 1, is_by_event=key == "/AA") for key in followed)
    return {str(key) for key in place}.union(*leads)


class PdfField(forms.FileField):
    """A PDF that fits. Cleaned, it is the uploaded file, with its bytes as `content` and its number
    of `pages`."""

    default_error_messages = {
        "required": gettext_lazy("Choose the PDF of the letter."),
        "empty": gettext_lazy("The file is empty. Choose the letter again."),
        "max_length": gettext_lazy("The name of the file is too long. Give it a shorter one."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": "application/pdf,.pdf"}))
        super().__init__(max_length=200, **kwargs)

    def to_python(self, data: Any) -> Any:
        """Raises ValidationError where the file does not fit."""
        file: Any = super().to_python(data)  # what is found out about it is kept on it
        if file is None:
            return None
        if file.size > LARGEST * MEGABYTE:  # before it is read
            raise forms.ValidationError(_too_large())
        content = file.read()
        try:
            file.pages = check(content)
        except UnfitPdfError as error:
            raise forms.ValidationError(str(error)) from error
        file.content = content
        return file


def _too_large():
    text = _("The file is larger than %(limit)s MB. Scan it in black and white or at 200 dpi.")
    return text % {"limit": LARGEST}
