"""A mail server for the tests of outgoing mail."""

import pytest

from tests.mail_server import Mailboxes, open_port


@pytest.fixture
def boxes(settings):
    """What a mail server on loopback was given; the project delivers to it."""
    boxes = Mailboxes()
    port = open_port(boxes)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port.port
    yield boxes
    port.stop()
