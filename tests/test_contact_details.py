"""Telephone, email and organisers' notes are for those roles that need them: every page, list,
file, search and history of the admin site is read for marked ones as each role."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from dialogue.mail.models import BlockedAddress, OutgoingMail
from participants.delegates import consents
from participants.models import (
    Answer,
    Consent,
    IncomingMail,
    Nomination,
    Person,
    Reminder,
    ReminderRule,
)
from participants.states import Status
from tests import factories
from tests.access_table import PAGES
from tests.marked_rows import all_text
from tests.visitors import Visitors, address, make_mail, make_world, rows

# Pages of libraries are walked too, and their templates name variables that are not there.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

# In every telephone number, address and note, and nowhere else: a token of a form has no hyphen.
MARK = "zq-x9-qz"
TELEPHONE = "9078 5634"  # in every number too, for these are searched by their digits
TELLING = [MARK, TELEPHONE, TELEPHONE.replace(" ", "")]
WITHOUT = ["observer", "programme"]


@pytest.fixture
def visit(db):
    return Visitors()


@pytest.fixture
def world(visit, dialogue):
    made = make_world(dialogue)
    _add_a_seat_with_everything(dialogue)
    _remind(dialogue)
    for person in Person.objects.all():  # twice, so that the history has a difference
        for number in range(2):
            person.email = f"{MARK}-{person.pk}-{number}@example.org"
            person.cc_email = f"office-{MARK}-{number}@example.org"
            person.phone = f"+65 {MARK} {TELEPHONE} {number}"
            person.note = f"{MARK}: likes tea {number}"
            person.save()
    dialogue.invitations.update(note=f"{MARK}: call first")
    OutgoingMail.objects.update(
        to_address=f"to-{MARK}@example.org",
        cc_address=f"cc-{MARK}@example.org",
        answers={f"to-{MARK}@example.org": "550 no such user"},
        last_error=f"to-{MARK}@example.org: 550",
    )
    IncomingMail.objects.update(from_address=f"from-{MARK}@example.org")
    BlockedAddress.objects.update(address=f"{MARK}@example.org", reason=f"{MARK} bounced")
    return made


def _add_a_seat_with_everything(dialogue):
    """A delegate who answered, agreed to share the addresses, and proposes a substitute."""
    seat = factories.invitation(dialogue, Status.ACCEPTED)
    Answer.objects.create(
        invitation=seat,
        response="accept",
        answered_by="office",
        answered_by_name="The office",
        answered_by_email=f"answer-{MARK}@example.org",
    )
    for purpose in Consent.Purpose:
        consents.record(seat, purpose, True, door="link", actor="the delegate")
    nomination = factories.nomination(
        email=f"nominee-{MARK}@example.org",
        phone=f"+65 {MARK}",
        proposed_by_email=f"by-{MARK}@example.org",
    )
    nomination.invitation, nomination.kind = seat, Nomination.Kind.SUBSTITUTE
    nomination.save()
    letter = make_mail("invitation", dialogue)
    letter.invitations.add(seat)


def _remind(dialogue):
    """Somebody who is due today, and somebody who was reminded today."""
    now = timezone.now()
    invited = factories.invitation(
        dialogue,
        Status.INVITED,
        invited_at=now - timedelta(days=2),
        reply_by_at=now + timedelta(days=3),
    )
    ReminderRule.objects.create(dialogue=dialogue, kind="answer", days_before=3)
    Reminder.objects.create(
        invitation=invited,
        deadline_at=now,
        due_on=now.date(),
        outcome=Reminder.Outcome.SENT,
        mail=make_mail("reminder", dialogue),
    )


def tells(response):
    """Whether it holds something marked."""
    text = all_text(response)
    return any(one in text for one in TELLING)


def telling(browser, visitor, world):
    """The names of the addresses whose answers hold something marked."""
    names = []
    for name, letters in rows(PAGES).items():
        if "admin" in name and letters[visitor] == "P":
            response = browser.get(address(name, world), follow=True)
            assert response.status_code == 200, name
            names += [name] if tells(response) else []
    role = reverse("admin:role_ask") + f"?ids={world['agenda_role'].pk}"
    planned = world["agenda_session"].roles.get(state="planned")
    for more in [role, f"{reverse('admin:role_ask')}?ids={planned.pk}"]:
        names += [more] if tells(browser.get(more)) else []
    return names


@pytest.mark.parametrize("visitor", WITHOUT)
def test_no_page_list_or_file_tells_how_to_reach_people(visitor, visit, world):
    assert telling(visit(visitor), visitor, world) == []


def test_those_who_write_to_people_see_how(visit, world):
    found = set(telling(visit("secretariat"), "secretariat", world))
    assert found >= {
        "admin:participants_person_changelist",
        "admin:participants_person_change",
        "admin:participants_person_history",
        "admin:participants_person_simple_history",
        "admin:participants_person_export",
        "admin:participants_invitation_change",
        "admin:participants_invitation_export",
        "admin:participants_delegation_export",
        "admin:participants_incomingmail_change",
        "admin:participants_list",
        "admin:participants_xlsx",
        "admin:reminders",
        "admin:mail_outgoingmail_changelist",
        "admin:mail_outgoingmail_change",
        "admin:mail_outgoingmail_export",
        "admin:mail_blockedaddress_change",
    }


def found_by_search(browser, term):
    """The lists in which a search for this finds rows."""
    found = []
    for model, admin_of_it in admin.site._registry.items():
        meta = model._meta
        if admin_of_it.search_fields and meta.app_label in {"participants", "agenda", "mail"}:
            name = f"admin:{meta.app_label}_{meta.model_name}_changelist"
            response = browser.get(reverse(name), {"q": term})
            if response.status_code == 200 and response.context["cl"].result_count:
                found.append(meta.model_name)
    return found


@pytest.mark.parametrize("term", TELLING)
@pytest.mark.parametrize("visitor", WITHOUT)
def test_a_search_by_telephone_or_email_finds_nothing(visitor, term, visit, world):
    assert found_by_search(visit(visitor), term) == []


def test_a_search_by_telephone_or_email_finds_people_for_those_who_see_them(visit, world):
    found = found_by_search(visit("secretariat"), MARK)
    assert {"person", "invitation", "outgoingmail", "blockedaddress"} <= set(found)
    assert {"person", "invitation"} <= set(found_by_search(visit("secretariat"), TELEPHONE))
    response = visit("protocol").get("/admin/participants/person/", {"q": TELEPHONE})
    assert response.context["cl"].result_count == Person.objects.count()


FILTERS = [
    "participants/person/?email__startswith=zqx",
    "participants/person/?phone__contains=zqx",
    "participants/person/?note__contains=zqx",
    "participants/invitation/?note__contains=zqx",
    "participants/invitation/?person__email__contains=zqx",
    "mail/outgoingmail/?to_address__contains=zqx",
    "mail/outgoingmail/?last_error__contains=zqx",
]


@pytest.mark.parametrize("path", FILTERS)
@pytest.mark.parametrize("visitor", WITHOUT)
def test_nobody_filters_by_what_they_do_not_see(visitor, path, visit, world):
    assert visit(visitor).get(f"/admin/{path}").status_code == 400


@pytest.mark.parametrize(("visitor", "finds"), [("programme", False), ("secretariat", True)])
def test_the_choice_of_a_person_is_not_found_by_email(visitor, finds, visit, world):
    asked = {"app_label": "agenda", "model_name": "role", "field_name": "person", "term": MARK}
    response = visit(visitor).get(reverse("admin:autocomplete"), asked)
    assert bool(response.json()["results"]) == finds


def test_the_programme_sees_no_address_before_a_release(visit, world):
    """Though it sees to whom the letters go."""
    dialogue = world["dialogue_dialogue"]
    factories.session(dialogue, title_en="A new session")
    draft = reverse("admin:release_draft", args=[dialogue.pk])
    text = all_text(visit("programme").get(draft))
    assert "letter-preview" in text and MARK not in text
    assert MARK in all_text(visit("superuser").get(draft))
