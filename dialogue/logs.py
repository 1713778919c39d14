"""What may stand in a log: a personal link opens something, so none does."""

import logging
import re

_TOKEN = re.compile(r"(/i/(?:delegation/)?|/calendar/my/)[^/\s\"']+")


class WithoutTokens(logging.Filter):
    """Cuts the tokens out of addresses."""

    def filter(self, record):
        record.msg, record.args = _TOKEN.sub(r"\1…", record.getMessage()), ()
        return True
