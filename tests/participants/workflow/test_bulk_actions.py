"""What organisers do with people and invitations in the admin site."""

import io

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dialogue.access.tokens import make_token
from dialogue.mail import bounces
from dialogue.mail.models import OutgoingMail
from dialogue.mail.refusal_reasons import Reason
from dialogue.models import Dialogue
from participants.admin.invitations import BULK_ACTIONS
from participants.letters import letters
from participants.models import Answer, Invitation
from participants.reminders import schedule
from participants.states import Status, legal_verbs
from participants.workflow import nominations, transitions
from tests import factories
from tests.reading import filled_form, page, soup

pytestmark = pytest.mark.usefixtures("clock")


def step(name, *invitations):
    ids = "&".join(f"ids={invitation.pk}" for invitation in invitations)
    return reverse("admin:invitation_action", args=[name]) + f"?{ids}"


def confirm(client, name, *invitations, **fields):
    return client.post(
        reverse("admin:invitation_action", args=[name]),
        {"ids": [i.pk for i in invitations], "confirmed": "1", **fields},
        follow=True,
    )


def test_drafts_are_made_for_chosen_people_once_each(client, user, dialogue):
    category = factories.category(dialogue)
    new, invited = factories.person(), factories.person()
    factories.invitation(dialogue, person=invited)
    address = reverse("admin:participants_person_changelist")
    chosen = {"action": "draft_invitations", "_selected_action": [new.pk, invited.pk]}

    text = page(client.post(address, chosen))
    assert "A draft will be created for each of 2 people." in text
    assert Invitation.objects.count() == 1

    form = {**chosen, "confirmed": "1", "category": category.pk}
    text = page(client.post(address, form, follow=True))
    assert "1 draft invitation is ready." in text
    assert "already have an invitation to this dialogue" in text
    assert new.invitations.get().category == category


def test_drafts_need_a_category(client, user, dialogue):
    address = reverse("admin:participants_person_changelist")
    person = factories.person()
    form = {"action": "draft_invitations", "_selected_action": [person.pk], "confirmed": "1"}
    assert "This field is required." in page(client.post(address, form))
    assert not Invitation.objects.exists()


def test_a_selection_is_shown_before_anything_is_done(client, user, dialogue):
    draft, accepted = factories.invitation(dialogue), factories.invitation(dialogue, "accepted")
    address = reverse("admin:participants_invitation_changelist")
    form = {"action": "clear", "_selected_action": [draft.pk, accepted.pk]}
    text = page(client.post(address, form))
    assert "This affects 1 person." in text
    assert f"{accepted.person} (accepted)" in text
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_confirming_does_it_and_says_for_how_many(client, user, dialogue):
    drafts = [factories.invitation(dialogue) for _ in range(3)]
    text = page(confirm(client, "clear", *drafts))
    assert "3 people are cleared for sending." in text
    assert {i.status for i in Invitation.objects.all()} == {Status.CLEARED}
    event = drafts[0].events.get()
    assert (event.user, event.actor, event.door) == (user, "Lan Phạm", "admin")


def test_each_letter_is_shown_in_the_recipients_language_before_it_goes_out(client, user, dialogue):
    vietnamese = factories.person(language="vi", email="hanh@example.org")
    cleared = factories.invitation(dialogue, "cleared", person=vietnamese)
    text = page(client.get(step("invite", cleared)))
    assert "hanh@example.org" in text
    assert dialogue.title_vi in text
    assert "0 of 30 seats taken, 0 reserved by offers, 30 free" in text
    assert not dialogue.mails.exists()

    letter = client.get(reverse("admin:invitation_letter", args=[cleared.pk]))
    assert dialogue.title_vi in page(letter)
    policy = letter["Content-Security-Policy"]
    assert "style-src 'sha256-" in policy
    assert "unsafe" not in policy
    assert letter["X-Frame-Options"] == "SAMEORIGIN"


def test_sending_writes_the_emails_and_leads_to_the_invitation(client, user, dialogue):
    cleared = factories.invitation(dialogue, "cleared")
    response = confirm(client, "invite", cleared)
    assert response.redirect_chain[-1][0] == reverse(
        "admin:participants_invitation_change", args=[cleared.pk]
    )
    mail = cleared.mails.get()
    assert mail.subject in page(response)
    assert f"https://dialogue.test/i/{cleared.token}/" in page(response)


def test_more_people_than_seats_are_warned_of_and_the_rest_stays(client, user, dialogue):
    dialogue.capacity = 1
    dialogue.save()
    cleared = [factories.invitation(dialogue, "cleared") for _ in range(2)]
    assert "fewer free seats than people chosen" in page(client.get(step("invite", *cleared)))
    text = page(confirm(client, "invite", *cleared))
    assert "1 invitation is written." in text
    assert "Put this person on the reserve list" in text
    assert dialogue.mails.count() == 1


@pytest.mark.parametrize(("action", "status"), [("clear", "draft"), ("invite", "cleared")])
def test_a_category_beyond_its_target_is_told_before_anything_is_done(
    client, user, dialogue, action, status
):
    small = factories.category(dialogue, target=2, name_en="Government")
    factories.invitation(dialogue, "invited", category=small)
    two = [factories.invitation(dialogue, status, category=small) for _ in range(2)]
    assert "Government, 3 of 2" in page(client.get(step(action, *two)))
    assert "More than the target" not in page(client.get(step(action, two[0])))


def test_after_sending_it_is_said_where_the_letters_are(client, user, dialogue):
    cleared = [factories.invitation(dialogue, "cleared") for _ in range(2)]
    answer = confirm(client, "invite", *cleared, wave="First wave", when="now")
    assert "2 invitations are written." in page(answer)
    way = next(a["href"] for a in soup(answer).select(".messagelist a"))
    rows = soup(client.get(way)).select("#result_list .field-subject")
    assert {mail.subject for mail in dialogue.mails.all()} <= {row.text for row in rows}


def test_a_list_without_guests_leads_to_bringing_them_in(client, user, dialogue):
    address = reverse("admin:participants_invitation_changelist")
    found = soup(client.get(address))
    assert "No guests yet." in found.text
    assert reverse("admin:people_import") in {a["href"] for a in found.select("#changelist a")}
    assert not found.select(".object-tools")
    factories.invitation(dialogue)
    assert "No guests yet." not in page(client.get(address))


def test_the_reason_is_kept_in_the_history(client, user, dialogue):
    invitation = factories.invitation(dialogue, "invited")
    confirm(client, "withdraw", invitation, reason="Asked by the ministry")
    assert invitation.events.get().reason == "Asked by the ministry"


@pytest.mark.parametrize("status", list(Status))
def test_an_invitation_offers_just_the_steps_that_are_legal_now(client, user, dialogue, status):
    invitation = factories.invitation(dialogue, status)
    text = page(client.get(reverse("admin:participants_invitation_change", args=[invitation.pk])))
    for action in BULK_ACTIONS:
        legal = {
            "renew-link": invitation.has_a_link,
            "invite-again": status == Status.INVITED,
            # No letter was written here, and the dialogue has not begun: see test_unsent.py and
            # test_attendance.py.
            "clear-again": False,
            "present": False,
            "absent": False,
            "approve": status in {Status.NOMINATED, Status.SUBSTITUTE_PROPOSED},
            "reject": status in {Status.NOMINATED, Status.SUBSTITUTE_PROPOSED},
            "vouch": False,
            "remind": bool(schedule.missing([invitation])),
        }.get(action.name, any(verb in legal_verbs(status) for verb in action.verbs))
        assert (f"/action/{action.name}/?ids={invitation.pk}" in text) == legal, action.name


def test_several_seats_of_an_institution_are_one_letter_as_shown_and_as_sent(
    client, user, dialogue
):
    delegation = factories.delegation(dialogue)
    seats = [
        factories.invitation(dialogue, "cleared", person=None, delegation=delegation)
        for _ in range(2)
    ]
    text = page(client.get(step("invite", *seats)))
    assert text.count('class="letter-preview"') == 1
    assert "nominate 2" in text.replace("\n", " ")
    ids = ",".join(str(seat.pk) for seat in seats)
    frame = client.get(reverse("admin:invitation_letter", args=[seats[0].pk]), {"ids": ids})
    assert page(frame).count("<li>") == 2
    confirm(client, "invite", *seats)
    mail = dialogue.mails.get()  # and none that was cancelled at once
    assert "Delegate 2" in mail.text
    assert mail.invitations.count() == 2


@pytest.mark.parametrize("name", ["withdraw", "approve", "reject", "renew-link", "extend"])
def test_what_writes_letters_shows_them_first_with_a_sentence_of_ones_own(
    client, user, dialogue, name
):
    invitation = fit_for(name, dialogue)
    if name == "extend":
        Invitation.objects.update(reply_by_at=timezone.now())
    letters.invite(invitation)
    OutgoingMail.objects.update(state="sent", finished_at=timezone.now())
    before = dialogue.mails.count()
    typed = {"wave": "One", "when": "now", "paragraph_en": "Our own words.", "reason": "Because."}
    typed |= {"paragraph_vi": "Lời của chúng tôi.", "ids": invitation.pk, "show": "1"}
    text = page(client.post(reverse("admin:invitation_action", args=[name]), typed))
    address = reverse("admin:invitation_rehearsal", args=[invitation.pk, name])
    assert f'src="{address}?typed=1' in text
    assert 'value="Because."' in text or name == "extend"
    frame = client.get(address, {"typed": "1"})
    shown = page(frame)
    assert "Our own words." in shown
    assert make_token("answer", invitation.link_key) not in shown
    assert frame["X-Frame-Options"] == "SAMEORIGIN"
    invitation.refresh_from_db()
    assert dialogue.mails.count() == before and not dialogue.waves.exists()

    confirm(client, name, invitation, **{**typed, "show": ""})
    written = dialogue.mails.filter(state="queued")
    assert written.exists()
    for mail in written:
        assert mail.subject in shown and "Our own words." in mail.text
    assert dialogue.waves.get().name == "One"


def test_the_new_link_of_an_institution_is_shown_first_and_looking_renews_nothing(
    client, user, dialogue
):
    delegation = factories.delegation(dialogue)
    factories.invitation(dialogue, "invited", person=None, delegation=delegation)
    key = delegation.link_key
    text = page(client.get(reverse("admin:delegation_renew_link", args=[delegation.pk])))
    assert f"&lt;{delegation.focal_point.email}&gt; · Request to nominate" in text
    delegation.refresh_from_db()
    assert delegation.link_key == key and not dialogue.mails.exists()


def test_a_step_that_writes_no_letter_says_so(client, user, dialogue):
    assert "No letter goes out." in page(client.get(step("clear", factories.invitation(dialogue))))


def test_every_step_does_what_it_says(client, user, dialogue):
    for name, before, after in [
        ("reserve", "cleared", "reserve"),
        ("offer", "reserve", "invited"),
        ("undo-attendance", "attended", "accepted"),
        ("withdraw", "draft", "withdrawn"),
        ("redraft", "withdrawn", "draft"),
        ("renew-link", "tentative", "tentative"),
    ]:
        invitation = factories.invitation(dialogue, before)
        assert "This affects 1 person." in page(client.get(step(name, invitation)))
        confirm(client, name, invitation)
        invitation.refresh_from_db()
        assert invitation.status == after
        assert invitation.events.count() == 1


def fit_for(name, dialogue):
    """An invitation for which this step is legal."""
    states = {"invite": "cleared", "offer": "reserve", "clear": "draft"}
    states |= {"approve": "accepted", "reject": "accepted"}
    states |= {"present": "accepted", "absent": "accepted"}
    states |= {"undo-attendance": "attended", "redraft": "withdrawn"}
    invitation = factories.invitation(dialogue, states.get(name, "invited"))
    if name in {"approve", "reject"}:
        known = factories.person()
        by = transitions.Actor(transitions.Door.ADMIN, "Secretariat")
        nominations.nominate(invitation, by, factories.nomination(email=known.email.upper()))
    if name == "clear-again":
        letters.invite(invitation)
    if name == "vouch":
        invitation.answers.create(
            response="accept", answered_by="invitee", is_from_unknown_address=True
        )
    return invitation


@pytest.mark.parametrize("name", [action.name for action in BULK_ACTIONS])
def test_a_step_costs_the_same_few_queries_for_two_and_for_twelve(client, user, dialogue, name):
    if name in {"present", "absent"}:
        Dialogue.objects.update(starts_on="2026-01-01")
        dialogue.refresh_from_db()
    chosen, costs = [], []
    for number in [2, 12]:
        chosen += [fit_for(name, dialogue) for _ in range(number - len(chosen))]
        client.get(step(name, *chosen))  # what is asked once and remembered
        with CaptureQueriesContext(connection) as queries:
            text = page(client.get(step(name, *chosen)))
        assert f"This affects {number} people." in text
        assert text.count("There is already a person with this address") == number * (
            name in {"approve", "reject"}
        )
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 15


def test_a_step_that_does_not_exist_or_fits_nobody_is_answered(client, user, dialogue):
    invitation = factories.invitation(dialogue, "declined")
    assert client.get(step("promote", invitation)).status_code == 404
    text = page(client.get(step("present", invitation)))
    assert "None of the chosen invitations has a status" in text
    assert "None of the chosen" in page(
        client.get(reverse("admin:invitation_action", args=["absent"]))
    )
    confirm(client, "present", invitation)
    assert not invitation.events.exists()


def test_an_answer_by_telephone_is_written_down_with_who_said_so(client, user, dialogue):
    invitation = factories.invitation(dialogue, "invited")
    address = reverse("admin:invitation_answer", args=[invitation.pk])
    assert "Record an answer" in page(client.get(address))
    form = {
        "response": "accept",
        "channel": "telephone",
        "answered_by_name": "Ms Tan, private office",
    }
    text = page(client.post(address, form, follow=True))
    assert "the status of the invitation is now “accepted”" in text
    answer = invitation.answers.get()
    assert (answer.answered_by, answer.recorded_by) == ("secretariat", user)
    assert invitation.events.get().on_behalf_of == "Ms Tan, private office"
    mail = invitation.mails.get()
    assert "Ms Tan, private office" in mail.text


def test_an_incomplete_or_impossible_recorded_answer_is_refused_with_the_reason(
    client, user, dialogue
):
    invitation = factories.invitation(dialogue, "attended")
    address = reverse("admin:invitation_answer", args=[invitation.pk])
    text = page(client.post(address, {"response": "accept", "reason": "kept"}))
    assert "This field is required." in text
    assert "kept" in text
    form = {"response": "accept", "channel": "paper", "answered_by_name": "Ms Tan"}
    assert "is not possible" in page(client.post(address, form))
    assert not Answer.objects.exists()


def test_a_tentative_answer_that_frees_the_seat_is_recorded_only_if_it_is_meant(
    client, user, dialogue
):
    guest = factories.invitation(dialogue, "accepted")
    address = reverse("admin:invitation_answer", args=[guest.pk])
    meant = "Record “tentative” although no seat is reserved"
    assert meant not in page(client.get(address))
    form = {
        "response": "tentative",
        "channel": "telephone",
        "answered_by_name": "Ms Tan",
        "reason": "Parliament may sit",
    }
    with time_machine.travel("2031-05-16T02:00:00Z", tick=False):
        client.force_login(user)
        text = page(client.post(address, form))
        assert "“tentative” reserves no seat, and the seat may be offered to others" in text
        assert meant in text
        assert "Parliament may sit" in text
        guest.refresh_from_db()
        assert guest.status == Status.ACCEPTED
        client.post(address, {**form, "holds_no_seat": "on"})
    guest.refresh_from_db()
    assert guest.status == Status.TENTATIVE
    assert "so no seat is reserved for you" in guest.mails.get(to_address=guest.person.email).text


def test_nobody_changes_the_category_of_those_who_wait_on_the_reserve_list(client, user, dialogue):
    delegation = factories.delegation(dialogue)
    waiting, seat = (
        factories.invitation(dialogue, "reserve", delegation=delegation, person=person)
        for person in [factories.person(), factories.person()]
    )
    other, before = factories.category(dialogue), waiting.category
    kept = "The category cannot be changed while the person is on the reserve list"
    address = reverse("admin:participants_invitation_change", args=[waiting.pk])
    assert kept in page(client.post(address, {"category": other.pk, "note": "Speaks French"}))
    form = {
        "focal_point": delegation.focal_point.pk,
        "seats-TOTAL_FORMS": 1,
        "seats-INITIAL_FORMS": 1,
        "seats-0-id": seat.pk,
        "seats-0-category": other.pk,
    }
    address = reverse("admin:participants_delegation_change", args=[delegation.pk])
    assert kept in page(client.post(address, form))
    assert {one.category for one in delegation.seats.all()} == {before}
    assert client.post(address, {**form, "seats-0-category": before.pk}).status_code == 302


def test_status_cannot_be_edited_and_an_invitation_not_deleted(client, user, dialogue):
    invitation = factories.invitation(dialogue)
    address = reverse("admin:participants_invitation_change", args=[invitation.pk])
    text = page(client.get(address))
    assert 'name="status"' not in text
    assert client.get(address.replace("change", "delete")).status_code == 403
    form = {
        "category": invitation.category.pk,
        "status": "accepted",
        "message": "Welcome",
    }
    client.post(address, form)
    invitation.refresh_from_db()
    assert (invitation.status, invitation.message) == (Status.DRAFT, "Welcome")


def test_an_invitation_can_be_added_for_one_person(client, user, dialogue):
    category, person = factories.category(dialogue), factories.person()
    address = reverse("admin:participants_invitation_add")
    assert client.get(address).status_code == 200
    form = {
        "person": person.pk,
        "category": category.pk,
    }
    client.post(address, form)
    assert person.invitations.get().status == Status.DRAFT
    text = page(client.post(address, form))
    assert "already has an invitation to this dialogue" in text


def test_countries_in_the_filter_are_those_that_occur_in_protocol_order(client, user, dialogue):
    for country in ["VN", "AU", "BN"]:
        factories.invitation(dialogue, person=factories.person(country=country))
    address = reverse("admin:participants_invitation_changelist")
    text = page(client.get(address))
    assert text.index("Brunei Darussalam") < text.index("Viet Nam") < text.index("Australia")
    assert "Albania" not in text
    assert "1 invitation" in page(client.get(address + "?country=AU"))
    people = reverse("admin:participants_person_changelist")
    assert "1 person" in page(client.get(people + "?country=AU"))


@pytest.mark.parametrize("name", ["invitation", "person", "organisation", "category"])
def test_lists_cost_the_same_few_queries_at_any_length(
    client, user, dialogue, django_assert_max_num_queries, name
):
    address = reverse(f"admin:participants_{name}_changelist")
    counts = []
    for _ in range(2):
        for _ in range(3):
            factories.invitation(dialogue, "accepted")
        factories.category(dialogue)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


def test_whoever_may_only_look_is_not_led_to_a_personal_link(client, dialogue):
    observer = factories.organiser(is_superuser=False)
    call_command("load_roles", stdout=io.StringIO())
    observer.groups.add(Group.objects.get(name="Observer"))
    client.force_login(observer)
    seat = factories.invitation(dialogue, "invited", delegation=factories.delegation(dialogue))
    guest = factories.invitation(dialogue, "invited")
    for row, token in [(seat.delegation, seat.delegation.token), (guest, guest.token)]:
        kind = ContentType.objects.get_for_model(row)
        response = client.get(reverse("admin:view_on_site", args=[kind.pk, row.pk]))
        assert response.status_code == 404
        name = f"admin:participants_{kind.model}_change"
        assert token not in page(client.get(reverse(name, args=[row.pk])))


def test_a_long_selection_shows_some_letters_and_is_done_whole(client, user, dialogue):
    dialogue.capacity = 40
    dialogue.save()
    cleared = [factories.invitation(dialogue, "cleared") for _ in range(35)]
    text = page(client.get(step("invite", *cleared)))
    assert text.count("<iframe") == 30
    assert "and 5 more letters like these" in text
    ids = ",".join(str(invitation.pk) for invitation in cleared)
    client.post(step("invite"), {"ids": ids, "confirmed": "1"})
    assert dialogue.invitations.filter(status="invited").count() == 35


def test_numbers_that_name_nobody_are_no_error(client, user, dialogue):
    for ids in ["9" * 30, "x", "", "1,,2"]:
        assert client.get(step("invite") + f"ids={ids}").status_code == 200


def test_a_letter_that_came_back_is_shown_and_sent_again_from_the_persons_page(
    client, user, dialogue
):
    person = factories.person(email="mie@example.org")
    cleared = factories.invitation(dialogue, "cleared", person=person)
    confirm(client, "invite", cleared)
    OutgoingMail.objects.update(state="sent", finished_at=timezone.now())
    bounces.record(cleared.mails.get(), "550 5.1.1 no such user", Reason.DEAD)
    bounces.block("mie@example.org", "550 5.1.1 no such user")

    front = page(client.get(reverse("admin:index")))
    assert "1 email did not arrive: the address does not exist" in front
    assert "a letter did not arrive" in page(
        client.get(reverse("admin:participants_invitation_changelist"))
    )
    queue_of_one = client.post(
        reverse("admin:outgoing_mail_action", args=["resend"]),
        {"ids": [cleared.mails.get().pk], "confirmed": "1"},
        follow=True,
    )
    assert "was not sent again, because nobody is at its address" in page(queue_of_one)

    address = reverse("admin:participants_person_change", args=[person.pk])
    form = {**filled_form(client.get(address).content), "email": "mei@example.org"}
    saved = page(client.post(address, form, follow=True))
    assert "The invitation did not arrive at the earlier address." in saved
    assert step("invite-again", cleared) in saved
    own = page(client.get(address))
    assert "Ask the person for the right address, and correct it." in own
    assert step("invite-again", cleared) in own
    asked = page(client.get(step("invite-again", cleared)))
    assert "mei@example.org" in asked
    confirm(client, "invite-again", cleared, reason="by telephone")
    assert cleared.mails.latest("pk").to_address == "mei@example.org"
    assert "did not arrive" not in page(client.get(reverse("admin:index")))


def test_a_corrected_address_offers_the_invitation_once_more_before_anything_came_back(
    client, user, dialogue
):
    person = factories.person(email="mie@example.org")
    cleared = factories.invitation(dialogue, "cleared", person=person)
    confirm(client, "invite", cleared)
    address = reverse("admin:participants_person_change", args=[person.pk])
    form = {**filled_form(client.get(address).content), "email": "mei@example.org"}
    saved = page(client.post(address, form, follow=True))
    assert "The invitation was written to the earlier address." in saved
    assert step("invite-again", cleared) in saved


def test_thirty_refusals_of_our_own_mail_are_one_notice(client, user, dialogue):
    for _number in range(30):
        cleared = factories.invitation(dialogue, "cleared")
        confirm(client, "invite", cleared)
        OutgoingMail.objects.filter(invitations=cleared).update(
            state="sent", finished_at=timezone.now()
        )
        bounces.record(cleared.mails.get(), "550 5.7.26 DMARC", Reason.AUTHENTICATION)
    front = page(client.get(reverse("admin:index")))
    assert front.count("30 emails were refused because of our mail server") == 1
    assert "Mend our mail set-up" in front
