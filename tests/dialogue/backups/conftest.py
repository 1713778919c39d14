"""A world to back up, and to destroy."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command

from dialogue.mail.models import OutgoingMail
from participants.letters import calendar_invitations, letters
from participants.states import Status
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _elsewhere(settings, tmp_path):
    """Each test has a VAR of its own; the keys of content types change with the database."""
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir()
    yield
    ContentType.objects.clear_cache()


@pytest.fixture
def world(transactional_db, settings):
    """A dialogue with a release, a person who accepted and was written to, one who is undecided, a
    session, and a file."""
    dialogue = factories.dialogue(asks_by_calendar=True)
    factories.session(dialogue)
    factories.release(dialogue)
    factories.work_stream(dialogue)
    factories.organiser(username="hoa")
    seat = factories.invitation(
        dialogue, Status.ACCEPTED, person=factories.person(email="quilliam@example.org")
    )
    factories.invitation(dialogue, Status.TENTATIVE)
    letters.write("invitation", seat, entry=calendar_invitations.hold(seat))
    SessionStore().save()
    (settings.VAR / "letterhead").mkdir()
    (settings.VAR / "letterhead" / "seal.svg").write_text("<svg/>")
    assert OutgoingMail.objects.filter(state="queued").exists()
    return seat


@pytest.fixture
def destroy(settings):
    """Empty every table, and VAR."""

    def destroy():
        call_command("flush", interactive=False, verbosity=0)
        (settings.VAR / "letterhead" / "seal.svg").unlink()

    return destroy
