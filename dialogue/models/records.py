"""Records: rows that are added and never altered, by whatever way of the application's own code.

What erases personal data says so: `with altering_records(): …`. What a record belongs to (an
invitation, a dialogue) may be deleted with its records.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

_is_altering = ContextVar("is_altering", default=False)


class AlteredRecordError(TypeError):
    """A program tried to change or delete what is only ever added: its fault, not a person's."""


@contextmanager
def altering_records() -> Iterator[None]:
    """Inside, records may be changed and deleted: to erase what identifies a person, and what has
    been kept long enough. Nothing else has a reason."""
    token = _is_altering.set(True)
    try:
        yield
    finally:
        _is_altering.reset(token)


class RecordQuerySet(models.QuerySet):
    """Rows that can be read and added."""

    def update(self, **changes: Any) -> int:
        _refuse(self.model)
        return super().update(**changes)

    def delete(self) -> tuple[int, dict[str, int]]:
        _refuse(self.model)
        return super().delete()

    def bulk_create(
        self,
        objs: Any,
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        if update_conflicts:
            _refuse(self.model)
        return super().bulk_create(
            objs, batch_size, ignore_conflicts, update_conflicts, *args, **kwargs
        )


class Record(models.Model):
    """The base of models whose rows are added only."""

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # or `_base_manager` would be a way round

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _refuse(type(self))
        return super().delete(*args, **kwargs)

    def _do_update(self, *args: Any, **kwargs: Any) -> bool:
        """What Django calls to write a row that is there."""
        _refuse(type(self))
        return super()._do_update(*args, **kwargs)


def _refuse(model: type[models.Model]) -> None:
    if not _is_altering.get():
        raise AlteredRecordError(f"{model._meta.label} is added to, and never altered.")
