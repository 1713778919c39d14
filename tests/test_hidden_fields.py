"""Fields that a page can hide: one that is hidden does not count, so it is never in error, and what
is wrong with one that nobody can see is said where it can be read."""

import re

import pytest
import time_machine
from bs4 import BeautifulSoup
from crispy_forms.utils import render_crispy_form
from django.forms import FileField
from django.http import QueryDict

from agenda.evidence.forms import MarkForm
from agenda.programme.role_forms import RoleAnswerForm
from dialogue.mail.forms import SendingForm
from dialogue.pages.conditional_fields import ConditionalFields
from participants.delegates import arrangements
from participants.delegates.details_form import DetailsForm
from participants.delegates.forms import GenderForm
from participants.models import Answer, DelegateDetails, Person
from participants.models.details import VISA_FIELDS
from participants.seating.forms import OfferForm
from participants.states import Status
from participants.workflow.forms import AnswerForm, StepDownForm
from participants.workflow.nomination_forms import SubstituteForm
from participants.workflow.recorded_answer_form import RecordedAnswerForm
from tests import factories
from tests.reading import soup, words
from tests.source import ROOT

pytestmark = pytest.mark.usefixtures("clock", "db")

# What no field accepts: too long for a text, and no day, hour, number, address or choice.
NONSENSE = "thu ky@bo \U0001f600" * 40

# Each class that the style sheet hides by what is chosen elsewhere in the form, and how it says
# when; the conditions of the forms below must say the same.
HIDE = {
    "if-office": 'form:not(:has(input[value="office"]:checked)) .if-office',
    "if-not-accepted": 'form:has(input[name="response"][type="radio"]):not(:has(input[name='
    '"response"]:is([value="tentative"], [value="decline"]):checked)) .if-not-accepted',
    "if-travelling": 'form:has(input[name="attendance"]:is([value="local"], [value="online"])'
    ":checked) .if-travelling",
    "if-own-hotel": 'form:has(input[name="hotel"][value="block"]:checked) .if-own-hotel',
    "if-visa": 'form:not(:has(input[name="needs_visa_letter"][value="yes"]:checked)) .if-visa',
    "if-letter": 'form:has(input[name="channel"]):not(:has(input[name="channel"]:is('
    '[value="paper"], [value="mail"]):checked)) .if-letter',
    "if-own-words": 'form:not(:has(input[name="gender"][value="other"]:checked)) .if-own-words',
}
# Beside a choice that stands for several fields (participants.delegates.arrangements).
ARRANGED = [
    'form:has(input[name="arranged"]):not(:has(input[name="arranged"][value="each"]:checked)) '
    ".if-each",
    'form:has(input[name="arranged"]):not(:has(input:is([value="each"], [value="local"], '
    '[value="online"]):checked)) .if-each-or-staying',
]


def posted(**data):
    """As it comes from a browser."""
    sent = QueryDict(mutable=True)
    sent.update(data)
    return sent


def boxed(form, css_class):
    """The names of the fields that stand in the boxes of this class."""
    if not hasattr(form, "helper"):  # its page lays it out, row by row
        return {field.html_name for field, box in form.rows() if box == css_class}
    shown = BeautifulSoup(render_crispy_form(form), "html.parser")
    boxes = shown.select(f".{css_class}")
    return {field["name"] for box in boxes for field in box.select("[name]")}


def test_every_rule_that_hides_a_field_is_known_here():
    sheets = [path.read_text() for path in (ROOT / "static").rglob("*.css")]
    text = "\n".join(sheets)
    rules = [
        selector.strip()
        for selectors in re.findall(r"^(form[^{]*)\{[^}]*display: none", text, re.M)
        for selector in re.split(r",\n", selectors)
    ]
    assert sorted(rules) == sorted([*HIDE.values(), *ARRANGED])


def a_role_form(dialogue, data):
    role = factories.role(factories.session(dialogue), factories.person())
    return RoleAnswerForm(role, prefixed(data, f"role-{role.pk}-"))


def prefixed(data, prefix):
    sent = QueryDict(mutable=True)
    sent.update({prefix + name: value for name, value in data.items()})
    return sent


def a_details_form(dialogue, data):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    return DetailsForm(data, instance=DelegateDetails(invitation=invitation))


# Every form that has fields which count only beside certain answers.
CONDITIONAL = {
    AnswerForm: lambda dialogue, data: AnswerForm(data),
    StepDownForm: lambda dialogue, data: StepDownForm(data),
    SubstituteForm: lambda dialogue, data: SubstituteForm(factories.person(), data),
    RoleAnswerForm: a_role_form,
    DetailsForm: a_details_form,
    GenderForm: lambda dialogue, data: GenderForm(data, instance=Person()),
    RecordedAnswerForm: lambda dialogue, data: RecordedAnswerForm(
        factories.invitation(dialogue, Status.INVITED), data
    ),
}


def all_conditional(form_class=ConditionalFields):
    """Every form with conditions in the project."""
    for heir in form_class.__subclasses__():
        yield heir
        yield from all_conditional(heir)


def test_every_form_with_conditions_is_walked_here():
    assert set(all_conditional()) == set(CONDITIONAL)


CASES = [
    (form_class, condition, name)
    for form_class in CONDITIONAL
    for condition in form_class.conditions
    for name in condition.fields
]


@pytest.mark.parametrize(("form_class", "condition", "name"), CASES)
def test_what_does_not_count_is_neither_wrong_nor_kept(dialogue, form_class, condition, name):
    choices = form_class.base_fields[condition.beside].choices
    values = {"yes": True, "no": False}
    hiding = [
        value for value, _label in choices if values.get(value, value) not in condition.values
    ]
    for value in hiding:
        form = CONDITIONAL[form_class](
            dialogue, posted(**{condition.beside: value, name: NONSENSE})
        )
        form.is_valid()
        assert name not in form.errors, (value, form.errors)
        if form_class is not SubstituteForm:  # which puts the delegate's own there
            assert form.cleaned_data[name] in {None, ""}
        if not isinstance(form.fields[name], FileField):  # of which browsers keep nothing
            assert (
                form[name].value() == NONSENSE
            )  # should something else be wrong, it is still there


@pytest.mark.parametrize(("form_class", "condition", "name"), CASES)
def test_what_may_not_count_is_in_a_box_that_the_style_sheet_hides(
    dialogue, form_class, condition, name
):
    form = CONDITIONAL[form_class](dialogue, posted())
    assert form[name].html_name in boxed(form, condition.box)
    if condition.box == "if-office":
        assert condition.values == {"office"}
    else:  # the rule names the field, and just the answers that show it or hide it
        rule = HIDE[condition.box]
        assert f'[name="{condition.beside}"]' in rule
        named = set(re.findall(r'value="(\w+)"', rule))
        shown = {"yes" if value is True else value for value in condition.values} - {""}
        every = {value for value, _label in form_class.base_fields[condition.beside].choices}
        assert named in (shown, every - shown)


def test_what_a_choice_stands_for_is_neither_wrong_nor_kept(dialogue):
    form = a_details_form(dialogue, None)
    hidden = boxed(form, "if-each") | boxed(form, "if-each-or-staying")
    assert hidden == {*arrangements.FIELDS, *arrangements.DETAILS_OF_HOTEL, *VISA_FIELDS}
    for choice, means in arrangements.MEANS.items():
        nonsense = dict.fromkeys(hidden, NONSENSE)
        data = arrangements.spelt_out(posted(attendance="travels", arranged=choice, **nonsense))
        form = a_details_form(dialogue, data)
        assert form.is_valid(), form.errors
        said = {"yes": True, "no": False}
        for name in hidden:
            value = means.get(name, "")
            assert form.cleaned_data[name] in {said.get(value, value), None}


def test_no_other_field_is_in_such_a_box(dialogue):
    for form_class, make in CONDITIONAL.items():
        form = make(dialogue, posted())
        for box in HIDE:
            counted = {
                form[name].html_name
                for condition in form_class.conditions
                if condition.box == box
                for name in condition.fields
            }
            inner = boxed(form, "if-visa") if box == "if-travelling" else set()
            assert boxed(form, box) == counted | inner


def test_an_invitee_who_changes_their_mind_about_the_office_is_heard(client, dialogue):
    invitation = factories.invitation(dialogue, Status.INVITED)
    form = {"response": "accept", "answered_by_email": "thu ky@bo"}  # the box is no longer ticked
    assert client.post(invitation.page_path, form).status_code == 302
    assert Answer.objects.get().answered_by_email == ""


def test_a_substitute_is_proposed_by_the_delegate_who_is_known(client, dialogue):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    form = {
        "given_name": "Hui",
        "title_en": "Director",
        "email": "hui@example.org",
        "language": "en",
        "proposed_by_email": "thu ky@bo",
    }
    response = client.post(f"/i/{invitation.token}/substitute/", form)
    assert response.status_code == 302
    nomination = invitation.nominations.get()
    assert nomination.proposed_by == "invitee"
    assert nomination.proposed_by_name == invitation.person.name
    assert nomination.proposed_by_email == invitation.person.email


@pytest.mark.parametrize("name", VISA_FIELDS)
def test_no_passport_detail_counts_for_somebody_who_does_not_travel(dialogue, name):
    data = posted(attendance="online", needs_visa_letter="yes", **{name: NONSENSE})
    form = a_details_form(dialogue, data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data[name] in {None, ""}


@pytest.mark.parametrize("when", ["now", "drafts"])
def test_a_time_for_sending_later_does_not_count_otherwise(dialogue, when):
    form = SendingForm(dialogue, posted(wave="First", when=when, moment_0="soon", moment_1=""))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["moment"] is None


def test_an_answer_that_is_no_longer_offered_is_refused_where_it_can_be_read(client, dialogue):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    with time_machine.travel("2031-05-16T02:00:00Z"):
        form = {"response": "tentative", "answered_by": "invitee"}
        shown = soup(client.post(invitation.page_path, form), 422)
        assert "This page has changed since you opened it" in words(
            shown.select_one(".error-summary")
        )
        assert shown.select_one("input[name=response]")["value"] == "decline"
        assert client.post(invitation.page_path, {**form, "response": "decline"}).status_code == 302


@pytest.mark.parametrize("name", ["start_at", "end_at", "words"])
def test_what_a_script_writes_into_hidden_fields_is_refused_where_it_can_be_read(name):
    form = MarkForm(factories.document(), [], [], posted(paragraph="1", **{name: "x" * 30_000}))
    assert "Choose the words again" in str(form.non_field_errors())
    assert form.fields[name].widget.is_hidden


def test_a_reason_that_is_too_long_is_refused_beside_it_and_keeps_the_window(dialogue):
    form = OfferForm(dialogue, {"days": "4", "reason": "x" * 501})
    assert not form.is_valid()
    assert form.reply_by_at  # the page shows the field, with its error, only with a window
    page = (ROOT / "templates/admin/participants/invitation/offer_seat.html").read_text()
    assert "{{ form.reason.errors }}" in page
