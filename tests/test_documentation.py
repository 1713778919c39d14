"""What README, CONTRIBUTING, SECURITY and docs/ name is there: files, commands, settings, words."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

from dialogue import __version__
from tests.source import ROOT, modules

PAPERS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], key=lambda path: path.as_posix()
)
NAMES = [str(path.relative_to(ROOT)) for path in PAPERS]
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
FILE = re.compile(r"\.?[\w-]+(/[\w.<>-]+)*(/|\.(py|md|html|txt|toml|lock|po|yaml))")
MODULE = re.compile(r"(agenda|participants|dialogue|tests)(\.\w+)+")
MADE_LATER = {".env", "var/", ".venv/", "docs/"}
PATTERN = re.compile(r"[<>*]")  # `templates/<app>/` is a pattern, not a path


def _exists(name, folders):
    """Whether a path is there, from the top or from one of the folders that its line names."""
    return any((ROOT / folder / name).exists() for folder in ["", *folders])


def missing(text):
    """The paths and modules in a paper's code marks, and its links, that lead nowhere.

    A file may be named without the folder that the same line or the heading of its table names.
    """
    wrong, heading = [], []
    for line in text.splitlines():
        marks = CODE.findall(line)
        if line.startswith("| In `"):
            heading = marks
        elif not line.startswith("|"):
            heading = []
        folders = [mark for mark in marks if mark.endswith("/")]
        folders += [f"{top}{folder}" for top in heading for folder in ["", *folders]]
        for mark in marks:
            if PATTERN.search(mark) or mark in MADE_LATER:
                continue
            if FILE.fullmatch(mark) and not _exists(mark, folders):
                wrong.append(mark)
            if MODULE.fullmatch(mark) and not _is_module(mark):
                wrong.append(mark)
    return wrong


def _is_module(name):
    """Whether a dotted name is a module, or something in one."""
    parts = name.split(".")
    paths = [ROOT.joinpath(*parts[:length]) for length in [len(parts), len(parts) - 1]]
    return any(path.with_suffix(".py").exists() or path.is_dir() for path in paths)


@pytest.mark.parametrize(
    "line",
    [
        "see `agenda/nowhere.py`",
        "| `agenda/feeds/` | `nowhere.py` |",
        "`nowhere.py`",
        "kept in `agenda/nowhere/`",
        "`agenda.nowhere.at_all` writes it",
        "| In `agenda/` | |\n| `feeds/` | `nowhere.py` |",
        "| In `agenda/` | |\n| `nowhere/` | |",
    ],
)
def test_a_path_that_leads_nowhere_is_noticed(line):
    assert missing(line)


@pytest.mark.parametrize(
    "line",
    [
        "`agenda/feeds/views.py` and `agenda/feeds/`",
        "| `agenda/feeds/` | `views.py` |",
        "| In `agenda/` | |\n| `feeds/` | `views.py`, `urls.py` |",
        "`agenda.feeds.views` and `agenda.feeds.views.whole`",
        "`something_else`, `make demo`, `templates/<app>/`, `GET /`",
    ],
)
def test_a_path_that_is_there_is_fine(line):
    assert not missing(line)


@pytest.mark.parametrize("name", NAMES)
def test_every_path_and_module_that_a_paper_names_is_there(name):
    assert missing((ROOT / name).read_text()) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_a_file(name):
    links = LINK.findall((ROOT / name).read_text())
    broken = [
        link
        for link in links
        if not link.startswith("https://") and not ((ROOT / name).parent / link).exists()
    ]
    assert broken == []


def test_docs_running_names_every_command_of_ours_and_no_other():
    text = (ROOT / "docs" / "running.md").read_text()
    table = text.split("## Configure")[0]
    cells = re.findall(r"^\| (`.*?) \|", table, re.M)
    named = {word.split()[0] for cell in cells for word in CODE.findall(cell)}
    ours = {"agenda", "participants", "dialogue"}
    commands = {name for name, app in get_commands().items() if app.split(".")[0] in ours}
    assert named <= commands
    assert commands - named - {"demo"} <= set(settings.DAILY_RUN)  # which are named together


def test_docs_running_names_every_variable_that_is_read_and_no_other():
    read = set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', modules()["dialogue/settings.py"]))
    text = (ROOT / "docs" / "running.md").read_text()
    table = text.split("## Configure")[1].split("\n## ")[0]
    cells = re.findall(r"^\| (`[A-Z].*?) \|", table, re.M)
    named = {word for cell in cells for word in CODE.findall(cell)}
    assert named == read - {"DEBUG"}  # on in development, refused in production


def test_every_decision_has_a_status_and_a_place_in_the_index():
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text()
    for path in sorted(folder.glob("0*.md")):
        title, status = path.read_text().splitlines()[:2]
        number, words = re.fullmatch(r"# (\d+)\. (.+)", title).groups()
        assert int(path.name[:4]) == int(number)
        assert re.fullmatch(r"(Accepted|Superseded by .+), \d{4}-\d\d-\d\d\.", status), path.name
        row = f"| {number} | [{words}]({path.name}) | {status[0].lower()}{status[1:-1]} |"
        assert row in index


def test_the_change_log_begins_with_this_version():
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.M)
    assert headings[0] == "Unreleased"
    assert re.fullmatch(rf"{re.escape(__version__)} – \d{{4}}-\d\d-\d\d", headings[1])
