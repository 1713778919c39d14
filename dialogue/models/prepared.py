"""Queries that are asked all day, whose SQL Django writes once a process.

To write the SQL for a row and what belongs to it, a hundred columns, takes Django longer than to
ask the database and to read the answer. The rows themselves are read anew each time.
"""

from collections.abc import Callable, Iterator
from copy import copy
from threading import local
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import connections, models
from django.db.models.query import ModelIterable
from django.db.transaction import TransactionManagementError
from django.utils.translation import get_language

Row = TypeVar("Row", bound=models.Model)
# Stand for the value while the SQL is written; no key of ours looks like one of them.
STAND_INS: dict[type, Any] = {str: "the value of a prepared query", int: 2_147_483_629}


class Prepared(Generic[Row]):
    """`rows(value)` is a queryset that depends on `value` and on nothing else, no moment and no
    setting, and that asks for whole rows. The value, a str or an int, must be as the column holds
    it: nothing converts it."""

    def __init__(self, rows: Callable[[Any], models.QuerySet[Row]]) -> None:
        self.rows = rows
        self._written = local()  # by each thread, which has a connection of its own

    def __call__(self, value: str | int) -> Iterator[Row]:
        """Its rows for this value, in one query that is asked when the first is taken."""
        key = f"{get_language()} {type(value)}"  # by the language modeltranslation picks columns
        if key not in vars(self._written):
            setattr(self._written, key, _write(self.rows(STAND_INS[type(value)])))
        written, sql, params, converters = getattr(self._written, key)
        compiler, stand_in = copy(written), STAND_INS[type(value)]
        compiler.connection = connections[compiler.using]
        filled = tuple(value if param == stand_in else param for param in params)
        compiler.as_sql = lambda: (_checked(compiler, sql), filled)
        compiler.get_converters = lambda columns: converters
        compiler.has_composite_fields = lambda columns: False  # no model of ours has any
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        asked: Any = SimpleNamespace(db=compiler.using, query=query, _known_related_objects={})
        return iter(ModelIterable(asked))

    def first(self, value: str | int) -> Row | None:
        """The first of its rows, or None."""
        return next(self(value), None)

    def get(self, value: str | int) -> Row:
        """That row. Raises the model's DoesNotExist."""
        row = self.first(value)
        if row is None:
            model: Any = self.rows(value).model
            raise model.DoesNotExist
        return row


def _write(rows):
    """The compiler of this queryset, its SQL with the parameters, and what makes values of
    columns."""
    compiler = rows.query.get_compiler(using=rows.db)
    sql, params = compiler.as_sql()
    columns = [column for column, _sql, _alias in compiler.select]
    return compiler, sql, params, compiler.get_converters(columns)


def _checked(compiler, sql):
    """As Django does when it writes the SQL of a query that locks rows."""
    connection = compiler.connection
    locks = compiler.query.select_for_update and connection.features.has_select_for_update
    if locks and connection.get_autocommit():
        raise TransactionManagementError("Rows are locked inside of a transaction.")
    return sql
