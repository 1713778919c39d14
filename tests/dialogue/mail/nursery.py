"""Mail workers as real processes, quickly: `python -m tests.dialogue.mail.nursery` loads the
project once and forks a worker for each port of a mail server that it reads; it answers with the
worker's number. At the end of its input it asks all workers to stop, and waits until they have."""

import io
import os
import signal
import sys

import django
from django.conf import settings
from django.core.management import call_command


def work(port):
    """Deliver through this port until told to stop. What a worker prints, nobody reads."""
    settings.EMAIL_PORT = port
    sys.stdin.close()
    call_command("deliver_mail", loop=True, pause=0.02, stdout=io.StringIO())


def main():
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    workers = []
    for line in sys.stdin:
        number = os.fork()
        if not number:
            work(int(line))
            os._exit(0)
        workers.append(number)
        print(number, flush=True)
    for number in workers:
        try:
            os.kill(number, signal.SIGTERM)
        except ProcessLookupError:
            continue
    try:
        os.wait()
    except ChildProcessError:  # all of them have ended
        return


if __name__ == "__main__":
    django.setup()
    main()
