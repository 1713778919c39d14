"""Every form behind a link: how a visitor of a test arrives at it, and the name of its page."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from participants.delegates.consents import Purpose, record
from participants.portraits import portraits
from participants.states import Status
from participants.workflow.transitions import Door
from tests import factories
from tests.participants.delegates.details_visit import prove
from tests.participants.portraits.files import file


def of(name, *rows):
    return reverse(name, args=[getattr(rows[0], "token", rows[0]), *[row.pk for row in rows[1:]]])


def delegate(dialogue, client=None, status=Status.ACCEPTED, **fields):
    """A delegate; if there is a client, one who has proven to be the delegate."""
    invitation = factories.invitation(dialogue, status, **fields)
    if client:
        prove(client, invitation)
    return invitation


def an_answer(dialogue, client):
    return of("answer", delegate(dialogue, status=Status.INVITED))


def a_change_of_the_answer(dialogue, client):
    return of("answer", delegate(dialogue))


def a_withdrawal_from_the_reserve_list(dialogue, client):
    return of("answer", delegate(dialogue, status=Status.RESERVE))


def an_answer_beside_two_roles(dialogue, client):
    invitation = delegate(dialogue, status=Status.TENTATIVE)
    for state in ["asked", "confirmed"]:
        factories.role(factories.session(dialogue), invitation.person, state=state)
    return of("answer", invitation)


def a_role(dialogue, client):
    invitation = delegate(dialogue)
    role = factories.role(factories.session(dialogue), invitation.person, state="asked")
    return of("delegate_role", invitation, role)


def a_substitute(dialogue, client):
    return of("substitute", delegate(dialogue))


def a_request(dialogue, client):
    return of("your_data", delegate(dialogue))


def a_letter_about_a_substitute(dialogue, client):
    return of("seat_letter", delegate(dialogue))


def an_institutions_letter(dialogue, client):
    return of("delegation_letter", seats(dialogue, Status.INVITED)[0])


def one_seat(dialogue, client):
    return of("delegation", seats(dialogue, Status.INVITED)[0])


def several_seats(dialogue, client):
    delegation, _seats = seats(dialogue, Status.INVITED, Status.INVITED, Status.ACCEPTED)
    return of("delegation", delegation)


def seats(dialogue, *statuses):
    delegation = factories.delegation(dialogue)
    rows = [
        factories.invitation(
            dialogue,
            status,
            delegation=delegation,
            person=None if status == Status.INVITED else factories.person(),
        )
        for status in statuses
    ]
    return delegation, rows


def details(dialogue, client):
    return of("details", delegate(dialogue, client))


def a_change_of_locked_details(dialogue, client):
    dialogue.details_open_until = timezone.localdate() - timedelta(days=1)
    dialogue.save()
    invitation = delegate(dialogue, client)
    factories.details_change(invitation)
    return of("details", invitation)


def consents(dialogue, client):
    return of("details_consent", delegate(dialogue, client))


def a_portrait(dialogue, client):
    invitation = delegate(dialogue, client)
    record(invitation, Purpose.PORTRAIT, True, door=Door.LINK, actor="Tan")
    portraits.put(invitation.person, file())
    record(invitation, Purpose.PORTRAIT, False, door=Door.LINK, actor="Tan")
    return of("details_portrait", invitation)


def a_code(dialogue, client):
    invitation = delegate(dialogue)
    client.post(of("details_send_code", invitation), {"to": "delegate"})
    return of("details_code", invitation)


WALK = {
    an_answer: "answer",
    a_change_of_the_answer: "answer",
    a_withdrawal_from_the_reserve_list: "answer",
    an_answer_beside_two_roles: "answer",
    a_role: "delegate_role",
    a_substitute: "substitute",
    a_request: "your_data",
    a_letter_about_a_substitute: "seat_letter",
    an_institutions_letter: "delegation_letter",
    one_seat: "delegation",
    several_seats: "delegation",
    details: "details",
    a_change_of_locked_details: "details",
    consents: "details_consent",
    a_portrait: "details_portrait",
    a_code: "details_code",
}
