"""What goes wrong, and when: seconds after the start."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.soak.services import Cache, Database, Machine, MailServer


@dataclass
class Fault:
    """One misfortune; `began` and `ended` are moments of time.monotonic()."""

    at: int
    name: str
    act: Callable[[], None]
    began: float = field(default=0, init=False)
    ended: float = field(default=0, init=False)

    def happen(self) -> None:
        """From its beginning to its end."""
        self.began = time.monotonic()
        self.act()
        self.ended = time.monotonic()


def plan(
    machines: list[Machine], database: Database, cache: Cache, mail: MailServer
) -> Iterator[Fault]:
    """One after the other; between them there is time to recover."""
    a, b = machines

    def for_a_while(seconds, begin, end):
        def act():
            begin()
            try:
                time.sleep(seconds)
            finally:
                end()

        return act

    def set_mood(mood):
        def act():
            mail.mood = mood

        return act

    def confirm_late(is_slow):
        mail.is_slow = is_slow

    def kill_while_unconfirmed():
        confirm_late(is_slow=True)
        for _time in range(3):
            time.sleep(2.5)
            a.kill_mail_worker()
            b.kill_mail_worker()
        confirm_late(is_slow=False)

    yield Fault(10, "a web worker is killed", a.kill_web_worker)
    yield Fault(18, "a mail worker is killed", a.kill_mail_worker)
    yield Fault(26, "both mail workers are killed while a letter is unconfirmed",
                kill_while_unconfirmed)  # fmt: skip
    yield Fault(42, "PostgreSQL is stopped for 5 s (immediate)",
                for_a_while(5, database.stop, database.start))  # fmt: skip
    yield Fault(56, "PostgreSQL is frozen for 8 s",
                for_a_while(8, database.freeze, database.thaw))  # fmt: skip
    yield Fault(74, "Redis is killed, gone for 6 s", for_a_while(6, cache.stop, cache.start))
    yield Fault(88, "the mail server answers 451 for 6 s",
                for_a_while(6, set_mood("451 4.3.0 try again"), set_mood("")))  # fmt: skip
    yield Fault(100, "the mail server is gone for 6 s", for_a_while(6, mail.stop, mail.start))
    yield Fault(114, "a machine is killed, all at once", b.kill_all)
    if database.has_own_disk:
        yield Fault(126, "the database's disk is full for 6 s",
                    for_a_while(6, database.fill_disk, database.free_disk))  # fmt: skip
    yield Fault(142, "the master of a web server is killed", a.web_dies)
