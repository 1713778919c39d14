"""The dialogue and the outgoing mail in the admin site, and its front page."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dialogue import __version__
from dialogue.mail import bounces, outbox
from dialogue.mail.delivery.mime import message_for
from dialogue.mail.models import OutgoingMail
from tests import factories
from tests.reading import filled_form, page
from tests.visitors import Visitors

pytestmark = pytest.mark.usefixtures("user")


@pytest.fixture
def mail(dialogue):
    return outbox.store(
        dialogue=dialogue,
        kind="invitation",
        language="en",
        to_name="Mei Tan",
        to_address="mei@example.org",
        subject="Invitation",
        text="Dear Mei Tan,",
        html="<html><head><style>p { color: red }</style></head><body><p>Dear</p></body></html>",
        attachments=[("dialogue.ics", "text/calendar", b"BEGIN:VCALENDAR")],
    )


def test_every_page_says_which_version_it_is_but_not_to_strangers(client):
    assert f"Policy dialogue {__version__} " in page(client.get("/admin/auth/user/"))
    client.logout()
    assert __version__ not in page(client.get("/accounts/login/"))


def test_the_front_page_shows_where_the_work_is(client, dialogue, mail):
    factories.invitation(dialogue, "accepted")
    factories.topic(dialogue)
    factories.session(dialogue)
    dialogue.review_aspects.create(aspect="content", state="concern")
    for number in range(7):
        dialogue.work_streams.create(
            title_en=f"Task {number}", title_vi="Việc", due_on=date(2020, 1, 1 + number)
        )
    text = page(client.get("/admin/"))
    for words in [
        dialogue.title,
        "of 30 seats",
        "1 topic is in no session",
        "1 concern was raised about the proposal",
        "7 work streams are late",
        "Task 0, Task 1 …",
        "concern raised",
        "days late",
    ]:
        assert words in text


def test_the_front_page_of_an_empty_house_says_what_to_do(client):
    assert "There is no dialogue yet." in page(client.get("/admin/"))


def test_changing_the_dialogue_updates_its_calendars(client, dialogue):
    address = reverse("admin:dialogue_dialogue_change", args=[dialogue.pk])
    form = {
        name: value
        for name, value in page_form(client.get(address)).items()
        if value not in (None, "", [])
    }
    client.post(address, {**form, "status": "confirmed"})
    before = dialogue.calendar_changed_at
    dialogue.refresh_from_db()
    assert dialogue.status == "confirmed"
    assert dialogue.sequence == 1
    assert dialogue.calendar_changed_at > before
    assert dialogue.history.count() >= 1


def page_form(response):
    """The values that a browser would send back from an admin form untouched."""
    form = response.context["adminform"].form
    values = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, datetime):
            local = value.astimezone(form.instance.tz)
            values[f"{bound.html_name}_0"] = local.date().isoformat()
            values[f"{bound.html_name}_1"] = local.time().isoformat("seconds")
        elif value is not False:
            values[bound.html_name] = value
    for formset in response.context["inline_admin_formsets"]:
        for bound in formset.formset.management_form:
            values[bound.html_name] = bound.value()
    return values


def test_a_dialogue_that_cannot_be_is_refused_with_a_reason(client, dialogue):
    address = reverse("admin:dialogue_dialogue_change", args=[dialogue.pk])
    form = {k: v for k, v in page_form(client.get(address)).items() if v not in (None, "", [])}
    text = page(client.post(address, {**form, "ends_on": "2031-06-01"}))
    assert "The last day is before the first day." in text
    text = page(client.post(address, {**form, "time_zone": "Asia/Hanoi"}))
    assert "is not a time zone" in text


def test_a_public_dialogue_can_be_viewed_on_the_site(client, dialogue):
    address = reverse("admin:dialogue_dialogue_change", args=[dialogue.pk])
    assert "View on site" in page(client.get(address))
    dialogue.is_public = False
    dialogue.save()
    assert "View on site" not in page(client.get(address))


def test_an_email_is_read_as_its_recipient_sees_it(client, mail):
    text = page(client.get(reverse("admin:mail_outgoingmail_change", args=[mail.pk])))
    assert "Mei Tan &lt;mei@example.org&gt;" in text
    assert "Dear Mei Tan," in text
    assert reverse("admin:outgoing_mail_html", args=[mail.pk]) in text
    assert "dialogue.ics" in text

    letter = client.get(reverse("admin:outgoing_mail_html", args=[mail.pk]))
    assert '<base target="_blank">' in page(letter)
    assert "style-src 'sha256-" in letter["Content-Security-Policy"]

    attachment = mail.attachments.get()
    file = client.get(reverse("admin:outgoing_mail_file", args=[mail.pk, attachment.pk]))
    assert file.content == b"BEGIN:VCALENDAR"
    assert "attachment" in file["Content-Disposition"]


def test_why_a_copy_was_left_out_is_said_in_the_readers_language(client, mail):
    OutgoingMail.objects.update(answers={"office@example.org": bounces.BLOCKED})
    address = reverse("admin:mail_outgoingmail_change", args=[mail.pk])
    text = page(client.get(address, headers={"accept-language": "vi"}))
    assert "office@example.org: Địa chỉ này đang bị chặn nhận thư." in text


def test_an_email_without_html_shows_its_text(client, mail):
    OutgoingMail.objects.update(html="", to_name="")
    text = page(client.get(reverse("admin:mail_outgoingmail_change", args=[mail.pk])))
    assert "<iframe" not in text
    assert "mei@example.org" in text
    parts = message_for(OutgoingMail.objects.get()).message().get_payload()
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/calendar"]
    assert page(client.get(reverse("admin:outgoing_mail_html", args=[mail.pk]))) == ""


def test_an_email_cannot_be_written_changed_or_deleted_by_hand(client, mail):
    assert client.get(reverse("admin:mail_outgoingmail_add")).status_code == 403
    assert client.get(reverse("admin:mail_outgoingmail_delete", args=[mail.pk])).status_code == 403
    client.post(reverse("admin:mail_outgoingmail_change", args=[mail.pk]), {"subject": "Other"})
    mail.refresh_from_db()
    assert mail.subject == "Invitation"


def test_a_failed_mail_is_sent_again_from_the_list(client, mail):
    OutgoingMail.objects.update(state="failed", finished_at=datetime(2031, 1, 1, tzinfo=UTC))
    chosen = {"action": "resend", "_selected_action": [mail.pk]}
    asked = page(client.post(reverse("admin:mail_outgoingmail_changelist"), chosen))
    assert "This affects 1 email." in asked
    assert OutgoingMail.objects.get().state == "failed"
    act = {"ids": mail.pk, "confirmed": "1"}
    text = page(
        client.post(reverse("admin:outgoing_mail_action", args=["resend"]), act, follow=True)
    )
    assert "1 email has been queued again." in text
    mail.refresh_from_db()
    assert mail.state == "queued"


@pytest.mark.parametrize(
    "lookup",
    [
        "text__contains",
        "html__startswith",
        "reply_to__startswith",
        "message_id__contains",
        "answers__icontains",
    ],
)
def test_letters_cannot_be_guessed_through_the_lists_filters(client, mail, lookup):
    response = client.get(f"/admin/mail/outgoingmail/?{lookup}=Dear")
    assert response.status_code == 400
    assert "<h1>" in response.content.decode()


@pytest.mark.parametrize(
    ("table", "lookup"),
    [
        ("participants/invitation", "link_key"),
        ("participants/invitation", "calendar_key__startswith"),
        ("participants/invitation", "reply_key__regex"),
        ("participants/invitation", "delegation__link_key__startswith"),
        ("participants/invitation", "feed_readings__key__startswith"),
        ("participants/delegation", "link_key__startswith"),
        ("participants/delegation", "seats__link_key__startswith"),
        ("participants/person", "invitations__link_key__startswith"),
        ("dialogue/dialogue", "organisers_calendars__key__startswith"),
    ],
)
def test_keys_of_links_cannot_be_guessed_through_filters(dialogue, table, lookup):
    browser = Visitors()("observer")
    assert browser.get(f"/admin/{table}/").status_code == 200
    assert browser.get(f"/admin/{table}/?{lookup}=8").status_code == 400


def test_the_short_name_of_a_document_may_be_filtered_by(client):
    factories.document(key="strategy")
    text = page(client.get("/admin/agenda/sourcedocument/?key__startswith=stra"))
    assert "1 source document" in text


@pytest.mark.parametrize("table", ["participants/person", "participants/invitation", "auth/user"])
@pytest.mark.parametrize("asked", ["a " * 5000, "a" * 201])
def test_a_search_too_long_for_the_database_finds_nothing_and_says_so(client, table, asked):
    text = page(client.get(f"/admin/{table}/", {"q": asked}))
    assert "The search was not run: please use at most 20 words and 200 characters." in text
    assert 'name="_selected_action"' not in text


def test_whoever_may_not_see_emails_sees_no_letter(client, mail):
    user = factories.organiser(is_superuser=False)
    client.force_login(user)
    attachment = mail.attachments.get()
    for address in [
        reverse("admin:outgoing_mail_html", args=[mail.pk]),
        reverse("admin:outgoing_mail_file", args=[mail.pk, attachment.pk]),
    ]:
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("path", ["", "export/csv/"])
def test_a_list_of_emails_reads_no_letters(client, mail, path):
    with CaptureQueriesContext(connection) as found:
        assert client.get(f"/admin/mail/outgoingmail/{path}").status_code == 200
    asked = [one["sql"] for one in found if '"mail_outgoingmail"."subject"' in one["sql"]]
    assert asked
    for column in ["text", "html", "calendar"]:
        assert not any(f'"mail_outgoingmail"."{column}"' in sql for sql in asked)


@pytest.mark.parametrize(("role", "sees"), [("observer", False), ("protocol", True)])
def test_an_organiser_who_may_not_read_a_letter_cannot_answer_or_return_it(mail, role, sees):
    """The address answers for the invitee; the Message-ID makes a returned mail believed."""
    OutgoingMail.objects.update(reply_to="secretariat+token@example.org")
    address = reverse("admin:mail_outgoingmail_change", args=[mail.pk])
    text = page(Visitors()(role).get(address))
    assert mail.to_name in text
    assert (mail.to_address in text) == sees
    assert ("secretariat+token@example.org" in text) == sees
    assert (mail.message_id[1:-1] in text) == sees


def test_the_health_check_answers(client):
    response = client.get("/healthz")
    assert page(response) == "ok\n"


def test_an_error_page_needs_no_database():
    from dialogue.views import server_error

    response = server_error(None)
    assert response.status_code == 500
    assert "Nothing you sent was saved." in response.content.decode()


# Two organisers, and the history


@pytest.mark.parametrize("make", [factories.topic, lambda one: one], ids=["topic", "dialogue"])
def test_the_second_organiser_sees_who_changed_what_and_may_save_again(client, dialogue, make):
    row = make(dialogue)
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    given = {**filled_form(client.get(address).content), "title_en": "Typed by the second"}
    client.post(address, {**given, "title_en": "Saved by the first"})
    text = page(client.post(address, given))
    told = "title [en]: now Saved by the first. Nothing was saved"
    assert text.count("In the meantime, organiser-") == text.count(told) == 1
    row.refresh_from_db()
    assert row.title_en == "Saved by the first"
    again = filled_form(text)
    assert again["title_en"] == "Typed by the second"
    client.post(address, again)
    row.refresh_from_db()
    assert row.title_en == "Typed by the second"


def test_a_form_with_another_fault_still_notices_the_faster_organiser(client, dialogue):
    address = reverse("admin:dialogue_dialogue_change", args=[dialogue.pk])
    given = filled_form(client.get(address).content)
    client.post(address, {**given, "title_en": "Saved by the first"})
    text = page(client.post(address, {**given, "capacity": ""}))
    assert "In the meantime, organiser-" in text
    assert "This field is required." in text


def test_the_history_lists_a_change_once_a_language(client, dialogue):
    address = reverse("admin:dialogue_dialogue_change", args=[dialogue.pk])
    given = filled_form(client.get(address).content)
    client.post(address, {**given, "summary_en": "Another summary", "summary_vi": "Tóm tắt khác"})
    told = page(client.get(reverse("admin:dialogue_dialogue_history", args=[dialogue.pk])))
    assert (told.count("Another summary"), told.count("Tóm tắt khác")) == (1, 1)
