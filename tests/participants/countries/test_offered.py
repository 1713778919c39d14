"""Which countries forms offer, and in which order."""

import pytest
from django.urls import reverse
from django.utils import translation

from participants.countries.choices import in_groups
from participants.models import DelegateDetails, HiddenCountry, Person
from participants.people.spreadsheets import import_plan, sheets
from participants.workflow.nomination_forms import NominationForm
from tests import factories
from tests.participants.people.sheet_files import people
from tests.reading import page

ASEAN = ["BN", "KH", "ID", "LA", "MY", "MM", "PH", "SG", "TH", "TL", "VN"]


def offered(widget, value=None):
    """[(heading, [codes])] of a select."""
    return [
        (group, [option["value"] for option in options])
        for group, options, _place in widget.optgroups("country", [value or ""])
        if group
    ]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_asean_comes_first_and_every_country_once(language):
    with translation.override(language):
        (_asean, first), (_others, rest) = in_groups([])
    assert [code for code, _name in first] == ASEAN
    assert len(first) + len(rest) == 249


def test_the_others_are_in_the_order_of_the_language():
    with translation.override("vi"):
        names = [name for _code, name in in_groups([])[1][1]]
    order = ["Ai Cập", "Áo", "Ấn Độ", "Ba Lan", "Canada", "Đan Mạch", "Đức", "Ecuador", "Zambia"]
    assert [name for name in names if name in order] == order
    with translation.override("en"):
        names = [name for _code, name in in_groups([])[1][1]]
    order = ["Afghanistan", "Åland Islands", "Albania", "Costa Rica", "Côte d'Ivoire", "Croatia"]
    assert [name for name in names if name in order] == order


@pytest.mark.django_db
def test_what_is_hidden_is_offered_only_where_it_is_set():
    HiddenCountry.objects.create(country="AQ")
    field = Person._meta.get_field("country").formfield()
    assert "AQ" not in dict(offered(field.widget))["Other countries and areas"]
    assert "AQ" in dict(offered(field.widget, "AQ"))["Other countries and areas"]
    assert field.clean("AQ") == "AQ"  # it stays where it is


@pytest.mark.django_db
def test_every_form_offers_them_so(dialogue, client, user):
    HiddenCountry.objects.create(country="AQ")
    nationality = DelegateDetails._meta.get_field("passport_nationality")
    for field in [NominationForm().fields["country"], nationality.formfield()]:
        first, others = offered(field.widget)
        assert first[1] == ASEAN
        assert "AQ" not in others[1]
    shown = page(client.get(reverse("admin:participants_person_add")))
    assert shown.index('<optgroup label="ASEAN member states">') < shown.index(
        '<optgroup label="Other countries and areas">'
    )


@pytest.mark.django_db
def test_the_secretariat_hides_a_country(client, user):
    add = reverse("admin:participants_hiddencountry_add")
    assert client.post(add, {"country": "AQ"}).status_code == 302
    assert HiddenCountry.codes() == {"AQ"}
    listed = page(client.get(reverse("admin:participants_hiddencountry_changelist")))
    assert "Antarctica" in listed


@pytest.mark.django_db
def test_a_list_with_a_hidden_country_says_so_unless_it_is_set_already():
    HiddenCountry.objects.create(country="AQ")
    factories.person(email="there@example.org", country="AQ")
    rows = [
        {"family_name": "Tan", "email": "new@example.org", "country": "Antarctica"},
        {"email": "there@example.org", "country": "Antarctica"},
    ]
    new, there = import_plan.plan(sheets.read(people(*rows)), None).outcomes
    assert "the secretariat has hidden it" in new.problems[0][1]
    assert there.problems == []
