"""manage.py import_documents PATH…: files and folders → source documents."""

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from agenda.documents import importing
from agenda.documents.importing import Status
from agenda.documents.limits import UnreadableDocumentError, check_size


class Command(BaseCommand):
    @property
    def help(self):
        return _(
            "Import source documents (.txt, .html, .docx, .pdf) from files and folders. Files "
            "already imported are recognised; a file that cannot be read is refused and the "
            "rest are still imported."
        )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path)

    def handle(self, *, paths, **options):
        files, skipped = gather(paths)
        for path in skipped:
            self.say(path, _("skipped."))
        counts = Counter()
        with tqdm(importing.in_order(files), unit=" " + _("files"), disable=None) as bar:
            for path in bar:
                outcome = import_path(path)
                counts[outcome.status] += 1
                with bar.external_write_mode():
                    self.say(path, outcome.message)
        self.stdout.write(
            _(
                "Imported: %(imported)s. Near-duplicates: %(near_duplicate)s. Already imported: "
                "%(already_imported)s. Refused: %(refused)s."
            )
            % {status.value: counts[status] for status in Status}
        )
        if refused := counts[Status.REFUSED]:
            raise CommandError(
                ngettext("%(count)s file was refused.", "%(count)s files were refused.", refused)
                % {"count": refused}
            )

    def say(self, path: Path, message: str) -> None:
        """One line of output: the file and what became of it."""
        # A file's name may hold bytes that are not characters.
        name = os.fsencode(path).decode(errors="replace")
        self.stdout.write(f"{name}: {message}")


def gather(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """([files to import], [files and folders that are skipped]) of `paths`, with everything inside
    folders. Inside folders, hidden files, README files and links to other folders are skipped (such
    links may lead in a circle); a path that is named itself never is."""
    files: list[Path] = []
    skipped: list[Path] = []
    for path in paths:
        children = list_folder(path)
        if children is None:
            files.append(path)
            continue
        to_skip = [child for child in children if is_skipped(child)]
        inner_files, inner_skipped = gather(child for child in children if child not in to_skip)
        files += inner_files
        skipped += to_skip + inner_skipped
    return files, skipped


def list_folder(path: Path) -> list[Path] | None:
    """The contents of a folder in order of name; None for anything else, and for a folder that
    cannot be read: the attempt to import it will report that."""
    try:
        return sorted(path.iterdir())
    except OSError:
        return None


def is_skipped(path: Path) -> bool:
    """Whether a file or folder inside a folder is hidden, a README file or a link to a folder."""
    name = path.name.upper()
    return name.startswith((".", "README")) or (path.is_symlink() and path.is_dir())


def import_path(path: Path) -> importing.Outcome:
    """The Outcome of importing the file at `path`; its size is checked before it is read."""
    try:
        if not path.exists():
            return importing.refuse(_("there is no such file or folder; check the path."))
        if not path.is_file() and not path.is_dir():
            return importing.refuse(_("it is not an ordinary file; copy its content into one."))
        check_size(path.stat().st_size)
        data = path.read_bytes()
    except UnreadableDocumentError as error:
        return importing.refuse(error)
    except OSError as error:
        return importing.refuse(
            _("it cannot be read (%(error)s); check its name and permissions.")
            % {"error": error.strerror}
        )
    return importing.import_file(path.name, data)
