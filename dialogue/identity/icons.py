"""The mark as browsers and telephones fetch it unasked: favicon.ico and the icon of a home screen.
Made once by `make identity`; the results are committed."""

import struct
from pathlib import Path

SMALL, LARGE = 32, 180  # pixels


def png(svg: Path, size: int) -> bytes:
    """The mark, so many pixels wide and high."""
    import typst

    page = f"#set page(width: {size}pt, height: {size}pt, margin: 0pt)"
    source = f'{page}\n#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    inputs = {"svg": svg.read_text(encoding="utf-8")}
    return typst.compile(source.encode(), format="png", ppi=72, sys_inputs=inputs)


def ico(picture: bytes, size: int) -> bytes:
    """A PNG as an icon file of one picture, as Windows has taken them since Vista."""
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(picture), 6 + 16)
    return head + entry + picture
