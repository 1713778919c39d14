"""The balance board: who counts in which column, in which order, and what is not shown."""

from collections import Counter
from itertools import chain, combinations

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from participants.models import Invitation
from participants.names.precedence import ASEAN_MEMBERS
from participants.seating import balance
from participants.seating.balance import GENDERS, group_small_counts
from participants.states import Status
from participants.workflow import seats
from tests import factories
from tests.reading import soup

pytestmark = pytest.mark.usefixtures("clock")


def address(dialogue):
    return reverse("admin:balance", args=[dialogue.pk])


def look(client, dialogue):
    return soup(client.get(address(dialogue)))


def numbers(line):
    return line.invited, line.accepted, line.projected, line.waiting


# The columns


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("draft", (0, 0, 0, 0)),
        ("cleared", (0, 0, 0, 0)),
        ("invited", (1, 0, 1, 0)),
        ("nominated", (1, 0, 1, 0)),
        ("tentative", (1, 0, 1, 0)),
        ("accepted", (1, 1, 1, 0)),
        ("substitute_proposed", (1, 1, 1, 0)),
        ("attended", (1, 1, 1, 0)),
        ("no_show", (1, 1, 1, 0)),
        ("declined", (1, 0, 0, 0)),
        ("reserve", (1, 0, 0, 1)),
        ("replaced", (0, 0, 0, 0)),
        ("withdrawn", (0, 0, 0, 0)),
    ],
)
def test_each_state_counts_in_its_columns(dialogue, status, expected):
    factories.invitation(dialogue, status)
    assert numbers(balance.board(dialogue).total) == expected


def test_whoever_waits_and_was_never_written_to_is_not_invited(dialogue):
    factories.invitation(dialogue, "reserve", invited_at=None, reply_by_at=None)
    assert numbers(balance.board(dialogue).total) == (0, 0, 0, 1)


def test_an_offer_whose_time_is_over_is_not_projected_any_more(dialogue):
    factories.invitation(dialogue, "invited", reply_by_at=timezone.now())
    assert numbers(balance.board(dialogue).total) == (1, 0, 0, 0)


def test_categories_are_in_their_order_against_their_targets(dialogue):
    later = factories.category(dialogue, position=2, target=4, name_en="Firms")
    first = factories.category(dialogue, position=1, target=7, name_en="Regulators")
    factories.invitation(dialogue, "accepted", category=later)
    factories.invitation(dialogue, "invited", category=first)
    board = balance.board(dialogue)
    assert [(line.label, line.projected, line.target) for line in board.categories] == [
        ("Regulators", 1, 7),
        ("Firms", 1, 4),
    ]
    assert (board.total.projected, board.total.target) == (2, 11)


def test_a_person_without_a_country_counts_under_the_institutions(dialogue):
    person = factories.person(country="", organisation=factories.organisation(country="FR"))
    factories.invitation(dialogue, "accepted", person=person)
    [france] = [line for line in balance.board(dialogue).countries if line.accepted]
    assert france.key == "FR"


def test_countries_are_in_protocol_order_and_all_of_asean_is_there(dialogue):
    for country in ["FR", "VN", "AU", ""]:
        person = factories.person(country=country, organisation=None)
        factories.invitation(dialogue, "accepted", person=person)
    lines = balance.board(dialogue).countries
    assert [line.key for line in lines] == [*ASEAN_MEMBERS, "AU", "FR", ""]
    assert [line.accepted for line in lines] == [0] * 10 + [1] * 4
    assert lines[-1].label == "country not given"


def test_a_seat_for_which_nobody_is_named_counts_for_the_institutions_country(dialogue):
    ministry = factories.organisation(country="TH")
    delegation = factories.delegation(dialogue, organisation=ministry)
    factories.invitation(dialogue, "invited", delegation=delegation)
    by_country = {line.key: line.projected for line in balance.board(dialogue).countries}
    assert by_country["TH"] == 1
    assert sum(by_country.values()) == 1


def test_a_change_is_worked_out_by_the_same_code(dialogue):
    leaver = factories.invitation(dialogue, "accepted")
    comer = factories.invitation(
        dialogue, "reserve", category=factories.category(dialogue, name_en="Firms")
    )
    rows, categories = balance.read(dialogue)
    then = balance.after(rows, leaves=leaver, comes=comer)
    before = {line.key: numbers(line) for line in balance.count_categories(rows, categories)}
    after = {line.key: numbers(line) for line in balance.count_categories(then, categories)}
    assert before == {leaver.category_id: (1, 1, 1, 0), comer.category_id: (1, 0, 0, 1)}
    assert after == {leaver.category_id: (1, 0, 0, 0), comer.category_id: (1, 1, 1, 0)}


def test_what_a_change_would_bring_is_held_against_the_target_of_each_country(dialogue):
    dialogue.country_target = 2
    dialogue.save()
    comer = factories.invitation(dialogue, "reserve")
    change = factories.invitation(dialogue, "accepted"), comer
    [outlook] = balance.outlooks(*balance.read(dialogue), [change])
    assert {then.target for _now, then in outlook.countries} == {2}


# The rule of five

people = st.lists(st.sampled_from(list(GENDERS)), max_size=40).map(Counter)


def published(counts, folded):
    """What a reader sees of one column, besides its total: the groups, then what is together."""
    shown = [counts[key] for key in GENDERS if key not in folded]
    return shown, sum(counts[key] for key in folded)


@given(columns=st.lists(people, min_size=1, max_size=4))
def test_no_small_group_can_be_worked_out_from_the_total(columns):
    """Whatever subset of the published numbers somebody subtracts, none or five or more are left;
    where nothing is shown apart, there is only the total."""
    folded = group_small_counts(*columns)
    if not any(any(published(counts, folded)[0]) for counts in columns):
        return
    for counts in columns:
        shown, together = published(counts, folded)
        numbers = [*shown, together]
        for some in chain.from_iterable(combinations(numbers, n) for n in range(len(numbers))):
            left = sum(counts.values()) - sum(some)
            assert left == 0 or left >= 5


@given(counts=people)
def test_what_is_counted_together_is_never_one_group(counts):
    folded = {key for key in group_small_counts(counts) if counts[key]}
    shown = [key for key in GENDERS if key not in folded and counts[key]]
    assert len(folded) != 1 or not shown


@given(counts=people)
def test_nobody_is_lost_by_folding(counts):
    shown, together = published(counts, group_small_counts(counts))
    assert sum(shown) + together == sum(counts.values())


def test_only_small_groups_are_folded_while_that_is_enough():
    assert group_small_counts(Counter(woman=12, man=9)) == set()
    assert group_small_counts(Counter(woman=12, man=9, other=3, undisclosed=2)) == {
        "other",
        "undisclosed",
    }
    assert group_small_counts(Counter(woman=12, man=9, other=1)) == {"other", "man"}
    assert group_small_counts(Counter(woman=2, man=1)) == {"woman", "man"}


def test_columns_beside_each_other_are_folded_alike():
    assert group_small_counts(Counter(woman=5, man=20)) == set()
    assert group_small_counts(Counter(woman=5, man=20), Counter(woman=4, man=21)) == {
        "woman",
        "man",
    }


def invite_genders(dialogue, **genders):
    for gender, number in genders.items():
        for _ in range(number):
            factories.invitation(dialogue, "accepted", person=factories.person(gender=gender))


def test_a_small_gender_is_not_on_the_page_nor_in_its_bars(client, user, dialogue):
    invite_genders(dialogue, woman=7, man=6, other=2)
    table = look(client, dialogue).select("section.balance")[2]
    assert [row.select_one("th").text for row in table.select("tbody tr")] == [
        "Woman",
        "Counted together",
    ]
    assert "Self-described" not in table.text
    assert [row.select("td")[3].text for row in table.select("tbody tr")] == ["7", "8"]
    assert [bar["aria-label"] for bar in table.select("svg")] == ["7 projected", "8 projected"]


def test_genders_are_shown_where_all_are_large_and_empty_is_not_stated(client, user, dialogue):
    invite_genders(dialogue, woman=7, man=6)
    for _ in range(5):
        factories.invitation(dialogue, "accepted")
    table = look(client, dialogue).select("section.balance")[2]
    assert [row.select_one("th").text for row in table.select("tbody tr")] == [
        "Woman",
        "Man",
        "Not stated",
    ]


# The page


def test_the_chart_says_in_words_what_its_bars_show(client, user, dialogue):
    category = factories.category(dialogue, target=4)
    for status in ["accepted", "accepted", "invited"]:
        factories.invitation(dialogue, status, category=category)
    bar = look(client, dialogue).select_one("section.balance svg")
    assert bar["aria-label"] == "2 accepted, 3 projected, target 4"
    assert bar.select_one(".bar-accepted")["width"] == "50%"
    assert (bar.select_one(".bar-held")["x"], bar.select_one(".bar-held")["width"]) == (
        "50%",
        "25%",
    )
    assert bar.select_one(".bar-target")["x1"] == "100%"


def test_the_page_needs_no_inline_style(client, user, dialogue):
    factories.invitation(dialogue, "accepted")
    page = look(client, dialogue)
    assert not page.select("#content [style], #content style, #content script")


def test_the_page_shows_seats_offers_and_their_risk(client, user, dialogue):
    dialogue.capacity, dialogue.offer_limit = 2, 5
    dialogue.save()
    for status in ["accepted", "invited", "invited", "invited", "reserve"]:
        factories.invitation(dialogue, status)
    page = look(client, dialogue)
    figures = {
        d.select_one("dt").text: d.select_one("dd").text for d in page.select(".figures div")
    }
    assert figures == {
        "Free seats": "0",
        "Offers out with a reserved seat": "3",
        "Offer limit": "5",
        "Further offers that may be sent": "1",
        "On the reserve list": "1",
    }
    assert "2 people would be left without a seat and would go on the reserve list." in page.text


def test_without_risk_there_is_no_word_of_it(client, user, dialogue):
    factories.invitation(dialogue, "invited")
    assert "would be left without a seat" not in look(client, dialogue).text


def test_names_of_categories_are_in_the_readers_language(dialogue):
    factories.category(dialogue, name_en="Regulators", name_vi="Cơ quan quản lý")
    with translation.override("vi"):
        [line] = balance.board(dialogue).categories
    assert line.label == "Cơ quan quản lý"


def test_the_front_page_and_the_list_lead_to_the_board(client, user, dialogue):
    factories.invitation(dialogue)
    for page in [reverse("admin:index"), reverse("admin:participants_invitation_changelist")]:
        assert f'href="{address(dialogue)}"' in client.get(page).content.decode()


def test_the_board_costs_the_same_few_queries_at_any_size(client, user, dialogue):
    costs = []
    for number in [3, 60]:
        for _ in range(number - Invitation.objects.count()):
            factories.invitation(
                dialogue, "reserve", category=factories.category(dialogue), invited_at=None
            )
        client.get(address(dialogue))  # which remembers the dialogue in the session
        with CaptureQueriesContext(connection) as board:
            balance.board(dialogue)
        with CaptureQueriesContext(connection) as page:
            client.get(address(dialogue))
        costs.append((len(board), len(page)))
    assert costs[0] == costs[1]
    assert costs[0][0] <= 6


# The offer limit


def test_the_risk_counts_the_offers_that_are_about_to_go_out(client, user, dialogue):
    dialogue.capacity, dialogue.offer_limit = 2, 4
    dialogue.save()
    factories.invitation(dialogue, "accepted")
    cleared = [factories.invitation(dialogue, "cleared") for _ in range(5)]
    step = reverse("admin:invitation_action", args=["invite"])

    def page(number):
        ids = "&".join(f"ids={one.pk}" for one in cleared[:number])
        return client.get(f"{step}?{ids}").content.decode()

    assert "would be left without a seat" not in page(1)
    assert "1 person would be left without a seat and would go on the reserve list." in page(2)
    assert "fewer free seats than people chosen" not in page(3)
    text = page(5)
    assert "2 people would be left without a seat" in text
    assert "fewer free seats than people chosen" in text
    assert not Invitation.objects.filter(status=Status.INVITED).exists()


def test_the_front_page_warns_of_the_risk(client, user, dialogue):
    dialogue.capacity, dialogue.offer_limit = 1, 3
    dialogue.save()
    for _ in range(3):
        factories.invitation(dialogue, "invited")
    assert seats.count(dialogue).at_risk == 2
    text = client.get(reverse("admin:index")).content.decode()
    assert "2 people would find no seat if everybody accepted" in text


# The list of invitations


def actions(client, query=""):
    page = client.get(reverse("admin:participants_invitation_changelist") + query)
    options = BeautifulSoup(page.content, "html.parser").select("select[name=action] option")
    # An official letter can be written to whoever is on the list.
    return {option["value"] for option in options} - {"", "write_to_invitees"}


def test_the_list_offers_just_what_is_legal_for_somebody_on_it(client, user, dialogue):
    factories.invitation(dialogue, "draft")
    assert actions(client) == {"clear", "withdraw"}
    factories.invitation(dialogue, "reserve")
    assert actions(client) == {
        *("clear", "withdraw", "offer", "clear_again", "renew_link", "vouch")
    }
    assert actions(client, "?status__exact=draft") == {"clear", "withdraw"}
    other = factories.dialogue()
    factories.invitation(other, "attended")
    assert actions(client, f"?dialogue__id__exact={other.pk}") == {
        *("undo_attendance", "renew_link")  # absence is recorded from the first day on
    }


def test_a_filter_that_makes_no_sense_is_no_error(client, user, dialogue):
    factories.invitation(dialogue, "draft")
    list_ = reverse("admin:participants_invitation_changelist")
    for query in ["?dialogue__id__exact=x", "?status__exact=promoted"]:
        assert client.get(list_ + query, follow=True).status_code == 200


def test_the_list_costs_the_same_few_queries_at_any_length(client, user, dialogue):
    costs = []
    for number in [3, 60]:
        for _ in range((number - Invitation.objects.count()) // 2 + 1):
            factories.invitation(dialogue, "accepted")
            seat = factories.delegation(dialogue)
            factories.invitation(dialogue, "invited", delegation=seat)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("admin:participants_invitation_changelist"))
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 15
