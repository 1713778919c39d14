"""Queries whose SQL is written once: they say what any query says."""

import threading

import pytest
from django.db import connection
from django.db.transaction import TransactionManagementError
from django.utils import translation

from dialogue.models import Dialogue
from dialogue.models.prepared import Prepared
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_slug():
    return Prepared(lambda slug: Dialogue.objects.filter(slug=slug))


def test_each_value_finds_its_own_row(of_slug):
    one, other = factories.dialogue(slug="one"), factories.dialogue(slug="other")
    assert of_slug.get("one") == one
    assert of_slug.get("other") == other
    assert of_slug.first("none") is None
    with pytest.raises(Dialogue.DoesNotExist):
        of_slug.get("none")


def test_rows_are_read_anew_each_time(of_slug, django_assert_num_queries):
    dialogue = factories.dialogue(slug="one", capacity=10)
    assert of_slug.get("one").capacity == 10
    dialogue.capacity = 20
    dialogue.save()
    with django_assert_num_queries(1):
        assert of_slug.get("one").capacity == 20


def test_what_belongs_to_a_row_and_is_worked_out_for_it_comes_with_it(django_assert_num_queries):
    invitation = factories.invitation(factories.dialogue())
    prepared = Prepared(
        lambda key: type(invitation).objects.select_related("person").filter(link_key=key)
    )
    with django_assert_num_queries(1):
        assert prepared.get(invitation.link_key).person == invitation.person


def test_texts_are_in_the_language_on_screen(of_slug):
    factories.dialogue(slug="one", title_en="Trust", title_vi="Niềm tin")
    for language, title in [("en", "Trust"), ("vi", "Niềm tin"), ("en", "Trust")]:
        with translation.override(language):
            assert of_slug.get("one").title == title


@pytest.mark.parametrize("value", ["%s", "'; --", "the value of a prepared query", "", "ệ"])
def test_a_value_is_never_read_as_sql(of_slug, value):
    assert of_slug.first(value) is None


@pytest.mark.django_db(transaction=True)
def test_threads_share_the_sql_and_not_the_connection(of_slug):
    factories.dialogue(slug="one")
    assert of_slug.get("one")
    used = []

    def ask():
        of_slug.first("one")
        used.append(connection.connection)
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert used
    assert used[0] is not connection.connection


@pytest.mark.skipif(
    not connection.features.has_select_for_update, reason="SQLite locks no single rows"
)
@pytest.mark.django_db(transaction=True)
def test_no_row_is_locked_outside_of_a_transaction():
    dialogue = factories.dialogue()
    for _time in range(2):
        with pytest.raises(TransactionManagementError):
            Dialogue.objects.lock(dialogue.pk)
