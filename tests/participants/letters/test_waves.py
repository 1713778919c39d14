"""Letters sent by a step go out as a wave: with a paragraph, as drafts, or later."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from dialogue.mail import bounces, outbox
from dialogue.mail.models import OutgoingMail, Wave
from participants.letters import letters
from participants.states import Status
from participants.workflow import invitations, transitions
from tests import factories

pytestmark = pytest.mark.usefixtures("user")

State = OutgoingMail.State
BY = transitions.Actor(transitions.Door.COMMAND, "test")
PARAGRAPHS = {
    "paragraph_en": "The Minister looks forward to it.\n\n{{ dialogue }} <b>as typed</b>",
    "paragraph_vi": "Bộ trưởng mong được gặp.",
}


@pytest.fixture
def cleared(dialogue):
    people = [factories.person(), factories.person(language="vi")]
    return [factories.invitation(dialogue, Status.CLEARED, person=one) for one in people]


def send(client, invitations, step="invite", button="confirmed", **typed):
    data = {"ids": ",".join(str(one.pk) for one in invitations), button: "1", **typed}
    response = client.post(reverse("admin:invitation_action", args=[step]), data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_a_wave_gets_a_name_by_itself(client, cleared):
    page = client.get(reverse("admin:invitation_action", args=["invite"]), {"ids": cleared[0].pk})
    assert 'value="Invitations, wave 1"' in page.content.decode()


def test_a_paragraph_is_in_each_letter_in_its_language_and_stays_text(client, cleared):
    send(client, cleared, wave="First", when="now", **PARAGRAPHS)
    english, vietnamese = (one.mails.get() for one in cleared)
    assert english.wave == vietnamese.wave == Wave.objects.get(name="First")
    assert PARAGRAPHS["paragraph_en"] in english.text
    assert "{{ dialogue }} &lt;b&gt;as typed&lt;/b&gt;" in english.html
    assert PARAGRAPHS["paragraph_vi"] in vietnamese.text
    assert "Minister" not in vietnamese.text
    assert english.state == State.QUEUED


def test_the_letters_are_shown_with_the_paragraph_before_anything_is_written(client, cleared):
    text = send(client, cleared, button="show", wave="First", when="now", **PARAGRAPHS)
    assert "The Minister looks forward to it." in text
    frame = reverse("admin:invitation_letter", args=[cleared[0].pk])
    assert f"{frame}?typed=1" in text
    assert "looks forward to it" in client.get(f"{frame}?typed=1").content.decode()
    assert "looks forward to it" not in client.get(frame).content.decode()
    assert not OutgoingMail.objects.exists()
    assert not Wave.objects.exists()


def test_drafts_wait_until_they_are_released(client, cleared):
    text = send(client, cleared, wave="First", when="drafts")
    assert "The letters are drafts." in text
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {State.DRAFT}


def test_a_draft_goes_out_by_nobodys_hand_when_its_address_is_written_to_again(client, cleared):
    address = cleared[0].person.email
    bounces.block(address, "550 no such user")
    send(client, cleared, wave="First", when="drafts")
    drafts = OutgoingMail.objects.filter(to_address=address)
    assert outbox.release(drafts) == (0, 1)
    assert bounces.unblock(address) == 0
    assert drafts.get().state == State.DRAFT
    assert outbox.release(drafts) == (1, 0)


def test_a_wave_goes_out_later_on_the_dialogues_clock(client, cleared):
    moment = {"moment_0": "2031-05-01", "moment_1": "09:00"}
    text = send(client, cleared, wave="First", when="later", **moment)
    assert "The letters will go out after 1 May 2031, 09:00." in text
    for mail in OutgoingMail.objects.all():
        assert mail.next_try_at == datetime(2031, 5, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"wave": "", "when": "drafts"}, "Give the wave a name"),
        ({"wave": "New", "when": "later"}, "Give the date and time."),
        (
            {"wave": "New", "when": "later", "moment_0": "2020-01-01", "moment_1": "09:00"},
            "This time has passed.",
        ),
        ({"wave": "New", "when": "now", "paragraph_en": "Only this"}, "in both languages"),
        ({"wave": "Old", "when": "now"}, "There is already a wave with this name."),
    ],
)
def test_what_is_impossible_is_refused_and_nobody_is_invited(
    client, dialogue, cleared, typed, told
):
    Wave.objects.create(dialogue=dialogue, name="Old")
    text = send(client, cleared, **typed)
    assert told in text
    assert not OutgoingMail.objects.exists()
    cleared[0].refresh_from_db()
    assert cleared[0].status == Status.CLEARED


def test_no_wave_is_left_when_nobody_could_be_invited(client, dialogue, cleared):
    dialogue.reply_by_at = datetime(2020, 1, 1, tzinfo=UTC)
    dialogue.save()
    send(client, cleared, wave="First", when="now")
    assert not Wave.objects.exists()


def test_reminders_go_out_as_a_wave_too(client, dialogue):
    invited = factories.invitation(dialogue, Status.INVITED)
    send(client, [invited], step="remind", wave="Reminders", when="drafts", **PARAGRAPHS)
    mail = invited.mails.get()
    assert (mail.state, mail.wave.name) == (State.DRAFT, "Reminders")
    assert "looks forward to it" in mail.text


def test_what_was_decided_about_a_letter_holds_for_the_letter_that_replaces_it(client, dialogue):
    """An institution's letter is written anew when one of its seats is withdrawn."""
    delegation = factories.delegation(dialogue)
    seats = [
        factories.invitation(dialogue, Status.CLEARED, delegation=delegation) for _one in range(2)
    ]
    send(client, seats, wave="First", when="drafts")
    letter = OutgoingMail.objects.get(state=State.DRAFT)
    seats[0].refresh_from_db()
    invitations.withdraw(seats[0], BY)
    letter.refresh_from_db()
    assert letter.state == State.CANCELLED
    again = OutgoingMail.objects.get(kind="nomination_request", state=State.DRAFT)
    assert again.wave == letter.wave


def test_a_draft_stays_a_draft_when_the_letter_that_replaces_it_meets_a_blocked_address(
    client, dialogue
):
    delegation = factories.delegation(dialogue)
    first = factories.invitation(dialogue, Status.CLEARED, delegation=delegation)
    send(client, [first], wave="First", when="drafts")
    bounces.block(delegation.focal_point.email, "550 no such user")
    letters.nomination_request(delegation)
    assert OutgoingMail.objects.exclude(state=State.CANCELLED).get().state == State.DRAFT


def test_a_letter_written_for_a_step_now_follows_that_step(client, dialogue):
    delegation = factories.delegation(dialogue)
    first = factories.invitation(dialogue, Status.INVITED, delegation=delegation)
    letters.nomination_request(delegation, first)
    OutgoingMail.objects.update(state=State.ON_HOLD, held_because="wait")
    second = factories.invitation(dialogue, Status.CLEARED, delegation=delegation)
    send(client, [second], wave="Second", when="now")
    mail = OutgoingMail.objects.exclude(state=State.CANCELLED).get()
    assert (mail.state, mail.wave.name) == (State.QUEUED, "Second")
