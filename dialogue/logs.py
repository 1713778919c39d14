"""What may stand in a log: a personal link opens something, so none does."""

import logging

from dialogue.access import without_tokens


class WithoutTokens(logging.Filter):
    """Cuts the tokens out of addresses."""

    def filter(self, record):
        record.msg, record.args = without_tokens(record.getMessage()), ()
        return True
