"""Settings of the mail workers that tests start: everything that waits in earnest is short."""

from tests.settings import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_TIMEOUT = 3  # less would be over before a busy machine has answered
MAIL_LEASE, MAIL_PATIENCE = 9, 7
MAIL_BACK_OFF = [0.1] * 20
MAIL_PER_MINUTE = MAIL_PER_MINUTE_AND_DOMAIN = 0
LOGGING = {
    "version": 1,
    "handlers": {"none": {"class": "logging.NullHandler"}},
    "root": {"handlers": ["none"]},
}
