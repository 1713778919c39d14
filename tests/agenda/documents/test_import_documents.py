"""`import_documents` from the command line: files, folders, and what is wrong with them."""

import os

import pytest
from django.core.management import call_command

from agenda.documents import limits
from agenda.models import SourceDocument
from tests import factories
from tests.agenda.documents import files
from tests.agenda.documents.files import REPORT, wrapped
from tests.commands import run_command

pytestmark = pytest.mark.django_db


def run(*paths):
    """(lines on standard output, what the command failed with or "")."""
    return run_command("import_documents", *paths)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "bao-cao.txt").write_text("\n".join(REPORT))
    (tmp_path / "bao-cao-layout.txt").write_text(wrapped(REPORT, 60, " \n\n", "\n\n\n\n"))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "minutes.html").write_text("<h1>Notes</h1><p>We want open data.</p>")
    return tmp_path


def test_a_folder_is_imported_with_all_that_is_in_it(folder):
    lines, problem = run(folder)
    assert lines == [
        f"{folder}/bao-cao.txt: imported as bao-cao; "
        "paragraphs: 5, of which headings, captions and page furniture: 1.",
        f"{folder}/sub/minutes.html: imported as minutes; "
        "paragraphs: 2, of which headings, captions and page furniture: 1.",
        f"{folder}/bao-cao-layout.txt: near-duplicate of bao-cao, kept as bao-cao-layout; "
        "paragraphs: 5, of which headings, captions and page furniture: 1.",
        "Imported: 2. Near-duplicates: 1. Already imported: 0. Refused: 0.",
    ]
    assert problem == ""
    assert SourceDocument.objects.get(duplicate_of__key="bao-cao").key == "bao-cao-layout"


def test_a_second_run_finds_everything_there(folder):
    run(folder)
    lines, problem = run(folder)
    assert lines[0] == f"{folder}/bao-cao.txt: already imported as bao-cao."
    assert lines[-1] == "Imported: 0. Near-duplicates: 0. Already imported: 3. Refused: 0."
    assert problem == ""


def test_files_whose_record_waits_become_the_article(folder):
    factories.document(key="bao-cao-layout")
    lines, _problem = run(folder)
    assert lines[0].startswith(f"{folder}/bao-cao-layout.txt: imported as")
    assert SourceDocument.objects.get(key="bao-cao").duplicate_of.key == "bao-cao-layout"


def test_readmes_hidden_files_and_linked_folders_are_skipped_aloud(folder):
    (folder / "README.md").write_text("About these files.")
    (folder / ".cache").mkdir()
    (folder / ".cache" / "x.txt").write_text("Hidden text.")
    (folder / "circle").symlink_to(folder)
    lines, problem = run(folder)
    assert lines[:3] == [f"{folder}/{name}: skipped." for name in [".cache", "README.md", "circle"]]
    assert len(lines) == 3 + 3 + 1
    assert problem == ""


def test_a_readme_named_outright_is_imported(tmp_path):
    (tmp_path / "README.txt").write_text("About these files.")
    lines, _problem = run(tmp_path / "README.txt")
    assert lines[-1].startswith("Imported: 1.")


def test_one_bad_file_does_not_stop_the_others(folder, monkeypatch):
    monkeypatch.setattr(limits, "MAX_BYTES", 4000)
    (folder / "empty.txt").touch()
    (folder / "large.txt").write_bytes(b"x" * 4001)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7")
    (folder / "scan.pdf").write_bytes(files.pdf([[]]))
    (folder / "dangling.txt").symlink_to(folder / "nowhere")
    lines, problem = run(folder, folder / "missing.txt")
    refused = {
        line.partition(": ")[0].rpartition("/")[2]: line.partition("refused: ")[2]
        for line in lines
        if "refused: " in line
    }
    assert refused == {
        "empty.txt": "it is empty; download it again.",
        "large.txt": "it is larger than 0 MB; split it, or save it without pictures.",
        "picture.png": "this type of file cannot be read; save it as .txt, .html, .docx or .pdf.",
        "binary.txt": "it contains no readable characters; "
        "give it the extension of its actual format.",
        "broken.pdf": "it is damaged or not in PDF format; download it again or save it again.",
        "scan.pdf": "its pages contain pictures and no text; "
        "run text recognition (OCR) on it first.",
        "dangling.txt": "there is no such file or folder; check the path.",
        "missing.txt": "there is no such file or folder; check the path.",
    }
    assert lines[-1] == "Imported: 2. Near-duplicates: 1. Already imported: 0. Refused: 8."
    assert problem == "8 files were refused."


def test_a_file_too_large_is_not_even_read(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_BYTES", 1)
    path = tmp_path / "large.txt"
    path.write_text("Open data")

    def fail(path):
        raise AssertionError("was read")

    monkeypatch.setattr("pathlib.Path.read_bytes", fail)
    lines, problem = run(path)
    assert "larger than" in lines[0]
    assert problem == "1 file was refused."


def test_a_pipe_is_no_document_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    lines, _problem = run(tmp_path)
    assert lines[0] == (
        f"{tmp_path}/pipe.txt: refused: it is not an ordinary file; copy its content into one."
    )


def test_a_name_that_the_system_refuses_is_refused_in_one_line():
    lines, problem = run("x" * 300 + ".txt")
    assert lines[0].endswith(
        ": refused: it cannot be read (File name too long); check its name and permissions."
    )
    assert problem == "1 file was refused."


def test_a_folder_that_cannot_be_listed_is_refused(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.iterdir", refuse)
    lines, problem = run(tmp_path)
    assert "refused: it cannot be read" in lines[0]
    assert problem == "1 file was refused."


def test_a_name_with_bytes_that_are_no_characters_can_be_printed(tmp_path):
    with open(os.fsencode(tmp_path) + b"/b\xff.txt", "w") as file:  # noqa: PTH123
        file.write("We want open data.")
    lines, _problem = run(tmp_path)
    assert lines[0].startswith(f"{tmp_path}/b\ufffd.txt: imported as b;")


def test_the_bar_goes_to_a_terminal_only(folder, capsys):
    run(folder)
    assert capsys.readouterr().err == ""


def test_the_command_explains_itself(capsys):
    with pytest.raises(SystemExit):
        call_command("import_documents", "--help")
    assert "Import source documents" in capsys.readouterr().out
