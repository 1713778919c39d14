"""What the database itself refuses, whoever writes: a note of a Chatham House session that names
its speaker. The foreign key is checked at the end of a transaction at the latest."""

import pytest
from django.db import IntegrityError, connection, transaction

from agenda.models import Session, SessionNote
from tests import factories

CHATHAM, ON_RECORD = Session.Attribution.CHATHAM_HOUSE, Session.Attribution.ON_RECORD


@pytest.fixture
def speaker(db):
    return factories.person()


class Refused:
    """The block ends with the database's refusal, and all it did is undone."""

    def __enter__(self):
        self.raises = pytest.raises(IntegrityError)
        self.raises.__enter__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *error):
        try:
            if error[0] is None:
                connection.check_constraints()  # as the end of the transaction would
        except IntegrityError as refusal:
            error = (type(refusal), refusal, refusal.__traceback__)
        self.atomic.__exit__(*error)
        return self.raises.__exit__(*error)


def note(session, **fields):
    """As somebody would write it who knows nothing of agenda.notes.session_notes."""
    return SessionNote(session=session, position=1, language="en", text="Trust.", **fields)


def test_on_the_record_a_note_names_its_speaker(open_session, speaker):
    note(open_session, speaker=speaker, on_record_id=open_session.pk).save()
    connection.check_constraints()
    assert SessionNote.objects.get().speaker == speaker


def test_under_the_chatham_house_rule_a_note_without_speaker_is_kept(quiet_session):
    note(quiet_session).save()
    connection.check_constraints()
    assert SessionNote.objects.get().speaker is None


@pytest.mark.parametrize("claims", [True, False])
def test_under_the_chatham_house_rule_a_speaker_is_refused(quiet_session, speaker, claims):
    """Also for who claims that the session is on the record."""
    claim = quiet_session.pk if claims else None
    with Refused():
        note(quiet_session, speaker=speaker, on_record_id=claim).save()


def test_another_session_that_is_on_the_record_is_no_way_out(quiet_session, open_session, speaker):
    with Refused():
        note(quiet_session, speaker=speaker, on_record=open_session).save()


def test_many_notes_at_once_are_refused_too(quiet_session, speaker):
    claim = {"speaker": speaker, "on_record_id": quiet_session.pk}
    with Refused():
        SessionNote.objects.bulk_create([note(quiet_session, **claim) for _n in range(2)])


@pytest.mark.parametrize("claims", [True, False])
def test_a_speaker_is_not_written_into_notes_past_the_form(quiet_session, speaker, claims):
    note(quiet_session).save()
    more = {"on_record": quiet_session.pk} if claims else {}
    with Refused():
        SessionNote.objects.update(speaker=speaker, **more)


def test_a_note_that_names_its_speaker_does_not_move_to_such_a_session(
    open_session, quiet_session, speaker
):
    note(open_session, speaker=speaker, on_record_id=open_session.pk).save()
    with Refused():
        SessionNote.objects.update(session=quiet_session)


def test_a_session_whose_notes_name_speakers_does_not_come_under_the_rule(open_session, speaker):
    note(open_session, speaker=speaker, on_record_id=open_session.pk).save()
    with Refused():
        Session.objects.update(attribution=CHATHAM)
    with Refused():
        open_session.attribution = CHATHAM
        open_session.save()
    assert Session.objects.get().attribution == ON_RECORD


def test_a_session_whose_notes_name_nobody_changes_its_rule_freely(open_session):
    note(open_session).save()
    for attribution in [CHATHAM, ON_RECORD]:
        Session.objects.update(attribution=attribution)
        connection.check_constraints()


def test_a_session_that_came_under_the_rule_takes_no_speaker_any_more(open_session, speaker):
    Session.objects.update(attribution=CHATHAM)
    with Refused():
        note(open_session, speaker=speaker, on_record_id=open_session.pk).save()


@pytest.mark.django_db(transaction=True)
def test_the_refusal_holds_at_a_real_commit(open_session, speaker):
    note(open_session, speaker=speaker, on_record_id=open_session.pk).save()
    with pytest.raises(IntegrityError):
        Session.objects.update(attribution=CHATHAM)
    assert Session.objects.get().attribution == ON_RECORD


def test_the_history_of_a_note_never_knew_the_speaker(open_session, speaker):
    note(open_session, speaker=speaker, on_record_id=open_session.pk).save()
    stored = SessionNote.history.values().get()
    assert not {name for name in stored if "speaker" in name or "on_record" in name}
