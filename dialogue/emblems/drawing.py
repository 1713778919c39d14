"""An emblem as a small PNG on white, such as every mail program shows:

    python -m dialogue.emblems.drawing <emblem.svg >emblem.png

It is a program of its own because the library that draws takes tens of megabytes, which the one
that sends letters would keep as long as it runs. It reads no settings.
"""

import json
import sys

PNG = b"\x89PNG\r\n\x1a\n"
PIXELS_PER_INCH = 144  # two to a point, for sharp screens
SOURCE = """
#set page(width: auto, height: auto, margin: 4pt, fill: white)
#let emblem = json(bytes(sys.inputs.emblem))
#let drawn(..size) = image(bytes(emblem.bytes), format: emblem.format, ..size)
#let high = drawn(height: 44pt)
#context if measure(high).width > 120pt { drawn(width: 120pt) } else { high }
"""


def png(content: bytes) -> bytes:
    """The picture, 52 points high or 128 wide at most. Raises RuntimeError for what is no image."""
    import typst

    emblem = {"bytes": list(content), "format": "png" if content.startswith(PNG) else "svg"}
    made = typst.compile(
        SOURCE.encode(),
        format="png",
        ppi=PIXELS_PER_INCH,
        sys_inputs={"emblem": json.dumps(emblem)},
    )
    assert isinstance(made, bytes)
    return made


if __name__ == "__main__":
    sys.stdout.buffer.write(png(sys.stdin.buffer.read()))
