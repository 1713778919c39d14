"""Changed days, place and status are told old and new, in letters and on pages behind a link."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dialogue.calendars import events
from dialogue.mail.models import OutgoingMail
from participants.letters import letters
from participants.states import Status
from tests import factories
from tests.participants.letters.same_words import says_the_same
from tests.reading import soup, words

pytestmark = pytest.mark.usefixtures("clock")


def move(dialogue, clock):
    """The dialogue is a week later and has a venue, an hour from now."""
    clock.shift(timedelta(hours=1))
    dialogue.starts_on, dialogue.ends_on = date(2031, 6, 9), date(2031, 6, 10)
    dialogue.venue_en, dialogue.venue_vi = "Opera House", "Nhà hát Lớn"
    events.save_dialogue(dialogue)
    clock.shift(timedelta(hours=1))


OLD_AND_NEW = {
    "en": ["When: 2–3 June 2031 → 9–10 June 2031", "Where: Conference Centre, 1 Example"],
    "vi": ["Thời gian: ngày 02 và 03 tháng 6 năm 2031 → ngày 09 và 10 tháng 6 năm 2031"],
}


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_letter_begins_with_old_and_new(dialogue, clock, language):
    person = factories.person(language=language)
    invitation = factories.invitation(dialogue, Status.CLEARED, person=person)
    letters.invite(invitation)
    move(dialogue, clock)
    invitation.dialogue.refresh_from_db()
    letters.dialogue_changed(invitation)
    mail = OutgoingMail.objects.get(kind="dialogue_changed")
    for told in OLD_AND_NEW[language]:
        assert told in mail.text and told in mail.html
    now = {"en": "The current information", "vi": "Thông tin hiện nay"}[language]
    assert mail.text.index("→") < mail.text.index(now)
    assert "dates, place or status" not in mail.text
    assert says_the_same(mail)


@pytest.mark.parametrize(
    ("language", "heading", "told"),
    [
        ("en", "Changed since you answered", "2–3 June 2031 → 9–10 June 2031"),
        ("vi", "Thay đổi kể từ khi Ông/Bà trả lời", "→ ngày 09 và 10 tháng 6 năm 2031"),
    ],
)
def test_the_personal_page_tells_what_has_changed_since_the_answer(
    client, dialogue, clock, language, heading, told
):
    invitation = factories.invitation(dialogue, Status.ACCEPTED, invited_at=timezone.now())
    invitation.answers.create(response="accept", answered_by="invitee", answered_by_name="Mei Tan")
    page = reverse("answer", args=[invitation.token])
    assert soup(client.get(page)).select_one("#changed-heading") is None
    move(dialogue, clock)
    shown = soup(client.get(page, {"lang": language})).select_one("section:has(#changed-heading)")
    assert heading in words(shown) and told in words(shown)
    dialogue.status = "cancelled"
    events.save_dialogue(dialogue)
    assert soup(client.get(page)).select_one("#changed-heading") is None


def test_what_is_saved_without_a_change_of_these_facts_is_not_told(client, dialogue, clock):
    invitation = factories.invitation(dialogue, Status.INVITED, invited_at=timezone.now())
    clock.shift(timedelta(hours=1))
    dialogue.summary_en = "Another summary"
    events.save_dialogue(dialogue)
    page = soup(client.get(reverse("answer", args=[invitation.token])))
    assert page.select_one("#changed-heading") is None


def test_the_institutions_page_tells_it_too(client, dialogue, clock):
    delegation = factories.delegation(dialogue)
    factories.invitation(
        dialogue, Status.INVITED, person=None, delegation=delegation, invited_at=timezone.now()
    )
    move(dialogue, clock)
    page = soup(client.get(reverse("delegation", args=[delegation.token]), {"lang": "en"}))
    shown = words(page.select_one("section:has(#changed-heading)"))
    assert "Changed since you were invited" in shown
    assert "2–3 June 2031 → 9–10 June 2031" in shown
