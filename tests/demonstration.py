"""Starts `manage.py demo` as a person would, in a folder of its own, for tests that look at it.

Setting one up takes a while, so it is done once a run of the tests, whoever comes first; the others
begin with a copy of that.
"""

import fcntl
import os
import re
import select
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def environment(folder, port=8000, **more):
    """The environment of a demonstration that keeps its data in `folder`."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "MODE": "demo",
        "SECRET_KEY": "a demonstration's secret " + "0123456789" * 4,
        "VAR": str(folder / "var"),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "PYTHONUNBUFFERED": "1",
        **{name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")},
        **more,
    }


def run(folder, *arguments, **more):
    """Run `manage.py demo --no-serve …` to its end."""
    command = [sys.executable, "manage.py", "demo", "--no-serve", *arguments]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        timeout=600,  # a machine may be busy with other tests
        check=False,
    )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Demonstration:
    """A running demonstration and what it printed."""

    process: subprocess.Popen
    url: str
    output: str
    cookies: list = field(default_factory=list)

    @property
    def password(self):
        return re.search(r"password (\S+)", self.output)[1]

    @property
    def link(self):
        """The personal link it printed."""
        return re.search(r"(http\S+/i/\S+)", self.output)[1]

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.process.stdout.close()


def first_run(tmp_path_factory):
    """The folder of a demonstration that was set up and has not served; `printed` in it is what it
    said. For all workers the same, so it is for reading only."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "first-demonstration"
    with (shared / "first-demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "printed").exists():
            folder.mkdir()
            done = run(folder)
            assert done.returncode == 0, done.stdout + done.stderr
            (folder / "printed").write_text(done.stdout)
    return folder


def start_copy(tmp_path_factory, name):
    """Start a copy of the first run's demonstration."""
    folder = tmp_path_factory.mktemp(name)
    shutil.copytree(first_run(tmp_path_factory) / "var", folder / "var")
    return start(folder)


def start(folder, *arguments):
    """Start a demonstration and wait until it serves."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--port", str(port), *arguments],
        cwd=ROOT,
        env=environment(folder, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    output = ""
    for line in process.stdout:
        output += line
        if line.startswith("The server is running"):
            break
    else:
        process.stdout.close()
        process.wait(timeout=20)
        raise AssertionError(f"the demonstration did not start:\n{output}")
    wait_for(port)
    return Demonstration(process, f"http://127.0.0.1:{port}", output)


def wait_for(port, attempts=200):
    """Knock until something answers on the port."""
    for _ in range(attempts):
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        select.select([], [], [], 0.1)  # it is still starting
    raise AssertionError(f"nothing answers on port {port}")
