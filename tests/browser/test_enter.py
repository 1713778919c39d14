"""Enter, or Go on a telephone, sends the form that is being filled in: it changes no language and
chooses nothing that the reader did not."""

import pytest

from tests.browser.in_process import SITE, connect
from tests.participants.links.every_form import WALK

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("clock"),
    pytest.mark.parametrize("size", ["phone"], indirect=True),
]

CAN_BE_TYPED_IN = "form input:not([type=hidden], [type=file], [type=submit])"
# The buttons of a form that say something of their own, beyond that it is to be sent.
ON_ENTER = """() => {
    const pressed = window.pressed = [];
    for (const form of document.forms) form.addEventListener('submit', event => {
        event.preventDefault();
        pressed.push([form.id, event.submitter?.name ?? '']);
    });
    for (const folded of document.querySelectorAll('details')) folded.open = true;
}"""


@pytest.mark.parametrize("arrive", WALK, ids=lambda it: it.__name__)
def test_enter_sends_what_is_typed(visit, client, dialogue, size, arrive):
    page = visit("en")
    connect(page, client)
    page.goto(f"{SITE}{arrive(dialogue, client)}?lang=en")
    page.evaluate(ON_ENTER)
    fields = [field for field in page.locator(CAN_BE_TYPED_IN).all() if field.is_visible()]
    forms = [field.evaluate("field => field.form.id") for field in fields]
    for field in fields:
        field.press("Enter")
    assert page.evaluate("window.pressed") == [[form, ""] for form in forms]
