import unicodedata
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from participants.demo_data.samples import load
from participants.models import Invitation, Organisation, Person
from participants.names.precedence import ASEAN_MEMBERS
from participants.states import Status
from tests import factories

CATEGORIES = ["regulator", "firm", "researcher"]


@pytest.fixture
def dialogue(db):
    """A dialogue with the three categories of the samples."""
    dialogue = factories.dialogue()
    for slug in CATEGORIES:
        factories.category(dialogue, slug=slug)
    return dialogue


@pytest.fixture
def people(dialogue):
    load(dialogue)
    return Person.objects.select_related("organisation")


def test_there_are_thirty_six_in_eleven_countries_twelve_of_each_category(dialogue):
    report = load(dialogue)
    assert (report.people, report.organisations, report.invitations) == (36, 36, 36)
    countries = Counter(person.country.code for person in Person.objects.all())
    assert set(countries) == set(ASEAN_MEMBERS)
    assert min(countries.values()) >= 3
    categories = Counter(dialogue.invitations.values_list("category__slug", flat=True))
    assert categories == dict.fromkeys(CATEGORIES, 12)
    assert set(dialogue.invitations.values_list("status", flat=True)) == {Status.DRAFT}


def test_every_category_comes_from_every_country(dialogue, people):
    found = {
        (invitation.category.slug, invitation.person.country.code)
        for invitation in dialogue.invitations.all()
    }
    assert found == {(slug, code) for slug in CATEGORIES for code in ASEAN_MEMBERS}


def test_all_are_visibly_samples(people):
    for person in people:
        for address in filter(None, [person.email, person.cc_email]):
            assert address.endswith("@example.org")
        assert "Sample" in person.organisation.name_en
        assert "(mẫu)" in person.organisation.name_vi
        assert person.organisation.country == person.country


def test_titles_and_forms_of_address_are_in_both_languages(people):
    for person in people:
        for name in ["form_of_address", "title"]:
            english, vietnamese = getattr(person, f"{name}_en"), getattr(person, f"{name}_vi")
            assert english, person
            assert vietnamese, person
            assert english != vietnamese, person
        assert bool(person.display_name_en) == bool(person.display_name_vi)


def test_the_vietnamese_are_written_to_in_vietnamese_and_keep_their_letters(people):
    vietnamese = people.filter(country="VN")
    assert {person.language for person in vietnamese} == {"vi"}
    assert {person.language for person in people.exclude(country="VN")} == {"en"}
    for person in vietnamese:
        assert not person.name.isascii()
        assert unicodedata.is_normalized("NFC", person.name)


def test_names_are_put_together_as_each_country_does(people):
    names = {person.email.partition("@")[0]: person.name for person in people}
    assert names["nguyen.thi.thuc.quyen"] == "Nguyễn Thị Thục Quyên"
    assert names["chea.sopheakdey"] == "Chea Sopheakdey"
    assert names["latsamy.sengdavong"] == "Latsamy Sengdavong"
    assert names["tan.hui.xuan"] == "Tan Hui Xuan"
    assert names["sutrisnadi"] == "Sutrisnadi"
    assert names["zaw.min.htet"] == "Zaw Min Htet"
    assert names["ahmad.fairuz"] == "Ahmad Fairuz bin Ismadi"


def test_letters_open_in_the_recipients_language(people):
    person = people.get(email="nguyen.thi.thuc.quyen@example.org")
    with translation.override("vi"):
        assert person.addressed_name == "Bà Nguyễn Thị Thục Quyên"
        assert person.title == "Thứ trưởng"
    assert person.addressed_name == "H.E. Ms Nguyễn Thị Thục Quyên"


def test_some_have_an_assistant_who_gets_a_copy(people):
    assert 5 <= people.exclude(cc_email="").count() <= 18


def test_a_second_time_writes_nothing(dialogue, people):
    with CaptureQueriesContext(connection) as queries:
        report = load(dialogue)
    assert {query["sql"].split()[0] for query in queries} <= {"SELECT", "SAVEPOINT", "RELEASE"}
    assert report.existing_people == 36
    assert (report.people, report.organisations, report.invitations) == (0, 0, 0)


def test_people_who_are_there_are_left_alone(dialogue):
    person = factories.person(email="Tan.Hui.Xuan@example.org", family_name="Theirs")
    factories.invitation(dialogue, Status.WITHDRAWN, person=person)
    report = load(dialogue)
    person.refresh_from_db()
    assert person.family_name == "Theirs"
    assert person.invitations.get().status == Status.WITHDRAWN
    assert (report.people, report.existing_people, report.invitations) == (35, 1, 35)


def test_a_second_dialogue_invites_the_same_people(dialogue, people):
    other = factories.dialogue()
    for slug in CATEGORIES:
        factories.category(other, slug=slug)
    report = load(other)
    assert (report.people, report.invitations) == (0, 36)
    assert Person.objects.count() == Organisation.objects.count() == 36


def test_the_command_prints_what_it_made(dialogue, capsys):
    call_command("load_samples", dialogue.slug)
    assert (
        capsys.readouterr().out == "Sample delegates created: 36 people, 36 institutions, "
        "36 draft invitations.\n"
    )
    call_command("load_samples", dialogue.slug)
    assert "left unchanged: 36." in capsys.readouterr().out


@pytest.mark.django_db
def test_an_unknown_dialogue_gets_one_line():
    with pytest.raises(CommandError, match="There is no dialogue “nothing”"):
        call_command("load_samples", "nothing")


def test_a_dialogue_without_the_categories_gets_one_line_and_no_rows(dialogue):
    dialogue.categories.get(slug="researcher").delete()
    with pytest.raises(CommandError, match="no category “researcher”"):
        call_command("load_samples", dialogue.slug)
    assert not Person.objects.exists()
    assert not Invitation.objects.exists()
