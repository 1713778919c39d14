"""The project's settings with short waits, so that all that can be late is over in minutes."""

from dialogue.settings import *  # noqa: F403

EMAIL_TIMEOUT = 5
MAIL_LEASE = 15
MAIL_PATIENCE = 12
MAIL_BACK_OFF = [1, 2, 4] + [5] * 40
