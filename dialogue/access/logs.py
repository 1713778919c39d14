"""What is logged, and how. A personal link opens something, so no log entry contains one."""

import logging
import sys
from typing import Any

from dialogue.access.tokens import without_tokens


class WithoutTokens(logging.Formatter):
    """Cuts the tokens out of the addresses in a whole entry, its traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return without_tokens(super().format(record))


def configuration(level: str) -> dict[str, Any]:
    """The setting LOGGING: everything goes to standard error, with the clock's offset."""
    line = {
        "()": "dialogue.access.logs.WithoutTokens",
        "format": "{asctime} {levelname} {name} {message}",
        "style": "{",
        "datefmt": "%Y-%m-%dT%H:%M:%S%z",
    }
    handler = {"class": "logging.StreamHandler", "stream": sys.stderr}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line, "json": {**line, "format": "{message}"}},
        "handlers": {
            "stderr": {**handler, "formatter": "line"},
            "events": {**handler, "formatter": "json"},
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # One JSON object a line: accounts and people's data (see security_log.py).
            "dialogue.security": {"handlers": ["events"], "level": "INFO", "propagate": False},
            "flufl.bounce": {"handlers": [], "level": "CRITICAL"},  # it logs every step it takes
        },
    }
