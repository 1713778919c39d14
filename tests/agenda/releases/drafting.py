"""What organisers and delegates do before a release, for tests."""

from agenda.models import Session
from agenda.programme import sessions
from dialogue.models import Dialogue
from participants.models import Invitation
from participants.states import Status
from tests import factories


def change(session: Session, **fields: object) -> None:
    """Save a session in the draft with other values."""
    for name, value in fields.items():
        setattr(session, name, value)
    sessions.save_session(session)


def delegate(
    dialogue: Dialogue, language: str = "en", status: str = Status.ACCEPTED, **fields: object
) -> Invitation:
    """The invitation of somebody who reads this language; `fields` are the person's."""
    person = factories.person(language=language, **fields)
    return factories.invitation(dialogue, status, person=person)
