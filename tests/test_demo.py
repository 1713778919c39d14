"""`make demo`: what somebody who tries the project out relies on."""

import shutil
import socket
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command

from tests import demonstration


@pytest.fixture
def folder(tmp_path_factory):
    """That of a demonstration which was set up and not yet served."""
    return demonstration.first_run(tmp_path_factory)


@pytest.fixture
def copy(folder, tmp_path):
    """The same, to do with as one likes."""
    return shutil.copytree(folder, tmp_path / "copy")


def test_the_first_run_says_what_it_does_and_what_to_open(folder):
    printed = (folder / "printed").read_text()
    for words in [
        "the documents say 2–3 June 2026, here it begins on 2 June",
        "Loading thirty-six sample delegates",
        "http://127.0.0.1:8000/en/ai-governance-2026/",
        "http://127.0.0.1:8000/admin/",
        "user admin, password",
        "http://127.0.0.1:8000/i/",
        "http://127.0.0.1:8000/calendar/ai-governance-2026.ics",
    ]:
        assert words in printed


def test_a_second_run_keeps_the_data_and_the_password(copy):
    again = demonstration.run(copy)
    assert again.returncode == 0
    assert "Keeping the data" in again.stdout
    password = (copy / "var" / "admin-password").read_text().strip()
    assert f"password {password}" in (copy / "printed").read_text()
    assert f"password {password}" in again.stdout


def test_the_password_is_readable_by_its_owner_only(folder):
    assert (folder / "var" / "admin-password").stat().st_mode & 0o077 == 0


def test_a_reset_starts_over_and_documents_are_imported(copy, tmp_path):
    """Also where the tables are those of another version."""
    with closing(sqlite3.connect(copy / "var" / "db.sqlite3")) as database:
        database.execute("ALTER TABLE participants_person RENAME COLUMN language TO tongue")
    documents = tmp_path / "documents"
    documents.mkdir()
    text = "Trust in machines\n\n" + "Trust grows slowly where people may ask and be answered. " * 3
    (documents / "report.txt").write_text(text)
    (documents / "empty.txt").write_text("")
    again = demonstration.run(copy, "--reset", "--documents", str(documents))
    assert again.returncode == 0, again.stderr
    assert "Deleting the old data" in again.stdout
    assert "report.txt: imported as report" in again.stdout
    assert "Refused: 1" in again.stdout
    assert "password" in again.stdout


def test_idle_connections_block_nobody_and_end_in_no_error(copy):
    """Browsers open spare ones. A plain worker waits for 30 seconds on each, then answers 500."""
    served = demonstration.start(copy)
    with ExitStack() as stack:
        stack.callback(served.stop)
        here = ("127.0.0.1", int(served.url.rpartition(":")[2]))
        idle = [stack.enter_context(socket.create_connection(here)) for _ in range(6)]
        pages = [served.url + path for path in ["/en/ai-governance-2026/", "/vi/", "/healthz"]] * 4
        with ThreadPoolExecutor(12) as people:  # each thread of the server has its own connection

            def status(address):
                with urlopen(address, timeout=20) as response:
                    return response.status

            assert set(people.map(status, pages)) == {200}
        for connection in idle:
            connection.setblocking(False)
            with pytest.raises(BlockingIOError):  # nothing came, and it is open
                connection.recv(1)


def test_a_taken_port_gets_one_clear_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AssertionError) as caught:
            demonstration.start(tmp_path, "--port", str(port))
    assert f"Port {port} is in use. Choose another: make demo PORT={port + 1}" in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_a_folder_that_cannot_be_written_to_gets_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("")
    refused = demonstration.run(tmp_path, VAR=str(tmp_path / "file" / "var"))
    assert refused.returncode == 1
    assert "cannot be written to" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_it_refuses_to_run_where_the_environment_is_not_a_demonstrations():
    with pytest.raises(CommandError, match="This command is for MODE=demo; here MODE is test"):
        call_command("demo")
