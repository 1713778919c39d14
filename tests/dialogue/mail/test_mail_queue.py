"""What organisers do with outgoing mail: hold, let go, schedule, edit, test, copy; the queue."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dialogue.access.tokens import make_token
from dialogue.mail import outbox
from dialogue.mail.delivery import worker
from dialogue.mail.delivery.mime import message_for
from dialogue.mail.models import BlockedAddress, OutgoingMail, Wave
from tests import factories
from tests.reading import page, unsealed

pytestmark = pytest.mark.usefixtures("user")

State = OutgoingMail.State
KEY = "0123456789abcde"
LINK = f"https://dialogue.test/i/{make_token('answer', KEY)}/"
TEXT = f"Dear Mei Tan,\n\nplease answer:\n{LINK}\n\n-- \nDialogue secretariat\n"


@pytest.fixture
def user_fields():
    return {"email": "organiser@example.org", "first_name": "Hoa"}


@pytest.fixture
def wave(dialogue):
    return Wave.objects.create(dialogue=dialogue, name="Invitations, second wave")


@pytest.fixture
def write(dialogue):
    def write(state=State.QUEUED, **fields):
        number = next(factories.numbers)
        finished_at = datetime(2031, 1, 1, tzinfo=UTC) if state in OVER else None
        mail = outbox.store(
            **{
                "dialogue": dialogue,
                "kind": "invitation",
                "language": "en",
                "to_name": "Mei Tan",
                "to_address": f"mei-{number}@example.org",
                "subject": "Invitation",
                "text": TEXT,
                "html": f'<html><head></head><body><a href="{LINK}">Answer</a></body></html>',
                **fields,
            }
        )
        OutgoingMail.objects.filter(pk=mail.pk).update(
            state=state, finished_at=finished_at, held_because="why" if state == "on_hold" else ""
        )
        mail.refresh_from_db()
        return mail

    return write


OVER = {State.SENT, State.FAILED, State.BOUNCED, State.NOT_SENT, State.CANCELLED}


def take_step(client, name, **data):
    address = reverse("admin:outgoing_mail_action", args=[name])
    return page(client.post(address, {"confirmed": "1", **data}, follow=True))


# One mail, many mails, a wave


def test_a_step_is_asked_for_with_the_number_of_emails_it_affects(client, write):
    mails = [write(), write(), write(State.SENT)]
    ids = ",".join(str(mail.pk) for mail in mails)
    text = page(client.get(reverse("admin:outgoing_mail_action", args=["hold"]), {"ids": ids}))
    assert "This affects 2 emails." in text
    assert "This is not possible for 1 more" in text
    assert not OutgoingMail.objects.filter(state=State.ON_HOLD).exists()


def test_an_email_is_held_for_a_reason_and_released(client, write):
    mail = write()
    assert "This field is required." in take_step(client, "hold", ids=mail.pk)
    assert "1 email has been put on hold." in take_step(
        client, "hold", ids=mail.pk, reason="ask the minister"
    )
    text = page(client.get(reverse("admin:mail_outgoingmail_change", args=[mail.pk])))
    assert "ask the minister" in text
    history = page(client.get(reverse("admin:mail_outgoingmail_history", args=[mail.pk])))
    assert "Hold" in history
    assert worker.deliver_due() == (0, 0)
    assert "1 email has been released." in take_step(client, "release", ids=mail.pk)
    assert worker.deliver_due() == (1, 0)


def test_an_email_to_a_blocked_address_stays_held_until_the_address_is_free(client, write):
    BlockedAddress.objects.create(address="mei@example.org", reason="bounced")
    mail = write(State.ON_HOLD, to_address="Mei@Example.org")
    assert "1 email remains on hold because its address is blocked." in take_step(
        client, "release", ids=mail.pk
    )
    BlockedAddress.objects.all().delete()
    assert "1 email has been released." in take_step(client, "release", ids=mail.pk)


def test_an_email_is_sent_not_before_a_moment_on_the_dialogues_clock(client, write):
    mail = write()
    take_step(client, "schedule", ids=mail.pk, moment_0="2031-05-01", moment_1="09:00")
    mail.refresh_from_db()
    assert mail.send_after_at == mail.next_try_at == datetime(2031, 5, 1, 2, tzinfo=UTC)
    assert worker.deliver_due() == (0, 0)
    take_step(client, "hold", ids=mail.pk, reason="wait")
    take_step(client, "release", ids=mail.pk)
    mail.refresh_from_db()
    assert mail.next_try_at == datetime(2031, 5, 1, 2, tzinfo=UTC)
    take_step(client, "schedule", ids=mail.pk, moment_0="", moment_1="")
    assert worker.deliver_due() == (1, 0)


def test_a_moment_that_has_passed_is_refused_and_stays_typed(client, write):
    mail = write()
    text = take_step(client, "schedule", ids=mail.pk, moment_0="2020-01-01", moment_1="09:00")
    assert "This time has passed." in text
    assert 'value="2020-01-01"' in text


def test_a_whole_wave_is_held_released_and_cancelled(client, write, wave):
    for _number in range(3):
        write(wave=wave)
    alone = write()
    assert "3 emails have been put on hold." in take_step(
        client, "hold", wave=wave.pk, reason="wait"
    )
    assert "3 emails have been released." in take_step(client, "release", wave=wave.pk)
    assert "3 emails have been cancelled." in take_step(client, "cancel", wave=wave.pk)
    alone.refresh_from_db()
    assert alone.state == State.QUEUED


def test_an_email_that_went_out_is_sent_once_more_as_a_copy_of_its_own(client, write, dialogue):
    mail = write(State.SENT, attachments=[("a.ics", "text/calendar", b"BEGIN:VCALENDAR")])
    invitation = factories.invitation(dialogue, "invited")
    invitation.mails.add(mail)
    assert "1 copy is on its way." in take_step(client, "copy", ids=mail.pk)
    again = invitation.mails.exclude(pk=mail.pk).get()
    assert again.message_id != mail.message_id
    assert (unsealed(again).text, again.state) == (TEXT, State.QUEUED)
    assert again.attachments.get().filename == "a.ics"


def test_a_test_goes_to_the_organiser_and_opens_nothing(client, write):
    fields = {"calendar": b"BEGIN:VCALENDAR", "calendar_method": "REQUEST"}
    mail = write(State.DRAFT, cc_address="office@example.org", **fields)
    assert "organiser@example.org" in take_step(client, "test", ids=mail.pk)
    test = OutgoingMail.objects.get(kind="test")
    assert (test.to_address, test.cc_address) == ("organiser@example.org", "")
    assert test.subject == "[Test] Invitation"
    assert LINK not in test.text + test.html
    assert "/i/test/" in test.text and "/i/test/" in test.html
    assert client.get("/i/test/").status_code == 404
    assert not test.calendar


@pytest.mark.parametrize("kind", ["access_code", "account"])
@pytest.mark.parametrize("name", ["test", "copy"])
def test_what_is_secret_is_neither_copied_nor_tested(client, write, name, kind):
    mail = write(State.SENT, kind=kind)
    text = take_step(client, name, ids=mail.pk)
    assert "None of the chosen emails" in text or OutgoingMail.objects.count() == 1


def test_an_organiser_without_an_address_sees_why_no_test_is_sent(client, write, user):
    user.email = ""
    user.save()
    address = reverse("admin:outgoing_mail_action", args=["test"])
    assert "Your account has no email address." in page(client.get(address, {"ids": write().pk}))
    take_step(client, "test", ids=write().pk)
    assert not OutgoingMail.objects.filter(kind="test").exists()


# Editing


def edit(client, mail, **changes):
    address = reverse("admin:outgoing_mail_edit", args=[mail.pk])
    form = client.get(address).context["form"]
    data = {name: form[name].value() for name in ["subject", "text", "seen"]}
    return client.post(address, {**data, **changes}, follow=True)


def test_both_parts_of_an_edited_letter_say_the_same(client, write, user):
    mail = write(State.DRAFT)
    text = TEXT.replace("please answer", "{{ dialogue }} <b>please</b> answer")
    assert "saved as you wrote it" in page(edit(client, mail, text=text, subject="Two\nlines"))
    mail.refresh_from_db()
    assert (mail.subject, unsealed(mail).text) == ("Two lines", text)
    assert mail.edited_by == user
    body = re.sub(r"<[^>]+>", "", mail.html.partition("<body>")[2])
    assert "{{ dialogue }} &lt;b&gt;please&lt;/b&gt; answer" in body
    assert f'href="{LINK}"' in unsealed(mail).html
    assert LINK not in mail.text + mail.html
    plain, html = message_for(mail).message().get_payload()[0].get_payload()
    assert "please" in plain.get_payload() and "please" in html.get_payload()


def test_a_letter_without_its_recipients_link_is_refused_and_stays_typed(client, write):
    mail = write(State.ON_HOLD)
    text = page(edit(client, mail, text="Dear Mei Tan, come."))
    assert "please leave it in the text" in text
    assert "https://dialogue.test/i/…/" in text
    assert "Dear Mei Tan, come." in text
    mail.refresh_from_db()
    assert unsealed(mail).text == TEXT


def test_of_two_who_edit_at_once_the_second_sees_the_conflict(client, write):
    mail = write(State.DRAFT)
    address = reverse("admin:outgoing_mail_edit", args=[mail.pk])
    seen = client.get(address).context["form"]["seen"].value()
    edit(client, mail, subject="The first")
    text = page(client.post(address, {"subject": "The second", "text": TEXT, "seen": seen}))
    assert "Somebody else edited or released this letter" in text
    assert "The second" in text
    mail.refresh_from_db()
    assert mail.subject == "The first"


@pytest.mark.parametrize("state", [State.QUEUED, State.SENDING, State.SENT, State.CANCELLED])
def test_what_is_on_its_way_or_settled_is_not_edited(client, write, state):
    mail = write(State.DRAFT)
    fields = {"finished_at": mail.created_at} if state in OVER else {}
    if state == State.SENDING:
        fields = {"lease": "0" * 32, "leased_until_at": mail.created_at}
    OutgoingMail.objects.update(state=state, **fields)
    address = reverse("admin:outgoing_mail_edit", args=[mail.pk])
    text = page(client.post(address, {"subject": "Other", "text": TEXT, "seen": ""}, follow=True))
    assert "put it on hold first" in text
    mail.refresh_from_db()
    assert mail.subject == "Invitation"


@pytest.mark.parametrize("kind", ["access_code", "account"])
def test_a_secret_letter_is_not_edited(client, write, kind):
    mail = write(State.ON_HOLD, kind=kind)
    response = client.get(reverse("admin:outgoing_mail_edit", args=[mail.pk]), follow=True)
    assert "form" not in response.context


# The queue page


def test_the_queue_page_shows_what_waits_and_what_failed_and_why(client, write, wave):
    old = write(wave=wave)
    OutgoingMail.objects.filter(pk=old.pk).update(next_try_at=datetime(2026, 1, 1, tzinfo=UTC))
    write(
        send_after_at=datetime(2031, 1, 1, tzinfo=UTC), next_try_at=datetime(2031, 1, 1, tzinfo=UTC)
    )
    for trouble in ["recipient", "recipient", "connection"]:
        write(State.FAILED, trouble=trouble, wave=wave)
    write(State.SENT, trouble="recipient")
    text = page(client.get(reverse("admin:outgoing_mail_queue")))
    for words in [
        "Is the mail worker running",
        "1 email is due",
        "1 is waiting for its scheduled time or next attempt",
        "2: the address was refused",
        "1: the mail server did not answer or closed the connection",
        "1 was sent, but its copy was refused",
        "Invitations, second wave",
        "1 queued, 3 failed",
    ]:
        assert words in text
    assert f"action/resend/?wave={wave.pk}" in text
    front = page(client.get("/admin/"))
    assert "email is due and does not go out" in front
    assert "The oldest has been due for" in front
    assert reverse("admin:outgoing_mail_queue") in front


def test_the_links_of_the_queue_page_lead_to_just_those_emails(client, write):
    write(State.FAILED, trouble="recipient", subject="The one")
    write(State.SENT, trouble="recipient", subject="The copy")
    write(subject="Another")
    text = page(client.get(reverse("admin:outgoing_mail_queue")))
    for words, subject in [("the address was refused", "The one"), ("copy was", "The copy")]:
        link = re.search(rf'href="([^"]+)">[^<]*{words}', text)[1].replace("&amp;", "&")
        listed = client.get(link).context["cl"].queryset
        assert [mail.subject for mail in listed] == [subject]


def test_the_queue_page_asks_as_much_for_many_waves_as_for_few(client, dialogue, write):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            page(client.get(reverse("admin:outgoing_mail_queue")))
        return len(found)

    write(wave=Wave.objects.create(dialogue=dialogue, name="First"))
    few = queries()
    for number in range(20):
        write(wave=Wave.objects.create(dialogue=dialogue, name=f"Wave {number}"))
    assert queries() == few


def test_without_a_mail_server_the_queue_page_says_so(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    text = page(client.get(reverse("admin:outgoing_mail_queue")))
    assert "No mail server is set up" in text


def test_an_email_says_where_replies_go_and_no_next_attempt_that_is_past(client, write, dialogue):
    dialogue.contact_email = "office@example.org"
    dialogue.save()
    mail = write(OutgoingMail.State.NOT_SENT)
    address = reverse("admin:mail_outgoingmail_change", args=[mail.pk])
    text = client.get(address).content.decode()
    assert "office@example.org" in text and "Ask whoever runs the server" in text
    assert "field-next_try_at" not in text
    ahead = timezone.now() + timedelta(days=1)
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state="queued", finished_at=None, next_try_at=ahead
    )
    assert "field-next_try_at" in client.get(address).content.decode()
