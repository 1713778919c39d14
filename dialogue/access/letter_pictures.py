"""A signed letter that somebody has photographed: the picture is drawn anew on a page of its own.

What kind of file it is, its content says, whatever its name; nothing of the file but its pixels is
kept, neither the place where it was taken nor anything that might be hidden in it.
"""

import io
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext as _

from dialogue.access.pdf_files import LARGEST, MEGABYTE, PdfField, UnfitPdfError

PICTURES = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}  # by how their files begin
MOST_PIXELS = 50_000_000  # a telephone's best camera; in memory each takes three bytes
PAGE = (8.27, 11.69)  # inches: A4
LONG_SIDE = 3508  # pixels of A4 at 300 dpi


def format_of(beginning: bytes) -> str:
    """The kind of picture whose file begins like this, or ""."""
    return next((kind for start, kind in PICTURES.items() if beginning.startswith(start)), "")


def as_pdf(content: bytes) -> bytes:
    """A PDF of one page with the picture. Raises UnfitPdfError with what is wrong with it."""
    from PIL import Image, ImageOps  # only where somebody sends one

    try:
        with Image.open(io.BytesIO(content), formats=list(PICTURES.values())) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise UnfitPdfError(_too_many_pixels())
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
            fresh = Image.new("RGB", upright.size, "white")
            fresh.paste(upright, mask=upright.getchannel("A"))
    except Image.DecompressionBombError as error:
        raise UnfitPdfError(_too_many_pixels()) from error
    except UnfitPdfError:
        raise
    except (OSError, SyntaxError, ValueError) as error:  # what the library raises for damaged files
        text = _("This picture is damaged and cannot be opened. Photograph the letter again.")
        raise UnfitPdfError(text) from error
    fresh.thumbnail((LONG_SIDE, LONG_SIDE))
    stream = io.BytesIO()
    fresh.save(stream, "PDF", resolution=max(fresh.size) / max(PAGE), quality=85)
    return stream.getvalue()


def _too_many_pixels():
    text = _("The picture has more than %(limit)d million pixels. Choose a smaller one.")
    return text % {"limit": MOST_PIXELS // 1_000_000}


class LetterField(PdfField):
    """A signed letter as a PDF, or one photograph of it, which becomes one."""

    def __init__(self, **kwargs: Any) -> None:
        accepted = "application/pdf,image/jpeg,image/png,.pdf"
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": accepted}))
        super().__init__(**kwargs)

    def to_python(self, data: Any) -> Any:
        """Raises ValidationError where the file does not fit."""
        is_small_enough = data and 0 < data.size <= LARGEST * MEGABYTE
        if is_small_enough and format_of(data.read(16)):
            data.seek(0)
            try:
                drawn = as_pdf(data.read())
            except UnfitPdfError as error:
                raise forms.ValidationError(str(error)) from error
            data = File(io.BytesIO(drawn), name=f"{PurePath(data.name).stem}.pdf")
            data.size = len(drawn)
        elif is_small_enough:
            data.seek(0)
        return super().to_python(data)
