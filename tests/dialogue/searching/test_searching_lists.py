"""Organisers find people, institutions and what is about them by typing as they type."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from dialogue.searching.rows import digits_of
from participants.models import Person
from tests import factories
from tests.reading import page


@pytest.fixture
def bich(db):
    ministry = factories.organisation(name_en="Ministry of Science", name_vi="Bộ Khoa học")
    return factories.person(
        family_name="Đỗ",
        given_name="Thị Bích Tuấn",
        email="bich@example.org",
        phone="+84 912 345 678",
        organisation=ministry,
        country="VN",
    )


def names(client, model, term):
    """The number of rows that a search in the list finds."""
    response = client.get(reverse(f"admin:participants_{model}_changelist"), {"q": term})
    return response.context["cl"].result_count


WORDS = [
    *["thi bich", "THỊ BÍCH", "TUẤN", "tuan", "do", "đỗ", "Đo", "bich tuan", "tuan bich"],
    *["bich@Example", "khoa hoc", "BỘ KHOA", "of Science", "Thị Bích"],
    *["0912345678", "912 345 678", "+84 912 345 678", "0084912345678", "84912345678"],
]


@pytest.mark.parametrize("term", WORDS)
def test_people_and_their_invitations_are_found_however_they_are_typed(
    client, user, dialogue, bich, term
):
    factories.invitation(dialogue, person=bich)
    factories.invitation(dialogue)
    factories.person(family_name="Trần", given_name="Minh", phone="0987654321")
    assert names(client, "person", term) == 1
    assert names(client, "invitation", term) == 1


@pytest.mark.parametrize("term", ["xyz", "bich minh", "0999999999", "!!"])
def test_what_is_not_there_is_not_found(client, user, bich, term):
    assert names(client, "person", term) == 0


@pytest.mark.parametrize("term", ["khoa hoc", "KHOA HỌC", "science"])
def test_institutions_are_found_in_either_language(client, user, bich, term):
    factories.organisation(name_en="Other", name_vi="Khác")
    assert names(client, "organisation", term) == 1


def test_who_may_not_see_telephone_numbers_does_not_find_people_by_them(client, bich):
    user = factories.organiser(is_superuser=False)
    user.user_permissions.set(Permission.objects.filter(codename="view_person"))
    client.force_login(user)
    assert names(client, "person", "bich") == 1
    assert names(client, "person", "0912345678") == 0


def test_what_is_searched_follows_the_names_whatever_changes_them(db, bich):
    Person.objects.filter(pk=bich.pk).update(given_name="Hằng", phone="0911 222 333")
    bich.refresh_from_db()
    assert (bich.folded, bich.phone_digits) == ("do hang", "911222333")
    bich.given_name = "Hoa"
    Person.objects.bulk_update([bich], ["given_name"])
    assert Person.objects.get().folded == "do hoa"


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("+84 912-345.678", "912345678"),
        ("0912345678", "912345678"),
        ("+65 6123 4567", "6561234567"),
        ("024 3822 0000", "2438220000"),
        ("", ""),
    ],
)
def test_a_telephone_number_is_the_same_with_and_without_the_countrys_code(number, digits):
    assert digits_of(number) == digits


def test_a_page_of_results_says_what_was_found(client, user, bich):
    address = reverse("admin:participants_person_changelist")
    assert "Thị Bích Tuấn" in page(client.get(address, {"q": "thi bich"}))
