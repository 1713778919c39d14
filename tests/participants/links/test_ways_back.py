"""From every page behind a link back to the invitation: the same way, called the same, once."""

import pytest
from django.urls import reverse

from participants.delegates import identity_check
from participants.states import Status
from tests import factories
from tests.reading import soup

PAGES = [
    *["personal_calendar", "your_data", "delegates_list", "substitute", "seat_letter", "details"],
    *["details_consent", "details_data", "details_portrait", "delegate_programme"],
    "delegates_information",
]


@pytest.mark.django_db
@pytest.mark.parametrize("is_proven", [False, True])
@pytest.mark.parametrize(
    ("language", "label"), [("en", "Your invitation"), ("vi", "Thư mời của Ông/Bà")]
)
@pytest.mark.parametrize("name", PAGES)
def test_each_page_leads_back_once(client, dialogue, name, language, label, is_proven):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    if is_proven:
        session = client.session
        identity_check.remember(session, invitation)
        session.save()
    address = reverse(name, args=[invitation.token])
    page = soup(client.get(address, {"lang": language}, follow=True))
    back = f"{invitation.page_path}?lang={language}"
    assert [link.text for link in page.select(f'main a[href="{back}"]')] == [label]
    assert len(page.select("h1")) == 1


@pytest.mark.parametrize(
    ("language", "label"),
    [("en", "Your institution’s invitation"), ("vi", "Thư mời của Quý Cơ quan")],
)
def test_so_does_the_institutions_letter(client, dialogue, language, label):
    delegation = factories.delegation(dialogue)
    factories.invitation(dialogue, Status.INVITED, delegation=delegation, person=None)
    address = reverse("delegation_letter", args=[delegation.token])
    page = soup(client.get(address, {"lang": language}))
    back = f"{delegation.page_path}?lang={language}"
    assert [link.text for link in page.select(f'main a[href="{back}"]')] == [label]
