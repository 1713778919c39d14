"""HEAD is answered as GET would be, without the content."""

from wsgiref.util import setup_testing_defaults

import pytest
from django.core.wsgi import get_wsgi_application

pytestmark = pytest.mark.django_db


def answered(method, path):
    """(status, header fields, body) as the WSGI server gets them."""
    environ, said = {"PATH_INFO": path, "REQUEST_METHOD": method, "HTTP_HOST": "dialogue.test"}, []
    setup_testing_defaults(environ)
    result = get_wsgi_application()(
        environ, lambda status, fields: said.append((status, dict(fields)))
    )
    try:
        return (*said[0], b"".join(result))
    finally:
        getattr(result, "close", lambda: None)()


@pytest.mark.parametrize("path", ["/healthz", "/en/", "/nowhere/", "/robots.txt"])
def test_no_byte_of_the_body_reaches_the_server(dialogue, path):
    status, fields, body = answered("HEAD", path)
    assert body == b""
    whole_status, whole_fields, _whole = answered("GET", path)
    assert status == whole_status
    assert ("Content-Length" in fields) == ("Content-Length" in whole_fields)
