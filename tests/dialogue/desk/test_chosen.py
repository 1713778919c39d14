"""Who has chosen a dialogue stays in it: lists, filters, forms and the way back keep it."""

import pytest
from django.urls import reverse

from tests import factories
from tests.reading import filled_form, page, soup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("user")]


@pytest.fixture
def other():
    return factories.dialogue(title_en="Another one")


@pytest.fixture
def choose(client):
    def choose(dialogue):
        client.get(f"/admin/?dialogue={dialogue.pk}")

    return choose


def listed(name):
    return reverse(f"admin:{name}_changelist")


def test_lists_keep_to_the_chosen_dialogue_and_have_no_filter_by_it(
    client, dialogue, other, choose
):
    factories.topic(dialogue, title_en="A topic of ours")
    factories.topic(other, title_en="A topic of theirs")
    choose(dialogue)
    found = soup(client.get(listed("agenda_topic")))
    assert "A topic of ours" in found.text and "A topic of theirs" not in found.text
    assert "By dialogue" not in found.text
    client.get("/admin/?dialogue=0")
    both = soup(client.get(listed("agenda_topic")))
    assert "A topic of ours" in both.text and "A topic of theirs" in both.text
    assert both.select("th.column-dialogue")


def test_a_list_of_all_dialogues_says_of_which_each_row_is(client, dialogue, other):
    factories.invitation(dialogue, "invited")
    factories.invitation(other, "invited")
    found = soup(client.get(listed("participants_invitation")))
    assert {cell.text for cell in found.select("td.field-dialogue")} == {
        dialogue.title,
        other.title,
    }


def test_the_address_chooses_too(client, dialogue, other):
    factories.invitation(other, "invited")
    path = f"{listed('participants_invitation')}?dialogue__id__exact={other.pk}"
    assert soup(client.get(path)).select_one(".desk-bar strong").text == other.title
    assert soup(client.get("/admin/")).select_one(".desk-bar strong").text == other.title


def test_a_page_about_a_row_chooses_its_dialogue(client, dialogue, other, choose):
    choose(dialogue)
    invitation = factories.invitation(other, "invited")
    client.get(reverse("admin:participants_invitation_change", args=[invitation.pk]))
    assert soup(client.get("/admin/")).select_one(".desk-bar strong").text == other.title
    client.get(reverse("admin:balance", args=[dialogue.pk]))
    assert soup(client.get("/admin/")).select_one(".desk-bar strong").text == dialogue.title


def test_a_new_row_belongs_to_the_chosen_dialogue_without_being_asked(
    client, dialogue, other, choose
):
    choose(other)
    for _twice in range(2):  # "save and add another" keeps it
        form = soup(client.get(reverse("admin:participants_category_add")))
        [field] = form.select("[name=dialogue]")
        assert (field["type"], field["value"]) == ("hidden", str(other.pk))
    values = filled_form(str(form))
    values |= {"name_en": "Quản trị & Đổi mới", "name_vi": "Quản trị", "_addanother": "1"}
    client.post(reverse("admin:participants_category_add"), values)
    category = other.categories.get()
    assert category.slug == "quan-tri-doi-moi"


def test_a_session_offers_rooms_and_topics_of_its_dialogue_only(client, dialogue, other, choose):
    ours, theirs = factories.room(dialogue, name_en="Hall"), factories.room(other, name_en="Attic")
    factories.topic(dialogue, title_en="Our topic")
    factories.topic(other, title_en="Their topic")
    choose(dialogue)
    form = page(client.get(reverse("admin:agenda_session_add")))
    assert str(ours) in form and "Our topic" in form
    assert str(theirs) not in form and "Their topic" not in form


def test_filters_offer_categories_of_the_chosen_dialogue_only(client, dialogue, other, choose):
    for each in [dialogue, other]:
        for name in ["First", "Second"]:
            category = factories.category(each, name_en=f"{name} of {each.pk}")
            factories.invitation(each, "invited", category=category)
    choose(dialogue)
    filters = soup(client.get(listed("participants_invitation"))).select_one("#changelist-filter")
    assert f"First of {dialogue.pk}" in filters.text
    assert f"First of {other.pk}" not in filters.text


def test_what_dialogues_share_stays_in_its_list(client, dialogue, other, choose):
    person = factories.person()
    choose(dialogue)
    assert person.family_name in page(client.get(listed("participants_person")))


def test_a_dialogue_that_was_deleted_is_no_longer_chosen(client, dialogue, other, choose):
    choose(other)
    other.delete()
    factories.topic(dialogue, title_en="A topic of ours")
    assert "A topic of ours" in page(client.get(listed("agenda_topic")))
