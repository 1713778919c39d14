"""`make identity`: the files of the site's look that are kept in static/ and static_at_root/, after
the typeface or the mark has changed. The result is committed."""

from pathlib import Path

from dialogue.identity import icons, typeface

FOLDER = Path(__file__).resolve().parents[2] / "static" / "dialogue"
ROOT = FOLDER.parents[1] / "static_at_root"  # /favicon.ico and /apple-touch-icon.png


def make() -> None:
    """Write them all anew, and say how large each is."""
    mark = FOLDER / "icon.svg"
    files = {
        FOLDER / "fonts/source-serif-4.woff2": typeface.web_font(),
        FOLDER / "fonts/source-serif-4.LICENSE.txt": typeface.licence().encode(),
        ROOT / "favicon.ico": icons.ico(icons.png(mark, icons.SMALL), icons.SMALL),
        ROOT / "apple-touch-icon.png": icons.png(mark, icons.LARGE),
    }
    for path, content in files.items():
        path.write_bytes(content)
        print(f"{path.name}: {len(content):,} bytes")


if __name__ == "__main__":
    make()
