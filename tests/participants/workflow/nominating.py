"""An institution's seat that it was asked to fill, and what its page sends."""

from participants.states import Status
from participants.workflow import invitations, transitions
from tests import factories

BY = transitions.Actor(transitions.Door.ADMIN, "Secretariat")


def invited_seat(delegation, **fields):
    seat = factories.invitation(
        delegation.dialogue, Status.CLEARED, delegation=delegation, **fields
    )
    invitations.invite(seat, BY)
    return seat


def typed(seat, **fields):
    """What the institution's page sends for one seat."""
    values = {
        "family_name": "Lim",
        "given_name": "Hui Min",
        "title_en": "Director of AI Policy",
        "country": "SG",
        "email": "hui.min@example.org",
        "language": "en",
        "proposed_by_name": "Rachel Goh",
        "proposed_by_email": "rachel@example.org",
        **fields,
    }
    prefixed = {f"seat-{seat.pk}-{name}": value for name, value in values.items()}
    return {"seat": seat.pk, "act": "propose", **prefixed}
