"""Where browsers find our static files in production."""

import re

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# A text in quotation marks; a mark, what is spare before it and the remarks behind it; a colon and
# the blanks behind it; blanks; a remark.
PIECES = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\s*(?:;\s*)?([{};,])(?:\s|/\*.*?\*/)*|(:)\s+|\s+|/\*.*?\*/""",
    re.DOTALL,
)


class StaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's. The address of a file is worked out once: a page names a dozen, and the list of
    their digests is read once too, when the program starts. Our style sheets are collected without
    their remarks, which each reader would fetch with each first page."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[tuple[str | None, bool], str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        """Raises ValueError for a file that was not collected."""
        if (name, force) not in self._addresses:
            self._addresses[name, force] = super().url(name, force)
        return self._addresses[name, force]

    def is_current(self, name: str, source: Storage) -> bool:
        """Whether a file was collected as it is in `source` now, as far as its size tells.

        Raises OSError for a file that was not collected.
        """
        if not _is_ours(name):
            return self.size(name) == source.size(name)
        with source.open(name) as content:
            return self.size(name) == _compacted(content).size

    def _save(self, name: str, content: File) -> str:
        return super()._save(name, _compacted(content) if _is_ours(name) else content)


def _is_ours(name):
    return name.startswith("dialogue/") and name.endswith(".css")


def _compacted(content):
    content.seek(0)
    return ContentFile(compact(content.read().decode()).encode())


def compact(sheet: str) -> str:
    """A style sheet in one line, without remarks and without the blanks that mean nothing."""
    return PIECES.sub(_shortened, sheet).strip()


def _shortened(piece):
    kept = piece[1] or piece[2] or piece[3]
    return kept or ("" if piece[0].startswith("/*") else " ")
