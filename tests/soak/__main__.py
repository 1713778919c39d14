"""`make soak`: some minutes of what goes wrong in earnest. Two machines with a web server and a
mail worker each share a PostgreSQL and a Redis; invitees answer, calendars are fetched, an
organiser works, letters go out; and one after the other, each of the parts is killed, stopped,
frozen or filled. In the end everything is counted.

It prints the faults with what clients saw meanwhile, and the reconciliation. The exit status is 1
if an answer or a letter was lost, doubled though that could be known, or a seat sold twice.
"""

import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.soak import report
from tests.soak.clients import RESPONSES, Browser, Seen, answer, sign_in
from tests.soak.faults import plan
from tests.soak.network import Network
from tests.soak.services import ROOT, Cache, Database, Machine, MailServer, environment, missing

LETTERS_WITHIN = 60  # seconds after the last fault


def say(text):
    """What goes on now."""
    print(f"· {text}", flush=True)


class Clients:
    """Threads that ask until they are stopped."""

    def __init__(self, seen, machines, world):
        self.seen, self.world, self.is_over = seen, world, threading.Event()
        self.machines = machines
        jobs = [self.invitees, self.invitees, self.calendars, self.calendars, self.organiser]
        self.threads = [
            threading.Thread(target=job, args=(random.Random(number),), daemon=True)
            for number, job in enumerate(jobs)
        ]
        self.turns = {}

    def start(self):
        """All of them."""
        for thread in self.threads:
            thread.start()

    def stop(self):
        """Each ends what it has begun."""
        self.is_over.set()
        for thread in self.threads:
            thread.join()

    def invitees(self, choose):
        """One after the other answers, up to eight times. Nobody has two pages open."""
        half = choose.random() < 0.5
        guests = self.world["guests"][half::2]
        for number in range(8 * len(guests)):
            invitation, path = guests[number % len(guests)]
            browser = Browser(self.seen, self.machines, choose)
            answer(browser, invitation, path, choose.choice(RESPONSES))
            if self.is_over.wait(0.35):
                return

    def calendars(self, choose):
        """Calendars and readers, who keep the version that they have."""
        browser, versions = Browser(self.seen, self.machines, choose), {}
        while not self.is_over.wait(0.1):
            path = choose.choice([*self.world["feeds"], *self.world["pages"]])
            kind = "feed" if path in self.world["feeds"] else "page"
            known = {"If-None-Match": versions[path]} if path in versions else {}
            _status, headers, _text = browser.ask(kind, "GET", path, **known)
            if headers and headers.get("ETag"):
                versions[path] = headers["ETag"]

    def organiser(self, choose):
        """Signs in, looks at pages, and signs in again now and then."""
        browser, number = Browser(self.seen, self.machines, choose), 0
        while not self.is_over.wait(1):
            if number % 15 == 0:
                sign_in(browser, *self.world["organiser"])
            page = choose.choice(self.world["organisers_pages"])
            browser.ask("organiser", "GET", page)
            number += 1


def rush(seen, machines, world, database):
    """Sixty accept in the same instant for thirty seats; a worker is killed, the database too."""
    start = threading.Barrier(len(world["crowd"]) + 1)

    def accept(number, invitation, path):
        browser = Browser(seen, machines, random.Random(number))
        start.wait()
        answer(browser, invitation, path, "accept")

    threads = [
        threading.Thread(target=accept, args=(number, *one))
        for number, one in enumerate(world["crowd"])
    ]
    for thread in threads:
        thread.start()
    start.wait()
    time.sleep(0.3)
    machines[0].kill_web_worker()
    database.stop()
    database.start()
    for thread in threads:
        thread.join()


def wait_for_letters(database):
    """Until nothing waits any more, or for as long as letters may take."""
    waiting = "SELECT count(*) FROM mail_outgoingmail WHERE state IN ('queued','sending','copying')"
    end = time.monotonic() + LETTERS_WITHIN
    while database.rows(waiting)[0][0] and time.monotonic() < end:
        time.sleep(1)


def soak(folder):
    """Whether everything was right in the end."""
    say("starting PostgreSQL, Redis and a mail server")
    network = Network()
    at = network.address
    database, cache, mail = Database(folder, at), Cache(at), MailServer(at)
    told = environment(database, cache, mail)
    machines = [Machine(folder / name, network, told) for name in ["machine-a", "machine-b"]]
    apart = "each in a network of its own" if network.is_real else "both on loopback"
    say(f"two machines, {apart}")
    try:
        say("two dialogues, 120 invitations, 48 sessions")
        command = [sys.executable, "-m", "tests.soak.world"]
        filled = subprocess.run(
            command, cwd=ROOT, env=machines[0].environment, stdout=subprocess.PIPE, check=True
        )
        world = json.loads(filled.stdout.splitlines()[-1])
        for machine in machines:
            machine.prepare()
            machine.start()
        seen = Seen()
        wait_until_up(seen, machines)
        clients = Clients(seen, machines, world)
        began = time.monotonic()
        clients.start()
        faults = []
        for fault in plan(machines, database, cache, mail):
            time.sleep(max(0.0, began + fault.at - time.monotonic()))
            say(f"{fault.at:4d} s  {fault.name}")
            fault.happen()
            faults.append(fault)
        time.sleep(8)
        clients.stop()
        say("sixty people accept in one instant")
        start = time.monotonic()
        rush(seen, machines, world, database)
        faults.append(report.Happened("60 accept at once, worker killed, PostgreSQL restarted",
                                      start, time.monotonic()))  # fmt: skip
        say("waiting for the letters")
        wait_for_letters(database)
        return report.tell(seen, faults, began, database, mail, machines)
    finally:
        for machine in machines:
            machine.stop()
        mail.stop()
        cache.stop()
        database.thaw()
        database.close()
        network.close()


def wait_until_up(seen, machines):
    """Each machine answers."""
    for machine in machines:
        browser = Browser(Seen(), [machine])
        for _try in range(60):
            if browser.ask("start", "GET", "/healthz")[0] == 200:
                break
            time.sleep(0.5)
        else:
            raise RuntimeError(f"No answer:\n{machine.log.read_text()[-3000:]}")


def main():
    """The exit status."""
    if wanting := missing():
        print(f"Install {' and '.join(wanting)} first.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        return 0 if soak(folder) else 1


if __name__ == "__main__":
    sys.exit(main())
