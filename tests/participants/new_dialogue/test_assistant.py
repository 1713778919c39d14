"""A new dialogue in four short pages, or copied from an earlier one; and whether it may invite."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from dialogue.mail.delivery import smtp
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from participants.delegates import consents
from participants.states import Status
from tests import factories
from tests.reading import page, soup
from tests.visitors import Visitors

pytestmark = pytest.mark.django_db

WHAT = {
    "title_en": "Dialogue on Data",
    "title_vi": "Đối thoại về dữ liệu",
    "starts_on": "2031-06-02",
    "ends_on": "2031-06-03",
    "time_zone": "Asia/Ho_Chi_Minh",
    "venue_en": "Hanoi",
    "venue_vi": "Hà Nội",
    "host_en": "Ministry of Science and Technology",
    "host_vi": "Bộ Khoa học và Công nghệ",
}
SEATS = {
    "capacity": "24",
    "category-TOTAL_FORMS": "2",
    "category-INITIAL_FORMS": "0",
    "category-0-name_en": "Government",
    "category-0-name_vi": "Cơ quan nhà nước",
    "category-0-target": "12",
    "category-1-name_en": "Companies",
    "category-1-name_vi": "Doanh nghiệp",
    "category-1-target": "12",
}
ANSWERS = {
    "reply_by_on": "2031-05-12",
    "reply_by_time": "17:00",
    "rules": ["answer-7", "answer-2", "details-14"],
}
SENDER = {"contact_name_en": "Secretariat", "contact_email": "office@example.org"}


def step(number):
    return reverse("admin:new_dialogue_step", args=[number])


@pytest.fixture
def fill(client, user):
    """Send pages of the assistant, with what differs from the usual; return the last answer."""

    def fill(**differs):
        answer = None
        for number, usual in enumerate([WHAT, SEATS, ANSWERS, SENDER], start=1):
            answer = client.post(step(number), {**usual, **differs}, follow=True)
        return answer

    return fill


def test_four_pages_make_a_dialogue_with_all_that_it_needs(fill):
    text = page(fill(test_to="me@example.org"))
    assert "Ready to invite?" in text and "is set up" in text
    dialogue = Dialogue.objects.get()
    assert (dialogue.slug, dialogue.status, dialogue.is_public) == (
        "dialogue-on-data",
        "proposed",
        False,
    )
    assert f"{dialogue.local(dialogue.reply_by_at):%Y-%m-%d %H:%M}" == "2031-05-12 17:00"
    assert [(row.slug, row.target, row.position) for row in dialogue.categories.all()] == [
        ("government", 12, 0),
        ("companies", 12, 1),
    ]
    assert dialogue.reminder_rules.count() == 3
    host = dialogue.institutions.get()
    assert (host.part, host.name_vi) == ("host", "Bộ Khoa học và Công nghệ")
    assert (dialogue.venue_en, dialogue.venue_vi) == ("Hanoi", "Hà Nội")
    letter = OutgoingMail.objects.get()
    assert (letter.kind, letter.to_address) == ("test", "me@example.org")
    assert "Dialogue on Data" in letter.text and "thư thử" in letter.text


def test_nothing_is_made_before_the_last_page_and_what_was_typed_stays(client, user):
    client.post(step(1), WHAT)
    client.post(step(2), {**SEATS, "capacity": "25", "back": "1"})
    assert not Dialogue.objects.exists()
    first, second = soup(client.get(step(1))), soup(client.get(step(2)))
    assert first.select_one("[name=title_vi]")["value"] == WHAT["title_vi"]
    assert second.select_one("[name=capacity]")["value"] == "25"
    client.post(step(2), {"forget": "1"})
    assert not soup(client.get(step(1))).select_one("[name=title_vi]").get("value")


def test_targets_that_do_not_add_up_are_told_and_may_be_kept(client, user):
    client.post(step(1), WHAT)
    text = page(client.post(step(2), {**SEATS, "capacity": "25"}))
    assert "The targets add up to 24, and there are 25 seats." in text
    answer = client.post(step(2), {**SEATS, "capacity": "25", "differs": "on"})
    assert answer["Location"] == step(3)


@pytest.mark.parametrize(
    ("number", "given", "told"),
    [
        (1, {**WHAT, "ends_on": "2031-06-01"}, "The last day is before the first day."),
        (1, {**WHAT, "time_zone": "Asia/Hanoi"}, "is not a time zone"),
        (1, {**WHAT, "title_vi": ""}, "This field is required."),
        (1, {**WHAT, "host_vi": ""}, "Write the name in this language too."),
        (1, {**WHAT, "venue_en": ""}, "Write the name in this language too."),
        (2, {**SEATS, "category-1-name_en": "Government"}, "Two categories have the same name."),
        (3, {**ANSWERS, "reply_by_on": "2031-06-09"}, "The dialogue has begun by then."),
        (3, {**ANSWERS, "reply_by_on": "2020-06-09"}, "This moment has passed."),
        (4, {**SENDER, "contact_email": "nobody"}, "Enter a valid email address."),
    ],
)
def test_a_mistake_is_explained_on_its_own_page(client, user, number, given, told):
    client.post(step(1), WHAT)
    assert told in page(client.post(step(number), given))


def test_the_deadline_and_the_reminders_are_ready(client, user):
    client.post(step(1), WHAT)
    with time_machine.travel("2031-01-10 05:00Z", tick=False):
        client.force_login(factories.organiser())
        client.post(step(1), WHAT)
        third = soup(client.get(step(3)))
    assert third.select_one("[name=reply_by_on]")["value"] == "2031-05-12"
    boxes = third.select("[name=rules]")
    assert boxes and all(box.has_attr("checked") for box in boxes)


def test_the_last_page_leads_back_to_one_that_was_skipped(client, user):
    client.post(step(1), WHAT)
    answer = client.post(step(4), SENDER)
    assert answer["Location"] == step(2)
    assert not Dialogue.objects.exists()


def test_a_second_dialogue_of_the_same_title_gets_another_address(fill):
    fill()
    fill()
    assert {one.slug for one in Dialogue.objects.all()} == {
        "dialogue-on-data",
        "dialogue-on-data-2",
    }


def test_an_earlier_dialogue_is_copied_but_only_people_who_agreed(fill, dialogue):
    factories.reminder_rule(dialogue, kind="answer", days_before=9)
    factories.room(dialogue, name_en="Hall")
    dialogue.work_streams.create(
        title_en="Venue", title_vi="Địa điểm", due_on=dialogue.starts_on, state="done"
    )
    government = factories.category(dialogue, name_en="Government", name_vi="Cơ quan nhà nước")
    agreed, silent = (
        factories.invitation(dialogue, Status.ATTENDED, category=government) for _ in range(2)
    )
    consents.record(agreed, "follow_up", True, door="link", actor="x")
    what = ["settings", "work_streams", "rules", "rooms", "people"]
    fill(**{"copy-earlier": str(dialogue.pk), "copy-what": what})
    new = Dialogue.objects.exclude(pk=dialogue.pk).get()
    assert [rule.days_before for rule in new.reminder_rules.all()] == [9]
    assert [room.name_en for room in new.rooms.all()] == ["Hall"]
    stream = new.work_streams.get()
    assert (stream.due_on, stream.state) == (date(2031, 6, 2), "to_do")
    [draft] = new.invitations.all()
    assert (draft.person, draft.status) == (agreed.person, Status.DRAFT)
    assert draft.category.name_en == "Government"
    assert dialogue.work_streams.get().state == "done"
    assert silent.person.invitations.count() == 1


def test_a_limited_dialogue_of_others_is_not_offered_for_copying(client, dialogue):
    visit = Visitors()
    browser = visit("secretariat")
    dialogue.organisers.add(visit.users["superuser"])
    assert dialogue.title not in page(browser.get(step(1)))


def test_who_may_not_add_dialogues_does_not_come_in(dialogue):
    assert Visitors()("protocol").get(step(1)).status_code == 403


def test_ready_to_invite_names_what_is_missing_with_the_way_there(client, user, dialogue, settings):
    address = reverse("admin:ready_to_invite", args=[dialogue.pk])
    found = soup(client.get(address))
    missing = {line.a.text for line in found.select(".checks .missing")}
    assert missing == {"Contact that letters name", "Categories", "Guests"} or missing >= {
        "Categories",
        "Guests",
    }
    factories.invitation(dialogue, category=factories.category(dialogue, target=30))
    dialogue.contact_name_en = dialogue.contact_name_vi = "Office"
    dialogue.contact_email = "office@example.org"
    dialogue.save()
    assert "Everything that is needed is there." in page(client.get(address))
    client.post(address, {"test_to": "me@example.org"})
    assert OutgoingMail.objects.get().kind == "test"
    assert "The test letter is on its way." in page(client.get(address))
    settings.EMAIL_BACKEND = smtp.NO_MAIL_SERVER
    assert "The test letter was only stored here." in page(client.get(address))


def test_ready_to_invite_leads_to_what_is_missing_and_confirms(client, user):
    dialogue = factories.dialogue(status=Dialogue.Status.PROPOSED)
    factories.category(dialogue, target=dialogue.capacity)
    address = reverse("admin:ready_to_invite", args=[dialogue.pk])
    found = soup(client.get(address))
    acts = {a.text: a["href"] for a in found.select(".steps-to-take a")}
    assert acts["Bring in the guests"] == reverse("admin:people_import")
    assert found.select_one("button[name=confirm]").text == "Set to confirmed"
    assert "The dialogue is confirmed." in page(client.post(address, {"confirm": "1"}, follow=True))
    dialogue.refresh_from_db()
    assert dialogue.status == Dialogue.Status.CONFIRMED
    assert not soup(client.get(address)).select("button[name=confirm]")


def test_once_they_have_left_ready_to_invite_says_how_many_and_confirms_no_more(client, user):
    dialogue = factories.dialogue(
        status=Dialogue.Status.PROPOSED, contact_name_en="Office", contact_email="a@example.org"
    )
    category = factories.category(dialogue, target=30)
    for _ in range(2):
        factories.invitation(dialogue, "invited", category=category)
    address = reverse("admin:ready_to_invite", args=[dialogue.pk])
    text = page(client.get(address))
    assert "2 invitations have been written." in text and "send them" not in text
    assert "All letters have left." in text
    client.post(address, {"confirm": "1"})
    dialogue.refresh_from_db()
    assert dialogue.status == Dialogue.Status.PROPOSED


def test_ready_to_invite_says_how_many_letters_have_not_left(client, user, dialogue):
    invitation = factories.invitation(dialogue, "cleared")
    client.post(
        reverse("admin:invitation_action", args=["invite"]),
        {"ids": invitation.pk, "confirmed": "1", "when": "now"},
    )
    factories.category(dialogue, target=30)
    dialogue.contact_name_en, dialogue.contact_email = "Office", "office@example.org"
    dialogue.save()
    text = page(client.get(reverse("admin:ready_to_invite", args=[dialogue.pk])))
    assert "1 invitation has been written." in text
    assert "1 of the letters has not left." in text


def test_a_mail_server_or_worker_that_is_lacking_is_said_before_anything_is_sent(
    client, user, dialogue, settings
):
    address = reverse("admin:ready_to_invite", args=[dialogue.pk])
    assert "The program that sends letters is not running" in page(client.get(address))
    settings.EMAIL_BACKEND = smtp.NO_MAIL_SERVER
    assert "No mail server is set up" in page(client.get(address))
    cleared = factories.invitation(dialogue, "cleared")
    asked = client.get(reverse("admin:invitation_action", args=["invite"]), {"ids": cleared.pk})
    assert "nobody receives them" in page(asked)


def test_who_may_not_change_dialogues_confirms_none(db):
    dialogue = factories.dialogue(status=Dialogue.Status.PROPOSED)
    address = reverse("admin:ready_to_invite", args=[dialogue.pk])
    visit = Visitors()
    protocol = visit("protocol")
    assert "Set to confirmed" not in page(protocol.get(address))
    protocol.post(address, {"confirm": "1"})
    dialogue.refresh_from_db()
    assert dialogue.status == Dialogue.Status.PROPOSED


def test_names_in_one_language_only_are_advised_against(client, user, dialogue):
    dialogue.venue_en, dialogue.venue_vi = "Melia Hanoi", ""
    dialogue.save()
    text = page(client.get(reverse("admin:ready_to_invite", args=[dialogue.pk])))
    assert "venue (in Vietnamese)" in text


def test_the_assistant_says_what_is_optional(client, user):
    found = soup(client.get(step(1)))
    labels = {label["for"]: label.text for label in found.select(".form-row label[for]")}
    assert "(optional)" in labels["id_host_vi"]
    assert "(optional)" not in labels["id_title_vi"]
