"""Calendar programs and readers come in crowds: what the database says is believed for a second."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agenda.models import FeedReading
from dialogue.health import services
from dialogue.models import Dialogue


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    brief = services.caches(settings.CACHES["default"])["brief"]
    settings.CACHES = {**settings.CACHES, "brief": brief}
    caches["brief"].clear()


def fetch(client, dialogue, **headers):
    """(status, queries) of a calendar program that asks once more."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse("calendar", args=[dialogue.slug]), headers=headers)
    return response, len(queries)


def test_the_second_of_a_crowd_costs_no_query_and_gets_the_same(client, dialogue, clock):
    first, _queries = fetch(client, dialogue)
    again, queries = fetch(client, dialogue)
    assert queries == 0
    assert (again.content, again["ETag"]) == (first.content, first["ETag"])
    assert FeedReading.objects.get().client == "other"


def test_after_a_second_a_change_is_seen(client, dialogue, clock):
    before, _queries = fetch(client, dialogue)
    Dialogue.objects.update(calendar_changed_at="2031-05-01T03:00:00Z")
    clock.shift(1.5)
    after, _queries = fetch(client, dialogue)
    assert after["ETag"] != before["ETag"]


def test_after_a_second_a_dialogue_that_is_public_no_longer_is_not_found(client, dialogue, clock):
    fetch(client, dialogue)
    Dialogue.objects.update(is_public=False)
    clock.shift(1.5)
    assert fetch(client, dialogue)[0].status_code == 404


def test_another_program_is_noted_though_the_first_was(client, dialogue, clock):
    fetch(client, dialogue)
    fetch(client, dialogue, user_agent="Google-Calendar-Importer")
    assert FeedReading.objects.count() == 2


def test_the_same_program_is_noted_again_after_a_minute(client, dialogue, clock):
    fetch(client, dialogue)
    noted_at = FeedReading.objects.get().fetched_at
    clock.shift(61)
    fetch(client, dialogue)
    assert FeedReading.objects.get().fetched_at > noted_at


def test_a_crowd_of_readers_reads_the_row_of_the_dialogue_once_a_second(client, dialogue, clock):
    address = f"/en/{dialogue.slug}/programme/"
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) == 0
    Dialogue.objects.update(is_public=False)
    clock.shift(1.5)
    assert client.get(address).status_code == 404
