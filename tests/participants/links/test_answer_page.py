"""The invitee's page behind the personal link, as invitees and mail scanners meet it."""

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.http import HttpResponse
from django.urls import reverse

from dialogue.calendars import events
from participants.models import Answer, InvitationEvent
from participants.states import HAS_A_LINK, Status
from participants.workflow import invitations, transitions
from tests import factories
from tests.reading import page, soup

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def invitation(dialogue):
    return factories.invitation(dialogue, Status.INVITED)


def test_the_page_says_who_asks_what_when_where_and_that_it_is_proposed(
    client, dialogue, invitation
):
    topic = factories.topic(dialogue)
    factories.release(dialogue)
    dialogue.institutions.create(part="proposer", name_en="United Nations", name_vi="Liên hợp quốc")
    text = page(client.get(invitation.page_path))
    for words in [
        invitation.person.name,
        dialogue.title,
        'datetime="2031-06-02"',
        'datetime="2031-06-03"',
        "Conference Centre, 1 Example Street, Hanoi",
        "United Nations",
        "proposed and not yet confirmed",
        topic.title,
        "15 May 2031, 17:00",
        "(Hanoi time, UTC+7)",
    ]:
        assert words in text


def test_the_page_speaks_the_invitees_language_and_can_be_switched(client, dialogue):
    person = factories.person(language="vi")
    invitation = factories.invitation(dialogue, Status.INVITED, person=person)
    address = invitation.page_path
    vietnamese = client.get(address)
    assert '<html lang="vi">' in page(vietnamese)
    assert dialogue.title_vi in page(vietnamese)
    assert '<html lang="en">' in page(client.get(address + "?lang=en"))
    assert '<html lang="vi">' in page(client.get(address + "?lang=xx"))


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing_however_often(client, invitation, method):
    for _ in range(3):
        getattr(client, method)(invitation.page_path, {"response": "accept"})
    invitation.refresh_from_db()
    assert invitation.status == Status.INVITED
    assert not invitation.events.exists()
    assert not invitation.mails.exists()


def test_the_page_is_kept_out_of_caches_and_search_engines(client, invitation):
    response = client.get(invitation.page_path)
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "same-origin"


def test_accepting_shows_what_was_recorded_and_the_personal_calendar(client, invitation):
    response = client.post(
        invitation.page_path, {"response": "accept", "answered_by": "invitee"}, follow=True
    )
    text = page(response)
    assert "You have accepted" in text
    assert "Your seat is confirmed." in text
    assert f'href="/i/{invitation.token}/calendar/?lang=en"' in text
    invitation.refresh_from_db()
    assert invitation.status == Status.ACCEPTED
    assert invitation.events.get().door == InvitationEvent.Door.LINK


def test_declining_keeps_the_reason(client, invitation):
    form = {"response": "decline", "reason": "Kỳ họp Quốc hội 😀", "answered_by": "invitee"}
    text = page(client.post(invitation.page_path, form, follow=True))
    assert "You are unable to attend" in text
    assert "Kỳ họp Quốc hội 😀" in text


def test_a_missing_answer_is_asked_for_and_what_was_typed_stays(client, invitation):
    form = {"reason": "We shall see", "answered_by": "office", "answered_by_name": ""}
    response = client.post(invitation.page_path, form)
    text = page(response, 422)
    assert response.status_code == 422
    assert "Please choose one of the three answers." in text
    assert "Please give your name" in text
    assert "We shall see" in text
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reason", "x" * 10_000),
        ("answered_by_name", "x" * 10_000),
        ("answered_by_email", "a@@example.org"),
        ("response", "maybe"),
        ("reason", "nul\x00byte"),
    ],
)
def test_bad_input_gets_an_answer_at_the_field_and_stores_nothing(client, invitation, field, value):
    form = {"response": "accept", "answered_by": "office", "answered_by_name": "Lim"}
    response = client.post(invitation.page_path, {**form, field: value})
    assert response.status_code == 422
    assert "invalid-feedback" in page(response, 422)
    assert not Answer.objects.exists()


def test_an_unknown_a_broken_and_a_withdrawn_link_get_the_same_plain_404(client, invitation):
    address = invitation.page_path
    broken = address[:-3] + "x/"
    calendar_token = f"/i/{invitation.calendar_token}/"
    by = transitions.Actor(InvitationEvent.Door.COMMAND, "test")
    texts = []
    invitations.withdraw(invitation, by)
    for wrong in ["/i/x/", "/i/" + "a" * 300 + "/", broken, calendar_token, address]:
        response = client.get(wrong)
        assert response.status_code == 404
        texts.append(page(response, 404).replace(wrong, ""))
        assert invitation.person.family_name not in page(response, 404)
        assert client.post(wrong, {"response": "accept"}).status_code == 404
    assert "This link is not valid" in texts[0]
    assert len(set(texts)) == 1


@pytest.mark.parametrize("status", list(Status))
def test_every_state_shows_its_page_or_a_404(client, dialogue, status):
    invitation = factories.invitation(dialogue, status)
    expected = 200 if status in HAS_A_LINK else 404
    assert client.get(invitation.page_path).status_code == expected


def test_after_the_reply_deadline_the_page_says_what_happens_now(client, invitation):
    with time_machine.travel("2031-05-16T02:00:00Z"):
        text = page(client.get(invitation.page_path))
        assert "The reply deadline passed on 15 May 2031, 17:00" in text
        assert "write to the secretariat" in text
        assert "<form method" not in text
        response = client.post(
            invitation.page_path, {"response": "accept", "answered_by": "invitee"}
        )
        assert response.status_code == 422
        assert "can no longer be given" in page(response, 422)
    assert not Answer.objects.exists()


def test_whoever_accepted_may_step_down_after_the_reply_deadline(client, dialogue):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    with time_machine.travel("2031-05-16T02:00:00Z"):
        text = page(client.get(invitation.page_path))
        assert "Give the seat back" in text
        assert 'value="accept"' not in text
        form = {"response": "decline", "answered_by": "invitee"}
        client.post(invitation.page_path, form)
    invitation.refresh_from_db()
    assert invitation.status == Status.DECLINED


def test_when_full_the_page_says_that_the_invitee_waits_on_the_reserve_list(
    client, dialogue, invitation
):
    dialogue.capacity = 1
    dialogue.save()
    factories.invitation(dialogue, Status.ACCEPTED)
    form = {"response": "accept", "answered_by": "invitee"}
    text = page(client.post(invitation.page_path, form, follow=True))
    assert "You are on the reserve list" in text
    assert "Take me off the list" in text
    assert "Give the seat back" not in text
    assert "calendar/my/" not in text


def test_an_offer_from_the_reserve_list_asks_again(client, dialogue, invitation):
    invitation.answers.create(response="accept", answered_by="invitee")
    text = page(client.get(invitation.page_path))
    assert "Will you take part?" in text
    assert "<details>" not in text


def test_an_invitees_own_answer_drops_what_was_typed_for_an_office(client, invitation):
    form = {"response": "accept", "answered_by": "invitee", "answered_by_email": "x@example.org"}
    client.post(invitation.page_path, form)
    assert invitation.answers.get().answered_by_email == ""
    assert invitation.mails.count() == 1


def test_no_log_holds_a_token(client, invitation, caplog, monkeypatch):
    from dialogue.access.logs import Line

    monkeypatch.setattr(caplog.handler, "formatter", Line())
    client.post(invitation.page_path, {})
    assert "/i/…/" in caplog.text
    assert invitation.token not in caplog.text


def test_a_page_made_while_the_link_was_renewed_shows_nothing_of_the_new_one(rf, invitation):
    from participants.links.personal_pages import personal_page
    from participants.workflow import invitations

    by = transitions.Actor(transitions.Door.ADMIN, "Secretariat")

    @personal_page
    def slow_page(request, found):
        invitations.renew_link(invitation, by)
        found.refresh_from_db()
        return HttpResponse(found.page_path)

    response = slow_page(rf.get(invitation.page_path), invitation.token)
    assert response.status_code == 404
    assert invitation.token not in page(response, 404)


def test_no_log_holds_an_institutions_token(client, dialogue, caplog, monkeypatch):
    from dialogue.access.logs import Line

    monkeypatch.setattr(caplog.handler, "formatter", Line())
    delegation = factories.delegation(dialogue)  # never written to, so its link is unknown
    client.get(delegation.page_path)
    assert "/i/delegation/…/" in caplog.text
    assert delegation.token not in caplog.text


def test_the_page_of_a_cancelled_dialogue_takes_no_answer(client, dialogue, invitation):
    dialogue.status = dialogue.Status.CANCELLED
    dialogue.save()
    text = page(client.get(invitation.page_path))
    assert "This dialogue has been cancelled." in text
    assert "<form method" not in text


def test_the_topics_of_a_dialogue_that_is_not_public_are_named_without_links(client, dialogue):
    topic = factories.topic(dialogue)
    factories.release(dialogue)
    dialogue.is_public = False
    dialogue.save()
    invitation = factories.invitation(dialogue, Status.INVITED)
    text = page(client.get(invitation.page_path))
    assert topic.title in text
    assert topic.get_absolute_url() not in text


ABOUT = "What you are invited to"


@pytest.mark.parametrize("what", ["nothing", "summary", "message", "topic", "public page"])
def test_what_one_is_invited_to_has_a_heading_only_with_words_below_it(client, dialogue, what):
    dialogue.summary_en = "Two days on rules." if what == "summary" else ""
    dialogue.is_public = what == "public page"
    dialogue.save()
    if what == "topic":
        factories.topic(dialogue)
        factories.release(dialogue)
    message = "We hope to see you." if what == "message" else ""
    invitation = factories.invitation(dialogue, Status.INVITED, message=message)
    for _cached in range(2):
        shown = soup(client.get(invitation.page_path + "?lang=en"))
        assert (ABOUT in shown.text) == (what != "nothing")
        assert not shown.select("main p:empty")
        assert dialogue.summary_en in shown.text and message in shown.text


def test_a_message_stands_between_the_summary_and_the_topics(client, dialogue):
    dialogue.summary_en = "Two days on rules."
    dialogue.save()
    topic = factories.topic(dialogue)
    factories.release(dialogue)
    invitation = factories.invitation(dialogue, Status.INVITED, message="We hope to see you.")
    for _cached in range(2):
        text = page(client.get(invitation.page_path + "?lang=en"))
        places = [text.index(words) for words in [ABOUT, "Two days", "We hope", topic.title]]
        assert places == sorted(places)
    assert text.count(topic.title) == 1


def test_each_button_of_the_preparation_says_what_it_opens(client, dialogue):
    accepted = factories.invitation(dialogue, Status.ACCEPTED)
    shown = soup(client.get(accepted.page_path + "?lang=en"))
    named = [
        " ".join(shown.find(id=one).text.strip() for one in button["aria-labelledby"].split())
        for button in shown.select(".steps .btn")
    ]
    assert "Open your details Travel, visa letter and needs" in named
    assert "Choose What may be published" in named


def test_the_page_costs_the_same_queries_with_many_invitations(
    client, dialogue, invitation, django_assert_num_queries
):
    factories.topic(dialogue)
    with django_assert_num_queries(4):
        client.get(invitation.page_path)
    for _ in range(5):
        factories.invitation(dialogue, Status.ACCEPTED)
        factories.topic(dialogue)
    caches["template_fragments"].clear()
    with django_assert_num_queries(4):
        client.get(invitation.page_path)
    with django_assert_num_queries(1):  # the invitation alone, while nothing changes
        client.get(invitation.page_path)


def test_an_institution_that_is_edited_shows_at_the_next_look(client, dialogue, invitation, clock):
    institution = dialogue.institutions.create(part="host", name_en="Ministry of Science")
    assert "Ministry of Science" in page(client.get(invitation.page_path))
    institution.name_en = "Ministry of Technology"
    institution.save()
    clock.shift(1)
    events.save_dialogue(dialogue)  # as the admin site does with its page
    assert "Ministry of Technology" in page(client.get(invitation.page_path))


@pytest.mark.parametrize(
    ("title", "body", "said"),
    [
        ("Director", "Agency of Trust", "Director, Agency of Trust"),
        ("Director, Agency of Trust", "Agency of Trust", "Director, Agency of Trust"),
        ("Artist", "", "Artist"),
        ("", "Agency of Trust", "representative of Agency of Trust"),
        ("", "", None),
    ],
)
def test_the_page_says_in_what_capacity_and_not_the_category(client, dialogue, title, body, said):
    category = factories.category(dialogue, name_en="Regulators")
    organisation = factories.organisation(name_en=body) if body else None
    person = factories.person(title_en=title, organisation=organisation)
    guest = factories.invitation(dialogue, "invited", person=person, category=category)
    response = client.get(guest.page_path)
    shown = [line.get_text() for line in soup(response).select("main .position")]
    assert shown == ([said] if said else [])
    assert "Regulators" not in page(response)
    person.title_en = "Minister"
    person.save()
    assert "Minister" in page(client.get(guest.page_path))


def test_a_form_without_its_cookie_gets_a_page_that_says_what_to_do(invitation):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post(invitation.page_path, {})
    assert response.status_code == 403
    assert "send the form again" in page(response, 403)


# Two who answer at once, and offices that nobody knows


def seen_on(response):
    """What the form remembers of when it was shown."""
    form = BeautifulSoup(response.content, "html.parser").select_one("form input[name=seen]")
    return form["value"]


def test_a_tab_that_knows_nothing_of_a_newer_answer_is_asked_to_look_again(client, invitation):
    with time_machine.travel("2031-05-01T03:00:00Z", tick=False):
        first_tab = seen_on(client.get(invitation.page_path))
    office = {"answered_by": "office", "answered_by_name": "Lim", "answered_by_email": "a@b.org"}
    with time_machine.travel("2031-05-01T03:05:00Z", tick=False):
        client.post(invitation.page_path, {"response": "decline", "seen": first_tab, **office})
    with time_machine.travel("2031-05-01T03:10:00Z", tick=False):
        form = {"response": "accept", "answered_by": "invitee", "reason": "Glad to come"}
        response = client.post(invitation.page_path, {**form, "seen": first_tab})
        text = page(response, 422)
        assert response.status_code == 422
        assert "In the meantime, another answer has been recorded: Lim declines" in text
        assert "Glad to come" in text
        invitation.refresh_from_db()
        assert invitation.status == Status.DECLINED
        client.post(invitation.page_path, {**form, "seen": seen_on(response)})
    invitation.refresh_from_db()
    assert invitation.status == Status.ACCEPTED


@pytest.mark.parametrize("nonsense", ["", "yesterday", "2031-05-01", "0001-01-01T00:00:00+14:00"])
def test_what_the_form_remembers_may_be_missing_or_tampered_with(client, invitation, nonsense):
    form = {"response": "accept", "answered_by": "invitee", "seen": nonsense}
    assert client.post(invitation.page_path, form).status_code == 302


def test_the_first_answer_from_an_unknown_address_is_flagged_until_somebody_vouches(
    client, invitation
):
    form = {"response": "accept", "answered_by": "office", "answered_by_name": "Lim"}
    client.post(invitation.page_path, {**form, "answered_by_email": "stranger@example.net"})
    assert invitation.answers.get().is_from_unknown_address
    client.force_login(factories.organiser())
    address = reverse("admin:participants_invitation_change", args=[invitation.pk])
    assert "from an address that we do not know" in page(client.get(address))
    listed = reverse("admin:participants_invitation_changelist")
    query = {"answers__is_from_unknown_address__exact": 1}
    assert str(invitation.person) in page(client.get(listed, query))

    step = reverse("admin:invitation_action", args=["vouch"])
    client.post(step, {"ids": invitation.pk, "confirmed": "1"})
    assert not invitation.answers.filter(is_from_unknown_address=True).exists()
    assert invitation.events.first().verb == "vouch"
    client.post(
        invitation.page_path,
        {**form, "response": "tentative", "answered_by_email": "Stranger@example.net"},
    )
    assert not invitation.answers.first().is_from_unknown_address


def test_a_remark_goes_to_no_address_that_nobody_vouched_for(client, invitation):
    """Or whoever holds a link could have us send their text to anybody."""
    form = {"response": "accept", "answered_by": "office", "answered_by_name": "Lim"}
    form |= {"answered_by_email": "stranger@example.net", "reason": "See evil.example"}
    client.post(invitation.page_path, {**form, "response": "decline"})
    client.post(invitation.page_path, {**form, "response": "tentative"})
    to_stranger = invitation.mails.filter(to_address="stranger@example.net")
    assert to_stranger.count() == 2
    for mail in to_stranger.all():
        assert "evil.example" not in mail.text + mail.html
    to_invitee = invitation.mails.filter(to_address=invitation.person.email)
    assert "evil.example" in to_invitee.first().text

    invitations.vouch(invitation, transitions.Actor(transitions.Door.ADMIN, "Lan"))
    client.post(invitation.page_path, {**form, "response": "decline"})
    assert "evil.example" in to_stranger.first().text


def test_an_office_that_we_know_is_not_flagged(client, dialogue):
    person = factories.person(cc_email="office@example.org")
    invitation = factories.invitation(dialogue, Status.INVITED, person=person)
    form = {"response": "accept", "answered_by": "office", "answered_by_name": "Lim"}
    client.post(invitation.page_path, {**form, "answered_by_email": "Office@example.org"})
    assert not invitation.answers.get().is_from_unknown_address


def test_an_office_gives_its_address_so_that_both_are_written_to(client, invitation):
    form = {"response": "accept", "answered_by": "office", "answered_by_name": "Lim"}
    text = page(client.post(invitation.page_path, form), 422)
    assert "Please give your email address." in text
    client.post(invitation.page_path, {**form, "answered_by_email": "lim@example.net"})
    told = invitation.mails.filter(kind="confirmation").values_list("to_address", flat=True)
    assert set(told) == {invitation.person.email, "lim@example.net"}


def test_nobody_answers_an_invitation_that_never_went_out(client, dialogue):
    waiting = factories.invitation(dialogue, Status.RESERVE, invited_at=None, reply_by_at=None)
    client.force_login(factories.organiser())
    form = {"response": "decline", "channel": "telephone", "answered_by_name": "Lim"}
    text = page(client.post(reverse("admin:invitation_answer", args=[waiting.pk]), form))
    assert "Nothing has been sent to this person yet" in text


def test_an_office_that_answers_again_is_remembered_and_nothing_changes(client, dialogue):
    invitation = factories.invitation(dialogue, Status.INVITED)
    form = {"response": "accept", "answered_by": "office", "answered_by_name": "Dewi Lestari"}
    client.post(invitation.page_path, {**form, "answered_by_email": "dewi@example.net"})
    shown = soup(client.get(invitation.page_path))
    assert shown.select_one("[name=answered_by]").has_attr("checked")
    assert shown.select_one("[name=answered_by_name]")["value"] == "Dewi Lestari"
    assert "dewi@example.net" not in str(shown)
    assert not shown.select_one("details[open]")
    client.post(invitation.page_path, form)
    answer = invitation.answers.get()
    assert (answer.answered_by, answer.answered_by_email) == ("office", "dewi@example.net")


def test_whoever_gives_up_a_seat_reads_so_before(client, dialogue):
    accepted = factories.invitation(dialogue, Status.ACCEPTED)
    assert "your seat is given up at once" in page(client.get(accepted.page_path)).replace(
        "\n", " "
    )


@pytest.mark.parametrize("status", [Status.INVITED, Status.DECLINED, Status.TENTATIVE])
def test_whoever_cannot_come_is_led_to_proposing_somebody(client, dialogue, status):
    invitation = factories.invitation(dialogue, status)
    shown = soup(client.get(invitation.page_path))
    assert len(shown.select("main a[href*='/substitute/']")) == 1
    assert soup(client.get(f"{invitation.page_path}substitute/")).select_one("form#substitute-form")


def test_a_missing_choice_is_tied_to_the_group_of_buttons(client, invitation):
    shown = soup(client.post(invitation.page_path, {}), 422)
    group = shown.select_one("#div_id_response fieldset")
    assert "Please choose one" in shown.find(id=group["aria-describedby"]).text
