"""The pictures of the guide, which `make guide` takes of running pages: where, and how large."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from PIL import Image

FOLDER = "guide"  # within static/
DENSITY = 1.5  # pixels of a picture for each pixel of a page


def file_of(name: str, language: str) -> str:
    """Its name as a static file."""
    return f"{FOLDER}/{language}/{name}.webp"


@lru_cache(maxsize=256)
def size_of(name: str, language: str) -> tuple[int, int]:
    """Width and height on a page, which keeps a place for it. Raises FileNotFoundError."""
    with Image.open(Path(settings.BASE_DIR) / "static" / file_of(name, language)) as picture:
        return round(picture.width / DENSITY), round(picture.height / DENSITY)
