"""What is logged, and how: in production one JSON object a line, with one clock and the name of
the request; without tokens, for a personal link opens something, without addresses and rows, and
without the traces of what was refused as it should be."""

import logging
import sys
import time
from datetime import UTC, datetime
from typing import Any

from django.utils.log import AdminEmailHandler
from pythonjsonlogger.json import JsonFormatter

from dialogue.access import log_text, request_ids
from dialogue.access.tokens import without_tokens

LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]
FORMATS = ["json", "text"]
# What visitors cause, and what one line of `dialogue.requests` says already.
NO_NEWS = {301, 302, 304, 404, 405, 410}
AWAY = 503  # what is away is said once, in `dialogue.health.outages`
ADMINS_AT_MOST = 10  # emails an hour from one process


def _moment(record: logging.LogRecord) -> str:
    """When, to the millisecond, in UTC (RFC 3339): Django sets the clock of a web worker to the
    site's time zone, and that of gunicorn's own process is the machine's."""
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _request_of(record: logging.LogRecord) -> str:
    """The name of the request that a line is about. Django logs some after the middleware is done
    with it, and says which it was."""
    about = getattr(getattr(record, "request", None), "request_id", "")
    return request_ids.current.get() or about


class Line(logging.Formatter):
    """A line for people to read."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802
        return _moment(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802
        return log_text.clean_error(ei[1]) if ei[1] else ""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        record.message = log_text.clean(record.message)
        name = _request_of(record)
        return super().formatMessage(record) + (f" [{name}]" if name else "")

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler's, perhaps uncut
        return super().format(record)


class Event(logging.Formatter):
    """A line that its writer has made, and is JSON already."""

    def format(self, record: logging.LogRecord) -> str:
        return without_tokens(super().format(record))


class Json(JsonFormatter):
    """One JSON object a line."""

    def __init__(self) -> None:
        super().__init__("%(message)s", json_ensure_ascii=False)

    def add_fields(
        self,
        log_data: dict[str, Any],
        record: logging.LogRecord,
        message_dict: dict[str, Any],
    ) -> None:
        """Ours in a fixed order; of what the caller adds (`extra`), what is a number or a text."""
        log_data["time"] = _moment(record)
        log_data["level"] = record.levelname
        log_data["logger"] = record.name
        log_data["message"] = log_text.clean(record.getMessage())
        if name := _request_of(record):
            log_data["request"] = name
        log_data["process"] = record.process
        for name in ["method", "route", "status", "ms"]:
            if hasattr(record, name):
                log_data[name] = getattr(record, name)
        if record.exc_info and record.exc_info[1]:
            log_data["error"] = type(record.exc_info[1]).__name__
            log_data["traceback"] = log_text.clean_error(record.exc_info[1])


class RefusalsInOneLine(logging.Filter):
    """What Django refuses (a wrong Host header, a form that is too large, a page that is not for
    this visitor) is a warning in one line: anybody can cause it, as often as they like."""

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", 400)
        if record.name == "django.request" and (status in NO_NEWS or status == AWAY):
            return False
        if record.name.startswith("django.security.") or (
            record.name == "django.request" and status < 500
        ):
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.exc_info = record.exc_text = None
        return True


class AtMost(logging.Filter):
    """So many an hour; what is more is in the log."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number, self._passed = number, list[float]()

    def filter(self, record: logging.LogRecord) -> bool:
        now = time.monotonic()
        self._passed = [at for at in self._passed if now - at < 3600]
        if len(self._passed) >= self.number:
            return False
        self._passed.append(now)
        return True


class ToAdmins(AdminEmailHandler):
    """Django's emails to ADMINS, without what a visitor sent."""

    def format_subject(self, subject: str) -> str:
        return super().format_subject(log_text.clean(subject))


class BriefReport:
    """The traceback alone: Django's own report holds the form, the cookies and the settings."""

    def __init__(self, request: Any, exc_type: Any, exc_value: Any, tb: Any, **kwargs: Any) -> None:
        self.error = exc_value

    def get_traceback_text(self) -> str:
        """For the body of an email."""
        return log_text.clean_error(self.error) if self.error else ""


def configuration(
    level: str, form: str = "text", admins: bool = False, stream: Any = None
) -> dict[str, Any]:
    """The setting LOGGING: everything goes to standard error, errors to ADMINS too where there are
    any."""
    line = {
        "()": "dialogue.access.logs.Line",
        "format": "{asctime} {levelname} {name} {message}",
        "style": "{",
    }
    json = {"()": "dialogue.access.logs.Json"}
    event = {"()": "dialogue.access.logs.Event", "format": "{message}", "style": "{"}
    handler = {"class": "logging.StreamHandler", "stream": stream or sys.stderr}
    to_admins = {
        "()": "dialogue.access.logs.ToAdmins",
        "level": "ERROR",
        "formatter": "line",
        "filters": ["refusals", "seldom"],
        "reporter_class": "dialogue.access.logs.BriefReport",
    }
    everywhere = ["stderr", "admins"] if admins else ["stderr"]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line, "json": json, "event": event},
        "filters": {
            "refusals": {"()": "dialogue.access.logs.RefusalsInOneLine"},
            "seldom": {"()": "dialogue.access.logs.AtMost", "number": ADMINS_AT_MOST},
        },
        "handlers": {
            "stderr": {
                **handler,
                "formatter": "json" if form == "json" else "line",
                "filters": ["refusals"],
            },
            "events": {**handler, "formatter": "event"},
            **({"admins": to_admins} if admins else {}),
        },
        "root": {"handlers": everywhere, "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # One JSON object a line: accounts and people's data (see security_log.py).
            "dialogue.security": {"handlers": ["events"], "level": "INFO", "propagate": False},
            # A line for each request is for programs; whoever tries the site out has a browser.
            "dialogue.requests": {
                "handlers": [],
                "level": level if form == "json" else "WARNING",
            },
            "flufl.bounce": {"handlers": [], "level": "CRITICAL"},  # it logs every step it takes
        },
    }


def for_gunicorn(configured: dict[str, Any]) -> dict[str, Any]:
    """The setting `logconfig_dict` of gunicorn (deploy/gunicorn.conf.py): its lines with the same
    clock and in the same form, given the setting LOGGING. Its access log stays off: it writes whole
    addresses, and `dialogue.requests` writes what is needed."""
    off = {"handlers": [], "level": "CRITICAL", "propagate": False}
    same = {"handlers": ["stderr"], "level": "INFO", "propagate": False, "qualname": "gunicorn"}
    loggers = {
        "gunicorn.error": same,
        "gunicorn.access": off,
    }
    return {**configured, "loggers": {**configured["loggers"], **loggers}}
