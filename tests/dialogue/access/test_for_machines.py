"""robots.txt and security.txt."""

from datetime import UTC, datetime, timedelta
from urllib.robotparser import RobotFileParser

from django.urls import reverse
from django.utils import timezone

from participants.states import Status
from tests import factories
from tests.reading import page

WELL_KNOWN = "/.well-known/security.txt"


def fields(client):
    """{field: its values} of security.txt."""
    found = {}
    for line in page(client.get(WELL_KNOWN)).splitlines():
        name, _colon, value = line.partition(": ")
        found.setdefault(name, []).append(value)
    return found


def test_search_engines_may_read_what_is_public_and_nothing_behind_a_link(client, dialogue):
    robots = RobotFileParser()
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    robots.parse(page(response).splitlines())
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    public = [reverse("home"), dialogue.get_absolute_url(), reverse("calendar", args=["x"])]
    closed = [invitation.page_path, reverse("calendar_mine", args=["0123"]), "/admin/", "/i/"]
    closed += [reverse("calendar_organisers", args=["0123"]), reverse("account_login")]
    closed += [reverse("unsubscribe", args=["0123"]), reverse("details", args=["0123"])]
    assert [path for path in public if not robots.can_fetch("Anybody", path)] == []
    assert [path for path in closed if robots.can_fetch("Anybody", path)] == []


def test_no_token_is_in_it(client, dialogue):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    assert invitation.token not in page(client.get("/robots.txt"))


def test_the_contact_for_security_is_where_rfc_9116_puts_it(client, settings):
    settings.SECURITY_CONTACT = ["security@example.org", "https://example.org/report"]
    settings.SECURITY_POLICY_URL = "https://example.org/policy"
    assert client.get(WELL_KNOWN)["Content-Type"] == "text/plain; charset=utf-8"
    found = fields(client)
    assert found.pop("Contact") == ["mailto:security@example.org", "https://example.org/report"]
    assert found.pop("Policy") == ["https://example.org/policy"]
    assert found.pop("Preferred-Languages") == ["en, vi"]
    assert found.pop("Canonical") == [settings.PUBLIC_URL + WELL_KNOWN]
    assert list(found) == ["Expires"]


def test_it_never_expires_and_never_promises_more_than_a_year(client, settings, time_machine):
    settings.SECURITY_CONTACT = ["security@example.org"]
    for year in [2026, 2031]:
        time_machine.move_to(datetime(year, 12, 31, 23, 59, tzinfo=UTC))
        [expires] = fields(client)["Expires"]
        ahead = datetime.fromisoformat(expires) - timezone.now()
        assert timedelta(days=30) < ahead < timedelta(days=365)


def test_without_a_contact_there_is_no_such_file(client, db, settings):
    settings.SECURITY_CONTACT = []
    assert client.get(WELL_KNOWN).status_code == 404
