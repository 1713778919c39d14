"""A letter to many: who gets it and who does not, what is shown, tried and sent."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dialogue.mail import unsubscribe
from dialogue.mail.delivery.mime import message_for
from dialogue.mail.models import BlockedAddress, OutgoingMail, SharedFile, Unsubscription
from dialogue.models import Job
from participants.delegates import consents
from participants.groupmail import filters, group_letters
from participants.letters import placeholders
from participants.models import Consent
from tests import factories
from tests.dialogue.mail.files import pdf
from tests.long_work import do_all
from tests.reading import page, text_of, unsealed

pytestmark = pytest.mark.usefixtures("clock")

WORDS = {
    "wave": "Logistics",
    "when": "now",
    "subject_en": "Logistics of {dialogue}",
    "text_en": "Dear {name},\n\nthe bus leaves at 8.\n{link}",
    "subject_vi": "Hậu cần: {dialogue}",
    "text_vi": "Kính gửi {name},\n\nxe khởi hành lúc 8 giờ.\n{link}",
}


@pytest.fixture
def user_fields():
    return {"email": "lan@example.org", "first_name": "Lan"}


@pytest.fixture
def people(dialogue):
    """Three delegates and one who declined."""
    rows = [
        factories.invitation(dialogue, "accepted", person=factories.person(language=language))
        for language in ["en", "vi", "en"]
    ]
    return [*rows, factories.invitation(dialogue, "declined")]


def post(client, dialogue, step, **typed):
    address = reverse("admin:group_letter", args=[dialogue.pk])
    return client.post(address, {**WORDS, "by_status": ["accepted"], step: "1", **typed})


def test_each_gets_an_email_of_their_own_in_their_language(client, user, dialogue, people):
    response = post(client, dialogue, "confirmed")
    assert response.status_code == 302 and "wave__id__exact" in response["Location"]
    mails = OutgoingMail.objects.order_by("pk")
    assert [mail.to_address for mail in mails] == [row.person.email for row in people[:3]]
    english, vietnamese = unsealed(mails[0]), unsealed(mails[1])
    assert english.subject == f"Logistics of {dialogue.title_en}"
    assert f"Dear {people[0].person.addressed_name}," in english.text
    assert f"https://dialogue.test/i/{people[0].token}/" in english.text
    assert people[0].token not in mails[0].text
    assert "xe khởi hành" in vietnamese.text and dialogue.title_vi in vietnamese.subject
    headers = message_for(mails[0]).message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Auto-Submitted" not in headers


def test_looking_shows_the_letters_and_who_gets_none_and_why(client, user, dialogue, people):
    BlockedAddress.objects.create(address=people[0].person.email.upper(), reason="came back")
    Unsubscription.objects.create(dialogue=dialogue, address=people[1].person.email, about="news")
    response = post(client, dialogue, "show")
    text = text_of(response)
    assert "the address is blocked: nothing is sent there" in text
    assert "has asked for no more letters of this kind" in text
    assert 'value="Write 1 letter"' in page(response)
    frame = reverse("admin:group_letter_frame", args=[people[2].pk])
    assert f'src="{frame}"' in page(response)
    assert f"Dear {people[2].person.addressed_name}," in page(client.get(frame))
    assert people[2].token not in page(client.get(frame))
    assert not OutgoingMail.objects.exists()
    post(client, dialogue, "confirmed")
    assert [mail.to_address for mail in OutgoingMail.objects.all()] == [people[2].person.email]


def test_who_wants_no_reminders_still_gets_news_and_the_other_way_round(
    client, user, dialogue, people
):
    Unsubscription.objects.create(dialogue=dialogue, address=people[0].person.email)
    post(client, dialogue, "confirmed")
    mail = OutgoingMail.objects.get(to_address=people[0].person.email)
    assert mail.state == "queued"
    unsubscribe.stop(mail)
    assert set(Unsubscription.objects.values_list("about", flat=True)) == {"reminders", "news"}


def test_a_focal_point_of_several_seats_gets_one_letter(client, user, dialogue):
    delegation = factories.delegation(dialogue)
    for _ in range(3):
        factories.invitation(dialogue, "invited", person=None, delegation=delegation)
    post(client, dialogue, "confirmed", by_status=["invited"])
    assert OutgoingMail.objects.get().to_address == delegation.focal_point.email


def test_filters_leave_just_those(client, user, dialogue, people):
    session = factories.session(dialogue)
    factories.role(session, people[0].person, kind="chair")
    factories.role(session, people[1].person, kind="moderator", state="refused")
    other = factories.category(dialogue)
    thai = factories.invitation(
        dialogue, "accepted", category=other, person=factories.person(country="TH")
    )
    for typed, expected in [
        ({"by_session": [session.pk]}, [people[0]]),
        ({"by_role": ["chair", "moderator"]}, [people[0]]),
        ({"by_category": [other.pk]}, [thai]),
        ({"by_country": ["TH"]}, [thai]),
        ({"by_language": ["vi"]}, [people[1]]),
        ({"by_status": ["declined"]}, [people[3]]),
        ({"by_status": []}, [*people, thai]),
    ]:
        found = post(client, dialogue, "show", **typed).context["plan"].recipients
        assert set(found) == set(expected), typed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dear {nmae}", "There is no placeholder “{nmae}”"),
        ("Dear {name", "Line 1: a brace is not closed"),
        ("{{ dialogue.contact_email }}", "Line 1: a brace is not closed"),
    ],
)
def test_a_placeholder_that_does_not_exist_is_refused_and_the_text_stays(
    client, user, dialogue, people, text, words
):
    response = post(client, dialogue, "confirmed", text_en=text)
    assert words in text_of(response)
    assert response.context["form"]["text_en"].value() == text
    assert not OutgoingMail.objects.exists()


def test_somebody_without_a_country_is_chosen_by_the_institutions(dialogue):
    embassy = factories.organisation(country="LA")
    person = factories.person(country="", organisation=embassy)
    guest = factories.invitation(dialogue, "invited", person=person)
    factories.invitation(dialogue, "invited")
    assert set(filters.chosen(dialogue, {"country": ["LA"]})) == {guest}
    by_country = next(each for each in filters.all_filters() if each.name == "country")
    assert "LA" in dict(by_country.choices(dialogue))


def test_nothing_that_was_typed_is_html(client, user, dialogue, people):
    post(client, dialogue, "confirmed", text_en="<b>{name}</b>")
    mail = OutgoingMail.objects.order_by("pk").first()
    assert "&lt;b&gt;" in mail.html and "<b>" in mail.text


def test_a_value_is_not_read_as_a_placeholder():
    assert placeholders.fill("{name}", {"name": "{link}", "link": "secret"}) == "{link}"
    with pytest.raises(ValidationError, match="no placeholder"):
        placeholders.check("{Name}", group_letters.PLACEHOLDERS)


def test_a_test_goes_to_the_organiser_in_each_language_and_opens_nothing(
    client, user, dialogue, people
):
    post(client, dialogue, "test")
    tests = OutgoingMail.objects.all()
    assert {(mail.kind, mail.to_address) for mail in tests} == {("test", "lan@example.org")}
    assert {mail.language for mail in tests} == {"en", "vi"}
    assert not any(mail.secrets for mail in tests)
    assert not dialogue.waves.exists()


def test_it_goes_out_later_with_files_that_stay_chosen(client, user, dialogue, people):
    file = SimpleUploadedFile("note.pdf", pdf())
    form = post(client, dialogue, "show", new_files=[file]).context["form"]
    when = {"when": "later", "moment_0": "2031-05-10", "moment_1": "08:00"}
    post(client, dialogue, "confirmed", kept=form.kept_value, **when)
    mails = OutgoingMail.objects.all()
    assert {mail.attachments.get().filename for mail in mails} == {"note.pdf"}
    assert {f"{mail.send_after_at:%d %H:%M}" for mail in mails} == {"10 01:00"}
    assert SharedFile.objects.count() == 1


def test_after_the_dialogue_thanks_go_to_all_and_what_is_beyond_it_to_those_who_agreed(
    client, user, dialogue, people
):
    consents.record(people[0], Consent.Purpose.FOLLOW_UP, True, door="link", actor="Mei")
    assert (
        b'name="about"' not in client.get(reverse("admin:group_letter", args=[dialogue.pk])).content
    )
    dialogue.status = "held"
    dialogue.save()
    undecided = post(client, dialogue, "confirmed")
    assert "Say what it is about" in page(undecided)
    assert not OutgoingMail.objects.exists()
    thanks = post(client, dialogue, "show", about="dialogue").context["plan"]
    assert thanks.recipients == people[:3]
    plan = post(client, dialogue, "show", about="beyond").context["plan"]
    assert plan.recipients == [people[0]]
    assert "has not agreed to letters that go beyond the dialogue" in str(plan.left_out)


@pytest.mark.parametrize(("form", "line"), [("H.E. Mr", "Excellency,"), ("Dr", "Dear Dr Tan,")])
def test_the_salutation_is_that_of_every_other_letter(client, user, dialogue, form, line):
    person = factories.person(family_name="Tan", form_of_address_en=form)
    factories.invitation(dialogue, "accepted", person=person)
    assert "{salutation}" in page(client.get(reverse("admin:group_letter", args=[dialogue.pk])))
    post(client, dialogue, "confirmed", text_en="{salutation}\n\nthe bus leaves at 8.")
    assert unsealed(OutgoingMail.objects.get()).text.startswith(line)


def test_many_are_written_to_by_a_worker(client, user, dialogue, people):
    for _ in range(100):
        factories.invitation(dialogue, "accepted")
    response = post(client, dialogue, "confirmed")
    assert Job.objects.get().total == 103
    assert "job" in response["Location"]
    assert not OutgoingMail.objects.exists()
    do_all()
    assert OutgoingMail.objects.filter(kind="group", wave__name="Logistics").count() == 103


def test_the_plan_costs_the_same_for_few_and_for_many(client, user, dialogue, people):
    def queries():
        with CaptureQueriesContext(connection) as found:
            post(client, dialogue, "show")
        return len(found)

    queries()
    few = queries()
    for _ in range(10):
        factories.invitation(dialogue, "accepted")
    assert queries() == few
