"""Before letters leave: in which languages they are, who cannot be addressed in theirs, and that
the reply deadline has passed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from dialogue.models import Dialogue
from participants.states import Status
from tests import factories
from tests.reading import page, soup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "user")]


def step(name, *invitations):
    ids = ",".join(str(invitation.pk) for invitation in invitations)
    return f"{reverse('admin:invitation_action', args=[name])}?ids={ids}"


def guest(dialogue, language, status=Status.CLEARED, **fields):
    fields = {"form_of_address_en": "", "form_of_address_vi": "", **fields}
    return factories.invitation(
        dialogue, status, person=factories.person(language=language, **fields)
    )


def test_the_page_counts_the_letters_in_each_language(client, dialogue):
    guests = [guest(dialogue, code) for code in ["en", "vi", "vi"]]
    assert "Letters by language: English 1, Vietnamese 2" in page(
        client.get(step("invite", *guests))
    )
    assert "Letters by language: Vietnamese 2" in page(client.get(step("invite", *guests[1:])))


def test_after_the_reply_deadline_the_page_says_first_that_nothing_can_be_sent(client, dialogue):
    one = guest(dialogue, "en")
    says = "The reply deadline has passed. Set a later one on the dialogue first."
    assert says not in page(client.get(step("invite", one)))
    Dialogue.objects.update(reply_by_at=timezone.now())
    assert says in page(client.get(step("invite", one)))
    assert says in page(client.get(reverse("admin:index")))


@pytest.mark.parametrize("name", ["invite", "withdraw", "remind"])
def test_a_form_is_filled_in_on_the_way_and_the_step_goes_on(client, dialogue, name):
    factories.reminder_rule(dialogue)
    status = Status.CLEARED if name == "invite" else Status.INVITED
    one = guest(dialogue, "en", status)
    found = soup(client.get(step(name, one)))
    mend = found.select_one(".gaps a.button")["href"]
    answer = client.post(mend, {f"other-{one.person.pk}": "Dr"})
    assert answer["Location"] == step(name, one)
    one.person.refresh_from_db()
    assert one.person.form_of_address_en == "Dr"
    assert not soup(client.get(step(name, one))).select(".gaps a.button")


def test_a_line_left_empty_changes_nobody_and_another_way_on_is_the_list(client, dialogue):
    one = guest(dialogue, "vi")
    address = f"{reverse('admin:forms_of_address')}?ids={one.pk}&then=no-step"
    answer = client.post(address, {str(one.person.pk): ""})
    assert answer["Location"] == reverse("admin:participants_invitation_changelist")
    one.person.refresh_from_db()
    assert not one.person.form_of_address_vi
