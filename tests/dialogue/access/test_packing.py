"""Which pages are sent packed."""

import gzip

from participants.states import Status
from tests import factories
from tests.agenda.public.addresses import address

TAKES_GZIP = {"accept-encoding": "gzip, br"}


def test_public_pages_and_pages_behind_a_link_are_packed(client, dialogue):
    invitation = factories.invitation(dialogue, Status.INVITED)
    for path in [address("dialogue", dialogue), invitation.page_path]:
        response = client.get(path, headers=TAKES_GZIP)
        assert response["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in response["Vary"]
        assert dialogue.title in gzip.decompress(response.content).decode()


def test_a_browser_that_takes_nothing_packed_gets_nothing_packed(client, dialogue):
    response = client.get(address("dialogue", dialogue))
    assert not response.has_header("Content-Encoding")
    assert dialogue.title in response.content.decode()


def test_organisers_pages_are_not_packed(client, dialogue):
    client.force_login(factories.organiser())
    response = client.get("/admin/", headers=TAKES_GZIP)
    assert response.status_code == 200
    assert not response.has_header("Content-Encoding")
