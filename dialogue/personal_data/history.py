"""The entries of the histories (django-simple-history): made from those of the rows themselves."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.personal_data import terms
from dialogue.personal_data.holdings import (
    Holding,
    Left,
    Mention,
    PersonalData,
    by_organiser,
    data,
    translated_name,
)
from dialogue.personal_data.subjects import Subject

WHY = gettext_lazy("to know why it was changed")
OF_HISTORY = "history_id history_date history_type"


def holding_for(holding: Holding, model: type[Model]) -> Holding:
    """The entry of `model`, the history of the rows of `holding`."""
    names = {translated_name(column) for column in model._meta.local_fields}
    personal = [_kept_of(entry, names) for entry in holding.personal]
    return replace(
        holding,
        model=model._meta.label,
        history_of=holding.model,
        personal=[
            *[entry for entry in personal if entry.names],
            by_organiser("history_user"),
            data(
                WHY,
                "history_change_reason",
                called=gettext_lazy("reason of the change"),
                mention=Mention.TEXT,
            ),
        ],
        not_personal=" ".join(
            [*[name for name in holding.not_personal.split() if name in names], OF_HISTORY]
        ),
        kept=terms.DELETED,
        name=_earlier(holding),
        rows_of=_rows_of(holding, model),
        rows_due=_rows_due(holding, model),
        is_deleted=False,
        first=None,
        subject_of=None,
    )


def _earlier(holding: Holding) -> Any:
    def name() -> str:
        return _("earlier versions: %s") % holding.title

    return lazy(name, str)()


def _kept_of(entry: PersonalData, names: set[str]) -> PersonalData:
    """What of these fields is in the history."""
    left = Left.EMPTY if entry.only_now else entry.left
    return replace(entry, names=[name for name in entry.names if name in names], left=left)


def _rows_of(holding: Holding, model: type[Model]) -> Any:
    def rows_of(subject: Subject) -> QuerySet[Any]:
        rows: QuerySet[Any] = QuerySet(model)
        if holding.rows_of is None:
            return rows.none()
        return rows.filter(id__in=holding.rows_of(subject).order_by().values("pk"))

    return rows_of


def _rows_due(holding: Holding, model: type[Model]) -> Any:
    def rows_due(now: datetime) -> QuerySet[Any]:
        rows: QuerySet[Any] = QuerySet(model)
        there: QuerySet[Any] = QuerySet(holding.model_class).filter(pk=OuterRef("id"))
        due = ~Exists(there) & Q(history_date__lt=terms.DELETED.before(now))
        if holding.rows_due is None:
            return rows.filter(due | Q(history_date__lt=terms.LOGGED.before(now)))
        return rows.filter(due | Q(id__in=holding.rows_due(now).order_by().values("pk")))

    return rows_due
