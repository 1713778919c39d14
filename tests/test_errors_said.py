"""Whatever form a page behind a link or of the sign-in has: sent empty, it comes back with a title
that says so, and first of all a summary that has the focus and leads to each field."""

import pytest
from django.conf import settings
from django.urls import reverse

from dialogue.pages.problems import problems
from participants.delegates import identity_check
from participants.states import Status
from participants.workflow.forms import AnswerForm
from tests import factories
from tests.access_table import PAGES
from tests.reading import soup, words
from tests.visitors import rows, seat_of_an_institution

pytestmark = [pytest.mark.usefixtures("clock", "db"), pytest.mark.ignore_template_errors]

# What Django says where a form says nothing of its own; it does not say what to give.
SAYS_NOTHING = {
    "This field is required.",
    "Trường này là bắt buộc.",
    "Trường này bắt buộc phải nhập.",
}


def _invited(dialogue, client):
    return factories.invitation(dialogue, Status.INVITED).page_path, {}


def _seat(act):
    def door(dialogue, client):
        seat = seat_of_an_institution(dialogue)
        prefix = "seat" if act == "propose" else "back"
        emptied = {f"{prefix}-{seat.pk}-{name}": "" for name in ["family_name", "reason"]}
        return seat.delegation.page_path, {"seat": seat.pk, "act": act, **emptied}

    return door


def _of_a_delegate(name, data=(), *, is_proven=False):
    def door(dialogue, client):
        delegate = factories.invitation(dialogue, Status.ACCEPTED)
        if is_proven:
            session = client.session
            identity_check.remember(session, delegate)
            session.save()
            client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return reverse(name, kwargs={"token": delegate.token}), dict(data)

    return door


def _institutions_letter(dialogue, client):
    dialogue.nomination_letters = "asked"
    dialogue.save()
    token = seat_of_an_institution(dialogue).delegation.token
    return reverse("delegation_letter", kwargs={"token": token}), {}


def _role(dialogue, client):
    delegate = factories.invitation(dialogue, Status.ACCEPTED)
    role = factories.role(factories.session(dialogue), delegate.person, state="asked")
    factories.release(dialogue)
    return reverse("delegate_role", kwargs={"token": delegate.token, "pk": role.pk}), {}


def _details(dialogue, client):
    data = {"emergency_phone": "abc", "arrival_on": "2031-13-45", "attendance": "travels"}
    return _of_a_delegate("details", data, is_proven=True)(dialogue, client)


def _page(name):
    return lambda dialogue, client: (reverse(name), {})


DOORS = {
    "answer": _invited,
    "delegation": _seat("propose"),
    "delegation: a seat given back": _seat("give_back"),
    "delegation: no seat": lambda dialogue, client: (
        seat_of_an_institution(dialogue).delegation.page_path,
        {},
    ),
    "substitute": _of_a_delegate("substitute"),
    "delegation_letter": _institutions_letter,
    "seat_letter": _of_a_delegate("seat_letter"),
    "details": _details,
    "details_code": _of_a_delegate("details_code"),
    "details_consent": _of_a_delegate("details_consent", is_proven=True),
    "details_portrait": _of_a_delegate("details_portrait", is_proven=True),
    "your_data": _of_a_delegate("your_data"),
    "delegate_role": _role,
    "account_login": _page("account_login"),
    "account_reset_password": _page("account_reset_password"),
}
# Their forms have buttons only, or they have none.
NOTHING_TO_FILL_IN = {
    "health", "ready", "metrics", "set_language", "robots", "security_contact", "csp_reports",
    "sitemap", "share_picture", "delegates_paper",
    "emblem", "portrait",
    "invitees_letter", "institutions_letter", "details_autosave", "details_send_code",
    "details_data", "details_data_file", "details_close", "details_take_change_back",
    "personal_calendar", "delegates_list",
    "delegates_list_file", "delegates_information", "delegates_information_file",
    "delegate_programme", "calendar_mine", "unsubscribe", "calendar_organisers", "calendar",
    "calendar_session", "calendar_topic",
}  # fmt: skip


def test_every_page_behind_a_link_is_looked_at_here():
    names = list(rows(PAGES))
    behind_links = names[: names.index("home")]
    known = {name.partition(":")[0] for name in DOORS} | NOTHING_TO_FILL_IN
    assert set(behind_links) <= known


@pytest.mark.parametrize(("language", "error"), [("en", "Error:"), ("vi", "Lỗi:")])
@pytest.mark.parametrize("name", DOORS)
def test_a_form_sent_empty_says_what_to_give(client, dialogue, name, language, error):
    address, data = DOORS[name](dialogue, client)
    client.cookies["django_language"] = language
    response = client.post(f"{address}?lang={language}", data)
    assert response.status_code == (200 if name.startswith("account_") else 422)
    page = soup(response, response.status_code)
    assert page.select_one("title").text.strip().startswith(error)
    main = page.select_one("main")
    summary = main.find(True, recursive=False)
    assert "error-summary" in summary["class"]
    assert summary.has_attr("autofocus")
    assert summary["tabindex"] == "-1"
    messages = summary.select("li")
    assert messages
    for message in messages:
        assert words(message) not in SAYS_NOTHING
        for link in message.select("a"):
            assert main.select_one(link["href"]), f"{link['href']} is nowhere on the page"


def test_a_page_that_was_only_opened_has_no_summary(client, dialogue):
    page = soup(client.get(factories.invitation(dialogue, Status.INVITED).page_path))
    assert not page.select(".error-summary")
    assert not page.select_one("title").text.startswith("Error:")


def test_two_fields_that_lack_the_same_are_said_once_at_the_first():
    form = AnswerForm({"response": "accept", "answered_by": "office"})
    found = problems(form, refusal="Too late", anchor="answer")
    assert [problem.anchor for problem in found] == [
        *["answer", "id_answered_by_name", "id_answered_by_email"]
    ]
