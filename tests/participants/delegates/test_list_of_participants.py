"""The list of participants: who stands in it, in which order, and who is only counted."""

import io

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from participants.delegates import consents, list_of_participants
from participants.lists import draft_page
from participants.models import Consent
from participants.states import Status
from tests import factories
from tests.participants.people.sheet_files import table

Purpose = Consent.Purpose


def delegate(dialogue, *purposes, status=Status.ACCEPTED, category=None, **fields):
    """Somebody who takes part, and agreed to these purposes."""
    category = category or dialogue.categories.first() or factories.category(dialogue)
    person = factories.person(**fields)
    invitation = factories.invitation(dialogue, status, person=person, category=category)
    for purpose in purposes:
        consents.record(invitation, purpose, True, door="link", actor="the delegate")
    return invitation


def path(dialogue, name="participants_list", query=""):
    return reverse(f"admin:{name}", args=[dialogue.pk]) + query


def page(client, dialogue, query=""):
    response = client.get(path(dialogue, query=query))
    assert response.status_code == 200
    return response.content.decode()


def lines(client, dialogue, query=""):
    """The texts of the table's rows, and of the lines that count."""
    content = BeautifulSoup(page(client, dialogue, query), "html.parser").select_one("#content")
    rows = content.select("section h3, section tbody tr, section > p")
    return [" ".join(row.get_text(" ").split()) for row in rows]


def workbook(client, dialogue, query=""):
    return table(client.get(path(dialogue, "participants_xlsx", query)).content)


def test_category_country_and_precedence_make_the_order(client, user, dialogue):
    firms = factories.category(dialogue, name_en="Firms", position=2)
    regulators = factories.category(dialogue, name_en="Regulators", position=1)
    agreed = [Purpose.LIST]
    common = {"given_name": "", "organisation": None}
    delegate(dialogue, *agreed, category=firms, family_name="A", country="BN", **common)
    delegate(dialogue, *agreed, category=regulators, family_name="B", country="VN", **common)
    delegate(dialogue, *agreed, category=regulators, family_name="C", country="KH", **common)
    head = {"family_name": "D", "country": "VN", "precedence": 1}
    delegate(dialogue, *agreed, category=regulators, **head, **common)
    delegate(dialogue, *agreed, category=regulators, family_name="E", country="AU", **common)
    assert lines(client, dialogue) == [
        "Regulators (4)",
        "Cambodia C",
        "Viet Nam D",
        "B",
        "Australia E",
        "Firms (1)",
        "Brunei Darussalam A",
    ]


def test_a_long_list_comes_in_pages_and_says_where_a_category_ends(
    client, user, dialogue, monkeypatch
):
    monkeypatch.setattr(draft_page, "PER_PAGE", 2)
    names = ["Regulators", "Observers", "Firms"]
    regulators, observers, firms = (
        factories.category(dialogue, name_en=name, position=n) for n, name in enumerate(names)
    )
    for name in "ABC":
        own = {"family_name": name, "given_name": "", "country": "VN", "organisation": None}
        delegate(dialogue, Purpose.LIST, category=regulators, **own)
    for category in [regulators, observers, firms]:
        delegate(dialogue, category=category)
    assert lines(client, dialogue) == ["Regulators (4)", "Viet Nam A", "B"]
    assert "Page 1 of 2" in page(client, dialogue)
    assert lines(client, dialogue, "?page=2") == [
        "Regulators (4)",
        "Viet Nam C",
        "and 1 further participant",
        "Observers (1)",
        "1 participant",
        "Firms (1)",
        "1 participant",
    ]
    assert len(workbook(client, dialogue)) == 7  # a file has them all


def test_only_those_who_agreed_are_named_and_the_others_counted(client, user, dialogue):
    category = factories.category(dialogue, name_en="Regulators")
    delegate(dialogue, Purpose.LIST, family_name="Named", given_name="", organisation=None)
    for number in range(3):
        delegate(dialogue, Purpose.PHOTOGRAPHS, Purpose.CONTACT, family_name=f"Silent{number}")
    other = factories.category(dialogue, name_en="Firms", position=9)
    delegate(dialogue, category=other, family_name="Silent9")
    assert lines(client, dialogue) == [
        "Regulators (4)",
        "Singapore NAMED",
        "and 3 further participants",
        "Firms (1)",
        "1 participant",
    ]
    text = page(client, dialogue) + str(workbook(client, dialogue))
    assert "Silent" not in text
    assert "5 participants" in text
    assert category.name_en in text
    for invitation in dialogue.invitations.exclude(person__family_name="Named"):
        assert invitation.person.email not in text


def test_a_consent_taken_back_takes_the_name_off(client, user, dialogue):
    invitation = delegate(dialogue, Purpose.LIST, family_name="Hidayat")
    assert "HIDAYAT" in page(client, dialogue)
    consents.record(invitation, Purpose.LIST, False, door="link", actor="the delegate")
    assert "HIDAYAT" not in page(client, dialogue)


def test_addresses_are_of_those_who_agreed_to_share_them(client, user, dialogue):
    shares = delegate(dialogue, Purpose.LIST, Purpose.CONTACT, phone="+65 1").person
    silent = delegate(dialogue, Purpose.LIST, phone="+65 2").person
    unlisted = delegate(dialogue, Purpose.CONTACT, phone="+65 3").person
    for text in [page(client, dialogue), str(workbook(client, dialogue))]:
        assert shares.email in text
        assert "+65 1" in text
        for person in [silent, unlisted]:
            assert person.email not in text
            assert person.phone not in text


def test_without_shared_addresses_there_is_no_column_for_them(client, user, dialogue):
    delegate(dialogue, Purpose.LIST)
    assert "Contact</th>" not in page(client, dialogue)
    assert "Email address" not in workbook(client, dialogue)[0]


@pytest.mark.parametrize("status", Status)
def test_those_take_part_who_have_a_seat_and_did_not_stay_away(dialogue, status):
    delegate(dialogue, Purpose.LIST, status=status)
    takes_part = {Status.ACCEPTED, Status.ATTENDED, Status.SUBSTITUTE_PROPOSED}
    assert list_of_participants.participants(dialogue).number == (status in takes_part)


def test_the_secretariats_own_version_names_everybody_and_says_what_it_is(client, user, dialogue):
    silent = delegate(dialogue, phone="+65 2").person
    delegate(dialogue, Purpose.LIST)
    text = page(client, dialogue, "?internal")
    assert "For the secretariat’s own use. Do not pass on" in text
    assert silent.email in text
    assert "has not agreed to be listed" in text
    headings, *rows = workbook(client, dialogue, "?internal")
    assert "For the secretariat’s own use" in headings
    assert [row[-1] for row in rows].count("has not agreed to be listed") == 1
    assert "own use. Do not pass on" not in page(client, dialogue)


@pytest.mark.parametrize(
    ("role", "may_see_all"),
    [("Observer", False), ("Programme", False), ("Protocol", True), ("Secretariat", True)],
)
def test_all_names_are_for_those_who_may_act(client, dialogue, role, may_see_all):
    call_command("load_roles", stdout=io.StringIO())
    user = factories.organiser(is_superuser=False)
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)
    delegate(dialogue, family_name="Silent")
    for name in ["participants_list", "participants_xlsx"]:
        assert client.get(path(dialogue, name)).status_code == 200
        response = client.get(path(dialogue, name, "?internal"))
        assert response.status_code == (200 if may_see_all else 403)
    assert ("?lang=en&amp;internal" in page(client, dialogue)) == may_see_all


def test_an_account_without_rights_gets_nothing(client, dialogue):
    client.force_login(factories.organiser(is_superuser=False))
    assert client.get(path(dialogue)).status_code == 403
    assert client.get(path(dialogue, "participants_xlsx")).status_code == 403


def test_the_list_is_in_the_language_that_is_asked_for(client, user, dialogue):
    fields = {"country": "VN", "form_of_address_vi": "Bà", "title_vi": "Thứ trưởng"}
    organisation = factories.organisation(name_vi="Bộ Khoa học và Công nghệ")
    delegate(dialogue, Purpose.LIST, organisation=organisation, title_en="Minister", **fields)
    text = page(client, dialogue, "?lang=vi")
    for words in ['lang="vi"', "Thứ trưởng", "Bộ Khoa học và Công nghệ", "Việt Nam", "Bà "]:
        assert words in text
    row = workbook(client, dialogue, "?lang=vi")[1]
    assert "Thứ trưởng" in row
    assert "Minister" in page(client, dialogue, "?lang=xx")
    assert "Minister" in page(client, dialogue)


def test_an_empty_list_says_so(client, user, dialogue):
    assert "Nobody has accepted yet." in page(client, dialogue)


def test_no_such_dialogue(client, user):
    address = reverse("admin:participants_list", args=[999])
    assert client.get(address).status_code == 404


def test_the_front_page_and_the_list_of_invitations_lead_there(client, user, dialogue):
    other = factories.dialogue()
    for one in [dialogue, other]:
        factories.invitation(one)
    assert path(dialogue) in client.get("/admin/").content.decode()
    invitations = reverse("admin:participants_invitation_changelist")
    for one in [dialogue, other]:
        query = f"?dialogue__id__exact={one.pk}"
        assert path(one) in client.get(invitations + query).content.decode()


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 30])
def test_a_filter_by_no_dialogue_leads_to_the_newest(client, user, dialogue, number):
    factories.invitation(dialogue)
    address = reverse("admin:participants_invitation_changelist")
    response = client.get(address, {"dialogue__id__exact": number}, follow=True)
    assert path(dialogue) in response.content.decode()


def test_the_list_of_invitations_of_an_empty_house_leads_nowhere(client, user):
    text = client.get(reverse("admin:participants_invitation_changelist")).content.decode()
    assert "List of participants" not in text


@pytest.mark.parametrize("number", [3, 60])
def test_the_list_takes_three_queries_whatever_its_length(
    dialogue, number, django_assert_num_queries
):
    for n in range(number):
        delegate(dialogue, *[Purpose.LIST] * (n % 2), country=["VN", "SG", "LA"][n % 3])
    with django_assert_num_queries(3):
        made = list_of_participants.participants(dialogue)
        [
            str(participant.person.organisation) + participant.invitation.category.name
            for group in made.groups
            for participant in group.named
        ]
    assert made.number == number


def test_the_last_word_counts(dialogue):
    invitation = delegate(dialogue, Purpose.LIST)
    consents.record(invitation, Purpose.LIST, False, door="link", actor="x")
    consents.record(invitation, Purpose.LIST, True, door="link", actor="x")
    assert timezone.now() >= invitation.consents.latest("at").at
    assert list_of_participants.participants(dialogue).groups[0].others == 0
