"""A picture that somebody uploaded, drawn anew: square, in two sizes, its colours those of every
screen (sRGB), and nothing else of the file is left, neither the place where it was taken nor
anything that might be hidden in it."""

import io

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from dialogue.refusals import Refused

LARGEST = 5_000_000  # bytes
SMALL, LARGE = 160, 320  # pixels of each side
MOST_PIXELS = 40_000_000  # in memory a picture takes four bytes for each
FORMATS = ["JPEG", "PNG", "WEBP"]
QUALITY = 85
# Heads are in the upper half of a portrait.
MIDDLE = (0.5, 0.35)

# Colours that a screen cannot show become the nearest ones that it can.
NEAREST = ImageCms.Intent.RELATIVE_COLORIMETRIC

Image.MAX_IMAGE_PIXELS = MOST_PIXELS  # the library's own guard, for whoever else opens one


def drawn(content: bytes) -> tuple[bytes, bytes]:
    """(small, large) as JPEG. Raises Refused with what is wrong with the file."""
    if len(content) > LARGEST:
        text = _("The picture is larger than %(limit)d MB. Choose a smaller one.")
        raise Refused(text % {"limit": LARGEST // 1_000_000})
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            _check_size(*picture.size)
            upright = ImageOps.exif_transpose(picture)
            square = ImageOps.fit(_plain(upright), (LARGE, LARGE), centering=MIDDLE)
            square = _on_white(_for_screens(square, picture.info.get("icc_profile")))
    except Image.DecompressionBombError as error:
        raise Refused(_too_many_pixels()) from error
    except (OSError, SyntaxError, ValueError) as error:  # what the library raises for damaged files
        text = _("This is no picture that can be read. Choose a JPEG, PNG or WebP file.")
        raise Refused(text) from error
    return _as_jpeg(square.resize((SMALL, SMALL), Image.Resampling.LANCZOS)), _as_jpeg(square)


def _check_size(width, height):
    """Before a pixel is unpacked."""
    if width * height > MOST_PIXELS:
        raise Refused(_too_many_pixels())
    if min(width, height) < SMALL:
        text = _("The picture is smaller than %(size)d × %(size)d pixels. Choose a larger one.")
        raise Refused(text % {"size": SMALL})


def _too_many_pixels():
    text = _("The picture has more than %(limit)d million pixels. Choose a smaller one.")
    return text % {"limit": MOST_PIXELS // 1_000_000}


def _plain(picture):
    """In steps and colours that can be mixed, as drawing it smaller does."""
    if picture.mode.startswith("I"):  # grey in more than 256 steps, which would all turn white
        return picture.point(lambda value: value / 256).convert("L")
    return picture if picture.mode in {"L", "RGB", "CMYK"} else picture.convert("RGBA")


def _for_screens(picture, profile):
    """Its colours as they were meant: telephones (Display P3) and printers (CMYK) have others than
    screens, and say which in a profile. Without one, or with one that does not fit, as they are."""
    if not profile:
        return picture
    try:
        return ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=NEAREST,
            outputMode="RGBA" if picture.mode == "RGBA" else "RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def _on_white(picture):
    """A fresh picture without what the file says beside its pixels; white where it is clear."""
    plain = picture.convert("RGBA")
    fresh = Image.new("RGB", plain.size, "white")
    fresh.paste(plain, mask=plain.getchannel("A"))
    return fresh


def _as_jpeg(picture):
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return file.getvalue()
