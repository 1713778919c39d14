"""Whatever serves or works says in one line that the tables are not those of this version."""

import shutil
import sqlite3
import subprocess
import sys

import pytest
from django.core.management import get_commands
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from dialogue import __version__
from dialogue.management import schema
from tests import demonstration


def alter(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def forget_migration(app):
    MigrationRecorder.Migration.objects.filter(app=app).delete()


# The comparison

EXPECTED = {"people": {"id", "name"}}


@pytest.mark.parametrize(
    ("actual", "problem"),
    [
        ({"people": {"id": False, "name": True}}, ""),
        ({"people": {"id": False, "name": True, "former": False}}, ""),
        ({"people": {"id": False, "name": True}, "anothers": {"id": True}}, ""),
        ({}, "there is no table people"),
        ({"people": {"id": False}}, "table people has no column name"),
        (
            {"people": {"id": False, "name": True, "former": True}},
            "table people wants a column former that the code does not know",
        ),
    ],
)
def test_what_would_make_the_code_fail_is_a_misfit_and_what_would_not_is_none(actual, problem):
    assert schema.first_misfit(EXPECTED, actual) == problem


# On the database


@pytest.mark.django_db
def test_the_tables_of_this_version_fit_and_one_query_says_so(django_assert_num_queries):
    with django_assert_num_queries(1):
        schema.refuse_misfit()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (
            "ALTER TABLE participants_person RENAME COLUMN language TO tongue",
            "table participants_person has no column language",
        ),
        (
            "ALTER TABLE agenda_term RENAME TO agenda_word",
            "there is no table agenda_term",
        ),
        ("DROP TABLE django_session", "there is no table django_session"),
    ],
)
def test_another_versions_tables_are_refused_though_every_migration_is_applied(statement, problem):
    alter(statement)
    for before_migrating in [True, False]:
        with pytest.raises(schema.SchemaMismatchError) as refused:
            schema.refuse_misfit(before_migrating=before_migrating)
        assert str(refused.value).startswith(
            f"The database was made by another version than this one, {__version__}: {problem}"
        )
        assert "\n" not in str(refused.value)


@pytest.mark.django_db
def test_a_column_that_the_code_does_not_know_is_harmless_while_rows_may_leave_it_out():
    alter("ALTER TABLE participants_person ADD COLUMN former varchar(20)")
    alter("ALTER TABLE participants_person ADD COLUMN earlier varchar(20) NOT NULL DEFAULT ''")
    schema.refuse_misfit()


@pytest.mark.django_db
def test_where_migrations_wait_the_line_says_to_apply_them_and_migrate_may_begin():
    alter("ALTER TABLE agenda_term RENAME TO agenda_word")
    forget_migration("agenda")
    schema.refuse_misfit(before_migrating=True)
    with pytest.raises(
        schema.SchemaMismatchError, match=r"no table agenda_term\. Run `manage.py migrate`"
    ):
        schema.refuse_misfit()


@pytest.mark.django_db
def test_a_history_that_django_would_not_continue_is_another_versions():
    alter("ALTER TABLE agenda_term RENAME TO agenda_word")
    forget_migration("dialogue")  # which all others build on
    with pytest.raises(schema.SchemaMismatchError, match="made by another version"):
        schema.refuse_misfit(before_migrating=True)


@pytest.mark.django_db
def test_a_database_that_does_not_answer_stops_nothing(monkeypatch):
    def refuse():
        raise OperationalError("the connection was refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    schema.refuse_misfit()


# What looks before it begins


@pytest.fixture
def asked(monkeypatch):
    """How refuse_misfit is called, as a list that grows."""
    calls = []
    monkeypatch.setattr(schema, "refuse_misfit", lambda **how: calls.append(how))
    return calls


def test_each_of_our_commands_looks_but_those_that_make_or_take_tables_as_they_are(asked):
    ours = [
        name
        for name, app in get_commands().items()
        if app.split(".")[0] in {"agenda", "participants", "dialogue"}
    ]
    assert len(ours) > 15
    for name in ours:
        schema.refuse_misfit_before(name)
    assert len(asked) == len(ours) - len(schema.LOOK_THEMSELVES)


def test_migrate_may_begin_where_there_is_something_to_apply(asked):
    schema.refuse_misfit_before("migrate")
    assert asked == [{"before_migrating": True}]


@pytest.mark.parametrize("name", ["check", "collectstatic", "makemigrations", "help", "no_command"])
def test_commands_that_touch_no_table_do_not_look(asked, name):
    schema.refuse_misfit_before(name)
    assert asked == []


# As processes


@pytest.fixture
def folder(tmp_path_factory, tmp_path):
    """A demonstration's folder, whose people have a column of another version."""
    copied = shutil.copytree(demonstration.first_run(tmp_path_factory), tmp_path / "copy")
    with sqlite3.connect(copied / "var" / "db.sqlite3") as database:
        database.execute("ALTER TABLE participants_person RENAME COLUMN language TO tongue")
    database.close()
    return copied


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "release_seats"],
        ["manage.py", "migrate"],
        ["manage.py", "runserver", "127.0.0.1:0"],
        ["manage.py", "demo", "--no-serve"],
        ["-m", "gunicorn", "dialogue.wsgi", "--bind", "127.0.0.1:0", "--no-control-socket"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_a_process_ends_with_that_line_and_an_honest_status(folder, command):
    ended = subprocess.run(
        [sys.executable, *command],
        cwd=demonstration.ROOT,
        env=demonstration.environment(folder),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode != 0
    lines = [line for line in ended.stderr.splitlines() if line.startswith("Not started: ")]
    assert len(lines) == 1
    assert "table participants_person has no column language" in lines[0]
    assert "make demo RESET=1" in lines[0]
    assert "Traceback" not in ended.stderr
