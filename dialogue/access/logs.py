"""What may stand in a log: a personal link opens something, so none does."""

import logging

from dialogue.access.tokens import without_tokens


class WithoutTokens(logging.Formatter):
    """Cuts the tokens out of the addresses in a whole entry, its traceback included."""

    def format(self, record):
        return without_tokens(super().format(record))
