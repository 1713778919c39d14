"""gunicorn under measurement: two workers in a process tree of their own."""

import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.demonstration import free_port

WORKERS = 2
ROOT = Path(__file__).resolve().parents[2]


class Server:
    """`with Server(environment, log) as server:` runs it on `server.port`."""

    def __init__(self, environment, log: Path):
        self.environment, self.log, self.port = environment, log, free_port()

    def __enter__(self):
        command = [sys.executable, "-m", "gunicorn", "dialogue.wsgi", "--no-control-socket"]
        command += ["--workers", str(WORKERS), "--bind", f"127.0.0.1:{self.port}"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--log-level", "warning"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        return self

    def __exit__(self, *_exception):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)

    def wait_for(self, path, headers):
        """Ask for a page until it is there; return the seconds that took."""
        start = time.perf_counter()
        while time.perf_counter() - start < 30:
            if self.process.poll() is not None:
                raise RuntimeError(f"The server ended:\n{self.log.read_text()}")
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            try:
                connection.request("GET", path, headers=headers)
                response = connection.getresponse()
                response.read()
            except ConnectionError:
                time.sleep(0.005)
            else:
                if response.status != 200:
                    raise RuntimeError(f"{path}: {response.status}\n{self.log.read_text()}")
                return time.perf_counter() - start
            finally:
                connection.close()
        raise RuntimeError(f"No answer within 30 s:\n{self.log.read_text()}")

    @property
    def workers(self):
        """The process ids of the workers."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return [int(child) for child in children.split()]

    def resident(self):
        """Resident memory of the largest worker, in megabytes."""
        status = [Path(f"/proc/{pid}/status").read_text() for pid in self.workers]
        sizes = [text.partition("VmRSS:")[2].split()[0] for text in status]
        return max(map(int, sizes)) / 1024

    def cpu_seconds(self):
        """Processor time of all workers since they started."""
        return sum(map(_cpu_seconds, self.workers))

    def first_cpu_seconds(self):
        """The same of the furthest worker, such as the one that has shown the first page."""
        return max(map(_cpu_seconds, self.workers))


def _cpu_seconds(pid):
    """proc(5), utime and stime."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
