"""Whether the tables in the database are those that the code expects.

A missing table or column is otherwise found when a page first asks for it, perhaps a week later. So
the web server and the commands look here before they begin, with one query. Django's own look at
migrations is not enough: it compares their names only, and the first migration of a version that
was not yet released may have been rewritten since.
"""

from collections.abc import Collection, Mapping

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import get_commands
from django.db import OperationalError, connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor

from dialogue import __version__

OUR_APPS = {"agenda", "participants", "dialogue"}
# Commands of libraries that work on the tables.
USE_TABLES = {"changepassword", "clearsessions", "createsuperuser", "runserver"}
# They look when they have made the tables, or work on whatever tables there are.
LOOK_THEMSELVES = {"demo", "backup", "restore"}

# (table, column, whether a new row must name it) of every table that we may see.
COLUMNS = {
    "sqlite": """
        SELECT tables.name, columns.name,
               columns."notnull" AND columns.dflt_value IS NULL AND NOT columns.pk
               AND columns.hidden = 0
          FROM sqlite_master AS tables, pragma_table_xinfo(tables.name) AS columns
         WHERE tables.type = 'table'
    """,
    "postgresql": """
        SELECT table_name, column_name,
               is_nullable = 'NO' AND column_default IS NULL
               AND is_identity = 'NO' AND is_generated = 'NEVER'
          FROM information_schema.columns
         WHERE table_schema = ANY (current_schemas(false))
    """,
}


class SchemaMismatchError(ImproperlyConfigured):
    """The tables are not those of this version; the message is one line that says what to do."""


def refuse_misfit_before(command: str) -> None:
    """Raise SchemaMismatchError if this command of manage.py would work on tables that do not
    fit."""
    is_ours = get_commands().get(command, "").split(".")[0] in OUR_APPS
    if (
        command == "migrate"
        or command in USE_TABLES
        or (is_ours and command not in LOOK_THEMSELVES)
    ):
        refuse_misfit(before_migrating=command == "migrate")


def refuse_misfit(*, before_migrating: bool = False) -> None:
    """Raise SchemaMismatchError if the tables do not fit the code.

    Before migrating that is no reason to stop as long as there are migrations to apply. A database
    that does not answer is none either: it may come up later, and the health check reports it.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute(COLUMNS[connection.vendor])
            rows = cursor.fetchall()
        problem = first_misfit(expected_columns(), _by_table(rows))
        if not problem:
            return
        is_behind = _has_migrations_to_apply()
    except OperationalError:
        return
    finally:
        if not connection.in_atomic_block:
            connection.close()  # processes that are forked later open their own
    if is_behind and before_migrating:
        return
    raise SchemaMismatchError(_advice(problem, is_behind=is_behind))


def expected_columns() -> dict[str, set[str]]:
    """{table: its columns} of every model whose table Django makes."""
    return {
        model._meta.db_table: {field.column for field in model._meta.local_concrete_fields}
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def first_misfit(
    expected: Mapping[str, Collection[str]], actual: Mapping[str, Mapping[str, bool]]
) -> str:
    """The first difference that would make the code fail, as a part of a sentence, or "".

    `actual` says of each column whether a new row must name it: one that the code does not know is
    harmless otherwise.
    """
    for table, columns in expected.items():
        if table not in actual:
            return f"there is no table {table}"
        if missing := sorted(set(columns) - set(actual[table])):
            return f"table {table} has no column {missing[0]}"
        required = {column for column, is_required in actual[table].items() if is_required}
        if unknown := sorted(required - set(columns)):
            return f"table {table} wants a column {unknown[0]} that the code does not know"
    return ""


def _by_table(rows):
    tables = {}
    for table, column, is_required in rows:
        tables.setdefault(table, {})[column] = bool(is_required)
    return tables


def _has_migrations_to_apply():
    """Whether `migrate` has something to do. It refuses a history in which an app was added below
    another whose migrations are applied already."""
    executor = MigrationExecutor(connection)
    try:
        executor.loader.check_consistent_history(connection)
    except InconsistentMigrationHistory:
        return False
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _advice(problem, *, is_behind):
    if is_behind:
        return (
            f"The database is behind version {__version__} of the code: {problem}. "
            "Run `manage.py migrate`."
        )
    return (
        f"The database was made by another version than this one, {__version__}: {problem}, and no "
        "migration leads here. Run the version that made it, or start with an empty database "
        "(a try-out: `make demo RESET=1`)."
    )
