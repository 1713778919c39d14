"""Which rows are open to an organiser. A dialogue may be limited to named organisers; for all
others its rows do not exist: not in lists, pages, searches, choices, files or calendars.

This is the one place that decides. An app says by which path its models lead to a dialogue
(`register`, called by its AppConfig); a model with a field `dialogue` needs no word.
"""

from collections import defaultdict
from typing import TypeVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Model, Q, QuerySet

from dialogue.models import Dialogue

User = AbstractBaseUser | AnonymousUser
Rows = TypeVar("Rows", bound=QuerySet)

# Where the answer of `hidden_from` is kept: on the user, who is read anew for each request.
REMEMBERED = "_hidden_dialogues"

_paths: dict[str, list[str]] = defaultdict(list)


def register(model: str, *paths: str) -> None:
    """Say that rows of this model ("agenda.Role") belong to the dialogues at the end of these
    paths of fields ("session__dialogue"), besides those that other apps have named."""
    _paths[model.casefold()] += paths


def paths_of(model: type[Model]) -> list[str]:
    """The paths of fields from a model, or from its history, to dialogues; [] if it has none."""
    model = getattr(model, "instance_type", model)  # of a table of django-simple-history
    model = model._meta.concrete_model or model  # of a proxy
    if model is Dialogue:
        return ["pk"]
    names = {field.name for field in model._meta.fields if field.related_model is Dialogue}
    return [*(names & {"dialogue"}), *_paths.get(model._meta.label_lower, [])]


def own_paths(model: type[Model]) -> list[str]:
    """Those of `paths_of` by which a row belongs to one dialogue at most; [] for rows that
    dialogues share."""
    return [path for path in paths_of(model) if not _is_many(model, path)]


def hidden_from(user: User) -> frozenset[int]:
    """The keys of the dialogues that are limited to others. One query for each request, and none
    for a superuser."""
    if not hasattr(user, REMEMBERED):
        shown = Dialogue.objects.open_to(user).values("pk")
        hidden = Dialogue.objects.exclude(pk__in=shown).values_list("pk", flat=True)
        sees_all = getattr(user, "is_superuser", False)
        setattr(user, REMEMBERED, frozenset() if sees_all else frozenset(hidden))
    return getattr(user, REMEMBERED)


def open_to(user: User, rows: Rows) -> Rows:
    """Those of these rows that this organiser may know of. Where a row itself belongs to a
    dialogue, that alone decides. A row that leads to several, like a person with invitations, is
    open if one of them is; a row that leads to none is, too."""
    hidden, paths = hidden_from(user), paths_of(rows.model)
    if not hidden or not paths:
        return rows
    own = own_paths(rows.model)
    shared = [path for path in paths if path not in own]
    for path in own:
        rows = rows.exclude(**{f"{path}__in": hidden})
    if not shared:
        return rows
    others = Dialogue.objects.exclude(pk__in=hidden)
    decided = Q(pk__in=[])
    for path in own:
        decided |= Q(**{f"{path}__isnull": False})
    elsewhere = _leads(rows.model, shared, others)
    return rows.filter(decided | ~_leads(rows.model, shared, hidden) | elsewhere)


def is_open(user: User, row: Model) -> bool:
    """Whether this organiser may know of the row, which is in the database."""
    if isinstance(row, Dialogue):
        return row.pk not in hidden_from(user)
    rows = type(row)._base_manager.filter(pk=row.pk)
    return not hidden_from(user) or open_to(user, rows).exists()


def is_shared(model: type[Model]) -> bool:
    """Whether a row of this model may belong to several dialogues, as people do."""
    return any(_is_many(model, path) for path in paths_of(model))


def _leads(model, paths, dialogues):
    """The condition that one of the paths ends at one of these dialogues."""
    condition = Q()
    for path in paths:
        leading = model._base_manager.filter(**{f"{path}__in": dialogues})
        condition |= Q(pk__in=leading.values("pk"))
    return condition


def _is_many(model, path):
    """Whether a path may lead to several rows."""
    for name in path.split("__"):
        if name == "pk":
            return False
        field = model._meta.get_field(name)
        if field.one_to_many or field.many_to_many:
            return True
        model = field.related_model
    return False
