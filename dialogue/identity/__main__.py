"""`make identity`: the files of the site's look that are kept in static/, after the typeface or the
mark has changed. The result is committed."""

from pathlib import Path

from dialogue.identity import typeface

FOLDER = Path(__file__).resolve().parents[2] / "static" / "dialogue"


def make() -> None:
    """Write them all anew, and say how large each is."""
    files = {
        "fonts/source-serif-4.woff2": typeface.web_font(),
        "fonts/source-serif-4.LICENSE.txt": typeface.licence().encode(),
    }
    for name, content in files.items():
        (FOLDER / name).write_bytes(content)
        print(f"{name}: {len(content):,} bytes")


if __name__ == "__main__":
    make()
