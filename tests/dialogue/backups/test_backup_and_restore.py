"""A world is backed up, destroyed, and restored."""

import io
import json
import os
import tarfile
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core import serializers
from django.core.management import CommandError, call_command

from dialogue import __version__
from dialogue.backups import aftermath, archive, making
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from participants.models import Invitation, Person
from participants.personal_data.erasure import erase
from participants.workflow.transitions import organiser
from tests import factories
from tests.commands import run_command

pytestmark = pytest.mark.django_db(transaction=True)

# What the aftermath changes on purpose.
CHANGED_AFTERWARDS = {"sequence", "changed_at", "calendar_changed_at", "calendar_sequence"}
CHANGED_AFTERWARDS |= {"calendar_told", "history_change_reason"}
ENDED = {"sessions.Session", "usersessions.UserSession", "mail.OutboxMark"}


def everything():
    """{model: its rows}, but for what the aftermath changes."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label in ENDED or model._meta.proxy:
            continue
        rows = json.loads(serializers.serialize("json", model._default_manager.order_by("pk")))
        for row in rows:
            row["fields"] = {
                name: value
                for name, value in row["fields"].items()
                if name not in CHANGED_AFTERWARDS
            }
        found[model._meta.label] = rows
    return found


def backed_up(folder, *options):
    lines, problem = run_command("backup", folder, *options)
    assert problem == ""
    assert len(lines) == 1
    (path,) = [path for path in folder.glob("dialogue-*.tar") if str(path) in lines[0]]
    return path


def altered(path, target, **changes):
    """A copy of a backup with another manifest."""
    with tarfile.open(path) as old, tarfile.open(target, "w") as new:
        for entry in old.getmembers():
            content = old.extractfile(entry).read()
            if entry.name == archive.MANIFEST:
                content = json.dumps({**json.loads(content), **changes}).encode()
                entry.size = len(content)
            new.addfile(entry, io.BytesIO(content))
    return target


def test_a_world_is_as_it_was(world, destroy, tmp_path, settings):
    path = backed_up(tmp_path / "backups")
    before = everything()
    destroy()
    assert not Person.objects.exists()
    lines, problem = run_command("restore", path)
    assert problem == ""
    assert everything() == before
    assert (settings.VAR / "letterhead" / "seal.svg").read_text() == "<svg/>"
    for step in aftermath.Step:
        assert any(line.startswith(step.value) for line in lines)


def test_no_step_of_the_aftermath_is_without_its_function():
    assert aftermath.missing() == []


def test_a_backup_is_for_its_owner_alone_and_has_its_name_only_when_whole(world, tmp_path):
    path = backed_up(tmp_path / "backups")
    assert path.stat().st_mode & 0o777 == 0o600
    beside = {entry.name for entry in path.parent.iterdir()}
    assert beside == {path.name, "erasures.json"}
    assert (path.parent / "erasures.json").stat().st_mode & 0o777 == 0o600


def test_the_manifest_says_what_the_backup_is_made_of_and_holds_no_key(world, tmp_path, settings):
    path = backed_up(tmp_path)
    with archive.opened(path) as tar:
        manifest = archive.read_manifest(tar)
        assert sorted(tar.getnames()) == sorted([archive.MANIFEST, *manifest.hashes])
        text = tar.extractfile(archive.MANIFEST).read().decode()
    assert manifest.version == __version__
    assert manifest.counts["participants_person"] == Person.objects.count()
    assert "dialogue.0001_initial" in manifest.migrations
    assert set(manifest.hashes) == {"database", "files/letterhead/seal.svg"}
    assert settings.SECRET_KEY not in text


def test_a_database_that_is_used_is_replaced_only_when_asked(world, tmp_path):
    path = backed_up(tmp_path)
    Person.objects.update(family_name="Later")
    _lines, problem = run_command("restore", path)
    assert "--replace" in problem
    assert Person.objects.filter(family_name="Later").exists()
    assert run_command("restore", path, "--replace")[1] == ""
    assert not Person.objects.filter(family_name="Later").exists()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"version": "99.0.0"}, "newer than this one"),
        ({"migrations": ["dialogue.9999_later"]}, "it has the migration dialogue.9999_later"),
        ({"engine": "oracle"}, "is of oracle"),
        ({"key": "0" * 64}, "SECRET_KEY"),
        ({"hashes": {"database": "0" * 64}}, "does not have its hash"),
        ({"hashes": {"database": "0" * 64, "../outside": ""}}, "does not have its hash"),
        ({"hashes": {"../outside": ""}}, "outside of it"),
        ({"hashes": {"missing": ""}}, "missing"),
        ({"schema": 2}, "a form that this version does not know"),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_is_changed(world, tmp_path, changes, why):
    path = altered(backed_up(tmp_path), tmp_path / "other.tar", **changes)
    Person.objects.update(family_name="Later")
    _lines, problem = run_command("restore", path, "--replace")
    assert why in problem
    assert Person.objects.filter(family_name="Later").exists()


def test_half_a_backup_and_another_file_are_refused(world, tmp_path):
    path = backed_up(tmp_path)
    half = tmp_path / "half.tar"
    half.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    other = tmp_path / "other.tar"
    other.write_text("Dear Mei Tan")
    for wrong in [half, other, tmp_path / "nowhere.tar"]:
        assert run_command("restore", wrong, "--replace")[1]
    assert Person.objects.exists()


def test_an_earlier_key_is_enough(world, tmp_path, settings):
    path = backed_up(tmp_path)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another " * 10
    assert run_command("restore", path, "--replace")[1] == ""


def test_only_old_backups_of_ours_are_deleted(world, tmp_path, monkeypatch):
    old = datetime.now(UTC) - timedelta(days=40)
    names = [f"dialogue-{old.strftime(making.FORM)}Z.tar", "dialogue-photos.tar", "letters.tar"]
    names.append(f".dialogue-{old.strftime(making.FORM)}Z.tar.part")  # of one that was killed
    for name in names:
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    recent = datetime.now(UTC) - timedelta(days=3)
    kept = f"dialogue-{recent.strftime(making.FORM)}Z.tar"
    (tmp_path / kept).touch()
    path = backed_up(tmp_path, "--keep", "30")
    left = {entry.name for entry in tmp_path.iterdir() if entry.is_file()}
    assert left == {"dialogue-photos.tar", "letters.tar", kept, path.name, "erasures.json"}


def test_whoever_was_erased_since_is_erased_again(world, tmp_path, destroy):
    path = backed_up(tmp_path / "backups")
    erase(world.person, organiser(User.objects.get(username="hoa")))
    assert run_command("restore", path, "--replace")[1] == ""
    assert not Person.objects.filter(email="quilliam@example.org").exists()
    assert Person.objects.get(pk=world.person_id).is_erased


def test_the_list_in_var_is_enough_when_the_database_is_gone(world, tmp_path, client, destroy):
    path = backed_up(tmp_path / "backups")
    client.force_login(factories.organiser(is_superuser=True))
    address = f"/admin/participants/person/{world.person_id}/erase/"
    client.post(address, {"is_sure": "on"})
    assert Person.objects.get(pk=world.person_id).is_erased
    (path.parent / "erasures.json").unlink()
    destroy()
    assert run_command("restore", path)[1] == ""
    assert Person.objects.get(pk=world.person_id).is_erased


def test_without_any_list_of_erasures_somebody_has_to_say_so(world, tmp_path, monkeypatch):
    path = backed_up(tmp_path / "backups")
    (path.parent / "erasures.json").unlink()
    monkeypatch.setattr(aftermath, "_sources", [])
    _lines, problem = run_command("restore", path, "--replace")
    assert "--without-erasures" in problem
    assert run_command("restore", path, "--replace", "--without-erasures")[1] == ""


def test_sessions_are_ended(world, tmp_path, client):
    client.force_login(User.objects.get(username="hoa"))
    path = backed_up(tmp_path)
    assert run_command("restore", path, "--replace")[1] == ""
    assert client.get("/admin/").status_code == 302


def test_a_backup_whose_folder_cannot_be_written_says_so_in_a_line(world, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="file"):
        call_command("backup", str(tmp_path / "file" / "folder"))
    assert Dialogue.objects.count() == 1
    assert Invitation.objects.count() == 2
    assert OutgoingMail.objects.exists()
