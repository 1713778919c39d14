"""What the organisers' front page says of the agenda."""

import pytest
from django.urls import reverse

from tests import factories
from tests.reading import soup

pytestmark = pytest.mark.django_db


def test_a_passage_of_two_topics_counts_once_and_what_is_not_imported_is_not_lost(
    client, user, dialogue
):
    topics = [factories.topic(dialogue) for _ in range(2)]
    imported = factories.document_with_text("Trust grows slowly.")
    factories.passage(imported, "Trust grows", topics=topics)
    factories.passage(imported, "Nobody wrote this", topics=topics)
    record_only = factories.document()
    factories.passage(record_only, "Trust is work", topics=topics)
    factories.passage(record_only, "Work is trust", topics=topics[:1])
    factories.passage(imported, "slowly", topics=[factories.topic(factories.dialogue())])

    page = soup(client.get(reverse("admin:index")))
    lines = [" ".join(part.get_text("").split()) for part in page.select(".act")]
    assert "Mark it again: 1 cited passage is no longer found in its text" in lines
    assert "Upload the text: 1 cited document has no text here yet" in lines
