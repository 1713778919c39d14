"""Log entries without tokens: a personal link opens something, so no log contains one."""

import logging

from dialogue.access.tokens import without_tokens


class WithoutTokens(logging.Formatter):
    """Cuts the tokens out of the addresses in a whole entry, its traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return without_tokens(super().format(record))
