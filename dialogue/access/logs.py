"""Log entries without tokens, for a personal link opens something, and without the traces of what
was refused as it should be."""

import logging

from dialogue.access.tokens import without_tokens


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
