"""A step on some rows of a list leads back to the list as it was."""

import pytest
from django.urls import reverse

from participants.states import Status
from tests import factories
from tests.reading import filled_form, page, soup

LIST = "/admin/participants/invitation/"


@pytest.fixture
def drafts(user, dialogue):
    return [factories.invitation(dialogue) for _ in range(2)]


def tick(client, address, action, rows):
    typed = {"action": action, "_selected_action": [row.pk for row in rows], "index": "0"}
    return client.post(address, typed)


def do(client, filters, action, rows):
    """Tick and confirm; return where that leads, and the keys that are ticked there."""
    asked = tick(client, f"{LIST}?{filters}", action, rows)
    form = {**filled_form(asked.content), "confirmed": "1"}
    answer = client.post(reverse("admin:invitation_action", args=[action]), form)
    where, _, ticked = answer["Location"].partition("#ticked=")
    assert client.get(where).status_code == 200
    return where, sorted(int(key) for key in ticked.split(",") if key)


def test_the_step_leads_back_to_the_filtered_list(client, dialogue, drafts):
    filters = f"dialogue__id__exact={dialogue.pk}&status__exact=draft&q=tan"
    where, ticked = do(client, filters, "clear", drafts[:1])
    assert where == f"{LIST}?{filters}".replace("=draft", "=cleared")
    assert ticked == [drafts[0].pk]


def test_after_letters_have_left_nobody_is_ticked(client, dialogue, drafts):
    filters = f"dialogue__id__exact={dialogue.pk}&q=tan"
    assert do(client, filters, "withdraw", drafts) == (f"{LIST}?{filters}", [])


@pytest.mark.parametrize(
    ("action", "before", "after", "is_ticked"),
    [
        ("clear", Status.DRAFT, Status.CLEARED, True),
        ("invite", Status.CLEARED, Status.INVITED, False),
    ],
)
def test_what_has_left_a_list_of_one_state_is_found_where_it_went(
    client, dialogue, user, action, before, after, is_ticked
):
    rows = [factories.invitation(dialogue, before) for _ in range(2)]
    filters = f"dialogue__id__exact={dialogue.pk}&status__exact={before}&q=tan"
    where, ticked = do(client, filters, action, rows)
    assert where == f"{LIST}?dialogue__id__exact={dialogue.pk}&status__exact={after}&q=tan"
    assert ticked == [row.pk for row in rows if is_ticked]


def test_what_is_left_behind_keeps_its_list(client, dialogue, user):
    """Two seats for three: one stays where it was."""
    dialogue.capacity = 2
    dialogue.save()
    rows = [factories.invitation(dialogue, Status.CLEARED) for _ in range(3)]
    filters = f"dialogue__id__exact={dialogue.pk}&status__exact=cleared"
    where, _ticked = do(client, filters, "invite", rows)
    assert where == f"{LIST}?{filters}"
    assert [row.status for row in dialogue.invitations.order_by("pk")].count("cleared") == 1


def test_going_back_without_doing_it_keeps_filters_and_ticks(client, drafts):
    """The page stands at the list's own address, so that the way back must not be a mere #."""
    [back] = soup(tick(client, f"{LIST}?status__exact=draft", "withdraw", drafts)).select(
        "a.cancel-link"
    )
    assert back["href"] == f"{LIST}?status__exact=draft"
    assert set(back["data-ticked"].split(",")) == {str(row.pk) for row in drafts}


def test_a_step_of_one_row_from_its_own_page_leads_back_there(client, drafts):
    address = reverse("admin:invitation_action", args=["clear"])
    answer = client.post(address, {"ids": drafts[0].pk, "confirmed": "1"})
    assert answer["Location"] == f"{LIST}{drafts[0].pk}/change/"


@pytest.mark.parametrize("query", ["//evil.example/", "x=%0d%0aSet-Cookie:a", "a" * 5000])
def test_what_is_sent_as_the_query_of_the_list_leads_nowhere_else(client, drafts, query):
    address = reverse("admin:invitation_action", args=["clear"])
    sent = {"ids": drafts[0].pk, "confirmed": "1", "list": query}
    answer = client.post(address, sent)
    assert answer["Location"].startswith(f"{LIST}?")
    assert "\n" not in answer["Location"] and len(answer["Location"]) < 6500


def test_save_and_add_another_keeps_the_dialogue(client, user, dialogue):
    factories.dialogue(title_en="Another")
    address = reverse("admin:participants_category_add")
    typed = {"dialogue": dialogue.pk, "name_en": "Labs", "name_vi": "Phòng thí nghiệm"}
    typed |= {"slug": "labs", "target": "2", "position": "1", "_addanother": "1"}
    answer = client.post(address, typed)
    assert answer["Location"] == f"{address}?dialogue={dialogue.pk}"
    assert filled_form(client.get(answer["Location"]).content)["dialogue"] == str(dialogue.pk)


def test_save_and_add_another_invitation_keeps_the_category(client, user, dialogue):
    category = factories.category(dialogue)
    address = reverse("admin:participants_invitation_add")
    typed = {"person": factories.person().pk, "category": category.pk, "_addanother": "1"}
    answer = client.post(address, typed)
    assert answer["Location"] == f"{address}?category={category.pk}"


def test_the_list_leads_to_the_reminders_of_its_dialogue(client, user, dialogue):
    other = factories.dialogue(starts_on="2032-01-01", ends_on="2032-01-02")
    for one in [dialogue, other]:
        factories.invitation(one)
        text = page(client.get(f"{LIST}?dialogue__id__exact={one.pk}"))
        assert f'href="/admin/participants/invitation/reminders/?dialogue={one.pk}"' in text


def test_rows_are_ticked_again_by_a_script_of_our_own(client, user, dialogue):
    factories.invitation(dialogue, Status.DRAFT)
    assert "dialogue/ticked.js" in page(client.get(LIST))
