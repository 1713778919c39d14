"""The name of the request that a thread works on, so that all lines of the log about it are found.

One that a proxy has given is taken, so that its log and ours can be read side by side."""

import re
import uuid
from contextvars import ContextVar

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,39}")

current: ContextVar[str] = ContextVar("request_id", default="")


def taken_or_new(sent: str) -> str:
    """The name that was sent if it is well-formed, otherwise a new one."""
    return sent if WELL_FORMED.fullmatch(sent) else uuid.uuid4().hex
