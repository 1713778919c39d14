"""The page of one invitation: what somebody on the telephone asks for is at the top, the likely
next act first; person, invitations, emails and roles lead to one another."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from dialogue.mail import bounces
from dialogue.mail.models import OutgoingMail
from dialogue.mail.refusal_reasons import Reason
from participants.models import Invitation, InvitationEvent
from participants.states import Status
from participants.workflow import attendance, invitations, nominations, transitions
from tests import factories
from tests.reading import page, text_of
from tests.visitors import Visitors

BY = transitions.Actor(InvitationEvent.Door.ADMIN, "Secretariat")


def shown(client, row):
    kind = type(row)._meta
    address = reverse(f"admin:{kind.app_label}_{kind.model_name}_change", args=[row.pk])
    return client.get(address)


def link_to(row):
    kind = type(row)._meta
    return reverse(f"admin:{kind.app_label}_{kind.model_name}_change", args=[row.pk])


@pytest.fixture
def guest(dialogue):
    person = factories.person(
        phone="+65 6123 4567",
        email="mei@example.org",
        assistant_name="Ms Goh",
        organisation=factories.organisation(name_en="Ministry of Digital Affairs"),
    )
    invitations.invite(factories.invitation(dialogue, Status.CLEARED, person=person), BY)
    OutgoingMail.objects.update(state="sent", finished_at=timezone.now())
    return Invitation.objects.with_people().get()


def test_how_the_guest_is_reached_and_until_when_the_answer_is_due(client, user, guest):
    deadline = guest.dialogue.reply_by_at - timedelta(days=3)
    with time_machine.travel(deadline, tick=False):
        client.force_login(user)
        response = shown(client, guest)
    text = text_of(response)
    for fact in ["+65 6123 4567", "mei@example.org", "Ms Goh", "Ministry of Digital Affairs"]:
        assert fact in text
    assert "15 May 2031, 17:00 (Hanoi time, UTC+7) 3 days left" in text
    assert 'href="tel:+6561234567"' in page(response)
    assert f'href="{link_to(guest.person)}"' in page(response)
    assert f'href="{link_to(guest.person.organisation)}"' in page(response)


def test_the_last_contact_is_the_latest_of_what_left_and_what_came(client, user, guest):
    mail = guest.mails.get()
    assert f"Last contact {_moment(guest, mail.finished_at)} {mail.subject}" in text_of(
        shown(client, guest)
    )
    later = timezone.now() + timedelta(hours=2)
    guest.answers.create(response="tentative", answered_by="invitee", answered_at=later)
    assert f"Last contact {_moment(guest, later)} " in text_of(shown(client, guest))


def _moment(invitation, moment: datetime) -> str:
    local = invitation.dialogue.local(moment)
    return f"{local.day} {local:%B %Y, %H:%M}"


def test_letters_on_paper_and_the_nomination_letter_are_named(client, user, dialogue):
    delegation = factories.delegation(dialogue)
    seat = factories.invitation(dialogue, "invited", person=None, delegation=delegation)
    nominations.nominate(seat, BY, factories.nomination())
    assert "Nomination letter" in text_of(shown(client, seat))
    other = factories.invitation(dialogue, "invited")
    letter = factories.official_letter(other)
    text = page(shown(client, other))
    assert f'href="{link_to(letter)}"' in text
    observer = Visitors()("observer")
    assert link_to(letter) not in page(shown(observer, other))


def test_whoever_may_not_see_contacts_sees_none_and_is_offered_nothing(guest):
    text = page(shown(Visitors()("observer"), guest))
    assert "6123" not in text and "mei@example.org" not in text
    assert "/action/" not in text


@pytest.mark.parametrize(
    ("status", "first"),
    [
        ("draft", "clear"),
        ("cleared", "invite"),
        ("reserve", "offer"),
        ("withdrawn", "redraft"),
    ],
)
def test_the_likely_act_is_first_and_what_takes_away_is_apart(
    client, user, dialogue, status, first
):
    text = page(shown(client, factories.invitation(dialogue, status)))
    assert re.findall(r'class="button next" href="([^"?]*)', text) == [
        reverse("admin:invitation_action", args=[first])
    ]
    if status != "withdrawn":
        before, _, after = text.partition('class="steps risky"')
        assert "/action/withdraw/" in after and "/action/withdraw/" not in before


def test_on_the_first_day_the_likely_act_is_to_record_who_is_there(client, user, dialogue):
    delegate = factories.invitation(dialogue, Status.ACCEPTED)
    with time_machine.travel("2031-06-02T02:00:00Z", tick=False):
        client.force_login(user)
        text = page(shown(client, delegate))
    assert re.search(r'class="button next" href="[^"]*/present/', text)


def test_presence_is_undone_with_one_click(client, user, dialogue):
    delegate = factories.invitation(dialogue, Status.ACCEPTED)
    with time_machine.travel("2031-06-02T02:00:00Z", tick=False):
        attendance.record(delegate, BY, present=True)
    text = page(shown(client, delegate))
    [address] = re.findall(r'form="at-once"[^>]*formaction="([^"]*undo-attendance[^"]*)"', text)
    answer = client.post(address, {"confirmed": "1"}, follow=True)
    delegate.refresh_from_db()
    assert delegate.status == Status.ACCEPTED
    assert "take back the record of attendance" in page(answer)


def test_returned_mail_is_said_at_the_top_and_sending_again_is_the_likely_act(client, user, guest):
    bounces.record(guest.mails.get(), "550 5.1.1 no such user", Reason.DEAD)
    bounces.block("mei@example.org", "550 5.1.1 no such user")
    response = shown(client, guest)
    assert "emails to mei@example.org are returned" in text_of(response)
    assert "Correct the address on the person’s page" in text_of(response)
    assert re.search(r'class="button next" href="[^"]*/invite-again/', page(response))


def test_person_invitation_and_email_lead_to_one_another(client, user, guest):
    mail = guest.mails.get()
    assert f'href="{link_to(mail)}"' in page(shown(client, guest))
    of_mail = page(shown(client, mail))
    assert f'href="{link_to(guest)}"' in of_mail and f'href="{link_to(guest.person)}"' in of_mail
    of_person = page(shown(client, guest.person))
    assert f'href="{link_to(guest)}"' in of_person
    assert "outgoingmail/?q=mei%40example.org" in of_person
    found = client.get("/admin/mail/outgoingmail/?q=mei%40example.org")
    assert mail.subject in page(found)


def test_invitations_to_dialogues_of_others_are_not_named_on_the_persons_page(client, user, guest):
    other = factories.dialogue(title_en="Closed talks")
    hidden = factories.invitation(other, "invited", person=guest.person)
    other.organisers.add(User.objects.create_user("somebody-else", is_staff=True))
    text = page(shown(Visitors()("secretariat"), guest.person))
    assert link_to(guest) in text and link_to(hidden) not in text and "Closed talks" not in text


def test_roles_lead_to_the_invitee_and_the_person_and_back(client, user, guest):
    role = factories.role(factories.session(guest.dialogue), guest.person)
    elsewhere = factories.role(factories.session(factories.dialogue()), guest.person)
    of_invitation = page(shown(client, guest))
    assert f'href="{link_to(role)}"' in of_invitation and link_to(elsewhere) not in of_invitation
    of_person = page(shown(client, guest.person))
    assert f'href="{link_to(role)}"' in of_person and f'href="{link_to(elsewhere)}"' in of_person
    assert f'href="{link_to(guest.person)}"' in page(shown(client, role))


def test_enter_in_a_field_saves_and_never_unblocks(client, user, guest):
    """The first button of a form is what Enter presses."""
    bounces.block("mei@example.org", "550 5.1.1 no such user")
    text = page(shown(client, guest.person))
    form = text[text.index('id="person_form"') :]
    buttons = re.findall(r"<(?:button|input)[^>]*type=\"submit\"[^>]*>", form)
    own = [button for button in buttons if 'form="at-once"' not in button]
    assert 'name="_save"' in own[0]
