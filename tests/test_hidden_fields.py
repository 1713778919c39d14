"""Fields that a page can hide: one that is hidden does not count, so it is never in error, and what
is wrong with one that nobody can see is said where it can be read."""

import re

import pytest
import time_machine
from bs4 import BeautifulSoup
from crispy_forms.utils import render_crispy_form
from django.http import QueryDict

from agenda.evidence.forms import MarkForm
from agenda.programme.role_forms import RoleAnswerForm
from dialogue.mail.forms import SendingForm
from participants.delegates.details_form import DetailsForm
from participants.delegates.forms import GenderForm
from participants.models import Answer, DelegateDetails, Person
from participants.models.details import TRAVEL_FIELDS, VISA_FIELDS
from participants.seating.forms import OfferForm
from participants.states import Status
from participants.workflow.forms import AnswerForm
from tests import factories
from tests.reading import soup, words
from tests.source import ROOT

pytestmark = pytest.mark.usefixtures("clock", "db")

# What no field accepts: too long for a text, and no day, hour, number, address or choice.
NONSENSE = "thu ky@bo \U0001f600" * 40

# Each rule in a style sheet that hides fields by what is chosen elsewhere; the tests below name
# the fields that are in those boxes.
HIDE = {
    'form:has(input[value="invitee"]:checked) .indented',
    'form:has(input[name="attendance"]:is([value="local"], [value="online"]):checked)'
    " .if-travelling",
    'form:not(:has(input[name="needs_visa_letter"][value="yes"]:checked)) .if-visa',
    'form:not(:has(input[name="gender"][value="other"]:checked)) .if-own-words',
}


def posted(**data):
    """As it comes from a browser."""
    sent = QueryDict(mutable=True)
    sent.update(data)
    return sent


def boxed(form, css_class):
    """The names of the fields that stand in the boxes of this class."""
    shown = BeautifulSoup(render_crispy_form(form), "html.parser")
    boxes = shown.select(f".{css_class}")
    return {field["name"] for box in boxes for field in box.select("[name]")}


def test_every_rule_that_hides_a_field_is_known_here():
    sheets = [path.read_text() for path in (ROOT / "static").rglob("*.css")]
    rules = re.findall(r"^(form[^{\n]*):?[^{\n]*\{[^}]*display: none", "\n".join(sheets), re.M)
    assert {rule.strip() for rule in rules} == HIDE


@pytest.mark.parametrize("name", ["answered_by_name", "answered_by_email"])
def test_what_was_typed_about_an_office_does_not_count_once_the_invitee_answers(name):
    form = AnswerForm(posted(response="accept", answered_by="invitee", **{name: NONSENSE}))
    assert form.is_valid(), form.errors
    assert form.cleaned_data[name] == ""
    assert name in boxed(form, "indented")
    assert form[name].value() == NONSENSE  # should something else be wrong, it is still there


def test_an_invitee_who_changes_their_mind_about_the_office_is_heard(client, dialogue):
    invitation = factories.invitation(dialogue, Status.INVITED)
    form = {"response": "accept", "answered_by": "invitee", "answered_by_email": "thu ky@bo"}
    assert client.post(invitation.page_path, form).status_code == 302
    assert Answer.objects.get().answered_by_email == ""


def test_a_name_typed_for_an_office_does_not_count_once_the_invitee_answers_for_a_role(dialogue):
    role = factories.role(factories.session(dialogue), factories.person())
    name = f"role-{role.pk}-answered_by_name"
    data = {f"role-{role.pk}-answer": "confirm", f"role-{role.pk}-answered_by": "invitee"}
    form = RoleAnswerForm(role, posted(**data, **{name: NONSENSE}))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["answered_by_name"] == ""
    assert boxed(form, "indented") == {form["answered_by_name"].html_name}


def test_words_for_a_gender_do_not_count_beside_a_ready_answer():
    form = GenderForm(posted(gender="woman", gender_words=NONSENSE), instance=Person())
    assert form.is_valid(), form.errors
    assert boxed(form, "if-own-words") == {"gender_words"}


@pytest.mark.parametrize("name", TRAVEL_FIELDS + VISA_FIELDS)
def test_no_travel_detail_counts_for_somebody_who_does_not_travel(dialogue, name):
    form = details_form(dialogue, attendance="online", **{name: NONSENSE})
    assert form.is_valid(), form.errors
    assert name in boxed(form, "if-travelling")


@pytest.mark.parametrize("name", VISA_FIELDS)
def test_no_passport_detail_counts_without_a_visa_letter(dialogue, name):
    form = details_form(dialogue, attendance="travels", **{name: NONSENSE})
    assert form.is_valid(), form.errors
    assert name == "needs_visa_letter" or name in boxed(form, "if-visa")


def test_every_detail_that_can_be_hidden_is_one_of_those(dialogue):
    form = details_form(dialogue)
    assert boxed(form, "if-travelling") == {*TRAVEL_FIELDS, *VISA_FIELDS}


def details_form(dialogue, **data):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    return DetailsForm(posted(**data), instance=DelegateDetails(invitation=invitation))


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
        assert "This page has changed since you opened it" in words(shown.select_one(".alert"))
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
