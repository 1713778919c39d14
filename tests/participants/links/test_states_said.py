"""The personal page in every state of an invitation and every phase of its dialogue: what it says
is in the table, and what it offers is taken."""

import pytest
import time_machine
from django.utils import translation

from participants.links import seats_said, states_said
from participants.links.states_said import SAID, Act, Phase
from participants.models import Answer
from participants.states import HAS_A_LINK, Status
from tests import factories
from tests.reading import soup, words

pytestmark = pytest.mark.usefixtures("clock")

PHASES = [(status, phase) for status in sorted(HAS_A_LINK) for phase in Phase]
# What somebody may press in each of these, as it is posted.
SENT = {
    Act.ANSWER: {"response": "accept"},
    Act.CONFIRM: {"response": "accept"},
    Act.CHANGE: {"response": "decline"},
    Act.STEP_DOWN: {"response": "decline"},
}
WHEN = {
    Phase.IN_TIME: "2031-05-10T02:00:00Z",
    Phase.LATE: "2031-05-16T02:00:00Z",
    Phase.HELD: "2031-06-05T02:00:00Z",
    Phase.OFF: "2031-05-10T02:00:00Z",
}


@pytest.fixture
def invitation(dialogue, state):
    """An invitation in this state and phase, with what belongs to it."""
    status, phase = state
    if phase is Phase.OFF:
        dialogue.status = dialogue.Status.CANCELLED
        dialogue.save()
    made = factories.invitation(dialogue, status)
    if status in {Status.NOMINATED, Status.SUBSTITUTE_PROPOSED}:
        factories.nomination(invitation=made, kind="substitute").save()
    if status in {Status.ACCEPTED, Status.TENTATIVE, Status.DECLINED, Status.RESERVE}:
        made.answers.create(response="accept", answered_by="invitee")
    with time_machine.travel(WHEN[phase]):
        yield made


def test_the_table_knows_every_state_in_every_phase():
    assert set(SAID) == set(PHASES)


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("state", PHASES)
def test_the_page_says_what_the_table_says(client, invitation, state, language):
    assert states_said.phase_of(invitation) is state[1]
    page = soup(client.get(invitation.page_path, {"lang": language}))
    said = SAID[state]
    shown = page.select_one("#answer")
    if Act.ANSWER in said.acts:
        with translation.override(language):
            assert page.select_one("h1").text == invitation.person.addressed_name
            assert words(shown.select_one("legend")).startswith(str(said.heading))
    else:
        assert words(page.select_one("title")).startswith(words(page.select_one("h1")))
        assert "%(" not in words(shown)
    assert len(page.select("h1")) == 1


@pytest.mark.parametrize("state", PHASES)
def test_what_the_page_offers_agrees_with_what_is_taken(invitation, state):
    acts = set(SAID[state].acts)
    assert bool(acts & {Act.ANSWER, Act.CONFIRM, Act.CHANGE}) == invitation.may_answer
    assert (Act.STEP_DOWN in acts) == invitation.may_step_down
    assert (Act.PROPOSE_SUBSTITUTE in acts) == invitation.may_propose_substitute
    assert bool(SAID[state].no) == (Act.STEP_DOWN in acts)
    if Act.PREPARE in acts:
        assert invitation.has_a_calendar
        assert invitation.dialogue.is_ahead


@pytest.mark.parametrize("state", PHASES)
def test_each_button_does_what_it_says(client, invitation, state):
    for act in SAID[state].acts:
        if act in SENT:
            client.get(invitation.page_path)
            response = client.post(invitation.page_path, SENT[act])
            assert response.status_code == 302, act
            assert response.url.endswith("done=1")
            assert Answer.objects.filter(response=SENT[act]["response"]).exists()
            return


@pytest.mark.parametrize("state", PHASES)
def test_an_answer_that_is_not_offered_is_refused_with_a_sentence(client, invitation, state):
    if set(SAID[state].acts) & {*SENT, Act.TAKE_BACK}:
        return
    page = soup(client.post(invitation.page_path, {"response": "tentative"}), 422)
    assert page.select_one("title").text.startswith("Error:")
    assert "can no longer be given here" in words(page.select_one(".error-summary"))


@pytest.mark.parametrize("state", [(Status.TENTATIVE, Phase.IN_TIME)])
def test_who_hopes_to_come_confirms_with_one_tap(client, invitation, state):
    page = soup(client.get(invitation.page_path))
    form = next(form for form in page.select("form") if "Yes, I confirm" in form.text)
    sent = {field["name"]: field["value"] for field in form.select("input")}
    client.post(invitation.page_path, sent)
    invitation.refresh_from_db()
    assert invitation.status == Status.ACCEPTED


@pytest.mark.parametrize(
    "state",
    [(status, phase) for status, phase in PHASES if phase in {Phase.HELD, Phase.OFF}],
)
def test_of_a_dialogue_that_is_over_nothing_is_asked(client, invitation, state):
    page = soup(client.get(invitation.page_path)).select_one("main")
    assert not page.select("form")
    assert not page.select('a[href*="/calendar/"], a[href*="/details/"]')
    assert "seat is confirmed" not in words(page)


def test_a_changed_date_is_told_old_and_new(client, dialogue, clock):
    invitation = factories.invitation(dialogue, Status.INVITED)
    client.post(invitation.page_path, {"response": "accept"})
    assert not soup(client.get(invitation.page_path)).select("del")
    clock.shift(3600)
    from dialogue.calendars import events

    dialogue.venue = "Opera House"
    events.save_dialogue(dialogue)
    page = soup(client.get(invitation.page_path))
    assert "Changed since you answered" in words(page)
    assert "Opera House" in words(page.select_one("ins"))
    assert words(page.select_one("del"))


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("status", sorted(HAS_A_LINK))
@pytest.mark.parametrize("has_person", [True, False])
def test_an_institution_reads_of_every_seat_how_it_stands(dialogue, status, phase, has_person):
    unnamed = {Status.INVITED, Status.NOMINATED, Status.DECLINED}
    if not has_person and status not in unnamed:
        return
    if phase is Phase.OFF:
        dialogue.status = dialogue.Status.CANCELLED
        dialogue.save()
    person = factories.person() if has_person else None
    delegation = factories.delegation(dialogue)
    seat = factories.invitation(dialogue, status, person=person, delegation=delegation)
    with time_machine.travel(WHEN[phase]):
        values = dict.fromkeys(["who", "nominee", "proposer", "at", "by", "reason"], "x")
        said = seats_said.said_of(seat).filled(values)
        assert said.heading
        assert said.sentence
