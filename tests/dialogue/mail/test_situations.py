"""Where an email is: one table for every state, the same for one email and for a query."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from dialogue.mail import outbox, situations
from dialogue.mail.models import OutgoingMail, Wave
from dialogue.mail.situations import Situation, in_words, situation_of
from tests import factories
from tests.reading import page, text_of

State = OutgoingMail.State
MAY = datetime(2031, 5, 10, 2, tzinfo=UTC)
ENDED = {State.SENT, State.FAILED, State.BOUNCED, State.NOT_SENT, State.CANCELLED}
ENDED |= {State.HANDED_OVER}


@pytest.fixture
def write(dialogue):
    def write(state=State.QUEUED, **fields):
        if state in ENDED:
            fields["finished_at"] = MAY
        if state == State.HANDED_OVER:
            fields |= {"handed_over_how": "post", "handed_over_by": factories.organiser()}
        if state == State.SENDING:
            fields |= {"lease": "0" * 32, "leased_until_at": MAY}
        mail = outbox.store(
            dialogue=dialogue,
            kind="invitation",
            language="en",
            to_name="Mei Tan",
            to_address="mei@example.org",
            subject="Invitation",
            text="Dear Mei Tan\n",
            wave=fields.pop("wave", None),
        )
        held_because = "why" if state == State.ON_HOLD else ""
        OutgoingMail.objects.filter(pk=mail.pk).update(
            state=state, held_because=held_because, **fields
        )
        mail.refresh_from_db()
        return mail

    return write


def test_each_row_says_what_it_means_and_trouble_says_what_to_do():
    assert set(situations.TABLE) == set(Situation)
    for situation in Situation:
        assert situation.meaning
        assert situation.next_act or not situation.is_trouble
    assert {situation.state for situation in Situation} == set(State)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize(
    "fields", [{}, {"send_after_at": MAY}, {"trouble": "connection"}], ids=["", "later", "tried"]
)
def test_one_email_and_a_query_give_the_same_answer(write, state, fields):
    mail = write(state, **fields)
    found = OutgoingMail.objects.annotate(situation=in_words()).get()
    assert situation_of(mail) == found.situation
    assert situation_of(mail).state == state


def test_scheduled_is_no_draft_and_a_draft_with_a_date_is_a_draft(clock, client, user, write):
    write(State.QUEUED, send_after_at=MAY, next_try_at=MAY)
    draft = write(State.DRAFT, send_after_at=MAY)
    listed = page(client.get(reverse("admin:mail_outgoingmail_changelist")))
    assert listed.count("scheduled<br>not before 10 May 2031, 09:00") == 1
    assert listed.count("draft<br>not before 10 May 2031, 09:00") == 1
    text = text_of(client.get(reverse("admin:mail_outgoingmail_change", args=[draft.pk])))
    assert "goes out only when somebody releases it" in text


def test_a_wave_says_which_of_its_letters_have_a_later_date(clock, client, user, dialogue, write):
    wave = Wave.objects.create(dialogue=dialogue, name="Invitations")
    write(State.QUEUED, wave=wave)
    for _ in range(2):
        write(State.QUEUED, wave=wave, send_after_at=MAY, next_try_at=MAY)
    text = text_of(client.get(reverse("admin:outgoing_mail_queue")))
    assert "2 scheduled, 1 queued" in text
    assert "2 letters go out not before 10 May 2031, 09:00" in text


def test_what_is_not_sent_for_want_of_a_mail_server_has_no_servers_answer(client, user, write):
    mail = write(State.NOT_SENT, answers={"mei@example.org": "250 OK"})
    text = text_of(client.get(reverse("admin:mail_outgoingmail_change", args=[mail.pk])))
    assert "250" not in text
    assert "no mail server" in text.lower()


def test_the_list_is_filtered_by_situation(client, user, write):
    write(State.QUEUED, trouble="connection", subject="Tried")
    write(State.QUEUED)
    listed = client.get(
        reverse("admin:mail_outgoingmail_changelist"), {"situation": "retried"}
    ).context["cl"]
    assert [mail.subject for mail in listed.queryset] == ["Tried"]
