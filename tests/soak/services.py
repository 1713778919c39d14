"""What the soak runs on and breaks: a PostgreSQL cluster, a Redis and a mail server of its own, and
two machines with a web server and a mail worker each, which share nothing else."""

import asyncio
import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import psycopg
from aiosmtpd.controller import Controller

from tests.demonstration import free_port
from tests.soak.network import Network

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
HOST = "soak.test"
DISK = 400  # megabytes, for the cluster


def kill_tree(process, number=signal.SIGKILL):
    """Send a signal to a process that leads a group, and to all in it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def as_owner():
    """The words before a command of PostgreSQL, which will not run as root."""
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] * (
        os.geteuid() == 0
    )


class Database:
    """A PostgreSQL cluster, on a small disk of its own where we may make one."""

    def __init__(self, folder: Path, address: str):
        self.programs, self.address, self.port = PROGRAMS[-1], address, free_port()
        self.disk = folder / "database"
        self.disk.mkdir()
        self.has_own_disk = os.geteuid() == 0 and not subprocess.call(
            ["mount", "-t", "tmpfs", "-o", f"size={DISK}m,mode=777", "tmpfs", self.disk],
            stderr=subprocess.DEVNULL,
        )
        self.disk.chmod(0o777)
        self.data, self.log = self.disk / "data", self.disk / "log"
        self._run("initdb", "--auth=trust", "--encoding=UTF8", "--no-sync", "--username=soak")
        settings = f"port={self.port}\nlisten_addresses='{address}'\nmax_wal_size='64MB'\n"
        settings += f"unix_socket_directories='{self.disk}'\nmax_connections=100\n"
        settings += "min_wal_size='32MB'\nmax_standby_streaming_delay=0\n"
        with (self.data / "postgresql.auto.conf").open("a") as file:
            file.write(settings)
        with (self.data / "pg_hba.conf").open("a") as file:
            file.write("host all all samenet trust\n")
        self.start()
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE soak")
        self.url = self._url("soak").replace("postgresql://", "postgres://")

    def _url(self, name):
        return f"postgresql://soak@{self.address}:{self.port}/{name}"

    def _run(self, name, *options, **more):
        command = [*as_owner(), self.programs / name, *options, "--pgdata", self.data]
        return subprocess.run(
            list(map(str, command)), capture_output=True, text=True, timeout=60, cwd="/", **more
        )

    def start(self):
        """Start it, and wait until it answers."""
        self._run("pg_ctl", "start", "--wait", "--log", self.log)

    def stop(self):
        """As when the power fails."""
        self._run("pg_ctl", "stop", "--mode=immediate")

    def freeze(self):
        """All its processes stand still: connections stay open, and nothing answers."""
        for pid in self._pids():
            os.kill(pid, signal.SIGSTOP)

    def thaw(self):
        """They go on."""
        for pid in self._pids():
            os.kill(pid, signal.SIGCONT)

    def _pids(self):
        main = int((self.data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        return [main, *map(int, children)]

    def fill_disk(self):
        """Until nothing more can be written."""
        with (self.disk / "ballast").open("wb") as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(1 << 20))
                file.flush()

    def free_disk(self):
        """And start the server if the full disk has ended it."""
        (self.disk / "ballast").unlink(missing_ok=True)
        if self._run("pg_ctl", "status").returncode:
            self.start()

    def rows(self, query):
        """The rows of a query."""
        with psycopg.connect(self.url.replace("postgres://", "postgresql://")) as connection:
            return connection.execute(query).fetchall()

    def close(self):
        """Stop it and give the disk back."""
        self.stop()
        if self.has_own_disk:
            subprocess.call(["umount", "--lazy", self.disk])


class Cache:
    """A Redis that keeps nothing on disk."""

    def __init__(self, address: str):
        self.address, self.port = address, free_port()
        self.url = f"redis://{address}:{self.port}/0"
        self.start()

    def start(self):
        """Start it."""
        command = ["redis-server", "--port", str(self.port), "--bind", self.address]
        command += ["--protected-mode", "no"]
        command += ["--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, start_new_session=True, cwd="/"
        )

    def stop(self):
        """With SIGKILL."""
        kill_tree(self.process)
        self.process.wait()


class MailServer:
    """Counts what arrives, by Message-ID. `mood` is "" or the answer to every email; `is_slow` to
    confirm only after two seconds what it has taken."""

    def __init__(self, address: str):
        self.address, self.port, self.arrived = address, free_port(), Counter()
        self.mood, self.is_slow = "", False
        self.start()

    def start(self):
        """Listen."""
        self.controller = Controller(self, hostname=self.address, port=self.port)
        self.controller.start()

    def stop(self):
        """Be gone."""
        self.controller.stop()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        """Take it, or say what the mood is."""
        if self.mood:
            return self.mood
        head = envelope.content.partition(b"\r\n\r\n")[0].decode("ascii", "replace")
        lines = (line for line in head.split("\r\n") if line.lower().startswith("message-id:"))
        self.arrived[next(lines).partition(":")[2].strip()] += 1
        if self.is_slow:
            await asyncio.sleep(2)
        return "250 OK"


class Machine:
    """A web server and a mail worker in a folder and, if there can be one, a network namespace of
    their own. What ends is started again, as systemd does."""

    def __init__(self, folder: Path, network: Network, environment: dict[str, str]):
        folder.mkdir()
        self.address, self.inside = network.machine()
        self.environment = {**environment, "VAR": str(folder), "HOME": str(folder)}
        self.log, self.port = folder / "log", free_port()
        self.web = self.mail = None
        self.is_on = True
        self.deaths = Counter()

    def prepare(self):
        """What an upgrade does on each machine."""
        command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)

    def start(self):
        """Start both, and a thread that starts again what ends."""
        self.web, self.mail = self._start_web(), self._start_mail()
        threading.Thread(target=self._keep_running, daemon=True).start()

    def _start_web(self):
        options = [f"--bind={self.address}:{self.port}", "--forwarded-allow-ips=*"]
        config = "--config=deploy/gunicorn.conf.py"
        return self._start("-m", "gunicorn", config, "dialogue.wsgi", *options)

    def _start_mail(self):
        return self._start("manage.py", "deliver_mail", "--loop")

    def _start(self, *arguments):
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [*self.inside, sys.executable, *arguments],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _keep_running(self):
        while self.is_on:
            if self.web.poll() is not None:
                self.deaths["web"] += 1
                kill_tree(self.web)  # workers that have outlived it
                self.web = self._start_web()
            if self.mail.poll() is not None:
                self.deaths["mail"] += 1
                self.mail = self._start_mail()
            time.sleep(0.5)

    def kill_web_worker(self):
        """One of the processes that answer."""
        pid = self.web.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if children:
            os.kill(int(children[0]), signal.SIGKILL)

    def web_dies(self):
        """The master and all its workers."""
        kill_tree(self.web)

    def kill_mail_worker(self):
        """In the middle of whatever it does."""
        kill_tree(self.mail)

    def kill_all(self):
        """As when the machine loses its power."""
        kill_tree(self.web)
        kill_tree(self.mail)

    def stop(self):
        """For good."""
        self.is_on = False
        time.sleep(0.6)
        self.kill_all()


def environment(database: Database, cache: Cache, mail: MailServer) -> dict[str, str]:
    """What every machine is told: as in production."""
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "tests.soak.settings",
        "MODE": "production",
        "SECRET_KEY": secrets.token_hex(32),
        "PUBLIC_URL": f"https://{HOST}",
        "DATABASE_URL": database.url,
        "CACHE_URL": cache.url,
        "EMAIL_URL": f"smtp://{mail.address}:{mail.port}",
        "FROM_EMAIL": f"Secretariat <secretariat@{HOST}>",
        "MAIL_PER_MINUTE": "0",
        "MAIL_PER_MINUTE_AND_DOMAIN": "0",
        "BEHIND_PROXY": "1",
        "REQUIRE_SECOND_FACTOR": "0",
        "PYTHONUNBUFFERED": "1",
    }


def missing() -> list[str]:
    """What must be installed first."""
    found = {"postgresql": bool(PROGRAMS), "redis-server": bool(shutil.which("redis-server"))}
    return [name for name, is_there in found.items() if not is_there]
