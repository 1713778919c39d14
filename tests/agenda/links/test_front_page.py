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


def test_the_documents_that_lack_their_text_are_exactly_those_of_the_list(client, user, dialogue):
    cited, alone, elsewhere = (factories.document() for _ in range(3))
    factories.passage(cited, "Trust", topics=[factories.topic(dialogue)])
    factories.passage(elsewhere, "Trust", topics=[factories.topic(factories.dialogue())])
    front = soup(client.get(f"{reverse('admin:index')}?dialogue={dialogue.pk}"))
    address = f"{reverse('admin:agenda_sourcedocument_changelist')}?text=cited"
    assert front.select_one(f'.act a[href="{address}"], a.act[href="{address}"]')
    shown = soup(client.get(address)).select_one("#result_list").get_text()
    assert cited.title in shown
    assert alone.title not in shown
    assert elsewhere.title not in shown
