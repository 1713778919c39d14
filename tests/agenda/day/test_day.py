"""A day in the admin site: what stands on it, moving, swapping, running late, its conflicts."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agenda.models import AcceptedConflict, Session
from agenda.programme import sessions
from dialogue.refusals import EditConflict
from tests import factories
from tests.agenda.session_form import session_form
from tests.moments import at
from tests.reading import filled_form, soup, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("user")]


def day_of(dialogue, day="2031-06-02"):
    return reverse("admin:programme_day", args=[dialogue.pk, day])


def move_form(session, **changes):
    session.refresh_from_db()
    return {
        "do": "move",
        "session": session.pk,
        "seen": session.changed_at.isoformat(),
        "starts_at_0": "2031-06-02",
        "starts_at_1": "09:00",
        "ends_at_0": "2031-06-02",
        "ends_at_1": "10:00",
        "room": session.room_id or "",
        **changes,
    }


def test_a_block_shows_all_that_organisers_need(client, dialogue):
    session = factories.session(
        dialogue,
        title_en="Trust",
        attribution="chatham_house",
        audience="delegates",
        room=factories.room(dialogue, name_en="Hall A"),
    )
    factories.role(session, factories.person(given_name="Mei"), state="asked")
    factories.session(dialogue, title_en="Dropped", is_cancelled=True)
    page = soup(client.get(day_of(dialogue)))
    [first, second] = page.select("li.block")
    text = first.get_text(" ", strip=True)
    for told in ["09:00 – 10:00", "Trust", "Round table", "Chatham House Rule", "delegates only"]:
        assert told in text
    assert "Moderator: Mei Tan (asked, not yet confirmed)" in " ".join(text.split())
    assert "c-1 w-1 h-9 m-0 eh-10 em-0" in " ".join(first["class"])
    assert "is-cancelled" in second["class"]
    assert "no room" in second.get_text()
    assert [one.get_text() for one in page.select("li.room")] == ["Hall A", "No room"]


def test_the_day_is_that_of_the_dialogues_clock(client):
    tokyo = factories.dialogue(time_zone="Asia/Tokyo")
    factories.session(tokyo, starts_at=datetime(2031, 6, 1, 16, tzinfo=UTC))  # 01:00 on 2 June
    assert "01:00–02:00" in soup(client.get(day_of(tokyo))).select_one(".clock").get_text()
    assert soup(client.get(day_of(tokyo, "2031-06-01"))).select("li.block") == []


def test_a_session_over_midnight_is_shown_on_both_days_and_within_them(client, dialogue):
    factories.session(dialogue, starts_at=at(23), ends_at=at(1, day=3))
    [first] = soup(client.get(day_of(dialogue))).select("li.block")
    assert {"h-23", "eh-24", "em-0"} <= {*first["class"]}
    [second] = soup(client.get(day_of(dialogue, "2031-06-03"))).select("li.block")
    assert {"h-0", "eh-1"} <= {*second["class"]}


def test_sessions_at_one_time_in_one_room_are_side_by_side(client, dialogue):
    room = factories.room(dialogue)
    for begins, ends in [(9, 11), (10, 12), (13, 14)]:
        factories.session(dialogue, room=room, starts_at=at(begins), ends_at=at(ends))
    blocks = soup(client.get(day_of(dialogue))).select("li.block")
    places = [[name for name in one["class"] if name[:2] in {"c-", "w-"}] for one in blocks]
    assert places == [["c-1", "w-1"], ["c-2", "w-1"], ["c-1", "w-2"]]


@pytest.mark.parametrize("day", ["2031-02-30", "tomorrow", "9999-12-31"])
def test_a_day_that_is_none_is_not_found(client, dialogue, day):
    assert client.get(f"/admin/agenda/session/day/{dialogue.pk}/{day}/").status_code == 404


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-30"])
def test_the_ends_of_the_calendar_are_days_without_sessions(client, zone, day):
    dialogue = factories.dialogue(time_zone=zone)
    factories.session(dialogue)
    assert (
        "There are no sessions on this day." in soup(client.get(day_of(dialogue, day))).get_text()
    )


def test_moving_saves_and_reports_conflicts(client, dialogue):
    room = factories.room(dialogue)
    session = factories.session(dialogue, room=room)
    factories.session(dialogue, room=room, starts_at=at(11), title_en="The other")
    given = move_form(session, starts_at_1="11:30", ends_at_1="12:15")
    page = soup(client.post(day_of(dialogue), given, follow=True))
    session.refresh_from_db()
    assert (session.starts_at, session.ends_at) == (at(11, 30), at(12, 15))
    told = page.select_one(".messagelist").get_text()
    assert "is now where you placed it" in told
    assert "is double-booked on 2 June" in told


def test_looking_for_conflicts_saves_nothing(client, dialogue):
    room = factories.room(dialogue)
    session = factories.session(dialogue, room=room)
    factories.session(dialogue, room=room, starts_at=at(11))
    given = move_form(session, do="check", starts_at_1="11:30", ends_at_1="12:15")
    page = soup(client.post(day_of(dialogue), given))
    assert "is double-booked" in page.select_one("#arising").get_text()
    assert page.select_one("[name=starts_at_1]")["value"] == "11:30"
    session.refresh_from_db()
    assert session.starts_at == at(9)
    given = move_form(session, do="check", starts_at_1="13:00", ends_at_1="14:00")
    page = soup(client.post(day_of(dialogue), given))
    assert "no new conflicts" in page.select_one("#arising").get_text()


def test_a_form_that_changes_nothing_saves_nothing(client, dialogue):
    session = factories.session(dialogue)
    client.post(day_of(dialogue), move_form(session))
    assert Session.objects.get().changed_at == session.changed_at


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ends_at_1": "08:00"}, "The session ends before it starts."),
        ({"ends_at_0": "2031-06-03", "ends_at_1": "15:00"}, "would last 30 hours"),
        (
            {"starts_at_0": "2031-07-02", "ends_at_0": "2031-07-02"},
            "runs from 2 June 2031 to 3 June 2031",
        ),
        ({"starts_at_1": "soon"}, "Enter a valid time."),
        ({"ends_at_0": ""}, "Give a date and a time."),
    ],
)
def test_what_cannot_be_meant_is_refused_and_stays_on_screen(client, dialogue, changes, told):
    session = factories.session(dialogue)
    page = soup(client.post(day_of(dialogue), move_form(session, **changes)))
    assert told in page.select_one("#move").get_text()
    for name, value in changes.items():
        assert page.select_one(f"[name={name}]").get("value", "") == value
    session.refresh_from_db()
    assert session.starts_at == at(9)


def test_a_day_outside_the_dialogue_is_taken_when_it_is_said_to_be_meant(client, dialogue):
    session = factories.session(dialogue)
    eve = {"starts_at_0": "2031-06-01", "ends_at_0": "2031-06-01"}
    page = soup(client.post(day_of(dialogue), move_form(session, **eve)))
    assert page.select_one("[name=is_meant]")
    client.post(day_of(dialogue), move_form(session, **eve, is_meant="on"))
    session.refresh_from_db()
    assert session.starts_at == at(9, day=1)


def test_a_room_of_another_dialogue_is_refused(client, dialogue):
    session = factories.session(dialogue)
    elsewhere = factories.room(factories.dialogue())
    page = soup(client.post(day_of(dialogue), move_form(session, room=elsewhere.pk)))
    assert "This room belongs to another dialogue" in page.select_one("#move").get_text()


def test_a_session_of_another_dialogue_is_not_found(client, dialogue):
    stranger = factories.session(factories.dialogue())
    assert client.post(day_of(dialogue), move_form(stranger)).status_code == 404


def test_the_second_organiser_sees_who_changed_what_and_may_save_again(client, dialogue, user):
    session = factories.session(dialogue)
    given = move_form(session, starts_at_1="13:00", ends_at_1="14:00")
    faster = move_form(session, starts_at_1="08:00")
    client.post(day_of(dialogue), faster)
    page = soup(client.post(day_of(dialogue), given))
    told = page.select_one("#move").get_text()
    assert "In the meantime, Lan Nguyen has changed" in told
    assert "starts: now 2 June 2031, 08:00" in told
    assert page.select_one("[name=starts_at_1]")["value"] == "13:00"
    session.refresh_from_db()
    assert session.starts_at == at(8)
    seen = page.select_one("#move-form [name=seen]")["value"]
    client.post(day_of(dialogue), {**given, "seen": seen})
    session.refresh_from_db()
    assert session.starts_at == at(13)


def test_the_ordinary_form_notices_a_faster_organiser_too(client, dialogue):
    session = factories.session(dialogue)
    address = reverse("admin:agenda_session_change", args=[session.pk])
    given = {**filled_form(client.get(address).content), "title_en": "Typed by the second"}
    assert given["seen"] == session.changed_at.isoformat()
    client.post(address, {**given, "title_en": "Saved by the first"})
    page = soup(client.post(address, given))
    told = page.select_one(".errorlist.nonfield").get_text()
    assert "In the meantime, Lan Nguyen has changed" in told
    assert "title [en]: now Saved by the first" in told
    assert page.select_one("[name=title_en]")["value"] == "Typed by the second"
    session.refresh_from_db()
    assert session.title_en == "Saved by the first"
    client.post(address, {**given, "seen": page.select_one("[name=seen]")["value"]})
    session.refresh_from_db()
    assert session.title_en == "Typed by the second"


@pytest.mark.parametrize(
    "seen", ["2031-13-45T00:00:00", "2031-06-02T02:00:00", "0001-01-01T00:00:00+14:00", "soon"]
)
def test_a_form_that_does_not_say_what_was_on_screen_asks_to_look_again(client, dialogue, seen):
    session, other = factories.session(dialogue), factories.session(dialogue)
    given = move_form(session, starts_at_1="08:00", seen=seen)
    page = soup(client.post(day_of(dialogue), given))
    assert "In the meantime" in page.select_one("#move").get_text()
    given = {"do": "swap", "session": session.pk, "seen": seen, "other": f"{other.pk}@{seen}"}
    page = soup(client.post(day_of(dialogue), given))
    assert "In the meantime" in page.select_one("#swap-form").get_text()
    address = reverse("admin:agenda_session_change", args=[session.pk])
    given = session_form(session, starts_at_1="08:00", seen=seen)
    told = soup(client.post(address, given)).select_one(".errorlist.nonfield").get_text()
    assert "In the meantime" in told
    session.refresh_from_db()
    assert session.starts_at == at(9)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ends_at_0": "2031-06-03", "ends_at_1": "15:00"}, "would last 30 hours"),
        (
            {"starts_at_0": "2031-05-02", "ends_at_0": "2031-05-02"},
            "tick to confirm that it is intended",
        ),
    ],
)
def test_the_ordinary_form_refuses_the_same(client, dialogue, changes, told):
    session = factories.session(dialogue)
    address = reverse("admin:agenda_session_change", args=[session.pk])
    page = soup(client.post(address, session_form(session, **changes)))
    assert told in page.select_one("#content").get_text()
    for name, value in changes.items():
        assert page.select_one(f"[name={name}]")["value"] == value
    client.post(address, session_form(session, **changes, is_meant="on"))
    session.refresh_from_db()
    assert (session.starts_at.month == 5) == ("starts_at_0" in changes)


def test_a_new_session_takes_no_room_or_topic_of_another_dialogue(client, dialogue):
    other = factories.dialogue(title_en="Another")
    new = Session(dialogue=dialogue, slug="new", kind="keynote", title_en="New", title_vi="Mới")
    alien = {"room": factories.room(other).pk, "topics": [factories.topic(other).pk]}
    page = soup(
        client.post(
            reverse("admin:agenda_session_add"),
            {**session_form(new), **alien, "audience": "public", "attribution": "on_record"},
        )
    )
    for name in ["room", "topics"]:
        told = page.select_one(f".field-{name} .errorlist").get_text()
        assert "This belongs to another dialogue or no longer exists." in told
    assert not Session.objects.exists()


def test_a_sessions_page_shows_what_it_conflicts_with(client, dialogue):
    room = factories.room(dialogue)
    session = factories.session(dialogue, room=room)
    address = reverse("admin:agenda_session_change", args=[session.pk])
    assert "is double-booked" not in soup(client.get(address)).get_text()
    factories.session(dialogue, room=room)
    assert "is double-booked" in soup(client.get(address)).select_one(".conflicts").get_text()


def test_two_sessions_swap_time_and_room(client, dialogue):
    one = factories.session(dialogue, room=factories.room(dialogue))
    other = factories.session(dialogue, starts_at=at(14, day=3), ends_at=at(16, day=3))
    given = {"do": "swap", "session": one.pk, "seen": one.changed_at.isoformat()}
    given["other"] = f"{other.pk}@{other.changed_at.isoformat()}"
    response = client.post(day_of(dialogue), given)
    assert response["Location"] == day_of(dialogue, "2031-06-03")
    one.refresh_from_db()
    room = one.room
    other.refresh_from_db()
    assert (one.starts_at, one.ends_at, room) == (at(14, day=3), at(16, day=3), None)
    assert (other.starts_at, other.ends_at) == (at(9), at(10))
    assert other.room is not None


def test_a_swap_with_a_session_that_has_changed_since_is_refused_as_a_whole(client, dialogue):
    one, other = factories.session(dialogue), factories.session(dialogue, starts_at=at(14))
    given = {"do": "swap", "session": one.pk, "seen": one.changed_at.isoformat()}
    given["other"] = f"{other.pk}@{other.changed_at.isoformat()}"
    client.post(day_of(dialogue), move_form(other, starts_at_1="15:00", ends_at_1="16:00"))
    page = soup(client.post(day_of(dialogue), given))
    assert "In the meantime, Lan Nguyen has changed" in page.select_one("#swap-form").get_text()
    assert page.select_one("#swap-form option[selected]")["value"].startswith(f"{other.pk}@")
    one.refresh_from_db()
    assert one.starts_at == at(9)
    page = soup(client.post(day_of(dialogue), {**given, "other": ""}))
    assert "Choose the session to swap with." in page.select_one("#swap-form").get_text()


def test_of_several_moves_all_or_none_are_saved(dialogue):
    one, other = factories.session(dialogue), factories.session(dialogue)
    older = (other.changed_at - timedelta(seconds=1)).isoformat()
    moves = [
        sessions.Move(one, at(13), at(14), None, one.version),
        sessions.Move(other, at(13), at(14), None, older),
    ]
    with pytest.raises(EditConflict):
        sessions.move_sessions(moves)
    one.refresh_from_db()
    assert one.starts_at == at(9)


def late(dialogue, session):
    return reverse("admin:programme_late", args=[dialogue.pk, "2031-06-02", session.pk])


def test_running_late_is_shown_before_it_is_saved(client, dialogue):
    first = factories.session(dialogue)
    coffee = factories.session(dialogue, kind="break", starts_at=at(10), ends_at=at(10, 30))
    after = factories.session(dialogue, starts_at=at(10, 30))
    asked = {"minutes": 20, "where": "everywhere", "shortest_break": 20}
    page = soup(client.get(late(dialogue, first), asked))
    rows = [row.get_text(" ", strip=True) for row in page.select(".late-plan tbody tr")]
    assert rows[1].endswith("10:00 – 10:30 10:20 – 10:40 shortened")
    first.refresh_from_db()
    assert first.starts_at == at(9)
    shown = page.select_one("[name=seen]")["value"]
    client.post(late(dialogue, first), {**asked, "seen": shown})
    times = Session.objects.values_list("starts_at", "ends_at")
    assert [*times.order_by("starts_at")] == [
        (at(9, 20), at(10, 20)),
        (at(10, 20), at(10, 40)),
        (at(10, 40), at(11, 40)),
    ]
    assert after.history.filter(history_change_reason__contains="20 minutes").exists()
    assert coffee.pk


def test_running_late_on_what_has_changed_since_shows_the_new_times_again(client, dialogue):
    first = factories.session(dialogue)
    asked = {"minutes": 20, "where": "room", "shortest_break": ""}
    shown = soup(client.get(late(dialogue, first), asked)).select_one("[name=seen]")["value"]
    client.post(day_of(dialogue), move_form(first, starts_at_1="09:30", ends_at_1="10:30"))
    page = soup(client.post(late(dialogue, first), {**asked, "seen": shown}))
    assert "The programme has changed in the meantime." in page.get_text()
    assert "09:50" in page.select_one(".late-plan").get_text()
    first.refresh_from_db()
    assert first.starts_at == at(9, 30)


def test_running_late_is_asked_of_a_session_on_its_own_day(client, dialogue):
    session = factories.session(dialogue)
    elsewhere = reverse("admin:programme_late", args=[dialogue.pk, "2031-06-03", session.pk])
    assert client.get(elsewhere).status_code == 404
    assert client.get(late(dialogue, session)).status_code == 200


@pytest.mark.parametrize("minutes", ["0", "-5", "many", "601"])
def test_so_many_minutes_are_refused(client, dialogue, minutes):
    asked = {"minutes": minutes, "where": "room", "shortest_break": ""}
    page = soup(client.get(late(dialogue, factories.session(dialogue)), asked))
    assert page.select(".errorlist")
    assert page.select_one("[name=minutes]")["value"] == minutes
    assert not page.select(".late-plan")


def conflicts_of(dialogue):
    return reverse("admin:conflicts", args=[dialogue.pk])


def test_a_conflict_is_accepted_with_a_reason_and_may_be_taken_back(client, dialogue):
    factories.session(dialogue, title_en="Trust")
    page = soup(client.get(conflicts_of(dialogue)))
    assert "2 unresolved" in page.get_text()
    assert "2 points in the programme do not fit together" in text_of(client.get("/admin/"))
    key = page.select_one("[name=conflict]")["value"]
    page = soup(client.post(conflicts_of(dialogue), {"conflict": key, "reason": " "}))
    assert "Nothing was accepted: please give the reason" in page.get_text()
    client.post(conflicts_of(dialogue), {"conflict": key, "reason": "the chair moderates"})
    accepted = AcceptedConflict.objects.get()
    assert (accepted.reason, accepted.accepted_by) == ("the chair moderates", "Lan Nguyen")
    page = soup(client.get(conflicts_of(dialogue)))
    assert "1 unresolved" in page.get_text()
    assert "the chair moderates" in page.select_one(".is-accepted").get_text()
    assert "the chair moderates" in soup(client.get(day_of(dialogue))).get_text()
    assert "1 point in the programme does not fit together" in text_of(client.get("/admin/"))
    client.post(conflicts_of(dialogue), {"conflict": key, "take_back": "1"})
    assert not AcceptedConflict.objects.exists()


def test_a_conflict_whose_facts_have_changed_since_is_not_accepted(client, dialogue):
    given = {"conflict": "0" * 64, "reason": "why not"}
    page = soup(client.post(conflicts_of(dialogue), given, follow=True))
    assert "the facts behind it have changed" in page.get_text()
    assert not AcceptedConflict.objects.exists()


def test_the_pages_cost_the_same_queries_with_24_and_with_2400_sessions(client, dialogue):
    rooms = [factories.room(dialogue) for _ in range(3)]
    people = [factories.person() for _ in range(5)]
    first = factories.session(dialogue, room=rooms[0])
    addresses = [
        day_of(dialogue),
        f"{day_of(dialogue)}?session={first.pk}",
        conflicts_of(dialogue),
        reverse("admin:agenda_session_change", args=[first.pk]),
        "/admin/",
    ]

    def cost():
        client.get("/admin/")
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    def fill(first, last):
        made = [
            Session(
                dialogue=dialogue,
                slug=f"s-{n}",
                kind="keynote",
                title_en="Talk",
                title_vi="Bài",
                starts_at=at(9) + timedelta(hours=2 * n),
                ends_at=at(10) + timedelta(hours=2 * n),
                room=rooms[n % 3],
            )
            for n in range(first, last)
        ]
        for session in Session.objects.bulk_create(made)[:30]:
            factories.role(session, people[session.pk % 5])

    fill(0, 23)
    few = cost()
    fill(23, 2399)
    assert cost() == few
    assert max(few) <= 29
