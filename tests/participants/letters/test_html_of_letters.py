"""What mail programs make of our letters: those that drop <style>, those that cannot draw a padded
link, and those in the dark."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation

from dialogue.formats import in_letters
from dialogue.mail.delivery.mime import message_for, styled
from dialogue.mail.models import OutgoingMail
from participants.models import InvitationEvent
from participants.states import Status
from participants.workflow import invitations, transitions
from tests import factories

BY = transitions.Actor(InvitationEvent.Door.ADMIN, "Secretariat")


@pytest.fixture(params=["en", "vi"])
def mail(dialogue, request):
    person = factories.person(language=request.param)
    invitations.invite(factories.invitation(dialogue, Status.CLEARED, person=person), BY)
    return OutgoingMail.objects.get()


def as_it_goes_out(mail):
    """The HTML part of the message, as a soup."""
    message = message_for(mail).message()
    (part,) = [part for part in message.walk() if part.get_content_type() == "text/html"]
    return BeautifulSoup(part.get_payload(decode=True).decode(), "html.parser")


def test_every_element_carries_its_style_so_that_forwarding_keeps_it(mail):
    soup = as_it_goes_out(mail)
    link = soup.find("a", class_="button")
    assert "color: #ffffff" in link["style"]
    assert "background: #0a4a50" in link.parent["style"]
    assert "border-top: 5px solid #a32018" in soup.find(class_="leaf")["style"]
    assert "#a32018" in soup.find(class_="due")["style"]
    # What needs a condition cannot be written into an element; nothing else is left.
    left = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", soup.style.string)
    assert left.strip() == ""


def test_what_is_stored_stays_without_style_attributes(mail):
    """The page that shows it allows none."""
    message_for(mail)
    mail.refresh_from_db()
    assert "style=" not in mail.html
    assert mail.html.count("<style>") == 1


def test_a_dark_scheme_is_offered_and_stronger_than_what_the_elements_carry(mail):
    soup = as_it_goes_out(mail)
    for name in ["color-scheme", "supported-color-schemes"]:
        assert soup.find("meta", attrs={"name": name})["content"] == "light dark"
    dark = re.search(
        r"@media \(prefers-color-scheme: dark\) ?\{(.*?)\n? *\}\s*(@media|$)",
        soup.style.string,
        re.DOTALL,
    )[1]
    declarations = re.findall(r"[\w-]+: [^;{}]+;", dark)
    assert declarations
    assert all("!important" in one for one in declarations)


def test_outlook_gets_a_button_of_a_cell_and_a_table_of_fixed_width(mail):
    soup = as_it_goes_out(mail)
    cell = soup.find("a", class_="button").parent
    assert (cell.name, cell["bgcolor"]) == ("td", "#0a4a50")
    assert "mso-padding-alt: 14px 28px" in cell["style"]
    comments = re.findall(r"<!--(.*?)-->", str(soup), re.DOTALL)
    assert [one for one in comments if one.startswith("[if mso]") and 'width="640"' in one]


def test_nothing_is_fetched_from_anywhere(mail):
    html = str(as_it_goes_out(mail))
    for tag in ["<img", "<link", "<script", "url(", "@import", "@font-face"]:
        assert tag not in html


def test_a_letter_stored_by_an_earlier_version_gets_its_own_style():
    html = "<head><style>.button { color: #ffffff; }</style></head><a class='button' href='x'>y</a>"
    assert 'style="color: #ffffff' in styled(html)


@pytest.mark.parametrize(
    ("language", "first", "last", "weekdays", "leaves"),
    [
        ("en", date(2031, 6, 2), date(2031, 6, 2), "Monday", [("Monday", "2", "June 2031")]),
        (
            "en",
            date(2031, 6, 2),
            date(2031, 6, 3),
            "Monday and Tuesday",
            [("Monday", "2", "June 2031"), ("Tuesday", "3", "June 2031")],
        ),
        (
            "vi",
            date(2031, 6, 1),
            date(2031, 6, 3),
            "từ Chủ nhật đến thứ Ba",
            [("Chủ nhật", "01", "tháng 6 năm 2031"), ("Thứ Ba", "03", "tháng 6 năm 2031")],
        ),
    ],
)
def test_the_dates_are_leaves_of_a_calendar_and_the_words_name_their_days(
    dialogue, language, first, last, weekdays, leaves
):
    dialogue.starts_on, dialogue.ends_on = first, last
    with translation.override(language):
        html = render_to_string("emails/mail/_facts.html", {"dialogue": dialogue})
        text = render_to_string("emails/mail/_facts.txt", {"dialogue": dialogue})
    shown = BeautifulSoup(html, "html.parser").find_all(class_="leaf")
    assert [tuple(leaf.stripped_strings) for leaf in shown] == leaves
    assert f"({weekdays})" in html
    assert f"({weekdays})" in text
    assert in_letters.weekdays(first, last, language) == weekdays
