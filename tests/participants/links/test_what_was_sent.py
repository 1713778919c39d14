"""After somebody was nominated or proposed: the page says that it was recorded and repeats what was
sent, and it can be corrected there."""

import pytest
from django.urls import reverse

from participants.models import Nomination
from participants.states import Status
from tests import factories
from tests.participants.workflow.nominating import invited_seat, typed
from tests.reading import soup, text_of, words

pytestmark = pytest.mark.usefixtures("clock")

LIM = {
    "given_name": "Hui",
    "title_en": "Director of Policy",
    "email": "hui.lim@ministry.example",
    "phone": "+65 6123 4567",
    "language": "vi",
    "remark": "Speaks French too.",
}


@pytest.fixture
def seat(dialogue):
    return invited_seat(factories.delegation(dialogue))


def nominate(client, seat, **other):
    return client.post(seat.delegation.page_path, typed(seat, **{**LIM, **other}), follow=True)


def test_it_is_said_to_be_recorded_once(client, seat):
    page = soup(nominate(client, seat))
    assert page.title.text.startswith("Recorded:")
    said = page.select_one("[role=status][autofocus]")
    assert words(said).startswith("This has been recorded. Nominated by Rachel Goh")
    assert "This has been recorded." not in text_of(client.get(seat.delegation.page_path))


def test_what_was_sent_is_repeated_but_not_how_the_nominee_is_reached(client, seat):
    nominate(client, seat)
    page = soup(client.get(seat.delegation.page_path))
    facts = words(page.select_one(f"#seat-{seat.pk} .facts"))
    for text in ["Lim", "Hui", "Director of Policy", "Singapore", "Vietnamese", "h…@ministry"]:
        assert text in facts
    for text in [LIM["email"], LIM["phone"], LIM["remark"]]:
        assert text not in str(page)


def test_the_form_to_correct_it_holds_it_without_the_address(client, seat):
    nominate(client, seat)
    page = soup(client.get(seat.delegation.page_path))
    form = page.select_one("form:has([value=propose])")
    assert "Correct this" in words(form.find_parent("details").summary)
    field = {one["name"].rpartition("-")[2]: one.get("value", "") for one in form.select("input")}
    assert (field["family_name"], field["title_en"]) == ("Lim", "Director of Policy")
    assert (field["email"], field["phone"]) == ("", "")
    assert page.select_one("option[value=vi]").has_attr("selected")


def test_a_correction_takes_the_place_of_what_was_sent(client, seat):
    nominate(client, seat)
    nominate(client, seat, given_name="Hui Min")
    outcomes = Nomination.objects.order_by("pk").values_list("given_name", "outcome")
    assert list(outcomes) == [("Hui", "dropped"), ("Hui Min", "open")]
    assert "Hui Min" in text_of(client.get(seat.delegation.page_path))


def test_of_a_proposed_substitute_it_is_the_same(client, dialogue):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    address = reverse("substitute", args=[invitation.token])
    sent = {"act": "propose", "proposed_by": "invitee", "family_name": "Lim", "country": "SG"}
    page = soup(client.post(address, {**sent, **LIM}, follow=True))
    assert "Director of Policy" in words(page.select_one("main > .facts"))
    assert LIM["email"] not in str(page)
    form = soup(client.get(address)).select_one("form:has([value=propose])")
    assert form.select_one("[name=family_name]")["value"] == "Lim"
    assert not form.select_one("[name=email]").get("value")


def test_a_title_that_is_missing_is_said_once_above_and_at_both_fields(client, seat):
    page = soup(nominate(client, seat, title_en=""), 422)
    text = "Please give the title, in English or in Vietnamese."
    assert [words(one) for one in page.select(".error-summary li")] == [text]
    assert len([one for one in page.select(".invalid-feedback") if text in words(one)]) == 2
