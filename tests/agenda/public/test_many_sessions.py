"""What a programme of 2,400 sessions costs: as many queries as one of twenty-four."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.states import Status
from tests import factories
from tests.bench import data


def pages(dialogue, delegate):
    """{name: address} of what must bear many sessions."""
    day = dialogue.local(dialogue.sessions.first().starts_at).date().isoformat()
    return {
        "programme": reverse("programme", args=[dialogue.slug]),
        "feed": reverse("calendar", args=[dialogue.slug]),
        "feed of one session": reverse("calendar_session", args=[dialogue.slug, "session-0"]),
        "personal feed": reverse("calendar_mine", args=[delegate.calendar_token]),
        "day view": reverse("admin:programme_day", args=[dialogue.pk, day]),
        "conflicts": reverse("admin:conflicts", args=[dialogue.pk]),
    }


@pytest.mark.django_db
def test_programme_feeds_and_day_view_cost_the_same_queries_at_24_and_2400_sessions(client):
    dialogue = data.make_dialogue()
    delegate = factories.invitation(dialogue, Status.ACCEPTED)
    client.force_login(factories.organiser())
    counts = []
    for number in [12, 24, 2400]:  # at 12, programs are noted, and the dialogue is chosen
        data.fill_sessions(dialogue, number)
        found = {}
        for name, address in pages(dialogue, delegate).items():
            caches["template_fragments"].clear()
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found[name] = len(queries)
        counts.append(found)
    assert counts[1] == counts[2]
    assert max(counts[1].values()) <= 24
