"""What letters and papers would show in the wrong language is said before they leave."""

import pytest
from django.urls import reverse

from participants.delegates import consents
from participants.letters import gaps
from participants.models import Consent, LetterHead, Signatory
from participants.states import Status
from tests import factories
from tests.reading import page, soup

pytestmark = pytest.mark.usefixtures("clock", "user")
SAID = "Recorded in one language only"


@pytest.fixture
def guest(dialogue):
    """Written to in Vietnamese; office and institution are known in English alone."""
    body = factories.organisation(name_en="Example Agency", name_vi="")
    person = factories.person(
        given_name="Lan",
        family_name="Ngô",
        language="vi",
        form_of_address_en="Ms",
        title_en="Director",
        title_vi="",
        organisation=body,
    )
    return factories.invitation(dialogue, Status.CLEARED, person=person)


def change(row):
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return reverse(name, args=[row.pk])


def links(response):
    notes = soup(response).select("#content details.gaps")
    return {a["href"] for note in notes if SAID in note.get_text() for a in note.select("a")}


def test_before_inviting_the_pages_are_named_on_which_it_is_mended(client, guest):
    response = client.get(reverse("admin:invitation_action", args=["invite"]), {"ids": guest.pk})
    assert links(response) == {change(guest.person), change(guest.person.organisation)}
    assert "title is missing in Vietnamese" in " ".join(page(response).split())


def test_nothing_is_said_where_both_languages_are_there_or_none_is(client, guest):
    body = guest.person.organisation
    body.name_vi = "Cơ quan Ví dụ"
    body.save()
    guest.person.title_en = ""
    guest.person.save()
    assert gaps.in_another_language([(guest.person, "vi")]) == []


def test_an_english_letter_does_not_show_vietnamese_unannounced_either(guest):
    guest.person.title_en, guest.person.title_vi = "", "Vụ trưởng"
    [gap] = gaps.in_another_language([(guest.person, "en")])
    assert (gap.language, gap.what) == ("English", "title")


def test_paper_goes_by_its_own_languages_and_says_signatory_and_letterhead(client, dialogue, guest):
    letter = factories.official_letter(guest, languages="both")
    Signatory.objects.update(office_vi="")
    LetterHead.objects.update(issuer_vi="")
    expected = {
        *[change(guest.person), change(guest.person.organisation)],
        *[change(letter.signatory), change(LetterHead.objects.get())],
    }
    issue = reverse("admin:official_letter_action", args=["issue"])
    assert links(client.get(issue, {"ids": letter.pk})) == expected
    assert links(client.get(change(letter))) == expected
    letter.languages = "en"
    letter.save()
    assert links(client.get(issue, {"ids": letter.pk})) == set()


def test_the_list_of_participants_is_printed_in_both_languages(client, dialogue, guest):
    guest.delete()
    comes = factories.invitation(dialogue, Status.ACCEPTED, person=guest.person)
    consents.record(comes, Consent.Purpose.LIST, True, door="link", actor="Lan")
    response = client.get(reverse("admin:participants_list", args=[dialogue.pk]))
    assert links(response) == {change(guest.person), change(guest.person.organisation)}


def test_one_query_however_many(dialogue, django_assert_num_queries):
    people = [
        factories.person(title_en="Director", organisation=factories.organisation())
        for _ in range(5)
    ]
    stored = list(type(people[0]).objects.all())
    with django_assert_num_queries(1):
        gaps.in_another_language([(person, "vi") for person in stored])
