"""What the entries of this app share: the rows that hang on somebody's invitations."""

from typing import Any

from django.db.models import CharField, Model, QuerySet, Value
from django.db.models.functions import Cast, Concat

from dialogue.personal_data import terms
from dialogue.personal_data.holdings import (
    RowsDue,
    RowsOf,
)
from dialogue.personal_data.subjects import ERASED_DOMAIN, Subject
from dialogue.personal_data.terms import over

ERASED_ADDRESS = Concat(Value("erased-"), Cast("pk", CharField()), Value(f"@{ERASED_DOMAIN}"))
ERASED_KEY = Concat(Value("erased"), Cast("pk", CharField()))  # makes no link that was ever sent


def _of_invitations(model: type[Model], subject: Subject) -> QuerySet[Any]:
    return QuerySet(model).filter(invitation__in=subject.keys_of("participants.Invitation"))


def of_invitations(model: type[Model]) -> RowsOf:
    """The rows of a model that hang on somebody's invitations."""
    return lambda subject: _of_invitations(model, subject)


def with_record(model: type[Model]) -> RowsDue:
    """The rows of a model that hang on invitations whose record is kept no longer."""
    return lambda now: QuerySet(model).filter(invitation__dialogue__in=over(now, terms.RECORD))
