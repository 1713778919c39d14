"""What is logged, and how: without tokens, for a personal link opens something, and without the
traces of what was refused as it should be."""

import logging
import sys
from typing import Any

from dialogue.access.tokens import without_tokens

LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]
FORMATS = ["json", "text"]


class WithoutTokens(logging.Formatter):
    """Cuts the tokens out of the addresses in a whole entry, its traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return without_tokens(super().format(record))


class RefusalsInOneLine(logging.Filter):
    """What Django refuses (a wrong Host header, a form that is too large, a page that is not for
    this visitor) is a warning in one line: anybody can cause it, as often as they like."""

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", 400)
        if record.name.startswith("django.security.") or (
            record.name == "django.request" and status < 500
        ):
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.exc_info = record.exc_text = None
        return True


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
        "filters": {"refusals": {"()": "dialogue.access.logs.RefusalsInOneLine"}},
        "handlers": {
            "stderr": {**handler, "formatter": "line", "filters": ["refusals"]},
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
