"""Pictures as people upload them, for tests."""

import io

from PIL import Image


def file(size=(400, 600), form="JPEG", color="teal", mode="RGB", **more):
    """The bytes of a picture of one colour."""
    content = io.BytesIO()
    Image.new(mode, size, color).save(content, form, **more)
    return content.getvalue()
