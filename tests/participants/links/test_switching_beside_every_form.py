"""Every form behind a link is filled in, and another language chosen before it is sent."""

import re

import pytest
from django.urls import get_resolver

from participants.models import DetailsChange, InvitationEvent
from tests.participants.links.every_form import (
    WALK,
    a_portrait,
    an_institutions_letter,
    delegate,
    of,
)
from tests.reading import soup

pytestmark = pytest.mark.usefixtures("clock")

UNTYPED = {"hidden", "file", "submit"}
BY_KIND = {"date": "2031-06-01", "time": "10:00", "number": "3", "email": "tan@"}
# Behind a link, but nothing can be typed there.
NOTHING_TO_TYPE = {
    *["personal_calendar", "delegates_list", "delegates_list_file", "details_data"],
    *["details_data_file", "details_close", "details_autosave", "details_take_change_back"],
    *["delegate_programme", "delegates_paper", "delegates_information"],
    *["delegates_information_file", "institutions_letter", "invitees_letter"],
}


def named(form):
    return [
        field
        for field in form.select("input[name], textarea[name], select[name]")
        if field.get("type") not in UNTYPED
    ]


def typed_into(form):
    """{name: value} where every field that can hold a text or a choice is filled in."""
    typed = {}
    for field in named(form):
        kind, name = field.get("type", field.name), field["name"]
        if kind == "checkbox":
            typed.setdefault(name, []).append(field.get("value", "on"))
        elif kind == "radio":
            typed[name] = field["value"]  # the last one
        elif field.name == "select":
            typed[name] = field.select("option")[-1]["value"]
        else:
            typed[name] = BY_KIND.get(kind, "Tan <b>")
    return typed


def sent_by(form):
    """What a browser would send of the form as it stands, in the same shape."""
    sent = {}
    for field in named(form):
        kind, name = field.get("type", field.name), field["name"]
        if kind == "checkbox":
            if field.has_attr("checked"):
                sent.setdefault(name, []).append(field.get("value", "on"))
        elif kind == "radio":
            if field.has_attr("checked"):
                sent[name] = field["value"]
        elif field.name == "select":
            sent[name] = next((it["value"] for it in field.select("option[selected]")), "")
        else:
            sent[name] = field.get("value", "") if field.name == "input" else field.text.strip()
    return sent


@pytest.mark.parametrize("arrive", WALK, ids=lambda it: it.__name__)
def test_nothing_typed_is_lost(client, dialogue, arrive):
    address = arrive(dialogue, client)
    page = soup(client.get(address, {"lang": "en"}))
    filled_in = {form.get("id"): typed_into(form) for form in page.select("form") if named(form)}
    assert filled_in and None not in filled_in
    button = page.select_one(".languages button[lang=vi]")
    assert button["form"] in filled_in
    if len(filled_in) > 1:  # a browser sends one form; the script adds the others
        assert page.select_one("script[src*='keep']")
    first = page.select_one(f'button[form="{button["form"]}"]')
    assert not first.get("name")  # the Enter key presses it
    carrier = page.find("form", id=button["form"])
    assert carrier.get("enctype") in {None, "multipart/form-data"}
    assert button.get("formenctype", "") == (
        "application/x-www-form-urlencoded" if carrier.has_attr("enctype") else ""
    )
    hidden = {it["name"]: it["value"] for it in carrier.select("[type=hidden]")}
    everything = {name: value for typed in filled_in.values() for name, value in typed.items()}
    noted = InvitationEvent.objects.count()

    response = client.post(
        address + button["formaction"], {**hidden, **everything, button["name"]: ""}
    )

    page = soup(response)
    assert page.html["lang"] == "vi"
    assert not page.select(".error-summary, .is-invalid")
    forms = {form.get("id"): form for form in page.select("form") if named(form)}
    assert {name: sent_by(forms[name]) for name in filled_in} == filled_in
    for name in filled_in:
        folded = forms[name].find_parent("details")
        assert folded is None or folded.has_attr("open")
    assert page.select_one(".languages button[lang=en]")["form"] in filled_in
    assert InvitationEvent.objects.count() == noted
    assert DetailsChange.objects.filter(values__has_key="hotel_name").count() == 0


@pytest.mark.parametrize("arrive", WALK, ids=lambda it: it.__name__)
def test_where_nothing_was_typed_nothing_is_said_to_be(client, dialogue, arrive):
    address = arrive(dialogue, client)
    page = soup(client.get(address, {"lang": "en"}))
    button = page.select_one(".languages button[lang=vi]")
    untouched = {}
    for form in page.select("form[id]"):
        untouched |= {it["name"]: it["value"] for it in form.select("[type=hidden]")}
        untouched |= sent_by(form)
    opened = {it["id"] for it in page.select("details[open] form")}
    after = soup(client.post(address + button["formaction"], {**untouched, button["name"]: ""}))
    assert {it["id"] for it in after.select("details[open] form")} == opened
    assert not after.select(".alert, [role=status] strong")


def test_of_a_file_the_page_says_that_it_has_to_be_chosen_again(client, dialogue):
    for address, field in [
        (an_institutions_letter(dialogue, client), "file"),
        (a_portrait(dialogue, client), "picture"),
    ]:
        typed = {field: "signed.pdf", "only_language": ""}
        assert soup(client.post(f"{address}?lang=vi", typed)).select(".alert-warning")


def test_what_was_typed_before_the_proof_ran_out_is_carried_on(client, dialogue):
    invitation = delegate(dialogue)
    client.post(of("details_send_code", invitation), {"to": "delegate"})
    address = of("details", invitation)
    page = soup(client.post(address, {"diet": "halal"}))
    for language in ["vi", "en"]:
        button = page.select_one(f".languages button[lang={language}]")
        form = page.find("form", id=button["form"])
        data = {it["name"]: it.get("value", "") for it in form.select("input")}
        page = soup(client.post(address + button["formaction"], {**data, button["name"]: ""}))
        assert page.html["lang"] == language
        assert page.select_one("[name=typed-diet]")["value"] == "halal"
    data = {it["name"]: it.get("value", "") for it in page.select("#send-form input")}
    asked = {**data, "only_language": ""}
    page = soup(client.post(of("details_send_code", invitation) + "?lang=vi", asked))
    assert page.select_one("#code-form [name=typed-diet]")["value"] == "halal"


def test_the_walk_goes_to_every_page_behind_a_link():
    patterns = get_resolver().reverse_dict
    names = {
        name
        for name in patterns
        if isinstance(name, str) and re.match(r"i/", patterns.getlist(name)[0][0][0][0])
    }
    left_out = names - set(WALK.values()) - NOTHING_TO_TYPE - {"details_send_code"}
    assert not left_out
