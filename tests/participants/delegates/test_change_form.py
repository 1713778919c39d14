"""After the last day for changing details a delegate asks and organisers decide: old and new side
by side, one letter for each decision, and nobody decides on what has been replaced."""

from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from dialogue.refusals import EditConflict, Refused
from participants.delegates import change_form, delegate_form, details
from participants.models import DelegateDetails, DetailsChange, Invitation
from participants.states import Status
from participants.workflow.transitions import Actor
from tests import factories
from tests.participants.delegates.details_visit import (
    ALL,
    address,
    erase,
    fill,
    kept,
    prove,
    send,
)
from tests.reading import page, soup, text_of, unsealed, words
from tests.threads import in_threads

pytestmark = pytest.mark.usefixtures("clock")

DELEGATE = Actor("link", "Mei")
LATER = {**ALL, "arrival_on": "2031-05-31", "diet": "halal"}


@pytest.fixture
def locked(dialogue):
    """The last day for changing details was yesterday."""
    dialogue.details_open_until = date(2031, 4, 30)
    dialogue.save()
    return dialogue


@pytest.fixture
def seat(locked, invitation):
    """A delegate who gave everything in time."""
    invitation.dialogue = locked
    fill(invitation, ALL)
    return invitation


def ask(seat, data=LATER):
    change_form.ask(seat, data, DELEGATE)
    return seat.details_changes.get(state="waiting")


def compare(client, change):
    return client.get(reverse("admin:participants_detailschange_change", args=[change.pk]))


def decide(client, change, **data):
    where = reverse("admin:participants_detailschange_change", args=[change.pk])
    return client.post(where, data, follow=True)


def rows_of(response):
    """[(field, old, new)] of the table on a page."""
    table = BeautifulSoup(page(response), "html.parser").select_one("table.compared, #change table")
    return [tuple(words(cell) for cell in row.select("th, td")) for row in table.select("tbody tr")]


def letters(seat):
    return list(seat.mails.filter(kind="details_decided"))


def diet_in(response, status=200):
    """What the form on a page has in this field."""
    return soup(response, status).select_one("section.answer form [name=diet]")["value"]


# The lock


@pytest.mark.parametrize(("last", "is_locked"), [(30, True), (None, False)])
def test_it_counts_from_the_end_of_the_last_day(dialogue, last, is_locked):
    dialogue.details_open_until = last and date(2031, 4, last)
    assert dialogue.are_details_locked == is_locked


def test_the_last_day_ends_on_the_dialogues_own_clock(locked, clock):
    clock.move_to(datetime(2031, 4, 30, 16, 59, tzinfo=UTC))  # 23:59 in Hanoi
    assert not locked.are_details_locked
    clock.shift(timedelta(minutes=1))
    assert locked.are_details_locked


def test_before_it_the_page_says_how_long_one_may_change_things(proven, dialogue, invitation):
    dialogue.details_open_until = date(2031, 5, 20)
    dialogue.save()
    send(proven, invitation, ALL)
    assert kept(invitation).diet == "no shellfish"
    assert "yourself until the end of 20 May 2031" in text_of(
        proven.get(address("details", invitation))
    )
    assert not DetailsChange.objects.exists()


# The delegate


def test_what_a_delegate_sends_after_it_waits_beside_what_counts(client, seat):
    prove(client, seat)
    shown = text_of(client.get(address("details", seat)))
    assert "working with these details since 30 April 2031" in shown
    response = send(client, seat, LATER, follow=True)
    text = text_of(response)
    assert "Your change was sent to the secretariat; it counts once it is confirmed." in text
    assert rows_of(response) == [
        ("Day of arrival", "1 June 2031", "31 May 2031"),
        ("Diet", "no shellfish", "halal"),
    ]
    assert kept(seat).diet == "no shellfish"
    assert diet_in(response) == "halal"  # the next one builds on it
    event = seat.events.get(verb="ask_change")
    assert (event.door, event.actor) == ("link", seat.person.name)
    assert not letters(seat)


def test_the_page_reads_so_in_vietnamese_too(client, seat):
    prove(client, seat)
    text = text_of(send(client, seat, LATER, lang="vi", follow=True))
    assert "chờ" in text
    assert "secretariat" not in text.replace("secretariat@dialogue.test", "")


def test_what_is_wrong_is_not_sent_at_all(client, seat):
    prove(client, seat)
    response = send(client, seat, {**LATER, "birth_on": "2040-01-01"})
    assert "Nothing has been sent yet" in text_of(response, 422)
    assert diet_in(response, 422) == "halal"
    assert not DetailsChange.objects.exists()


def test_the_same_as_is_stored_is_no_request(client, seat):
    prove(client, seat)
    response = send(client, seat, ALL)
    assert "This is what we have already, so nothing was sent." in text_of(response, 422)
    assert not DetailsChange.objects.exists()


def test_one_press_sends_and_closes_and_closes_where_nothing_is_new(client, seat):
    for data in [ALL, LATER, LATER]:
        prove(client, seat)
        response = send(client, seat, {**data, "close": "1"})
        assert response["Location"].startswith(seat.page_path)
        assert "details_form" not in client.get(address("details", seat)).context
    assert seat.details_changes.get().is_waiting
    prove(client, seat)
    response = send(client, seat, {**ALL, "close": "1"})
    assert "press “Withdraw the change”" in text_of(response, 422)


def test_the_same_sent_twice_is_one_request(seat):
    first = ask(seat)
    assert ask(seat).pk == first.pk
    assert seat.events.filter(verb="ask_change").count() == 1


def test_a_new_one_takes_the_place_of_the_old_which_says_nothing_any_more(seat):
    first = ask(seat)
    second = ask(seat, {**LATER, "diet": "vegan"})
    first.refresh_from_db()
    assert (first.state, first.values, first.before) == ("replaced", {}, {})
    assert second.values == {"arrival_on": "2031-05-31", "diet": "vegan"}


def test_a_delegate_without_details_asks_too_and_it_says_that_all_was_empty(client, user, locked):
    empty = factories.invitation(locked, Status.ACCEPTED)
    change = ask(empty, {"attendance": "online", "diet": "halal"})
    assert not DelegateDetails.objects.exists()
    assert rows_of(compare(client, change)) == [
        ("Attendance", "was empty", "online"),
        ("Diet", "was empty", "halal"),
    ]
    change_form.accept(change, user)
    assert kept(empty).diet == "halal"


def test_gender_is_nobodys_to_confirm(client, seat):
    prove(client, seat)
    send(client, seat, {**ALL, "gender": "woman"}, follow=True)
    seat.person.refresh_from_db()
    assert seat.person.gender == "woman"
    assert not DetailsChange.objects.exists()


def test_a_page_from_before_the_lock_saves_nothing_by_itself(client, seat):
    prove(client, seat)
    answer = client.post(address("details_autosave", seat), LATER)
    assert answer.status_code == 409
    assert answer.json()["text"].startswith("Not saved – changes now go to the secretariat.")
    assert "data-autosave" not in page(client.get(address("details", seat)))


def test_the_delegate_withdraws_it(client, seat):
    prove(client, seat)
    change = ask(seat)
    response = client.post(address("details_take_change_back", seat), follow=True)
    assert "was sent to the secretariat" not in page(response)
    assert diet_in(response) == "no shellfish"
    change.refresh_from_db()
    assert (change.state, change.values) == ("taken_back", {})
    assert seat.events.filter(verb="take_change_back").exists()
    again = client.post(address("details_take_change_back", seat))
    assert "Nothing is waiting any more" in text_of(again, 422)


def test_nobody_withdraws_it_without_the_code(client, seat):
    change = ask(seat)
    client.post(address("details_take_change_back", seat))
    change.refresh_from_db()
    assert change.is_waiting


def test_there_is_a_limit_for_a_day(seat, clock):
    for number in range(change_form.PER_DAY):
        ask(seat, {**LATER, "diet": str(number)})
    with pytest.raises(Refused, match="There have been many changes"):
        ask(seat)
    clock.shift(timedelta(days=1, minutes=1))
    ask(seat)


def test_once_changes_are_free_again_what_waits_is_replaced_by_what_is_saved(seat, dialogue):
    change = ask(seat)
    delegate_form.save_valid(seat, {**ALL, "diet": "vegan"}, DELEGATE)
    change.refresh_from_db()
    assert (change.state, kept(seat).diet) == ("replaced", "vegan")


# The organisers


def test_organisers_see_old_and_new_and_accept(client, user, seat):
    change = ask(seat)
    assert rows_of(compare(client, change)) == [
        ("Day of arrival", "1 June 2031", "31 May 2031"),
        ("Diet", "no shellfish", "halal"),
    ]
    seen = change_form.version(change)
    shown = text_of(decide(client, change, act="accept", seen=seen))
    assert f"The details of {seat.person.name} have been changed." in shown
    row = kept(seat)
    assert (row.diet, row.arrival_on) == ("halal", date(2031, 5, 31))
    assert row.passport_number == "K1234567"
    change.refresh_from_db()
    assert (change.state, change.decided_by) == ("accepted", user)
    event = seat.events.get(verb="accept_change")
    assert (event.user, event.actor) == (user, user.get_full_name())


def test_one_letter_says_what_was_decided_and_nothing_of_what_was_in_it(client, user, seat):
    change = ask(seat)
    decide(client, change, act="accept")
    [letter] = letters(seat)
    assert letter.subject == "Your details have been changed: Regional dialogue on AI governance"
    text = unsealed(letter).text
    assert "is confirmed and counts from now on" in text
    assert "- day of arrival\n- diet\n" in text
    assert "halal" not in text
    assert (letter.to_address, letter.cc_address) == (seat.person.email, "")
    assert reverse("details", args=[seat.token]) in text


def test_a_refusal_has_a_reason_which_the_delegate_reads_in_their_language(client, user, seat):
    seat.person.language = "vi"
    seat.person.cc_email = "assistant@example.org"
    seat.person.save()
    change = ask(seat)
    assert "This field is required." in page(decide(client, change, act="refuse"), 422)
    assert not letters(seat)
    decide(client, change, act="refuse", reason="Khách sạn đã kín phòng.")
    [letter] = letters(seat)
    assert (letter.language, letter.cc_address) == ("vi", "")
    text = unsealed(letter).text
    assert "Khách sạn đã kín phòng." in text
    assert "The reason" not in text
    assert kept(seat).diet == "no shellfish"
    assert seat.events.get(verb="refuse_change").reason == "Khách sạn đã kín phòng."
    prove(client, seat)
    shown = text_of(client.get(address("details", seat) + "?lang=en"))
    assert "could not be made. What we had before still counts." in shown
    assert "Khách sạn đã kín phòng." in shown


def test_what_was_refused_by_mistake_is_accepted_after_all(client, user, seat):
    change = ask(seat)
    decide(client, change, act="refuse", reason="Full")
    assert "Accept it after all" in page(compare(client, change))
    decide(client, change, act="accept")
    assert kept(seat).diet == "halal"
    change.refresh_from_db()
    assert (change.state, change.reason) == ("accepted", "")
    assert len(letters(seat)) == 2


def test_what_was_refused_is_not_accepted_over_a_newer_one(client, user, seat):
    old = ask(seat)
    change_form.refuse(old, user, "Full")
    newer = ask(seat, {**LATER, "diet": "vegan"})
    shown = page(compare(client, old))
    assert "Accept it after all" not in shown
    assert reverse("admin:participants_detailschange_change", args=[newer.pk]) in shown
    with pytest.raises(Refused, match="newer change"):
        change_form.accept(old, user)


def test_a_change_of_what_was_told_meanwhile_is_flagged(client, user, seat):
    change = ask(seat)
    told = Actor("admin", "Ida", user, on_behalf_of="Ms Lan")
    delegate_form.save_valid(seat, {**ALL, "diet": "vegan"}, told, "telephone")
    [_arrival, diet] = rows_of(compare(client, change))
    assert diet[0] == "Diet"
    assert "vegan changed since; when the delegate wrote: no shellfish" in diet[1]


def test_the_pages_about_the_details_lead_to_what_waits(client, user, seat):
    change = ask(seat)
    where = reverse("admin:participants_detailschange_change", args=[change.pk])
    for name in ["participants_invitationwithdetails_change", "invitation_details"]:
        assert where in page(client.get(reverse(f"admin:{name}", args=[seat.pk])))


def test_what_does_not_fit_any_more_is_refused_with_its_reason(client, user, seat):
    change = ask(seat, {**ALL, "arrival_on": "2031-06-03"})
    told = Actor("admin", "Ida", user, on_behalf_of="Ms Lan")
    leaves = {**ALL, "departure_on": "2031-06-02"}
    delegate_form.save_valid(seat, leaves, told, "telephone")
    response = decide(client, change, act="accept")
    assert "It does not fit what is stored by now." in page(response, 422)
    assert kept(seat).departure_on == date(2031, 6, 2)
    assert not letters(seat)


def test_travelling_no_more_empties_what_depended_on_it(client, user, seat):
    change = ask(seat, {**ALL, "attendance": "online"})
    shown = {name: new for name, _old, new in rows_of(compare(client, change))}
    assert shown["Passport number"] == "to be emptied"
    change_form.accept(change, user)
    row = kept(seat)
    assert (row.attendance, row.passport_number, row.arrival_on) == ("online", "", None)


def test_who_lost_the_seat_waits_for_nothing(client, user, seat):
    change = ask(seat)
    Invitation.objects.update(status=Status.DECLINED)
    assert not DetailsChange.objects.waiting().exists()
    assert "Accept the change" not in page(compare(client, change))
    with pytest.raises(Refused, match="no longer needed"):
        change_form.accept(change, user)


def test_after_the_dialogue_nothing_is_decided(user, seat, clock):
    change = ask(seat)
    clock.move_to(datetime(2031, 6, 10, tzinfo=UTC))
    with pytest.raises(Refused, match="no longer needed"):
        change_form.refuse(change, user, "Late")


def test_the_front_page_counts_what_waits_and_opens_exactly_that(client, user, seat, clock):
    change = ask(seat)
    gone = factories.invitation(seat.dialogue, Status.ACCEPTED)
    ask(gone, {"diet": "halal"})
    Invitation.objects.filter(pk=gone.pk).update(status=Status.DECLINED)
    where = f"{reverse('admin:index')}?dialogue={seat.dialogue_id}"
    front = BeautifulSoup(page(client.get(where)), "html.parser")
    opens = (
        f"{reverse('admin:participants_detailschange_changelist')}"
        f"?invitation__dialogue__id__exact={seat.dialogue_id}&standing=waiting"
    )
    [item] = [link for link in front.select("a[href]") if link["href"] == opens]
    assert "change of a delegate’s details to decide on" in words(item.parent)
    listed = page(client.get(opens))
    assert seat.person.name in listed
    assert gone.person.name not in listed
    assert "halal" not in listed  # what was asked stays on the page that is logged
    decide(client, change, act="accept")
    assert opens not in page(client.get(where)).replace("&amp;", "&")


def test_the_front_page_says_until_when_delegates_change_things(client, user, dialogue):
    dialogue.details_open_until = date(2031, 5, 20)
    dialogue.save()
    where = f"{reverse('admin:index')}?dialogue={dialogue.pk}"
    assert "Delegates change their details themselves for the last time" in page(client.get(where))


# Races


def test_of_two_organisers_the_second_is_told(user, seat):
    change = ask(seat)
    same = DetailsChange.objects.get(pk=change.pk)
    change_form.refuse(change, user, "Full")
    Invitation.objects.filter(pk=seat.pk).update(changed_at=seat.changed_at)
    with pytest.raises(EditConflict, match="Somebody else has decided"):
        change_form.refuse(same, user, "Not possible")
    assert len(letters(seat)) == 1


def test_who_decides_on_what_was_replaced_meanwhile_sees_the_newer_one(client, user, seat):
    old = ask(seat)
    newer = ask(seat, {**LATER, "diet": "vegan"})
    shown = page(decide(client, old, act="accept"))
    assert "has withdrawn it or sent a newer one" in shown
    assert reverse("admin:participants_detailschange_change", args=[newer.pk]) in shown
    assert kept(seat).diet == "no shellfish"
    assert not letters(seat)


def test_who_compared_with_other_details_compares_again(client, user, seat):
    change = ask(seat)
    seen = change_form.version(change)
    told = Actor("admin", "Ida", user, on_behalf_of="Ms Lan")
    with_moment = {**ALL, "access_needs": "a ramp"}
    DelegateDetails.objects.update(changed_at=datetime(2031, 4, 1, tzinfo=UTC))
    seen = change_form.version(change)
    delegate_form.save_valid(seat, with_moment, told, "telephone")
    shown = page(decide(client, change, act="accept", seen=seen))
    assert "Please compare again." in shown
    assert kept(seat).diet == "no shellfish"


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_the_same_moment_write_one_letter(user, seat):
    change = ask(seat)

    def decide_once(verb):
        try:
            row = DetailsChange.objects.with_people().get(pk=change.pk)
            verb(row)
        except Refused as refusal:
            return type(refusal).__name__
        return "done"

    verbs = [
        lambda row: change_form.accept(row, user),
        lambda row: change_form.refuse(row, user, "Full"),
    ]
    assert "done" in in_threads(decide_once, verbs)
    # Accepting after a refusal is allowed, and says so in a second letter.
    assert len(letters(seat)) == seat.events.filter(verb__endswith="_change").count() - 1
    change.refresh_from_db()
    assert (kept(seat).diet == "halal") == (change.state == "accepted")


@pytest.mark.django_db(transaction=True)
def test_a_delegate_who_sends_twice_at_once_has_one_that_waits(seat):
    def send_one(diet):
        row = Invitation.objects.with_people().get(pk=seat.pk)
        change_form.ask(row, {**LATER, "diet": diet}, DELEGATE)

    in_threads(send_one, ["vegan", "halal"])
    assert seat.details_changes.filter(state="waiting").count() == 1
    assert seat.details_changes.filter(state="replaced").count() == 1


def test_the_database_lets_one_wait(seat):
    ask(seat)
    with pytest.raises(IntegrityError), transaction.atomic():
        DetailsChange.objects.create(invitation=seat, values={"diet": "x"})
    assert connection.is_usable()


# Forgetting


def test_it_goes_with_the_details(seat, user, clock):
    change_form.accept(ask(seat), user)
    ask(seat, {**LATER, "diet": "vegan"})
    clock.move_to(datetime(2031, 8, 2, 17, 1, tzinfo=UTC))
    erase()
    assert not DetailsChange.objects.exists()
    assert not DelegateDetails.objects.exists()


def test_the_rules_of_the_seat_hold_for_asking(seat):
    known = Invitation.objects.with_people().get(pk=seat.pk)
    Invitation.objects.update(link_key="another")
    with pytest.raises(details.Refused, match="open your most recent link"):
        ask(known)
