"""After an older backup was restored, those who were erased since are erased again."""

import json

import pytest
from django.core.management import CommandError, call_command

from participants.models import Erasure, Nomination, Person
from participants.personal_data.erasure import erase
from participants.states import Status
from participants.workflow.transitions import organiser
from tests import factories
from tests.personal_data_world import traces

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(dialogue, clock):
    person = factories.person(family_name="Quilliam", email="Quilliam@example.org")
    factories.invitation(dialogue, Status.ACCEPTED, person=person)
    return person


@pytest.fixture
def listed(tmp_path, capsys):
    """Erase somebody, and keep the list in a file."""

    def keep(person):
        erase(person, organiser(factories.organiser()))
        capsys.readouterr()
        call_command("list_erasures")
        file = tmp_path / "erasures.json"
        file.write_text(capsys.readouterr().out)
        return file

    return keep


def restore(person, **changes):
    """Bring back the row as an older backup has it; it knows nothing of the erasure."""
    Erasure.objects.all().delete()
    names = {"family_name": "Quilliam", "email": "quilliam@example.org", **changes}
    Person.objects.filter(pk=person.pk).update(**names)


def test_the_list_names_nobody(person, listed):
    text = listed(person).read_text()
    assert "uilliam" not in text
    assert json.loads(text)["erasures"][0]["person"] == person.pk


@pytest.mark.parametrize("address", ["quilliam@example.org", "QUILLIAM@example.org"])
def test_somebody_who_is_back_is_erased_again_and_once_only(person, listed, capsys, address):
    file = listed(person)
    (moment,) = Erasure.objects.values_list("erased_at", flat=True)
    restore(person, email=address)
    assert traces(["Quilliam"])
    call_command("replay_erasures", file)
    assert capsys.readouterr().out.splitlines() == [
        "1 erasure in the list.",
        "1 person was erased again.",
    ]
    assert traces(["Quilliam"]) == []
    assert list(Erasure.objects.values_list("person", "erased_at")) == [(person.pk, moment)]
    call_command("replay_erasures", file)
    assert capsys.readouterr().out.splitlines()[1] == "0 people were erased again."


def test_somebody_else_with_the_same_key_or_later_with_the_same_address_stays(person, listed):
    file = listed(person)
    restore(person, email="somebody-else@example.org")
    later = factories.person(email="quilliam@example.org", family_name="Quilliam")
    call_command("replay_erasures", file)
    assert set(Person.objects.filter(family_name="Quilliam")) == {person, later}


def test_whoever_was_only_nominated_then_is_erased_too(person, listed, dialogue):
    file = listed(person)
    seat = factories.invitation(
        dialogue, Status.NOMINATED, delegation=factories.delegation(dialogue)
    )
    factories.nomination(
        invitation=seat, kind="nomination", email="quilliam@example.org", family_name="Quilliam"
    ).save()
    call_command("replay_erasures", file)
    assert traces(["Quilliam"]) == []
    seat.refresh_from_db()
    assert (seat.status, Nomination.objects.get().outcome) == (Status.INVITED, "dropped")


def test_a_digest_of_the_key_before_this_one_is_known(person, listed, settings):
    file = listed(person)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "k" * 50
    restore(person)
    call_command("replay_erasures", file)
    assert traces(["Quilliam"]) == []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 2, "erasures": []}'])
def test_what_is_no_list_is_refused_by_name(tmp_path, text, db):
    file = tmp_path / "other.json"
    file.write_text(text)
    with pytest.raises(CommandError, match=r"other\.json is no list of erasures"):
        call_command("replay_erasures", file)


def test_the_list_is_kept_after_a_restore(person, listed):
    file = listed(person)
    Erasure.objects.all().delete()
    call_command("replay_erasures", file)
    assert [row.person for row in Erasure.objects.all()] == [person.pk]
