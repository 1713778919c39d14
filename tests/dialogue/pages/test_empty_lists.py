"""A list without rows says where they come from, with the way there, to those who may go it."""

import pytest
from django.contrib import admin
from django.urls import reverse

from dialogue.pages import empty_lists
from dialogue.pages.list_page import ListPage
from participants.states import Status
from tests import factories
from tests.reading import soup, words
from tests.visitors import Visitors

LISTS = sorted(
    f"{model._meta.app_label}_{model._meta.model_name}"
    for model, one in admin.site._registry.items()
    if issubclass(type(one).get_changelist(one, None), ListPage)
)


def shown(client, name, **query):
    return soup(client.get(reverse(f"admin:{name}_changelist"), query)).select_one(".empty-list")


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("name", LISTS)
def test_every_list_without_rows_says_so_and_its_link_opens(client, dialogue, user, name, language):
    client.get("/admin/", {"dialogue": dialogue.pk})
    client.cookies["django_language"] = language
    said = shown(client, name)
    if said is None:  # something is there already, as the dialogue itself
        assert soup(client.get(reverse(f"admin:{name}_changelist"))).select("#result_list")
        return
    assert words(said)
    for link in said.select("a"):
        assert client.get(link["href"]).status_code == 200


def test_whoever_is_registered_for_has_a_list():
    assert set(empty_lists._steps) <= set(LISTS)


def test_the_list_of_people_leads_to_the_import(client, dialogue, user):
    said = shown(client, "participants_person")
    assert said.a["href"] == reverse("admin:people_import")
    factories.person()
    assert shown(client, "participants_person") is None


def test_whoever_may_not_go_on_is_shown_no_link(client, dialogue):
    client = Visitors()("observer")
    said = shown(client, "participants_person")
    assert "Nobody is in the list yet." in words(said)
    assert not said.select("a")


def test_a_search_that_finds_nothing_is_not_taken_for_an_empty_list(client, dialogue, user):
    factories.invitation(dialogue, Status.INVITED)
    said = shown(client, "participants_invitation", q="nobody-of-this-name")
    assert "No row has what you searched for" in words(said)
    assert said.a["href"] == "?"
    narrowed = {"dialogue__id__exact": dialogue.pk, "status__exact": "declined"}
    assert "No row has what you searched for" in words(
        shown(client, "participants_invitation", **narrowed)
    )


def test_the_list_of_one_dialogue_is_empty_not_filtered(client, dialogue, user):
    said = shown(client, "agenda_topic", dialogue__id__exact=dialogue.pk)
    assert "There are no topics yet." in words(said)
    assert said.a["href"] == reverse("admin:agenda_topic_add")
