"""What organisers who may only look do not see, and what the admin site's pages leave alone."""

import pytest
from django.urls import reverse

from participants.models import Invitation
from participants.states import Status
from tests import factories
from tests.reading import filled_form, page
from tests.visitors import Visitors


@pytest.fixture
def person(db):
    person = factories.person(gender="other", gender_words="two-spirit")
    person.gender_words = "genderfluid"
    person.save()
    return person


@pytest.mark.ignore_template_errors  # of the history’s own pages
@pytest.mark.parametrize(("role", "sees"), [("observer", False), ("protocol", True)])
def test_gender_is_seen_by_those_only_who_may_act(person, role, sees):
    browser = Visitors()(role)
    address = reverse("admin:participants_person_change", args=[person.pk])
    assert ("genderfluid" in page(browser.get(address))) == sees
    old = person.history.last()
    address = reverse("admin:participants_person_simple_history", args=[person.pk, old.pk])
    assert ("genderfluid" in page(browser.get(address))) == sees
    listed = browser.get("/admin/participants/person/?gender_words__startswith=gender")
    assert listed.status_code == (200 if sees else 400)


@pytest.mark.ignore_template_errors  # of the history’s own pages
def test_how_people_described_their_gender_before_is_kept_nowhere(person):
    browser, old = Visitors()("protocol"), person.history.last()
    version = reverse("admin:participants_person_simple_history", args=[person.pk, old.pk])
    for address in [reverse("admin:participants_person_history", args=[person.pk]), version]:
        assert "two-spirit" not in page(browser.get(address))
    form = filled_form(browser.get(version).content)
    browser.post(version, {**form, "note": "Turned back"})
    person.refresh_from_db()
    assert (person.note, person.gender_words) == ("Turned back", "genderfluid")
    assert not hasattr(old, "gender") and not hasattr(old, "gender_words")


def test_a_seat_changed_on_the_delegations_page_is_not_saved_whole(client, dialogue, monkeypatch):
    """For the institution may nominate between the page's reading and its writing."""
    delegation = factories.delegation(dialogue)
    seat = factories.invitation(dialogue, Status.INVITED, delegation=delegation)
    other = factories.category(dialogue)
    client.force_login(factories.organiser())
    form = {
        "focal_point": delegation.focal_point.pk,
        "seats-TOTAL_FORMS": 1,
        "seats-INITIAL_FORMS": 1,
        "seats-0-id": seat.pk,
        "seats-0-delegation": delegation.pk,
        "seats-0-category": other.pk,
    }
    written = []
    original = Invitation.save
    monkeypatch.setattr(
        Invitation,
        "save",
        lambda self, *args, **fields: (
            written.append(fields.get("update_fields")),
            original(self, *args, **fields),
        ),
    )
    client.post(reverse("admin:participants_delegation_change", args=[delegation.pk]), form)
    seat.refresh_from_db()
    assert seat.category == other
    assert written == [["category"]]


def test_a_category_stays_with_its_dialogue(client, dialogue):
    category = factories.category(dialogue)
    foreign = factories.dialogue()
    client.force_login(factories.organiser())
    form = {
        "dialogue": foreign.pk,
        "slug": category.slug,
        "name_en": "Firms",
        "name_vi": "Doanh nghiệp",
        "target": 3,
        "position": 1,
    }
    client.post(reverse("admin:participants_category_change", args=[category.pk]), form)
    category.refresh_from_db()
    assert (category.name_en, category.dialogue) == ("Firms", dialogue)
