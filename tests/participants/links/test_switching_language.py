"""Another language is chosen while a form behind a link is being filled in."""

import pytest

from participants.states import Status
from tests import factories
from tests.reading import soup

pytestmark = pytest.mark.usefixtures("clock")


def switch(client, address, typed):
    """Type into the form that the page would take along and press the button of Vietnamese."""
    page = soup(client.get(f"{address}?lang=en"))
    button = page.select_one(".languages button[lang=vi]")
    form = page.find("form", id=button["form"])
    names = {field["name"] for field in form.select("[name]")}
    assert set(typed) <= names
    hidden = {one["name"]: one["value"] for one in form.select("[type=hidden]")}
    return client.post(
        address + button["formaction"].removeprefix(address),
        {**hidden, **typed, button["name"]: ""},
    )


def value_of(page, name):
    """What stands in the field, or which choice is made."""
    chosen = page.select_one(f'[name="{name}"][checked], [name="{name}"] [selected]')
    field = chosen or page.select_one(f'[name="{name}"]')
    return field.get("value") or field.text.strip()


def kept(response, typed):
    page = soup(response)
    assert response.status_code == 200
    assert page.html["lang"] == "vi"
    assert not page.select(".error-summary, .is-invalid")
    return {name: value_of(page, name) for name in typed} == typed


def test_what_was_typed_into_an_answer_stays(client, dialogue):
    invitation = factories.invitation(dialogue, Status.INVITED)
    typed = {
        "response": "tentative",
        "reason": "After <the> budget",
        "answered_by": "office",
        "answered_by_name": "Ms Doe",
        "answered_by_email": "not yet whole",
    }
    response = switch(client, invitation.page_path, typed)
    assert kept(response, typed)
    invitation.refresh_from_db()
    assert invitation.status == Status.INVITED and not invitation.events.exists()


def test_nothing_was_typed_and_nothing_is_wrong(client, dialogue):
    invitation = factories.invitation(dialogue, Status.INVITED)
    assert kept(switch(client, invitation.page_path, {}), {})


def test_a_substitute_who_is_being_typed_stays(client, dialogue):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    typed = {"family_name": "Tan", "country": "SG", "email": "tan@", "remark": "Soon"}
    assert kept(switch(client, invitation.page_path + "substitute/", typed), typed)
    invitation.refresh_from_db()
    assert invitation.status == Status.ACCEPTED and not invitation.nominations.exists()


def test_a_request_about_ones_data_stays(client, dialogue):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    typed = {"kind": "correct", "remark": "My name"}
    assert kept(switch(client, invitation.page_path + "your-data/", typed), typed)
    assert not invitation.events.exists()


def test_a_delegate_whom_an_institution_is_naming_stays(client, dialogue):
    delegation = factories.delegation(dialogue)
    seat = factories.invitation(dialogue, Status.INVITED, delegation=delegation, person=None)
    typed = {f"seat-{seat.pk}-family_name": "Tan", f"seat-{seat.pk}-email": "tan@"}
    response = switch(client, delegation.page_path, typed)
    assert kept(response, typed)
    assert soup(response).select_one(f"#seat-{seat.pk} details[open]")
    assert not seat.nominations.exists()


def test_where_nothing_can_be_typed_the_other_language_is_a_link(client, dialogue):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    page = soup(client.get(f"{invitation.page_path}calendar/"))
    assert page.select_one(".languages a[hreflang=vi]")["href"].endswith("?lang=vi")


def test_nonsense_is_shown_again_or_left_out_but_bears_no_error(client, dialogue):
    invitation = factories.invitation(dialogue, Status.INVITED)
    nonsense = {"response": "never", "answered_by": "nobody", "reason": "a\0b", "only_language": ""}
    page = soup(client.post(invitation.page_path + "?lang=vi", nonsense))
    assert not page.select("#answer-form [checked]")
    assert value_of(page, "reason") == ""
