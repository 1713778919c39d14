"""Every form behind a link is filled in, and another language chosen before it is sent."""

import re
from datetime import timedelta

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from participants.delegates.consents import Purpose, record
from participants.models import DetailsChange, InvitationEvent
from participants.portraits import portraits
from participants.states import Status
from participants.workflow.transitions import Door
from tests import factories
from tests.participants.delegates.details_visit import prove
from tests.participants.portraits.files import file
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


def of(name, *rows):
    return reverse(name, args=[getattr(rows[0], "token", rows[0]), *[row.pk for row in rows[1:]]])


def delegate(dialogue, client=None, status=Status.ACCEPTED, **fields):
    """A delegate; if there is a client, one who has proven to be the delegate."""
    invitation = factories.invitation(dialogue, status, **fields)
    if client:
        prove(client, invitation)
    return invitation


def an_answer(dialogue, client):
    return of("answer", delegate(dialogue, status=Status.INVITED))


def a_change_of_the_answer(dialogue, client):
    return of("answer", delegate(dialogue))


def a_withdrawal_from_the_reserve_list(dialogue, client):
    return of("answer", delegate(dialogue, status=Status.RESERVE))


def an_answer_beside_two_roles(dialogue, client):
    invitation = delegate(dialogue, status=Status.TENTATIVE)
    for state in ["asked", "confirmed"]:
        factories.role(factories.session(dialogue), invitation.person, state=state)
    return of("answer", invitation)


def a_role(dialogue, client):
    invitation = delegate(dialogue)
    role = factories.role(factories.session(dialogue), invitation.person, state="asked")
    return of("delegate_role", invitation, role)


def a_substitute(dialogue, client):
    return of("substitute", delegate(dialogue))


def a_request(dialogue, client):
    return of("your_data", delegate(dialogue))


def a_letter_about_a_substitute(dialogue, client):
    return of("seat_letter", delegate(dialogue))


def an_institutions_letter(dialogue, client):
    return of("delegation_letter", seats(dialogue, Status.INVITED)[0])


def one_seat(dialogue, client):
    return of("delegation", seats(dialogue, Status.INVITED)[0])


def several_seats(dialogue, client):
    delegation, _seats = seats(dialogue, Status.INVITED, Status.INVITED, Status.ACCEPTED)
    return of("delegation", delegation)


def seats(dialogue, *statuses):
    delegation = factories.delegation(dialogue)
    rows = [
        factories.invitation(
            dialogue,
            status,
            delegation=delegation,
            person=None if status == Status.INVITED else factories.person(),
        )
        for status in statuses
    ]
    return delegation, rows


def details(dialogue, client):
    return of("details", delegate(dialogue, client))


def a_change_of_locked_details(dialogue, client):
    dialogue.details_open_until = timezone.localdate() - timedelta(days=1)
    dialogue.save()
    invitation = delegate(dialogue, client)
    factories.details_change(invitation)
    return of("details", invitation)


def consents(dialogue, client):
    return of("details_consent", delegate(dialogue, client))


def a_portrait(dialogue, client):
    invitation = delegate(dialogue, client)
    record(invitation, Purpose.PORTRAIT, True, door=Door.LINK, actor="Tan")
    portraits.put(invitation.person, file())
    record(invitation, Purpose.PORTRAIT, False, door=Door.LINK, actor="Tan")
    return of("details_portrait", invitation)


def a_code(dialogue, client):
    invitation = delegate(dialogue)
    client.post(of("details_send_code", invitation), {"to": "delegate"})
    return of("details_code", invitation)


WALK = {
    an_answer: "answer",
    a_change_of_the_answer: "answer",
    a_withdrawal_from_the_reserve_list: "answer",
    an_answer_beside_two_roles: "answer",
    a_role: "delegate_role",
    a_substitute: "substitute",
    a_request: "your_data",
    a_letter_about_a_substitute: "seat_letter",
    an_institutions_letter: "delegation_letter",
    one_seat: "delegation",
    several_seats: "delegation",
    details: "details",
    a_change_of_locked_details: "details",
    consents: "details_consent",
    a_portrait: "details_portrait",
    a_code: "details_code",
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
