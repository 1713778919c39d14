"""Settings of the mail workers that tests start: everything that waits in earnest is short."""

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_TIMEOUT = 3  # less would be over before a busy machine has answered
MAIL_LEASE, MAIL_PATIENCE = 9, 7
MAIL_BACK_OFF = [0.1] * 20
MAIL_PER_MINUTE = MAIL_PER_MINUTE_AND_DOMAIN = 0
# Processes are killed, machines are not: no need to wait for the disk.
if "postgresql" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
LOGGING = {
    "version": 1,
    "handlers": {"none": {"class": "logging.NullHandler"}},
    "root": {"handlers": ["none"]},
}
