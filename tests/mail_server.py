"""A mail server on loopback that does what mail servers do: it takes mail, refuses it for now or
for good, hangs, hangs up, is slow. What it does to whom, the first word of the address says.

Each port is for one worker, so that it knows which process to kill at which step.
"""

import asyncio
import re
import socket
import threading
import time
from collections import Counter
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

ON_RCPT = {
    "gone": "550 5.1.1 no such user",
    "unwelcome": "550 5.7.1 not from you",
    "later": "450 4.2.0 greylisted",
    "busy": "421 4.3.2 too many connections",
}
ON_DATA = {"unwanted": "554 5.6.0 we do not like it", "again": "451 4.3.0 try again"}
FINAL = {"gone", "unwelcome", "unwanted"}  # the others go away at the second try
HANGS_FOR = 3600  # seconds; the client hangs up long before
SLOW = 0.2


def word(address):
    return re.match(r"\w*", address)[0]


class Mailboxes:
    """What arrived, and what was done to whom. `at(step, port)` is called at every step of a mail:
    "mail", "rcpt", "data", "taken" (it is ours now, and the client does not know), "told".

    `waits` are the seconds between asking for a mail's text and the answer to it, mail by mail."""

    def __init__(self, at=lambda step, port: None):
        self.envelopes, self.connections, self.at, self.waits = [], 0, at, []
        self.tried, self.unsettled, self.all_settled = Counter(), set(), threading.Event()
        self.lock = threading.Lock()

    def expect(self, addresses):
        """Set `all_settled` when each of these has its mail, or was refused it for good."""
        self.unsettled = set(addresses)

    def settle(self, *addresses):
        with self.lock:
            self.unsettled -= set(addresses)
            if not self.unsettled:
                self.all_settled.set()

    def asks_for(self, address, words):
        """Whether it is the turn of this behaviour: always for a final one, else the first time."""
        if word(address) not in words:
            return False
        self.tried[address, word(address)] += 1
        return word(address) in FINAL or self.tried[address, word(address)] == 1

    @property
    def messages(self):
        return [
            message_from_bytes(envelope.original_content, policy=policy.default)
            for envelope in self.envelopes
        ]


class Handler:
    """aiosmtpd's hooks of one port."""

    def __init__(self, boxes, port):
        self.boxes, self.port = boxes, port

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        session.host_name = hostname
        self.boxes.connections += 1
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        self.boxes.at("mail", self.port)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.boxes.at("rcpt", self.port)
        if self.boxes.asks_for(address, {"hang"}):
            await asyncio.sleep(HANGS_FOR)
        if self.boxes.asks_for(address, {"slow"}):
            await asyncio.sleep(SLOW)
        if self.boxes.asks_for(address, ON_RCPT):
            if word(address) in FINAL:
                self.boxes.settle(address)
            if word(address) == "busy":
                asyncio.get_running_loop().call_soon(server.transport.close)
            return ON_RCPT[word(address)]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        for address in envelope.rcpt_tos:
            if self.boxes.asks_for(address, ON_DATA):
                if word(address) in FINAL:
                    self.boxes.settle(address)
                return ON_DATA[word(address)]
        with self.boxes.lock:
            self.boxes.envelopes.append(envelope)
        self.boxes.settle(*envelope.rcpt_tos)
        self.boxes.at("taken", self.port)
        if any(self.boxes.asks_for(one, {"unsaid"}) for one in envelope.rcpt_tos):
            server.transport.close()
        return "250 OK"


class Server(SMTP):
    """Hangs up on DATA where an address says so, and tells of the moments around it."""

    async def smtp_DATA(self, arg):  # noqa: N802
        boxes, port = self.event_handler.boxes, self.event_handler.port
        boxes.at("data", port)
        if any(boxes.asks_for(one, {"drop"}) for one in self.envelope.rcpt_tos):
            self.transport.close()
            return
        taken, began_at = len(boxes.envelopes), time.monotonic()
        await super().smtp_DATA(arg)
        boxes.waits.append(time.monotonic() - began_at)
        if len(boxes.envelopes) > taken:
            boxes.at("told", port)
            if any(word(one) == "bye" for one in boxes.envelopes[-1].rcpt_tos):
                self.transport.close()


class Port(Controller):
    def factory(self):
        return Server(self.handler, **self.SMTP_kwargs)


def open_port(boxes, **options):
    """A running server in a thread of its own, on a port of its own; with options of aiosmtpd."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Port(Handler(boxes, port), hostname="127.0.0.1", port=port, **options)
    controller.start()
    return controller
