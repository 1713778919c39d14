"""What an entry of the data map says: which fields of a model are about a person, what they are
for, who sees them, until when, and what is left of them then."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogue.access import roles
from dialogue.personal_data.subjects import Subject
from dialogue.personal_data.terms import Term

ANYBODY, DELEGATES = _("the public"), _("delegates")
IF_AGREED = _("delegates, if the person agreed")
NOBODY, THEMSELVES = _("nobody"), _("the person")
EVERY_ROLE: tuple[str | Promise, ...] = tuple(roles.ROLES)
ACTING: tuple[str | Promise, ...] = (roles.SECRETARIAT, roles.PROTOCOL)


class Mention(Enum):
    """How somebody other than the person whom a row is about may stand in a field of it."""

    NAME = "as a name, which is all that the field holds"
    ADDRESS = "as an address, which is all that the field holds"
    TEXT = "somewhere in a text"


class Left(Enum):
    """What is left of a field where that is no value."""

    EMPTY = "nothing: the empty value of its type"
    ALL = "all of it: without the rest it no longer says whom it is about"


@dataclass(frozen=True)
class PersonalData:
    """Fields of a model that hold the same kind of data about a person. A translated field is named
    once for all its languages. `left` is a value or an expression where it is no Left."""

    names: Sequence[str]
    purpose: str | Promise
    left: Any = Left.EMPTY
    mention: Mention | None = None
    # Whether it stays as long as it is the present one only: earlier versions are emptied.
    only_now: bool = False
    # What they are called where the models have no words for it.
    called: str | Promise = ""
    # Who sees it where that differs from the rest of the row.
    seen_by: Sequence[str | Promise] = ()

    @property
    def stays(self) -> bool:
        """Whether it is still there after the row was forgotten."""
        return self.left is Left.ALL


def data(purpose: str | Promise, names: str, **more: Any) -> PersonalData:
    """Fields by their names, separated by blanks, as a table is read."""
    return PersonalData(names.split(), purpose, **more)


def stays(purpose: str | Promise, names: str, **more: Any) -> PersonalData:
    """Fields that may stay when the others are forgotten: states, moments, what is counted."""
    return data(purpose, names, left=Left.ALL, **more)


def by_organiser(names: str) -> PersonalData:
    """References to the account of the organiser who did something. They stay: the account has a
    term of its own, and says nothing after that."""
    return stays(_("to know which organiser did it"), names, called=_("organiser"))


RowsOf = Callable[[Subject], QuerySet[Any]]
RowsDue = Callable[[datetime], QuerySet[Any]]


@dataclass(frozen=True)
class Holding:
    """What is kept about people in one model (its label, "participants.Person").

    `rows_of` are the rows about somebody, `rows_due` those whose term is over, forgotten already
    or not. `is_deleted`: the row itself goes. `first` is called with the keys before they are
    forgotten, for what must not go on (a letter that waits). `subject_of` is of the model of the
    people themselves: who the rows with these keys are."""

    model: str
    personal: Sequence[PersonalData] = ()
    not_personal: str = ""
    seen_by: Sequence[str | Promise] = EVERY_ROLE
    kept: Term | None = None
    rows_of: RowsOf | None = None
    rows_due: RowsDue | None = None
    is_deleted: bool = False
    first: Callable[[Collection[Any]], None] | None = None
    subject_of: Callable[[Collection[int]], Subject] | None = None
    # The model of which it is the history.
    history_of: str = ""
    # What its rows are called, where the model's own name says it badly.
    name: str | Promise = ""

    @property
    def model_class(self) -> type[Model]:
        """The model itself."""
        return apps.get_model(self.model)

    @property
    def title(self) -> str:
        """What its rows are called, in the active language."""
        return str(self.name or self.model_class._meta.verbose_name_plural)

    @property
    def is_personal(self) -> bool:
        """Whether anything in it is about a person."""
        return bool(self.personal)

    @property
    def rows(self) -> QuerySet[Any]:
        """All rows as they are stored, in every language, whatever the model's managers do."""
        return QuerySet(self.model_class)

    def columns(self, personal: PersonalData) -> "list[Field[Any, Any]]":
        """The model's own fields for these, each language of a translated one."""
        return [
            column
            for column in self.model_class._meta.local_fields
            if translated_name(column) in personal.names
        ]

    def seers(self, personal: PersonalData) -> Sequence[str | Promise]:
        """Who sees these fields."""
        return personal.seen_by or self.seen_by


def translated_name(column: "Field[Any, Any]") -> str:
    """The name of a field, without the language where it is one of several."""
    original = getattr(column, "translated_field", None)
    return original.name if original else column.name
