"""A session is added where it belongs and is like others of its kind; conflicts are said where
people are asked and where the programme is released."""

import json
from datetime import date

import pytest
from django.urls import reverse

from agenda.models import Session
from agenda.programme import roles
from agenda.programme.conflicts import board, rules
from agenda.programme.conflicts.kinds import Kind, Severity
from agenda.releases import releasing
from dialogue.mail.models import OutgoingMail
from participants.states import Status
from tests import factories
from tests.moments import at
from tests.reading import filled_form, soup, text_of

pytestmark = [pytest.mark.ignore_template_errors, pytest.mark.usefixtures("clock", "user")]


def add_page(client, dialogue, **more):
    address = reverse("admin:agenda_session_add")
    return soup(client.get(address, {"dialogue": dialogue.pk, **more}))


def test_a_session_is_added_on_the_day_and_at_the_hour_of_the_board(client, dialogue):
    factories.session(dialogue)
    board_page = soup(client.get(reverse("admin:programme_day", args=[dialogue.pk, "2031-06-02"])))
    link = board_page.find("a", string="10:00")["href"]
    assert link.endswith(f"?dialogue={dialogue.pk}&day=2031-06-02&hour=10")
    page = soup(client.get(link))
    assert page.find(id="id_starts_at_0")["value"] == "2031-06-02"
    assert page.find(id="id_starts_at_1")["value"].startswith("10:00")
    assert page.find(id="id_ends_at_1")["value"].startswith("11:00")


def test_a_day_that_is_none_is_not_found(client, dialogue):
    address = reverse("admin:agenda_session_add")
    answer = client.get(address, {"dialogue": dialogue.pk, "day": "yesterday"})
    assert answer.status_code == 404


def test_a_new_round_table_is_for_delegates_and_under_the_rule(client, dialogue):
    defaults = json.loads(add_page(client, dialogue).find(id="id_kind")["data-defaults"])
    assert defaults["round_table"] == {"attribution": "chatham_house", "audience": "delegates"}
    assert defaults["keynote"] == {"attribution": "on_record", "audience": "public"}
    assert set(defaults) == set(Session.Kind.values)


def test_a_session_that_is_there_keeps_what_it_has(client, dialogue):
    session = factories.session(dialogue)
    page = soup(client.get(reverse("admin:agenda_session_change", args=[session.pk])))
    assert not page.find(id="id_kind").has_attr("data-defaults")


def clashes(dialogue):
    found = rules.find(board.read_facts(dialogue))
    return [conflict for conflict in found if conflict.kind == Kind.DELEGATES]


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ({"audience": "delegates"}, {"audience": "delegates"}, True),
        ({"kind": "opening"}, {"audience": "delegates"}, True),
        ({"kind": "opening"}, {"kind": "closing"}, True),
        ({"audience": "public"}, {"audience": "delegates"}, False),
        ({"audience": "delegates", "kind": "break"}, {"audience": "delegates"}, False),
        ({"audience": "delegates", "kind": "forum"}, {"audience": "delegates"}, False),
    ],
)
def test_two_sessions_for_all_delegates_at_once_are_to_be_checked(dialogue, first, second, clash):
    factories.session(dialogue, starts_at=at(9), ends_at=at(10), **first)
    factories.session(dialogue, starts_at=at(9, 30), ends_at=at(11), **second)
    found = clashes(dialogue)
    assert bool(found) == clash
    assert all(one.severity == Severity.DOUBTFUL for one in found)


def test_one_after_the_other_is_no_conflict(dialogue):
    for hour in [9, 10]:
        factories.session(dialogue, starts_at=at(hour), ends_at=at(hour + 1), audience="delegates")
    assert clashes(dialogue) == []


@pytest.fixture
def clash(dialogue):
    """Two sessions in one room, and somebody who is to be asked for a role in the first."""
    room = factories.room(dialogue, name_en="Hall A", name_vi="Hội trường A")
    sessions = [
        factories.session(dialogue, room=room, starts_at=at(9), ends_at=at(10), slug=f"s{number}")
        for number in range(2)
    ]
    person = factories.person()
    factories.invitation(dialogue, Status.ACCEPTED, person=person)
    return factories.role(sessions[0], person, state="planned")


def ask_page(client, role):
    return client.get("/admin/agenda/role/ask/", {"ids": role.pk})


def test_who_asks_for_a_role_is_told_that_its_session_conflicts(client, clash):
    assert "Hall A is double-booked" in soup(ask_page(client, clash)).text
    clash.session.room.sessions.exclude(pk=clash.session_id).update(room=None)
    assert "double-booked" not in soup(ask_page(client, clash)).text


def test_the_letter_says_zone_room_and_until_when_to_answer(client, clash):
    roles.ask(type(clash).objects.filter(pk=clash.pk))
    text = OutgoingMail.objects.get().text
    assert "Hall A" in text
    assert "All times are" in text
    assert "Please answer by" in text


def test_the_day_to_answer_is_in_a_week_but_before_the_session(clash, clock):
    today = clash.session.dialogue.local(clock.now() if hasattr(clock, "now") else at(9)).date()
    day = roles.answer_by([clash])
    assert day < date(2031, 6, 2) or day == today


def test_the_day_that_a_letter_to_the_session_said_holds_while_it_lies_ahead(
    dialogue, clash, clock
):
    said = date(2031, 5, 20)
    clash.answer_by_on = said
    clash.save()
    assert roles.answer_by([clash]) == said
    clock.move_to("2031-05-21T02:00:00Z")
    assert roles.answer_by([clash]) == date(2031, 5, 28)


def test_the_delegates_page_says_the_same_day_as_the_letter(client, dialogue, clash, clock):
    roles.ask(type(clash).objects.filter(pk=clash.pk))
    assert "Please answer by 8 May 2031." in OutgoingMail.objects.get().text
    page = client.get(dialogue.invitations.get().page_path)
    assert "Please answer by 8 May 2031." in text_of(page)


def test_the_release_checks_name_a_serious_conflict_that_was_accepted(client, dialogue, clash):
    (serious,) = releasing.draft(dialogue).conflicts
    board.accept(dialogue, serious.conflict, "Mai", "The hall is divided by a wall.")
    draft = releasing.draft(dialogue)
    assert draft.conflicts == []
    assert [one.accepted.reason for one in draft.accepted] == ["The hall is divided by a wall."]
    address = reverse("admin:release_draft", args=[dialogue.pk])
    text = " ".join(soup(client.get(address)).text.split())
    assert "Serious conflicts that were accepted" in text
    assert "The hall is divided by a wall." in text
    assert "no serious conflict is left" not in text


def save(client, session, address, **more):
    typed = {**filled_form(client.get(address).content), **more}
    return client.post(address, typed)["Location"]


def test_a_session_opened_from_the_board_leads_back_to_the_board_of_its_day(client, dialogue):
    session = factories.session(dialogue)
    day = reverse("admin:programme_day", args=[dialogue.pk, "2031-06-02"])
    address = soup(client.get(day)).select_one(".board h2 a")["href"]
    assert save(client, session, address) == day
    moved = {"starts_at_0": "2031-06-03", "ends_at_0": "2031-06-03"}
    assert save(client, session, address, **moved) == day.replace("06-02", "06-03")
    assert save(client, session, address, _continue="1") == address


def test_a_session_opened_from_the_list_leads_back_to_the_list(client, dialogue):
    session = factories.session(dialogue)
    address = reverse("admin:agenda_session_change", args=[session.pk])
    assert save(client, session, address).startswith(reverse("admin:agenda_session_changelist"))


def test_a_session_added_on_the_board_leads_back_to_it(client, dialogue):
    address = reverse("admin:agenda_session_add") + f"?dialogue={dialogue.pk}&day=2031-06-02"
    titles = {"title_en": "Lunch", "title_vi": "Ăn trưa", "kind": "break"}
    where = save(client, None, address, **titles)
    assert where == reverse("admin:programme_day", args=[dialogue.pk, "2031-06-02"])


def test_a_form_that_comes_back_with_an_error_keeps_what_was_chosen(client, dialogue):
    address = reverse("admin:agenda_session_add") + f"?dialogue={dialogue.pk}"
    typed = filled_form(client.get(address).content)
    kind = soup(client.post(address, {**typed, "title_en": "", "title_vi": ""})).find(id="id_kind")
    assert kind["data-typed"] == "yes"
    assert add_page(client, dialogue).find(id="id_kind")["data-typed"] == ""
