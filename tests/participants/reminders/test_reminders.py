"""Reminders: the people who are reminded, on which day, only once, and what stops it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from dialogue.access import tokens
from dialogue.mail.models import Unsubscription
from dialogue.refusals import Refused
from participants.letters import letters
from participants.models import Answer, Invitation, InvitationEvent, Reminder
from participants.reminders import dispatch, schedule
from participants.states import Status
from participants.workflow import answers, invitations, transitions
from participants.workflow.transitions import Actor
from tests import factories
from tests.reading import unsealed
from tests.threads import in_threads

# The reply-by moment of tests.factories is 15 May 2031, 17:00 in Hanoi.
pytestmark = pytest.mark.django_db
DAILY = Actor(InvitationEvent.Door.COMMAND, "daily run")
INVITED_AT = datetime(2031, 4, 1, 3, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel("2031-05-08T01:00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def rules(dialogue):
    return {days: factories.reminder_rule(dialogue, days_before=days) for days in [14, 7, 2]}


def invite(dialogue, status=Status.INVITED, **fields):
    return factories.invitation(dialogue, status, **{"invited_at": INVITED_AT, **fields})


def run(clock=None, moment=None):
    """Do what the daily run does; return the letters that it sent."""
    if moment:
        clock.move_to(moment)
    sent, failed = dispatch.send_due(timezone.now(), DAILY)
    assert not failed
    return sent


def reminders_sent(dialogue):
    return dialogue.mails.filter(kind="reminder")


def test_each_rule_reminds_on_its_day_and_once(dialogue, rules, clock):
    invite(dialogue)
    days = {}
    for day in range(28):
        clock.move_to(datetime(2031, 4, 25, 1, 0, tzinfo=UTC) + timedelta(days=day))
        if run() + run():
            days[timezone.localdate().isoformat()] = reminders_sent(dialogue).count()
    assert days == {"2031-05-01": 1, "2031-05-08": 2, "2031-05-13": 3}


def test_the_day_begins_in_the_dialogues_time_zone(dialogue, rules, clock):
    invite(dialogue)
    assert not run(clock, "2031-04-30T16:59:00Z")  # 23:59 in Hanoi
    assert run(clock, "2031-04-30T17:00:00Z")


def test_after_an_interruption_only_the_latest_rule_reminds(dialogue, rules, clock):
    invitation = invite(dialogue)
    assert [letter.rule for letter in run()] == [rules[7]]
    outcomes = dict(invitation.reminders.values_list("rule__days_before", "outcome"))
    assert outcomes == {14: "overtaken", 7: "sent"}
    rules[7].is_active = False
    rules[7].save()
    assert not run(clock, "2031-05-10T01:00:00Z")


def test_each_kind_of_rule_finds_the_people_it_is_for(dialogue, clock):
    for kind in ["answer", "nomination", "confirmation"]:
        factories.reminder_rule(dialogue, kind=kind)
    factories.reminder_rule(dialogue, kind="details", days_before=25)  # 8 May
    delegation = factories.delegation(dialogue)
    invite(dialogue, person=None, delegation=delegation)
    for status in set(Status) - {Status.NOMINATED}:
        invite(dialogue, status)
    assert sorted((one.rule.kind, one.invitation.status) for one in run()) == [
        ("answer", "invited"),
        ("confirmation", "tentative"),
        ("details", "accepted"),
        ("nomination", "invited"),
    ]


@pytest.mark.parametrize("response", ["accept", "decline", "tentative"])
def test_an_answer_stops_the_reminder(dialogue, rules, clock, response):
    invitation = invite(dialogue)
    by = Actor(InvitationEvent.Door.LINK, "Mei")
    answers.answer(invitation, by, Answer(response=response, answered_by="invitee"))
    assert not run()


def test_a_withdrawal_stops_the_reminder(dialogue, rules, clock):
    invitations.withdraw(invite(dialogue), DAILY)
    assert not run()


def test_nobody_is_reminded_of_an_invitation_that_has_not_been_sent_yet(dialogue, rules, clock):
    clock.move_to(INVITED_AT)
    invitation = factories.invitation(dialogue, Status.CLEARED)
    invitations.invite(invitation, DAILY)
    invitation.mails.update(state="draft")
    clock.move_to("2031-05-08T01:00:00Z")
    assert not run()
    with pytest.raises(Refused, match="nothing to send a reminder about"):
        dispatch.remind_now(invitation, DAILY)
    factories.letters_leave(dialogue)
    assert run()


def test_a_reminder_names_no_seat_whose_letter_has_not_been_sent_yet(dialogue, clock):
    factories.reminder_rule(dialogue, kind="nomination")
    delegation = factories.delegation(dialogue)
    told = invite(dialogue, person=None, delegation=delegation)
    second = factories.invitation(dialogue, Status.CLEARED, person=None, delegation=delegation)
    invitations.invite(second, DAILY)
    told.mails.clear()
    second.mails.update(state="draft")
    run()
    assert "Nobody has been nominated for this seat yet:" in reminders_sent(dialogue).get().text


def test_an_answer_just_before_sending_stops_the_reminder(dialogue, rules, clock):
    invitation = invite(dialogue)
    (letter,) = schedule.due(dialogue, timezone.now())
    by = Actor(InvitationEvent.Door.LINK, "Mei")
    answers.answer(invitation, by, Answer(response="accept", answered_by="invitee"))
    assert dispatch.send_letter(letter, DAILY, timezone.now()) == []
    assert not reminders_sent(dialogue).exists()


@pytest.mark.parametrize("status", ["cancelled", "declined", "held"])
def test_nobody_is_reminded_of_a_dialogue_that_is_cancelled_or_over(dialogue, rules, clock, status):
    invitation = invite(dialogue)
    type(dialogue).objects.update(status=status)
    invitation.refresh_from_db()
    assert not run()
    with pytest.raises(Refused):
        dispatch.remind_now(invitation, DAILY)


def test_after_the_last_day_and_after_the_reply_deadline_nobody_is_reminded(dialogue, rules, clock):
    factories.reminder_rule(dialogue, kind="details")
    invite(dialogue)
    invite(dialogue, Status.ACCEPTED)
    assert not run(clock, "2031-06-04T01:00:00Z")
    assert not run(clock, "2031-05-15T10:00:00Z")


def test_nobody_is_reminded_within_a_day_of_the_invitation(dialogue, rules, clock):
    invite(dialogue, invited_at=datetime(2031, 5, 7, 9, 0, tzinfo=UTC))
    assert not run()
    assert run(clock, "2031-05-08T09:00:00Z")


def test_a_rule_whose_day_was_over_before_the_invitation_went_out_does_not_apply(
    dialogue, rules, clock
):
    invite(dialogue, invited_at=datetime(2031, 5, 8, 1, 0, tzinfo=UTC))
    assert not run(clock, "2031-05-10T01:00:00Z")
    assert [one.rule for one in run(clock, "2031-05-13T01:00:00Z")] == [rules[2]]


def test_with_more_time_the_rules_apply_again(dialogue, rules, clock):
    invitation = invite(dialogue)
    assert [one.rule for one in run()] == [rules[7]]
    dialogue.reply_by_at += timedelta(days=10)  # 25 May
    dialogue.save()
    invitation.refresh_from_db()
    invitations.extend(invitation, DAILY)
    assert not run(clock, "2031-05-10T01:00:00Z")
    assert [one.rule for one in run(clock, "2031-05-11T02:00:00Z")] == [rules[14]]
    assert [one.rule for one in run(clock, "2031-05-18T01:00:00Z")] == [rules[7]]


def test_a_reminder_on_hold_is_not_sent_until_it_is_released(dialogue, rules, clock):
    invite(dialogue)
    by = transitions.organiser(factories.organiser())
    (today, later) = schedule.forecast(dialogue, timezone.now())
    assert (today.rule, later.rule) == (rules[7], rules[2])
    assert dispatch.hold(today, by)
    assert not dispatch.hold(today, by)
    assert not run()
    (held, _later) = schedule.forecast(dialogue, timezone.now())
    assert held.hold.settled_by == by.user
    assert dispatch.release(held)
    assert not dispatch.release(held)
    assert [one.rule for one in run()] == [rules[7]]


def test_a_reminder_that_was_sent_cannot_be_put_on_hold(dialogue, rules, clock):
    invite(dialogue)
    (today, _later) = schedule.forecast(dialogue, timezone.now())
    run()
    assert not dispatch.hold(today, transitions.organiser(factories.organiser()))


def test_one_letter_names_all_seats_that_an_institution_has_to_fill(dialogue, clock):
    factories.reminder_rule(dialogue, kind="nomination")
    delegation = factories.delegation(dialogue)
    names = ["Regulators", "Researchers", "Firms"]
    for name in names:
        category = factories.category(dialogue, name_en=name)
        invite(dialogue, person=None, delegation=delegation, category=category)
    invite(dialogue, Status.ACCEPTED, delegation=delegation, person=factories.person())
    (letter,) = run()
    mail = reminders_sent(dialogue).get()
    assert mail.to_address == delegation.focal_point.email
    assert delegation.page_path in unsealed(mail).text
    assert "Nobody has been nominated for these 3 seats yet:" in mail.text
    for number in [1, 2, 3]:
        assert f"- Delegate {number} (until" in mail.text
    assert len(letter.items) == mail.reminders.count() == mail.invitations.count() == 3
    assert InvitationEvent.objects.filter(verb="remind").count() == 3
    assert not run()


def test_the_history_says_that_somebody_was_reminded(dialogue, rules, clock):
    invitation = invite(dialogue)
    run()
    event = invitation.events.get()
    assert (event.verb, event.actor, event.door) == ("remind", "daily run", "command")
    assert event.to_status == "invited"


def test_a_reminder_by_hand_is_sent_at_once_and_the_daily_run_waits_a_day(dialogue, rules, clock):
    invitation = invite(dialogue)
    dispatch.remind_now(invitation, DAILY, "Asked for by telephone")
    dispatch.remind_now(invitation, DAILY)  # a double click
    assert reminders_sent(dialogue).count() == 1
    assert invitation.events.get().reason == "Asked for by telephone"
    assert not run()
    assert run(clock, "2031-05-09T01:00:00Z")


def test_a_reminder_by_hand_of_two_seats_of_one_institution_is_one_letter(dialogue, clock):
    delegation = factories.delegation(dialogue)
    for seat in [invite(dialogue, person=None, delegation=delegation) for _ in range(2)]:
        dispatch.remind_now(seat, DAILY)
    assert reminders_sent(dialogue).count() == 1
    assert Reminder.objects.count() == 2


@pytest.mark.parametrize("status", sorted(set(Status) - {"invited", "tentative", "accepted"}))
def test_a_reminder_by_hand_is_refused_after_an_answer(dialogue, clock, status):
    with pytest.raises(Refused, match="nothing to send a reminder about"):
        dispatch.remind_now(invite(dialogue, status), DAILY)


def test_a_reminder_by_hand_is_refused_after_the_reply_deadline(dialogue, clock):
    invitation = invite(dialogue)
    clock.move_to("2031-05-16T01:00:00Z")
    with pytest.raises(Refused, match="Give more time"):
        dispatch.remind_now(invitation, DAILY)


@pytest.fixture
def unsubscribed(dialogue):
    """An invitation whose invitee asked for no more reminders."""
    invitation = invite(dialogue)
    address = invitation.person.email.upper()
    Unsubscription.objects.create(dialogue=dialogue, address=address)
    return invitation


def test_a_reminder_by_hand_is_refused_if_the_invitee_wants_no_more(dialogue, clock, unsubscribed):
    with pytest.raises(Refused, match="has asked not to receive any more reminders"):
        dispatch.remind_now(unsubscribed, DAILY)
    assert not reminders_sent(dialogue).exists()
    assert not Reminder.objects.exists()
    assert not unsubscribed.events.exists()


def test_the_history_names_no_reminder_that_the_invitee_did_not_want(
    dialogue, rules, clock, unsubscribed
):
    assert not run()
    assert not run()
    row = unsubscribed.reminders.exclude(outcome="overtaken").get()
    assert (row.outcome, row.mail.state) == ("unwanted", "cancelled")
    assert not unsubscribed.events.exists()


def test_a_reminder_that_cannot_be_written_does_not_delay_the_others(
    dialogue, rules, clock, monkeypatch
):
    first, second = invite(dialogue), invite(dialogue)
    write = letters.reminder

    def fail_for_the_first(kind, invitation, seats=(), number=1):
        if invitation.pk == first.pk:
            raise ValueError("cannot be written")
        return write(kind, invitation, seats, number)

    monkeypatch.setattr(letters, "reminder", fail_for_the_first)
    sent, failed = dispatch.send_due(timezone.now(), DAILY)
    assert [one.invitation for one in sent] == [second]
    assert [one.invitation for one in failed] == [first]
    monkeypatch.undo()
    assert [one.invitation for one in run()] == [first]


# The letters

TEXTS = {
    ("answer", "en"): ["Reminder to answer:", "have not yet received your answer"],
    ("answer", "vi"): ["Kính gửi"],
    ("confirmation", "en"): ["Please confirm:", "You told us that you hope to come"],
    ("confirmation", "vi"): ["Kính gửi"],
    ("details", "en"): ["Details that we still need:", "we still need some details"],
    ("details", "vi"): ["Kính gửi"],
}
STATUS_OF = {"answer": "invited", "confirmation": "tentative", "details": "accepted"}


@pytest.mark.parametrize(("kind", "language"), TEXTS)
def test_a_letter_has_link_deadline_and_courtesy_in_the_invitees_language(
    dialogue, clock, kind, language
):
    person = factories.person(language=language, cc_email="office@example.org")
    invitation = invite(dialogue, STATUS_OF[kind], person=person)
    preview = dispatch.preview(invitation)[1]
    dispatch.remind_now(invitation, DAILY)
    mail = reminders_sent(dialogue).get()
    assert (mail.language, mail.to_address) == (language, person.email)
    assert mail.cc_address == "office@example.org"
    assert invitation.page_path in unsealed(mail).text
    for words in TEXTS[kind, language]:
        assert words in mail.subject + mail.text
    with translation.override(language):
        disregard = translation.gettext(
            "If you have done so in the meantime, please disregard this letter."
        )
        by = translation.gettext("Please answer by")
    assert disregard in mail.text
    assert disregard in mail.html
    assert (by in mail.text) == (kind != "details")
    time = "17 giờ 00" if language == "vi" else "17:00"
    assert (time in mail.text) == (kind != "details")  # on the dialogue's clock
    assert preview == tokens.without_signed_tokens(unsealed(mail).text)


ORDINALS = {
    ("answer", "en"): ["Reminder to answer:", "Second reminder to answer:"],
    ("answer", "vi"): ["(nhắc lần 1)", "(nhắc lần 2)"],
    ("confirmation", "en"): ["Please confirm:", "Second reminder to confirm:"],
    ("confirmation", "vi"): ["Kính đề nghị xác nhận", "(nhắc lần 2)"],
    ("details", "en"): ["Details that we", "Second reminder, details that we still need:"],
    ("details", "vi"): ["V/v bổ sung", "(nhắc lần 2)"],
}


@pytest.mark.parametrize(("kind", "language"), ORDINALS)
def test_a_reminder_says_which_it_is(dialogue, clock, kind, language):
    invitation = invite(dialogue, STATUS_OF[kind], person=factories.person(language=language))
    for words in ORDINALS[kind, language]:
        previewed = dispatch.preview(invitation)
        dispatch.remind_now(invitation, DAILY)
        mail = reminders_sent(dialogue).latest("pk")
        assert words in mail.subject and words in previewed[0]
        said = "This is our second reminder." if language == "en" else "Đây là thư nhắc lần 2."
        assert (said in mail.text) == (words == ORDINALS[kind, language][1])
        assert (said in mail.html) == (said in mail.text)
        clock.shift(timedelta(hours=1))


def test_reminders_of_something_else_do_not_count(dialogue, clock):
    invitation = invite(dialogue)
    dispatch.remind_now(invitation, DAILY)
    Invitation.objects.filter(pk=invitation.pk).update(status="accepted")
    clock.shift(timedelta(hours=1))
    dispatch.remind_now(Invitation.objects.get(), DAILY)
    assert reminders_sent(dialogue).latest("pk").subject.startswith("Details that we still need")


def test_an_institution_is_counted_by_its_seat_that_was_reminded_of_most(dialogue, clock):
    delegation = factories.delegation(dialogue)
    first = invite(dialogue, person=None, delegation=delegation)
    dispatch.remind_now(first, DAILY)
    invite(dialogue, person=None, delegation=delegation)
    clock.shift(timedelta(hours=1))
    dispatch.remind_now(first, DAILY)
    assert reminders_sent(dialogue).latest("pk").subject.startswith("Second reminder to nominate")


def test_the_daily_run_counts_those_that_were_sent_by_hand(dialogue, rules, clock):
    invitation = invite(dialogue)
    Reminder.objects.all().delete()
    dispatch.remind_now(invitation, DAILY)
    clock.shift(timedelta(days=1))
    [sent] = run()
    assert sent.invitation == invitation
    assert reminders_sent(dialogue).latest("pk").subject.startswith("Second reminder to answer")


# The pages


@pytest.fixture
def organiser(clock):
    client = Client()
    user = factories.organiser(first_name="Lan", last_name="Phạm")
    client.force_login(user)
    return client


LIST = "/admin/participants/invitation/"
PLAN, SEND = f"{LIST}reminders/", f"{LIST}reminders/send/"


def test_the_page_shows_people_and_addresses_to_be_reminded_by_day(dialogue, rules, organiser):
    person = factories.person(given_name="Mei Ling", email="mei.ling@example.org")
    invite(dialogue, person=person)
    text = organiser.get(PLAN).content.decode()
    today, later = text.index("Today, Thursday"), text.index("Tuesday")
    assert today < text.index("7 days before the reply deadline") < later
    assert later < text.index("2 days before the reply deadline")
    assert text.count("mei.ling@example.org") == 2
    letter = organiser.get(reverse("admin:reminder_letter", args=[person.invitations.get().pk]))
    assert "have not yet received your answer" in letter.content.decode()


def test_ticked_reminders_are_put_on_hold_and_released(dialogue, rules, organiser):
    invitation = invite(dialogue)
    keys = [one.key for one in schedule.forecast(dialogue, timezone.now())]
    form = {"dialogue": dialogue.pk, "letters": keys[:1]}
    text = organiser.post(PLAN, {**form, "hold": "1"}, follow=True).content.decode()
    assert "1 reminder has been put on hold." in text
    assert "put on hold by Lan Phạm" in text
    assert "Send the reminders" not in text
    assert not run()
    text = organiser.post(PLAN, {**form, "release": "1"}, follow=True).content.decode()
    assert "1 reminder has been released." in text
    text = organiser.post(PLAN, {"dialogue": dialogue.pk}, follow=True).content.decode()
    assert "Tick the reminders first" in text
    assert not invitation.reminders.filter(outcome="skipped").exists()


def test_the_page_sends_what_is_due_after_asking(dialogue, rules, organiser):
    invite(dialogue)
    invite(dialogue)
    assert "Send today’s reminders now (2)" in " ".join(
        organiser.get(PLAN).content.decode().split()
    )
    page = organiser.get(SEND, {"dialogue": dialogue.pk}).content.decode()
    assert "2 letters will be sent now:" in page
    organiser.post(SEND, {"dialogue": dialogue.pk})
    assert not reminders_sent(dialogue).exists()
    form = {"dialogue": dialogue.pk, "confirmed": "1"}
    text = organiser.post(SEND, form, follow=True).content.decode()
    assert "2 reminders are on their way." in text
    assert text.count("(queued)") == 2
    assert "Nothing is due any more." in organiser.get(SEND, form).content.decode()
    organiser.post(SEND, form)
    assert reminders_sent(dialogue).count() == 2


def test_the_page_says_why_nothing_is_sent(dialogue, organiser):
    assert "No rule is active for this dialogue" in organiser.get(PLAN).content.decode()
    dialogue.status = "cancelled"
    dialogue.save()
    assert "No reminders are sent" in organiser.get(PLAN).content.decode()
    assert organiser.get(PLAN, {"dialogue": "x"}).status_code == 404
    dialogue.delete()
    assert "There is no dialogue yet." in organiser.get(PLAN).content.decode()
    assert organiser.get(SEND).status_code == 404


def test_later_reminders_are_summed_up_in_one_line(dialogue, rules, organiser, clock):
    clock.move_to("2031-04-10T01:00:00Z")
    invite(dialogue)
    text = organiser.get(PLAN).content.decode()
    assert "No reminders are due in this period." in text
    assert "After that, 3 more reminders are planned, the first on 1 May 2031." in text


def test_the_page_needs_no_more_queries_for_many_reminders_than_for_one(dialogue, rules, organiser):
    factories.reminder_rule(dialogue, kind="nomination")
    factories.reminder_rule(dialogue, kind="details", days_before=20)

    def add():
        invite(dialogue)
        invite(dialogue, Status.ACCEPTED)
        delegation = factories.delegation(dialogue)
        invite(dialogue, person=None, delegation=delegation)
        dispatch.remind_now(invite(dialogue), DAILY)

    def count():
        with CaptureQueriesContext(connection) as queries:
            organiser.get(PLAN)
        return len(queries)

    add()
    organiser.get(PLAN)
    one = count()
    for _ in range(4):
        add()
    assert count() == one


def test_a_selection_is_reminded_with_each_letter_shown(dialogue, organiser):
    invited, accepted = invite(dialogue), invite(dialogue, Status.DECLINED)
    ids = {"ids": [invited.pk, accepted.pk]}
    step = reverse("admin:invitation_action", args=["remind"])
    text = organiser.get(step, ids).content.decode()
    assert "This affects 1 person." in text
    assert reverse("admin:reminder_letter", args=[invited.pk]) in text
    organiser.post(step, {**ids, "confirmed": "1"})
    assert reminders_sent(dialogue).get().to_address == invited.person.email
    missing = organiser.get(reverse("admin:reminder_letter", args=[accepted.pk]))
    assert missing.status_code == 404


def test_a_rule_is_shown_as_a_sentence_and_exists_only_once(dialogue, rules, organiser):
    text = organiser.get(reverse("admin:participants_reminderrule_changelist")).content.decode()
    assert "7 days before the reply deadline, to everybody who has not answered" in text
    form = {"dialogue": dialogue.pk, "kind": "answer", "days_before": 7}
    text = organiser.post(reverse("admin:participants_reminderrule_add"), form).content.decode()
    assert "This rule already exists." in text


def test_an_offer_past_its_deadline_says_that_its_seat_is_free(dialogue, organiser, clock):
    invite(dialogue)
    invite(dialogue, Status.ACCEPTED)
    address = reverse("admin:participants_invitation_changelist")
    assert "the seat is free" not in organiser.get(address).content.decode()
    clock.move_to("2031-05-16T01:00:00Z")
    organiser.force_login(factories.organiser())
    assert organiser.get(address).content.decode().count("the seat is free") == 1


# Two runs at once


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_time_remind_once(dialogue, rules, clock):
    factories.reminder_rule(dialogue, kind="nomination")
    delegation = factories.delegation(dialogue)
    for _ in range(3):
        invite(dialogue)
        invite(dialogue, person=None, delegation=delegation)
    results = in_threads(lambda _: dispatch.send_due(timezone.now(), DAILY), range(3))
    assert [failed for _sent, failed in results] == [[], [], []]
    assert reminders_sent(dialogue).count() == 4
    assert Reminder.objects.filter(outcome="sent").count() == 6
