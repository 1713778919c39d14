"""Another language is chosen, or the Enter key pressed, while several forms are being filled in."""

import pytest

from participants.states import Status
from tests import factories
from tests.browser.conftest import SIZES
from tests.browser.in_process import SITE, connect

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("size", ["phone"], indirect=True)]


@pytest.fixture
def page(visit, client, size):
    page = visit("en", at=SIZES["phone"])
    connect(page, client)
    return page


def test_what_is_typed_into_every_form_goes_along(page, dialogue):
    delegation = factories.delegation(dialogue)
    first, second = (
        factories.invitation(dialogue, Status.INVITED, delegation=delegation, person=None)
        for _number in range(2)
    )
    page.goto(f"{SITE}{delegation.page_path}?lang=en")
    page.click(f"#propose-{second.pk}")
    page.fill(f"[name=seat-{second.pk}-family_name]", "Tan")
    page.click(f"#release-{first.pk}")
    page.fill(f"[name=back-{first.pk}-answered_by_name]", "Ms Lim")
    page.click(".languages button[lang=vi]")
    page.wait_for_selector("html[lang=vi]")
    assert page.input_value(f"[name=seat-{second.pk}-family_name]") == "Tan"
    assert page.input_value(f"[name=back-{first.pk}-answered_by_name]") == "Ms Lim"
    assert page.locator(f"[name=back-{first.pk}-answered_by_name]").is_visible()
    assert not page.complaints


def test_the_enter_key_sends_the_form_and_chooses_no_language(page, dialogue):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    page.goto(f"{SITE}{invitation.page_path}substitute/?lang=en")
    page.fill("[name=family_name]", "Tan")
    page.press("[name=family_name]", "Enter")
    page.wait_for_selector(".error-summary")
    assert page.get_attribute("html", "lang") == "en"
