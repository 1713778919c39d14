"""The organisers' front page: what is to be done, what is due when, which dialogue it is about."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dialogue.desk import parts
from dialogue.models import Dialogue
from participants.names.precedence import ASEAN_MEMBERS
from participants.states import Status
from tests import factories
from tests.reading import page, soup
from tests.visitors import Visitors

pytestmark = pytest.mark.django_db
INDEX = "/admin/"


def acts(client, path=INDEX):
    """What is to be done, as people hear it: "Decide: 1 nomination to decide on"."""
    found = soup(client.get(path)).select(".todo .act")
    return [" ".join(each.get_text("").split()) for each in found]


def test_an_empty_house_teaches_the_first_steps(client, user):
    front = page(client.get(INDEX))
    assert "There is no dialogue yet." in front
    assert reverse("admin:new_dialogue") in front
    assert "All records" in front


def test_where_nothing_is_to_be_done_the_page_says_so(client, user, dialogue):
    factories.invitation(dialogue, Status.ACCEPTED)
    factories.release(dialogue)
    assert acts(client) == []
    assert "Nothing to do." in page(client.get(INDEX))


def test_each_thing_opens_the_list_of_exactly_these_and_goes_when_it_is_done(
    client, user, dialogue
):
    draft = factories.invitation(dialogue, Status.DRAFT)
    for status in [Status.CLEARED, Status.CLEARED, Status.NOMINATED, Status.ACCEPTED]:
        factories.invitation(dialogue, status)
    found = soup(client.get(INDEX)).select(".todo .act, .todo .what a")
    addresses = {" ".join(each.get_text("").split()): each["href"] for each in found}
    for link, number in [
        ("invitation is a draft", 1),
        ("invitations are cleared and not sent", 2),
        ("Decide: 1 nomination to decide on", 1),
    ]:
        assert len(soup(client.get(addresses[link])).select("#result_list tbody tr")) == number
    draft.status = Status.WITHDRAWN
    draft.save()
    assert not any("draft" in act for act in acts(client))


@pytest.mark.parametrize(
    ("status", "act", "question"),
    [
        (Status.DRAFT, "Clear them", "Clear these invitations for sending?"),
        (Status.CLEARED, "Send them", "Send these invitations?"),
    ],
)
def test_the_next_step_opens_for_all_of_them_and_of_this_dialogue_alone(
    client, user, dialogue, status, act, question
):
    rows = [factories.invitation(dialogue, status) for _ in range(2)]
    factories.invitation(factories.dialogue(), status)
    front = soup(client.get(INDEX, {"dialogue": dialogue.pk}))
    [link] = [each for each in front.select(".act") if act in each.text]
    opened = soup(client.get(link["href"]))
    assert question in opened.text and "This affects 2 people." in opened.text
    assert opened.select_one("input[name=ids]")["value"] == ",".join(str(row.pk) for row in rows)


def test_lapsed_offers_open_the_list_of_lapsed_offers_only(client, user, dialogue):
    factories.invitation(dialogue, Status.INVITED)
    late = factories.invitation(dialogue, Status.INVITED)
    late.reply_by_at = dialogue.reply_by_at - timedelta(days=3000)
    late.save()
    [found] = [each for each in soup(client.get(INDEX)).select(".act") if "lapsed" in each.text]
    rows = soup(client.get(found["href"])).select("#result_list tbody tr")
    assert len(rows) == 1


def test_a_category_above_its_target_is_named(client, user, dialogue):
    government = factories.category(dialogue, name_en="Government", target=1)
    for _number in range(3):
        factories.invitation(dialogue, Status.ACCEPTED, category=government)
    assert "Look: 1 category is above its target" in acts(client)
    assert "Government: 3 of 1" in page(client.get(INDEX))


def test_deadlines_come_with_the_days_left_and_late_ones_first(client, dialogue):
    with time_machine.travel("2031-05-10 05:00Z", tick=False):
        for title, day in [("Venue", 8), ("Interpreters", 10), ("Hotels", 11), ("Papers", 20)]:
            dialogue.work_streams.create(
                title_en=title, title_vi=title, due_on=date(2031, 5, day), owner="Protocol"
            )
        client.force_login(factories.organiser())
        lines = [
            " ".join(line.get_text(" ").split())
            for line in soup(client.get(INDEX)).select(".dates li")
        ]
    told = [line for line in lines if "Protocol" in line]
    assert [line.rpartition("Protocol")[2].strip() for line in told] == [
        "2 days late",
        "today",
        "tomorrow",
        "10 days",
    ]


def test_reminders_are_announced_with_the_number_that_waits(client, user, dialogue):
    dialogue.reminder_rules.create(kind="answer", days_before=3)
    for _number in range(2):
        factories.invitation(dialogue, Status.INVITED)
    front = page(client.get(INDEX))
    assert "Reminder goes out" in front
    assert "To whoever has not answered: 2 letters" in front


def test_the_pictures_have_a_table_behind_each_and_no_style(client, user, dialogue):
    factories.invitation(dialogue, Status.ACCEPTED, category=factories.category(dialogue))
    front = soup(client.get(INDEX))
    charts = front.select("svg.chart")
    assert len(charts) == 3
    assert not front.select("svg [style], svg style")
    for chart in charts:
        assert chart.find_parent("section").select("table")
    assert "Timor-Leste" in front.get_text()


def test_countries_stand_against_their_target_where_there_is_one(client, user, dialogue):
    person = factories.person(country="VN", organisation=factories.organisation(country="VN"))
    factories.invitation(dialogue, Status.ACCEPTED, person=person)

    def cells(path):
        tables = soup(client.get(path)).select("table")
        [table] = [one for one in tables if one.th.text == "Country"]
        [row] = [one for one in table.select("tr") if "Viet Nam" in one.text]
        return [cell.text for cell in row.select("td:not(.chart)")]

    board = reverse("admin:balance", args=[dialogue.pk])
    assert (cells(INDEX), cells(board)) == (["1", "0"], ["1", "1", "1", "0"])
    Dialogue.objects.update(country_target=2)
    assert (cells(INDEX), cells(board)) == (["1", "0", "2"], ["1", "1", "1", "2", "0"])
    short = soup(client.get(INDEX)).select_one("[aria-labelledby=by-country] svg.chart")
    assert len(short.select("[stroke-opacity]")) == 2 * len(ASEAN_MEMBERS) - 1


def test_a_role_that_may_not_see_messages_sees_none_of_them(dialogue):
    factories.incoming_mail(factories.invitation(dialogue, Status.INVITED))
    factories.data_request(dialogue)
    visit = Visitors()
    assert any("calendar" in act for act in acts(visit("secretariat")))
    seen = page(visit("observer").get(INDEX))
    assert "calendar to confirm" not in seen and "data request" not in seen


def test_who_may_not_see_invitations_sees_no_number_of_them(client, dialogue):
    factories.invitation(dialogue, Status.NOMINATED, category=factories.category(dialogue))
    client.force_login(factories.organiser(is_superuser=False))
    front = soup(client.get(INDEX))
    assert not front.select("svg.chart, .todo")
    assert "nomination" not in front.get_text() and "seats" not in front.get_text()
    assert client.get(reverse("admin:status_report", args=[dialogue.pk])).status_code == 403


def test_who_may_only_look_is_asked_for_no_decision(dialogue):
    factories.invitation(dialogue, Status.NOMINATED)
    assert "Look: 1 nomination to decide on" in acts(Visitors()("observer"))


def test_the_nearest_dialogue_is_shown_and_another_can_be_chosen(client, user):
    near = factories.dialogue(title_en="The near one", starts_on=date(2031, 6, 2))
    later = factories.dialogue(
        title_en="The later one", starts_on=date(2032, 6, 2), ends_on=date(2032, 6, 3)
    )
    assert soup(client.get(INDEX)).select_one(".desk-bar strong").text == near.title
    chosen = soup(client.get(f"{INDEX}?dialogue={later.pk}"))
    assert chosen.select_one(".desk-bar strong").text == later.title
    assert soup(client.get(INDEX)).select_one(".desk-bar strong").text == later.title
    every = soup(client.get(f"{INDEX}?dialogue=0"))
    assert not every.select(".desk-bar")
    assert {near.title, later.title} <= {each.text for each in every.select(".dialogues a")}


def test_finished_dialogues_fold(client, user, dialogue):
    over = factories.dialogue(
        title_en="Long over",
        status=Dialogue.Status.HELD,
        starts_on=date(2020, 6, 2),
        ends_on=date(2020, 6, 3),
    )
    front = soup(client.get(INDEX))
    [fold] = [each for each in front.select("details") if over.title in each.text]
    assert not fold.has_attr("open")
    assert "1 finished dialogue" in fold.summary.text


def test_users_and_second_factors_are_not_on_the_first_screen(client, user, dialogue):
    front = soup(client.get(INDEX))
    records = front.select_one("details.records").extract()
    for name in ["Groups", "Users", "Terms"]:
        assert name in records.get_text()
        assert name not in front.select_one("#content").get_text()


def test_every_part_is_left_out_without_the_right_to_it(rf, dialogue):
    hidden = parts.ToDo(1, "secret", "/", "Do", see="mail.view_outgoingmail")
    shown = parts.ToDo(1, "open", "/", "Do", act_right="mail.change_outgoingmail")
    user = factories.organiser(is_superuser=False)
    part = parts._shown_to(user, parts.Part(to_do=[hidden, shown]))
    assert [(item.what, item.act) for item in part.to_do] == [("open", "Look")]


def test_the_page_takes_fifteen_queries_however_many_invitations(client, user, dialogue):
    def queries():
        client.get(INDEX)
        with CaptureQueriesContext(connection) as found:
            client.get(INDEX)
        return len(found)

    dialogue.reminder_rules.create(kind="answer", days_before=3)
    counts = []
    for number in [2, 40]:
        for _number in range(number):
            factories.invitation(dialogue, Status.INVITED, category=factories.category(dialogue))
            factories.data_request(person=factories.person())
        counts.append(queries())
    assert counts[0] == counts[1] <= 15


def at(moment, client, dialogue):
    """What is to be done then."""
    with time_machine.travel(moment, tick=False):
        client.force_login(factories.organiser())
        return acts(client, f"{INDEX}?dialogue={dialogue.pk}")


def test_what_is_long_late_does_not_push_what_is_to_come_off_the_page(client, dialogue):
    with time_machine.travel("2031-05-14 05:00Z", tick=False):
        for day in range(1, 10):
            factories.work_stream(dialogue, due_on=date(2031, 5, day))
        client.force_login(factories.organiser())
        front = soup(client.get(INDEX))
    [fold] = [each for each in front.select("details") if "older overdue" in each.summary.text]
    assert len(fold.select("li")) == 6  # of nine, and the permission's
    shown = front.select_one("section[aria-labelledby=deadlines] > ol.dates").get_text(" ")
    assert "Answers are due" in shown


def test_a_new_dialogue_says_what_it_needs_until_the_first_invitation_is_out(client, user):
    dialogue = factories.dialogue(contact_name_en="", contact_name_vi="", contact_email="")
    found = acts(client)
    assert "Bring it in: 1 list of guests is still to come" in found
    assert "Look: 2 things are missing before the first invitation" in found
    factories.invitation(dialogue, Status.INVITED)
    assert not any("still to come" in act or "missing" in act for act in acts(client))


def test_offers_are_named_shortly_before_their_deadline(client, dialogue):
    for _number in range(2):
        factories.invitation(dialogue, Status.INVITED)
    factories.invitation(dialogue, Status.ACCEPTED)
    told = "Remind them: 2 offers are still open shortly before their deadline"
    assert told not in at("2031-05-12 09:00Z", client, dialogue)
    assert told in at("2031-05-14 09:00Z", client, dialogue)
    with time_machine.travel("2031-05-14 09:00Z", tick=False):
        [act] = [each for each in soup(client.get(INDEX)).select(".act") if "Remind" in each.text]
        assert len(soup(client.get(act["href"])).select("#result_list tbody tr")) == 2


def test_guests_beyond_the_seats_are_counted_as_such(client, user, dialogue):
    Dialogue.objects.update(capacity=1)
    for status in [Status.ACCEPTED, Status.ACCEPTED, Status.INVITED]:
        factories.invitation(dialogue, status)
    found = acts(client)
    assert "Look: 1 more guest has accepted than there are seats" in found
    assert "Look: 1 person would find no seat if everybody accepted" in found


def test_from_the_first_day_on_attendance_is_to_be_recorded(client, dialogue):
    factories.invitation(dialogue, Status.ACCEPTED)
    told = "Record it: 1 guest is not yet recorded as present or absent"
    assert told not in at("2031-06-01 09:00Z", client, dialogue)
    for day in [2, 9]:
        assert told in at(f"2031-06-0{day} 09:00Z", client, dialogue)


def test_after_the_last_day_only_what_is_left_is_to_be_done(client, dialogue):
    session = factories.session(dialogue)
    factories.role(session, factories.person(), state="refused")
    factories.work_stream(dialogue, due_on=date(2031, 5, 1))
    factories.work_stream(dialogue, due_on=date(2031, 6, 5))
    assert at("2031-06-08 09:00Z", client, dialogue) == [
        "Go on: 1 work stream is late",
        "Change its status: 1 dialogue is over and not yet called held",
    ]
    Dialogue.objects.update(status=Dialogue.Status.HELD)
    assert len(at("2031-06-08 09:00Z", client, dialogue)) == 1


def test_of_a_cancelled_dialogue_only_those_are_named_who_do_not_know_it(client, dialogue):
    factories.work_stream(dialogue, due_on=date(2031, 5, 1))
    factories.invitation(dialogue, Status.ACCEPTED, calendar_told=0)
    Dialogue.objects.update(status=Dialogue.Status.CANCELLED, sequence=1)
    assert at("2031-05-08 09:00Z", client, dialogue) == [
        "Tell them: 1 invitee has not been told of the changes"
    ]


def test_until_somebody_is_invited_help_leads_to_the_first_steps(client, user):
    first_steps = reverse("admin:guide_chapter", args=["start"])
    way = "a.help-link"
    assert soup(client.get(INDEX)).select_one(way)["href"] == first_steps
    dialogue = factories.dialogue()
    assert soup(client.get(INDEX)).select_one(way)["href"] == first_steps
    factories.invitation(dialogue, "invited")
    assert soup(client.get(INDEX)).select_one(way)["href"] != first_steps


def test_countries_that_have_no_room_in_the_picture_are_counted(client, user, dialogue):
    for code in ["AU", "CN", "IN", "JP", "KR", "NZ", "RU", "US", "FR", "DE"]:
        person = factories.person(country=code)
        factories.invitation(dialogue, "accepted", person=person)
    card = soup(client.get(INDEX)).select_one("[aria-labelledby=by-country]")
    rows, drawn = card.select("tbody tr"), card.select("svg text[x='2']")
    assert len(drawn) < len(rows)
    assert f"and {len(rows) - len(drawn)} more countries" in " ".join(card.text.split())
