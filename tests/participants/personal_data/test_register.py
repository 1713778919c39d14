"""The register of data requests and breaches: numbers, answers, notices, and its pages."""

import io
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from dialogue.mail.models import OutgoingMail
from dialogue.refusals import Refused
from participants.models import DataRequest
from participants.personal_data import due_dates, register
from tests import factories, threads
from tests.reading import filled_form, page, soup, text_of
from tests.threads import in_threads
from tests.visitors import Visitors

State = DataRequest.State
LIST = "/admin/participants/datarequest/"


@pytest.fixture
def organiser(db):
    return factories.organiser()


def hanoi(text):
    return datetime.fromisoformat(text).replace(tzinfo=due_dates.HANOI)


# Numbers


@pytest.mark.django_db
def test_rows_are_numbered_within_the_year_they_are_entered(clock):
    assert factories.data_request().reference == "2031/001"
    assert factories.data_request().reference == "2031/002"
    clock.move_to(hanoi("2031-12-31 23:59"))
    assert factories.data_request().reference == "2031/003"
    clock.move_to(hanoi("2032-01-01 00:01"))
    assert factories.data_request().reference == "2032/001"


def enter(number):
    return factories.data_request(remark=f"Request {number}").number


@pytest.mark.django_db(transaction=True)
def test_two_organisers_at_once_get_two_numbers_and_leave_no_gap(monkeypatch):
    threads.both_look_before_either_acts(monkeypatch, register, "last_number")
    assert sorted(in_threads(enter, [1, 2])) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_six_at_once_get_six_numbers():
    assert sorted(in_threads(enter, range(6))) == [1, 2, 3, 4, 5, 6]


@pytest.mark.django_db
def test_the_database_refuses_a_number_twice_and_what_is_no_kind():
    row = factories.data_request()
    rows = DataRequest.objects.filter(pk=row.pk)
    for wrong in [{"number": 0}, {"kind": "shout"}, {"state": "lost"}, {"state": "answered"}]:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    other = factories.data_request()
    with pytest.raises(IntegrityError), transaction.atomic():
        DataRequest.objects.filter(pk=other.pk).update(number=row.number)


# Answers


def test_an_answer_settles_a_row_once(clock, organiser):
    row = register.answer(
        factories.data_request(), State.REFUSED, "No proof of identity", organiser
    )
    assert (row.state, row.answer, row.answered_by) == (
        "refused",
        "No proof of identity",
        organiser,
    )
    assert row.answered_at == row.settled_at == timezone.now()
    with pytest.raises(Refused, match="answered already"):
        register.answer(row, State.ANSWERED, "After all", organiser)


def test_an_answer_needs_words(organiser):
    with pytest.raises(Refused, match="write down"):
        register.answer(factories.data_request(), State.ANSWERED, "  ", organiser)


def test_what_is_answered_but_not_done_yet_is_due_again(clock, organiser):
    row = factories.data_request(kind="withdraw", received_at=timezone.now())
    row = register.answer(row, State.UNDER_WAY, "We are doing it", organiser)
    assert row.due_at == due_dates.carry_out_due_at("withdraw", row.received_at)
    assert row.settled_at is None
    clock.shift(timedelta(days=3))
    first = row.answered_at
    row = register.answer(row, State.ANSWERED, "It is done", organiser)
    assert (row.answer, row.answered_at) == ("We are doing it\n\nIt is done", first)
    assert row.settled_at == timezone.now()


@pytest.mark.parametrize("kind", ["complaint", "breach"])
def test_nothing_is_left_to_do_where_the_law_names_no_day(kind, organiser):
    with pytest.raises(Refused, match="Nothing is left"):
        register.answer(factories.data_request(kind=kind), State.UNDER_WAY, "Later", organiser)


def test_reopening_needs_a_reason_which_the_history_keeps(clock, organiser):
    row = register.answer(factories.data_request(), State.ANSWERED, "Here it is", organiser)
    with pytest.raises(Refused, match="reason"):
        register.reopen(row, " ")
    row = register.reopen(row, "It was somebody else’s copy")
    assert (row.state, row.answer, row.answered_at, row.settled_at) == ("open", "", None, None)
    newest, before = row.history.all()[:2]
    assert newest.history_change_reason == "It was somebody else’s copy"
    assert before.answer == "Here it is"
    with pytest.raises(Refused, match="open"):
        register.reopen(row, "Once more")


# Where a row stands


@pytest.mark.parametrize(
    ("now", "text", "is_late"),
    [
        ("2031-05-02 09:00", "due in 2 working days", False),  # a Friday
        ("2031-05-05 09:00", "due in 1 working day", False),
        ("2031-05-06 23:00", "due today", False),
        ("2031-05-07 00:00", "overdue since 6 May 2031, 23:59", True),
    ],
)
def test_the_standing_of_a_request(now, text, is_late, organiser):
    row = factories.data_request(received_at=hanoi("2031-05-02 08:00"))
    assert register.standing(row, hanoi(now)) == register.Standing(text, is_late)


def test_the_standing_of_a_breach_counts_hours(organiser):
    row = factories.data_request(kind="breach", received_at=hanoi("2031-05-02 08:00"))
    assert register.standing(row, hanoi("2031-05-05 06:30")).text == "due in 1 hour"
    with translation.override("vi"):
        assert register.standing(row, hanoi("2031-05-05 06:30")).text == "còn 1 giờ"


# The notice


@pytest.mark.django_db
def test_the_organisers_are_reminded_once_on_the_day_it_is_due(clock, settings):
    settings.ORGANISERS_EMAIL = "desk@example.org"
    received_at = hanoi("2031-05-05 08:00")  # a Monday
    row = factories.data_request(
        received_at=received_at, person=factories.person(family_name="Hidden")
    )
    for day, emails in [("2031-05-06 06:00", 0), ("2031-05-07 06:00", 1), ("2031-05-08 06:00", 1)]:
        clock.move_to(hanoi(day))
        call_command("remind_of_requests", stdout=io.StringIO())
        assert OutgoingMail.objects.count() == emails
    email = OutgoingMail.objects.get()
    assert email.to_address == "desk@example.org"
    assert f"{row.reference} see the data" in email.text
    assert "Hà Nội" in email.text  # in both languages
    assert "Hidden" not in email.text + email.html + email.subject


@pytest.mark.django_db
def test_what_was_answered_is_not_reminded_of_and_what_is_due_again_is(clock, organiser):
    clock.move_to(hanoi("2031-05-05 08:00"))
    done, later = factories.data_request(), factories.data_request(kind="erase")
    register.answer(done, State.ANSWERED, "Here", organiser)
    clock.move_to(hanoi("2031-05-07 06:00"))
    call_command("remind_of_requests", stdout=io.StringIO())
    register.answer(later, State.UNDER_WAY, "We will", organiser)
    clock.move_to(hanoi("2031-05-26 06:00"))  # 20 days, the last a Sunday
    call_command("remind_of_requests", stdout=io.StringIO())
    subjects = [email.text.count("2031/002") for email in OutgoingMail.objects.all()]
    assert len(subjects) == 2
    assert "2031/001" not in OutgoingMail.objects.first().text


# The pages


def language(browser, code):
    browser.post("/language/", {"language": code})


@pytest.mark.ignore_template_errors  # of the history’s own pages
@pytest.mark.parametrize(
    ("code", "due", "answered"),
    [("en", "due in 2 working days", "answered"), ("vi", "còn 2 ngày làm việc", "đã trả lời")],
)
def test_a_request_is_entered_answered_and_reopened(code, due, answered, clock, dialogue):
    clock.move_to(hanoi("2031-05-05 08:00"))
    browser, person = Visitors()("protocol"), factories.person()
    language(browser, code)
    form = filled_form(browser.get(f"{LIST}add/").content)
    form |= {"kind": "see", "way": "email", "person": person.pk, "remark": "What do you hold?"}
    assert browser.post(f"{LIST}add/", form).status_code == 302
    row = DataRequest.objects.get()
    assert due in text_of(browser.get(LIST))
    assert due in text_of(browser.get("/admin/"))
    own = reverse("admin:participants_datarequest_change", args=[row.pk])
    assert due in text_of(browser.get(own))
    answer = reverse("admin:data_request_answer", args=[row.pk])
    assert "What do you hold?" in text_of(browser.get(answer))
    response = browser.post(answer, {"state": "answered", "text": ""})
    assert response.status_code == 200 and "errorlist" in page(response)
    browser.post(answer, {"state": "answered", "text": "A copy was handed over"})
    row.refresh_from_db()
    assert row.state == "answered"
    assert answered in text_of(browser.get(own))
    assert row.reference not in page(browser.get("/admin/"))
    reopen = reverse("admin:data_request_reopen", args=[row.pk])
    browser.post(reopen, {"reason": ""})
    row.refresh_from_db()
    assert row.state == "answered"
    browser.post(reopen, {"reason": "The wrong copy"})
    row.refresh_from_db()
    assert row.state == "open"
    history = reverse("admin:participants_datarequest_history", args=[row.pk])
    assert "The wrong copy" in text_of(browser.get(history))


@pytest.mark.ignore_template_errors  # of the history’s own pages
def test_what_was_answered_is_neither_edited_nor_deleted_nor_turned_back(client, user):
    row = factories.data_request()
    first = row.history.first()
    register.answer(row, State.ANSWERED, "Here it is", user)
    own = reverse("admin:participants_datarequest_change", args=[row.pk])
    client.post(own, {**filled_form(client.get(own).content), "kind": "erase", "remark": "Changed"})
    assert client.post(f"{LIST}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    old = reverse("admin:participants_datarequest_simple_history", args=[row.pk, first.pk])
    assert client.get(old).status_code == 200
    assert client.post(old, {"kind": "see"}).status_code == 403
    row.refresh_from_db()
    assert (row.kind, row.remark, row.state) == ("see", "What do you hold about me?", "answered")


def test_a_corrected_kind_moves_the_moment_it_is_due(client, user):
    row = factories.data_request(received_at=hanoi("2026-06-01 08:00"))
    own = reverse("admin:participants_datarequest_change", args=[row.pk])
    form = filled_form(client.get(own).content)
    client.post(own, {**form, "kind": "breach"})
    row.refresh_from_db()
    assert row.due_at == hanoi("2026-06-04 08:00")


def test_what_has_not_happened_yet_is_not_received(client, user):
    form = filled_form(client.get(f"{LIST}add/").content)
    form |= {"kind": "see", "way": "letter", "received_at_0": "2131-01-01"}
    assert "still to come" in text_of(client.post(f"{LIST}add/", form))
    form |= {"kind": "breach", "received_at_0": "2026-01-01", "remark": " "}
    assert "what happened" in text_of(client.post(f"{LIST}add/", form))
    assert not DataRequest.objects.exists()


def test_the_list_is_filtered_by_what_is_to_be_done(client, user):
    late = factories.data_request(received_at=hanoi("2026-06-01 08:00"), about="the late")
    factories.data_request(about="the new")
    register.answer(factories.data_request(about="the done"), State.FORWARDED, "To MPS", user)
    shown = {
        standing: [
            name
            for name in ["the late", "the new", "the done"]
            if name in text_of(client.get(f"{LIST}?standing={standing}"))
        ]
        for standing in ["open", "overdue", "settled"]
    }
    assert shown == {
        "open": ["the late", "the new"],
        "overdue": ["the late"],
        "settled": ["the done"],
    }
    front = client.get("/admin/")
    assert f"{late.reference}: overdue since" in text_of(front)
    [act] = soup(front).select("#data-requests .act")
    assert len(soup(client.get(act["href"])).select("#result_list tbody tr")) == 2


def test_the_export_says_where_each_stands(client, user):
    factories.data_request(
        kind="breach", received_at=hanoi("2026-06-01 08:00"), people_concerned=30
    )
    lines = client.get(f"{LIST}export/csv/").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Number,Kind,Received")
    assert "overdue since" in lines[1] and ",30," in lines[1]
    assert client.get(f"{LIST}export/xlsx/").status_code == 200


@pytest.mark.parametrize("role", ["observer", "programme"])
def test_who_may_not_see_the_register_finds_nothing_of_it_on_the_front_page(role, dialogue):
    row = factories.data_request(dialogue, about="Somebody Else")
    browser = Visitors()(role)
    front = page(browser.get("/admin/"))
    assert row.reference not in front and "datarequest" not in front
    assert browser.get(LIST).status_code == 403


def test_the_front_page_asks_the_database_once_however_long_the_register(client, user):
    counts = []
    for number in [1, 8]:
        for _row in range(number):
            factories.data_request(person=factories.person(), kind="breach")
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
