"""A mail server on loopback that takes everything and keeps nothing: `python -m tests.bench.sink`.

It prints its port when it listens, and ends when its standard input does.
"""

import sys

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink

from tests.bench.server import free_port

if __name__ == "__main__":
    controller = Controller(Sink(), hostname="127.0.0.1", port=free_port())
    controller.start()
    print(controller.port, flush=True)
    sys.stdin.read()
    controller.stop()
