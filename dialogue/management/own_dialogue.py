"""The database's own rule that what belongs together belongs to one dialogue: an invitation and its
category, a session and its room and topics.

Each model from which two foreign keys lead to a dialogue has a trigger for each further way. The
triggers are made from the models after each `migrate`, and dropped before it: SQLite makes a table
again to change it, and loses or trips over its triggers. See docs/decisions/0013-one-dialogue.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from dialogue.models import Dialogue

OURS = {"agenda", "participants", "dialogue"}
PREFIX = "own_dialogue_"
# Ways that may lead to another dialogue: {(model, field): why}.
EXCEPTIONS = {
    ("participants.incomingmail", "mail"): "what came in is filed as it came, doubtful or not",
}
Way = tuple[models.ForeignKey, ...]


@dataclass(frozen=True)
class Rule:
    """Two ways from the rows of a model to a dialogue, which must be the same."""

    model: type[models.Model]
    first: Way
    second: Way

    @property
    def name(self) -> str:
        """Of its trigger."""
        return f"{PREFIX}{self.model._meta.db_table}_{self.second[0].column}"[:63]


def rules() -> list[Rule]:
    """Every rule, made from the models."""
    return [rule for model in own_models() for rule in _rules_of(model)]


def own_models() -> Iterator[type[models.Model]]:
    """Our models with tables, those between two others included; not the copies in the history."""
    for config in apps.get_app_configs():
        if config.name.split(".")[0] in OURS:
            for model in config.get_models(include_auto_created=True):
                if not model._meta.proxy and not hasattr(model, "history_object"):
                    yield model


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers of all rules whose tables are there."""
    tables = set(connection.introspection.table_names())
    drop(connection)
    with connection.cursor() as cursor:
        for _name, table, made_by in statements(connection.vendor):
            for statement in made_by if table in tables else []:
                cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, for as long as tables change."""
    with connection.cursor() as cursor:
        cursor.execute(LIST[connection.vendor])
        for name, table in cursor.fetchall():
            where = "" if connection.vendor == "sqlite" else f' ON "{table}"'
            if name.startswith(PREFIX):
                cursor.execute(f'DROP TRIGGER "{name}"{where}')


LIST = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname::text, tgrelid::regclass::text FROM pg_trigger",
}


def _rules_of(model):
    ways = [
        way for field in _foreign_keys(model) if (way := _way(field)) and not _is_exception(field)
    ]
    ways.sort(key=len)  # the row's own dialogue first
    return [Rule(model, ways[0], way) for way in ways[1:]]


def _foreign_keys(model):
    return [
        field
        for field in model._meta.local_concrete_fields
        if field.many_to_one or field.one_to_one
    ]


def _is_exception(field):
    return (field.model._meta.label_lower, field.name) in EXCEPTIONS


def _way(field, seen=()):
    """The shortest way over this foreign key to a dialogue, or None."""
    if field.related_model is Dialogue:
        return (field,)
    if field.model in seen:
        return None
    onward = [
        way
        for following in _foreign_keys(field.related_model)
        if following.related_model is not field.related_model
        and (way := _way(following, (*seen, field.model)))
    ]
    return (field, *min(onward, key=len)) if onward else None


def statements(vendor: str = "sqlite") -> Iterator[tuple[str, str, list[str]]]:
    """(name, table, what makes it) of each trigger."""
    for rule in rules():
        table = rule.model._meta.db_table
        columns = f'"{rule.first[0].column}", "{rule.second[0].column}"'
        test = f"{_dialogue_of(rule.first)} <> {_dialogue_of(rule.second)}"
        for event in ["INSERT", f"UPDATE OF {columns}"]:
            name = f"{rule.name[:60]}_{event[0].lower()}"
            made_by = _trigger(vendor, name, event, table, test, "belongs to another dialogue")
            yield name, table, made_by
    for table in sorted({field.model._meta.db_table for rule in rules() for field in _ends(rule)}):
        name, test = f"{PREFIX}{table}_stays"[:63], "NEW.dialogue_id <> OLD.dialogue_id"
        event, what = 'UPDATE OF "dialogue_id"', "stays with its dialogue"
        yield name, table, _trigger(vendor, name, event, table, test, what)


def _ends(rule):
    """The foreign keys to a dialogue of the rows that others are compared with."""
    return [way[-1] for way in [rule.first, rule.second] if len(way) > 1]


def _dialogue_of(way):
    """The key of the dialogue at the end of a way, as SQL, for the row NEW."""
    sql = f'NEW."{way[0].column}"'
    for before, field in pairwise(way):
        target = before.target_field.column
        table = field.model._meta.db_table
        sql = f'(SELECT "{field.column}" FROM "{table}" WHERE "{target}" = {sql})'  # noqa: S608
    return sql


def _trigger(vendor, name, event, table, test, what):
    message = f"{name}: the row {what}"
    if vendor == "sqlite":
        return [
            f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{message}') WHERE {test}; END"
        ]
    return [
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f"IF {test} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF; "
        "RETURN NEW; END $$",
        f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{name}"()',
    ]
