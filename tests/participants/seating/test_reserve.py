"""The reserve list: its ranks, who comes next for a freed seat and why, and offering the seat."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from dialogue.models.records import altering_records
from dialogue.refusals import Refused
from participants.models import Answer, Invitation, InvitationEvent, Person
from participants.seating import reserve, waiting_list
from participants.states import Note, Status
from participants.workflow import answers, invitations, transitions
from tests import factories
from tests.reading import soup
from tests.threads import in_threads

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def by():
    return transitions.Actor(InvitationEvent.Door.COMMAND, "Lan Phạm")


@pytest.fixture
def researchers(dialogue):
    names = {"name_en": "Researchers", "name_vi": "Giới nghiên cứu"}
    return factories.category(dialogue, slug="researcher", position=1, **names)


@pytest.fixture
def firms(dialogue):
    names = {"name_en": "Firms", "name_vi": "Doanh nghiệp"}
    return factories.category(dialogue, slug="firm", position=2, **names)


def in_state(category, status, country="SG", **fields):
    person = factories.person(country=country)
    return factories.invitation(
        category.dialogue, status, category=category, person=person, **fields
    )


def waits(category, country="SG", **fields):
    return in_state(category, Status.RESERVE, country, **fields)


def decline(invitation):
    by = transitions.Actor(InvitationEvent.Door.LINK, invitation.person.name)
    answers.answer(invitation, by, Answer(response="decline", answered_by="invitee"))


def freed(dialogue):
    return [seat.invitation for seat in reserve.freed_seats(dialogue)]


def next_for(invitation):
    on_list = waiting_list.places(invitation.dialogue)
    return reserve.candidates(on_list, reserve.FreedSeat(invitation))


def address(dialogue, query=""):
    return reverse("admin:reserve", args=[dialogue.pk]) + query


def offer_address(dialogue, **query):
    pairs = "&".join(f"{name}={value}" for name, value in query.items())
    return reverse("admin:reserve_offer", args=[dialogue.pk]) + f"?{pairs}"


def look(client, path):
    return soup(client.get(path, follow=True))


# Which seats are free


@pytest.mark.parametrize("status", ["accepted", "invited", "tentative", "substitute_proposed"])
def test_a_seat_is_freed_when_its_guest_declines_or_is_withdrawn(dialogue, by, status):
    declining, withdrawn = (factories.invitation(dialogue, status) for _ in range(2))
    decline(declining)
    invitations.withdraw(withdrawn, by)
    assert set(freed(dialogue)) == {declining, withdrawn}


def test_the_last_freed_seat_comes_first_with_when_and_by_whom(dialogue, by, clock):
    first, second = (factories.invitation(dialogue, "accepted") for _ in range(2))
    decline(first)
    clock.shift(timedelta(hours=1))
    invitations.withdraw(second, by)
    later, earlier = reserve.freed_seats(dialogue)
    assert (later.invitation, later.by, later.freed_at) == (second, "Lan Phạm", timezone.now())
    assert (earlier.invitation, earlier.by) == (first, first.person.name)


def test_an_offer_whose_time_is_over_frees_its_seat_written_down_or_not(dialogue, by, clock):
    invited = factories.invitation(dialogue, "invited")
    assert freed(dialogue) == []
    clock.move_to(dialogue.reply_by_at + timedelta(hours=2))
    [seat] = reserve.freed_seats(dialogue)
    assert (seat.freed_at, seat.by) == (dialogue.reply_by_at, "")
    invitations.release(invited, by)
    assert reserve.freed_seats(dialogue) == [seat]
    assert invited.events.get().verb == Note.RELEASE


def test_an_invitee_who_accepted_and_hesitates_too_late_has_left_the_seat(dialogue, clock):
    guest = factories.invitation(dialogue, "accepted")
    clock.move_to(dialogue.reply_by_at + timedelta(days=1))
    secretariat = transitions.organiser(factories.organiser(username="lan"))
    given = Answer(response="tentative", answered_by="secretariat", answered_by_name="Her office")
    given.recorded_by = secretariat.user
    answers.answer(guest, secretariat, given)
    assert guest.status == Status.TENTATIVE
    [seat] = reserve.freed_seats(dialogue)
    assert (seat.freed_at, seat.by) == (timezone.now(), "lan")


def test_seats_that_were_never_held_or_go_on_are_not_free(dialogue, by):
    draft, cleared, waiting, replaced, accepted = (
        factories.invitation(dialogue, status)
        for status in ["draft", "cleared", "reserve", "replaced", "accepted"]
    )
    for one in [draft, cleared, waiting]:
        invitations.withdraw(one, by)
    assert freed(dialogue) == []
    assert {replaced.status, accepted.status} == {"replaced", "accepted"}


def test_an_invitee_who_accepts_in_vain_has_left_no_seat(dialogue, by, clock, researchers):
    dialogue.capacity, dialogue.offer_limit = 1, 2
    dialogue.save()
    guest, in_vain = in_state(researchers, "accepted"), in_state(researchers, "invited")
    link = transitions.Actor(InvitationEvent.Door.LINK, "Mei")
    answers.answer(in_vain, link, Answer(response="accept", answered_by="invitee"))
    assert in_vain.status == Status.RESERVE
    assert freed(dialogue) == []
    decline(guest)
    assert freed(dialogue) == [guest]
    clock.shift(timedelta(hours=1))
    reserve.refill(guest.pk, waits(researchers), by)
    assert freed(dialogue) == []


def test_no_more_seats_are_free_than_nobody_took(dialogue, by, clock):
    dialogue.capacity, dialogue.offer_limit = 2, 4
    dialogue.save()
    first, second, third = (factories.invitation(dialogue, "accepted") for _ in range(3))
    for guest in [first, second, third]:
        decline(guest)
        clock.shift(timedelta(hours=1))
    assert freed(dialogue) == [third, second]
    factories.invitation(dialogue, "accepted")
    assert freed(dialogue) == [third]
    factories.invitation(dialogue, "accepted")
    assert freed(dialogue) == []


def test_an_invitee_who_is_put_on_the_list_leaves_the_seat(dialogue, by):
    guest = factories.invitation(dialogue, "invited")
    invitations.put_on_reserve(guest, by)
    assert freed(dialogue) == [guest]


def test_an_invitee_who_declined_and_accepts_after_all_has_the_seat_again(dialogue):
    guest = factories.invitation(dialogue, "accepted")
    decline(guest)
    assert freed(dialogue) == [guest]
    answers.answer(
        guest,
        transitions.Actor(InvitationEvent.Door.LINK, "Mei"),
        Answer(response="accept", answered_by="invitee"),
    )
    assert freed(dialogue) == []


def test_an_offer_refills_the_seat_until_it_is_freed_again(dialogue, by, clock, researchers):
    guest, other = in_state(researchers, "accepted"), in_state(researchers, "accepted")
    decline(guest)
    decline(other)
    candidate = waits(researchers)
    reserve.refill(guest.pk, candidate, by)
    assert freed(dialogue) == [other]
    clock.shift(timedelta(hours=1))
    decline(candidate)
    assert freed(dialogue) == [candidate, other]


# Who comes next


def test_the_same_category_comes_first_then_the_country_then_the_rest(dialogue, researchers, firms):
    guest = in_state(researchers, "accepted", "VN")
    other_firm = waits(firms, "TH", reserve_rank=1)
    same_country = waits(firms, "VN", reserve_rank=2)
    last_firm = waits(firms, "MY", reserve_rank=3)
    second = waits(researchers, "VN", reserve_rank=7)
    first = waits(researchers, "TH", reserve_rank=4)
    found = next_for(guest)
    assert [(one.invitation, one.rule, one.rank, one.country_matches) for one in found] == [
        (first, "same_category", 1, False),
        (second, "same_category", 2, True),
        (same_country, "same_country", 2, True),
        (other_firm, "other", 1, False),
        (last_firm, "other", 3, False),
    ]


def test_two_unknown_countries_are_not_the_same(dialogue, researchers, firms):
    guest = in_state(researchers, "accepted", "")
    waits(firms, "")
    Person.objects.update(organisation=None)
    guest.person.refresh_from_db()
    assert [one.rule for one in next_for(guest)] == ["other"]


def test_an_institutions_seat_counts_for_its_country(dialogue, researchers, firms):
    delegation = factories.delegation(dialogue, organisation=factories.organisation(country="TH"))
    seat = factories.invitation(dialogue, "invited", category=firms, delegation=delegation)
    thai = waits(researchers, "TH", reserve_rank=9)
    waits(researchers, "VN", reserve_rank=1)
    assert next_for(seat)[0].invitation == thai


@pytest.mark.parametrize(
    ("candidate", "english", "vietnamese"),
    [
        (
            0,
            "Seat freed in “Researchers”: first on the reserve list of that category, and from "
            "the same country.",
            ["Giới nghiên cứu"],
        ),
        (1, "Seat freed in “Researchers”: second on the reserve list of that category.", []),
        (
            2,
            "Seat freed in “Researchers”: from the same country, and second on the reserve list "
            "of “Firms”.",
            ["Giới nghiên cứu", "Doanh nghiệp"],
        ),
        (
            3,
            "Seat freed in “Researchers”: from another country, and first on the reserve list "
            "of “Firms”.",
            ["Giới nghiên cứu", "Doanh nghiệp"],
        ),
    ],
)
def test_the_explanation_is_a_sentence_in_the_readers_language(
    dialogue, researchers, firms, candidate, english, vietnamese
):
    guest = in_state(researchers, "accepted", "VN")
    waits(researchers, "VN", reserve_rank=1)
    waits(researchers, "TH", reserve_rank=2)
    waits(firms, "TH", reserve_rank=1)
    waits(firms, "VN", reserve_rank=2)
    explanation = next_for(guest)[candidate].explanation
    assert reserve.sentence(explanation) == english
    with translation.override("vi"):
        text = reserve.sentence(explanation)
    assert all(name in text for name in vietnamese)
    assert "Firms" not in text
    assert "Researchers" not in text


def test_later_places_are_numbers(dialogue, researchers):
    guest = in_state(researchers, "accepted")
    for rank in range(1, 9):
        waits(researchers, "TH", reserve_rank=rank)
    assert "number 7 on the reserve list" in next_for(guest)[6].why


def test_data_of_another_kind_is_no_sentence():
    assert reserve.sentence({}) == ""
    assert reserve.sentence({"rule": "by lot"}) == ""


# Offering the seat


def test_the_explanation_is_kept_without_names_and_reads_when_everybody_is_gone(
    client, user, dialogue, by, researchers
):
    guest, candidate = in_state(researchers, "accepted", "VN"), waits(researchers, "VN")
    decline(guest)
    reserve.refill(guest.pk, candidate, by, "The ministry agrees")
    event = candidate.events.first()
    assert event.explanation == {
        "freed": guest.pk,
        "category": "researcher",
        "from_category": "researcher",
        "names": {"researcher": {"en": "Researchers", "vi": "Giới nghiên cứu"}},
        "rule": "same_category",
        "rank": 1,
        "country_matches": True,
    }
    with altering_records():
        guest.events.all().delete()
    guest.answers.all().delete()
    person = guest.person
    guest.delete()
    Person.objects.filter(pk=person.pk).delete()
    story = look(client, reverse("admin:participants_invitation_change", args=[candidate.pk]))
    assert (
        "Seat freed in “Researchers”: first on the reserve list of that category, and from the "
        "same country." in story.select_one("#events").text
    )
    assert "The ministry agrees" in story.select_one("#events").text


def test_the_answer_window_ends_with_a_day_before_the_first_day(dialogue):
    end = reserve.last_day_to_answer(dialogue, 5)
    assert dialogue.local(end).isoformat() == "2031-05-06T23:59:00+07:00"
    assert dialogue.local(reserve.last_day_to_answer(dialogue, 31)).date() == date(2031, 6, 1)
    with pytest.raises(Refused, match="Give 31 days at most"):
        reserve.last_day_to_answer(dialogue, 32)


@pytest.mark.parametrize("now", ["2031-06-01T02:00:00Z", "2031-06-02T02:00:00Z"])
def test_on_the_eve_no_window_is_left(dialogue, clock, now):
    clock.move_to(now)
    with pytest.raises(Refused, match="there is no time left to wait for an answer"):
        reserve.last_day_to_answer(dialogue, 1)


def test_a_window_may_end_after_the_dialogues_own_reply_by(dialogue, by, clock, researchers):
    guest, candidate = in_state(researchers, "accepted"), waits(researchers)
    decline(guest)
    clock.move_to(dialogue.reply_by_at + timedelta(days=1))
    reserve.refill(guest.pk, candidate, by, days=3)
    assert candidate.reserves_a_seat
    assert candidate.may_answer
    assert candidate.reply_by_at == reserve.last_day_to_answer(dialogue, 3)
    assert (candidate.reserve_rank, candidate.mails.count()) == (None, 1)


def test_a_seat_is_refilled_once_and_only_from_the_list(dialogue, by, researchers):
    guest, first, second = in_state(researchers, "accepted"), waits(researchers), waits(researchers)
    with pytest.raises(Refused, match="no longer free"):
        reserve.refill(guest.pk, first, by)
    decline(guest)
    with pytest.raises(Refused, match="is no longer on the reserve list"):
        reserve.refill(guest.pk, in_state(researchers, "invited"), by)
    reserve.refill(guest.pk, first, by)
    with pytest.raises(Refused, match="no longer free"):
        reserve.refill(guest.pk, second, by)
    second.refresh_from_db()
    assert (second.status, second.events.count()) == (Status.RESERVE, 0)


def test_the_page_shows_the_letter_and_then_offers(client, user, dialogue, researchers):
    guest, candidate = in_state(researchers, "accepted"), waits(researchers)
    decline(guest)
    page = look(client, address(dialogue))
    [form] = page.select(".candidates form")
    assert form.select_one("[name=days]")["value"] == "5"

    path = offer_address(dialogue, freed=guest.pk, to=candidate.pk, days=4)
    page = look(client, path)
    assert "The seat is reserved until 5 May 2031, 23:59." in page.text
    assert "5 May 2031, 23:59" in page.select_one("pre").text
    letter = client.get(page.select_one("iframe")["src"]).content.decode()
    assert "5 May 2031, 23:59" in letter
    candidate.refresh_from_db()
    assert candidate.status == Status.RESERVE

    form = {"freed": guest.pk, "to": candidate.pk, "days": 4, "reason": "Agreed by telephone"}
    text = client.post(path, form, follow=True).content.decode()
    assert f"The seat has been offered to {candidate.who}" in text
    assert "There are no freed seats that have not been offered again." in text
    candidate.refresh_from_db()
    assert candidate.status == Status.INVITED
    assert candidate.events.get().reason == "Agreed by telephone"
    assert candidate.events.get().user == user

    text = client.post(path, form, follow=True).content.decode()
    assert "This seat has been refilled, or this person is no longer waiting." in text
    assert candidate.mails.count() == 1


@pytest.mark.parametrize("days", ["0", "99", "", "x"])
def test_days_that_do_not_fit_are_refused_and_nothing_is_offered(
    client, user, dialogue, researchers, days
):
    guest, candidate = in_state(researchers, "accepted"), waits(researchers)
    decline(guest)
    path = offer_address(dialogue, freed=guest.pk, to=candidate.pk)
    form = {"freed": guest.pk, "to": candidate.pk, "days": days, "reason": "kept"}
    page = BeautifulSoup(client.post(path, form).content, "html.parser")
    assert page.select_one(".errorlist").text
    assert page.select_one("#days")["value"] == days
    assert page.select_one("[name=reason]")["value"] == "kept"
    candidate.refresh_from_db()
    assert candidate.status == Status.RESERVE


def test_without_a_free_seat_the_page_says_so_before_the_click(client, user, dialogue, researchers):
    guest, candidate = in_state(researchers, "accepted"), waits(researchers)
    decline(guest)
    dialogue.capacity = 1
    dialogue.save()
    in_state(researchers, "accepted")
    why = str(invitations.no_seat(dialogue))
    page = look(client, address(dialogue))
    assert why in page.select_one(".errornote").text
    assert not page.select(".candidates form")
    path = offer_address(dialogue, freed=guest.pk, to=candidate.pk)
    assert why in look(client, path).select_one(".errornote").text
    form = {"freed": guest.pk, "to": candidate.pk, "days": 5}
    assert why in client.post(path, form, follow=True).content.decode()
    candidate.refresh_from_db()
    assert candidate.status == Status.RESERVE


def test_another_freed_seat_can_be_chosen(client, user, dialogue, researchers, firms):
    guest, other = in_state(researchers, "accepted"), in_state(firms, "accepted")
    decline(guest)
    decline(other)
    researcher, firm = waits(researchers), waits(firms)
    for seat, first in [(guest, researcher), (other, firm)]:
        page = look(client, address(dialogue, f"?freed={seat.pk}"))
        assert str(seat.who) in page.select_one(".freed [aria-current]").text
        assert page.select(".candidates h3")[0].text == str(first.who)


def test_just_the_next_and_the_two_after_are_shown(client, user, dialogue, researchers):
    decline(in_state(researchers, "accepted"))
    for _ in range(5):
        waits(researchers)
    assert len(look(client, address(dialogue)).select(".candidates > li")) == 3


# What if


def test_what_if_shows_who_would_come_and_changes_nothing(client, user, dialogue, researchers):
    guest, candidate = in_state(researchers, "accepted", "VN"), waits(researchers, "TH")
    rows = [list(model.objects.values()) for model in [Invitation, InvitationEvent]]
    invitation = look(client, reverse("admin:participants_invitation_change", args=[guest.pk]))
    [link] = [a["href"] for a in invitation.select(".steps a") if a.text.startswith("What if")]
    page = look(client, link)
    section = page.select_one(".what-if")
    assert f"What if {guest.who} declined?" in section.text
    assert "Nothing has changed" in section.text
    assert section.select_one(".candidates h3").text == str(candidate.who)
    assert not section.select("form, button")
    lines = [[cell.text for cell in row.select("th, td")] for row in section.select("tbody tr")]
    assert lines == [
        ["Researchers", "1", "1", "10"],
        ["Thailand", "0", "1", "–"],
        ["Viet Nam", "1", "0", "–"],
    ]
    assert rows == [list(model.objects.values()) for model in [Invitation, InvitationEvent]]
    assert not dialogue.mails.exists()


@pytest.mark.parametrize("status", list(Status))
def test_the_question_is_asked_where_there_is_a_seat(client, user, dialogue, status):
    guest = factories.invitation(dialogue, status)
    page = look(client, reverse("admin:participants_invitation_change", args=[guest.pk]))
    has_seat = guest.takes_a_seat or guest.reserves_a_seat
    assert ("What if this guest declines?" in page.text) == has_seat
    page = look(client, address(dialogue, f"?what_if={guest.pk}"))
    assert bool(page.select(".what-if")) == has_seat
    assert ("has no seat now, so none would be freed" in page.text) != has_seat


def test_a_guest_of_another_dialogue_is_not_found(client, user, dialogue):
    guest = factories.invitation(factories.dialogue(), "accepted")
    assert client.get(address(dialogue, f"?what_if={guest.pk}")).status_code == 404


def test_small_genders_are_not_shown_in_any_outlook(client, user, dialogue, researchers):
    for gender, number in [("woman", 5), ("man", 8)]:
        for _ in range(number):
            person = factories.person(gender=gender)
            guest = factories.invitation(dialogue, "accepted", category=researchers, person=person)
    woman = dialogue.invitations.filter(person__gender="woman").first()
    for gender in ["woman", "man"]:
        person = factories.person(gender=gender)
        factories.invitation(dialogue, "reserve", category=researchers, person=person)
    told = look(client, address(dialogue, f"?what_if={guest.pk}")).select(".candidates li")
    assert ["woman 6, man 7" in one.text for one in told] == [True, False]
    assert "woman 5, man 8" in told[1].text
    told = look(client, address(dialogue, f"?what_if={woman.pk}")).select(".candidates li")
    assert len(told) == 2
    assert all(
        "Resulting gender balance: counted together 13" in " ".join(one.text.split())
        for one in told
    )


# Ranks


def press(client, dialogue, invitation, direction, seen, **fields):
    move = {"move": f"{invitation.pk}:{direction}:{seen}", **fields}
    return client.post(address(dialogue), move, follow=True).content.decode()


def order(category):
    on_list = waiting_list.waiting(category.dialogue)
    return [one for one in on_list if one.category_id == category.pk]


def test_people_are_moved_within_their_category_and_the_story_tells(
    client, user, dialogue, researchers, firms
):
    a, b, c = (waits(researchers, reserve_rank=rank) for rank in [2, 5, 5])
    firm = waits(firms, reserve_rank=1)
    press(client, dialogue, c, "up", 3, reason="Keynote speaker")
    assert order(researchers) == [a, c, b]
    assert [one.reserve_rank for one in order(researchers)] == [1, 2, 3]
    press(client, dialogue, a, "down", 1)
    assert order(researchers) == [c, a, b]
    assert order(firms) == [firm]
    event = c.events.get()
    assert (event.verb, event.reason, event.user) == (Note.RANK, "Keynote speaker", user)
    page = look(client, reverse("admin:participants_invitation_change", args=[c.pk]))
    assert "From place 3 to place 2." in page.text


def test_an_organiser_who_saw_an_older_list_sees_the_conflict(client, user, dialogue, researchers):
    a, b, c = (waits(researchers) for _ in range(3))
    press(client, dialogue, c, "up", 3)
    text = press(client, dialogue, c, "up", 3)
    assert "Somebody else has just changed the reserve list." in text
    assert order(researchers) == [a, c, b]


def test_nobody_is_moved_off_the_end_of_the_list(client, user, dialogue, researchers):
    a, b = (waits(researchers) for _ in range(2))
    assert "No further move is possible" in press(client, dialogue, a, "up", 1)
    assert "No further move is possible" in press(client, dialogue, b, "down", 2)
    assert order(researchers) == [a, b]
    page = look(client, address(dialogue))
    buttons = page.select("button[name=move]")
    assert [button.has_attr("disabled") for button in buttons] == [True, False, False, True]


def test_a_person_who_does_not_wait_is_not_moved(client, user, dialogue, researchers):
    invited = in_state(researchers, "invited")
    assert "Somebody else has just changed" in press(client, dialogue, invited, "up", 1)
    assert client.post(address(dialogue), {"move": "nonsense"}).status_code == 404
    assert not InvitationEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_those_who_move_at_once_only_one_finds_the_list_as_seen(dialogue, researchers, by):
    people = [waits(researchers) for _ in range(4)]

    def move_up(invitation):
        try:
            reserve.shift(invitation, by, -1, seen=4)
        except Refused:
            return "refused"
        return "moved"

    copies = [Invitation.objects.get(pk=people[3].pk) for _ in range(4)]
    assert sorted(in_threads(move_up, copies)) == ["moved", "refused", "refused", "refused"]
    assert order(researchers) == [people[0], people[1], people[3], people[2]]
    assert [one.reserve_rank for one in order(researchers)] == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
def test_different_people_moved_at_once_still_have_different_ranks(dialogue, researchers, by):
    people = [waits(researchers) for _ in range(4)]

    def move_down(place):
        try:
            reserve.shift(people[place], by, 1, seen=place + 1)
        except Refused:
            return False
        return True

    assert any(in_threads(move_down, [0, 1, 2]))
    assert sorted(one.reserve_rank for one in order(researchers)) == [1, 2, 3, 4]
    assert set(order(researchers)) == set(people)


@pytest.mark.django_db(transaction=True)
def test_people_put_on_the_list_at_once_get_different_ranks(dialogue, researchers, by):
    cleared = [in_state(researchers, "cleared") for _ in range(4)]
    in_threads(lambda invitation: invitations.put_on_reserve(invitation, by), cleared)
    assert [one.reserve_rank for one in order(researchers)] == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
def test_one_freed_seat_is_offered_once_however_many_click(dialogue, researchers, by):
    guest = in_state(researchers, "accepted")
    decline(guest)
    people = [waits(researchers) for _ in range(3)]

    def offer(candidate):
        try:
            reserve.refill(guest.pk, candidate, by)
        except Refused:
            return "refused"
        return "offered"

    assert sorted(in_threads(offer, people)) == ["offered", "refused", "refused"]


# Who may


def test_an_observer_looks_and_finds_no_buttons(client, dialogue, researchers):
    observer = factories.organiser(is_superuser=False)
    observer.user_permissions.add(Permission.objects.get(codename="view_invitation"))
    client.force_login(observer)
    decline(in_state(researchers, "accepted"))
    first, _second = waits(researchers), waits(researchers)
    page = look(client, address(dialogue))
    assert len(page.select(".candidates > li")) == 2
    assert not page.select("#content-main button, #content button, #content [type=submit]")
    assert client.post(address(dialogue), {"move": f"{first.pk}:down:1"}).status_code == 403
    assert client.get(offer_address(dialogue)).status_code == 403


def test_the_pages_cost_the_same_few_queries_at_any_length(client, user, dialogue, researchers):
    costs, guests = [], []
    for number in [3, 60]:
        for _ in range(number - len(guests)):
            guests.append(in_state(researchers, "accepted", invited_at=timezone.now()))
            waits(researchers)
        dialogue.capacity = number + 1
        dialogue.save()
        for guest in guests[::2]:
            decline(guest)
        paths = [
            address(dialogue),
            address(dialogue, f"?what_if={guests[1].pk}"),
            offer_address(dialogue, freed=guests[0].pk, to=order(researchers)[0].pk),
        ]
        client.get(address(dialogue))  # which remembers the dialogue in the session
        cost = []
        for path in paths:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            cost.append(len(queries))
        costs.append(cost)
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 15


def test_a_long_list_is_paged_with_the_places_of_the_whole_list(
    client, user, dialogue, researchers, firms
):
    on_list = [waits(researchers, reserve_rank=n) for n in range(1, 54)]
    waits(firms, reserve_rank=1)
    page = look(client, address(dialogue))
    assert len(page.select(".waiting li")) == 50
    assert "They are on another page." in page.text
    page = look(client, address(dialogue, "?page=2"))
    first = page.select_one(f"#category-{researchers.pk}")
    assert f"({len(on_list)})" in first.h3.text
    assert first.ol["start"] == "51"
    places = [button["value"] for button in first.select("button[name=move]")]
    assert places[0] == f"{on_list[50].pk}:up:51"
    assert [button.has_attr("disabled") for button in first.select("button[name=move]")] == [
        *[False] * 5,
        True,
    ]
    press(client, dialogue, on_list[50], "up", 51)
    assert order(researchers)[49] == on_list[50]
