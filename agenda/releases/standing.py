"""How the drafts of dialogues stand: how far from what everybody sees, with how many conflicts.

The front page, the list of sessions and the board of a day say so at every look, and working it out
reads the whole programme. So it is remembered until something has changed that it is made of: the
database makes a digest of the versions of all these rows, and that is the key. `changed_at` would
not do, for roles, topics, rooms, answers to invitations and accepted conflicts count as well, and
rows may be written past the forms.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db.models import (
    Aggregate,
    Exists,
    Expression,
    F,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import MD5, Cast, Coalesce

from agenda.models import AcceptedConflict, Release, Role, Room, Session, Topic
from agenda.programme import roles
from agenda.programme.conflicts import board
from agenda.programme.conflicts.kinds import Severity
from agenda.releases import releasing
from agenda.releases.releasing import Lag
from dialogue.models import Dialogue
from participants.models import Invitation

REMEMBERED = "template_fragments"  # the cache in this worker's memory
KNOWN_FOR = 24 * 60 * 60  # seconds; a draft that changed has another key
BETWEEN = "\x1f"  # the unit separator, which no form lets through
OF_THE_DIALOGUE = ["starts_on", "ends_on", "forum_starts_on", "forum_ends_on", "time_zone"]


@dataclass(frozen=True)
class Facts:
    """What is in the draft; it names nobody. `conflicts` are those that nobody has accepted, and
    `serious` how many of them prevent a release;
    `sessions` and `roles` ({state: number}) are of what takes place."""

    conflicts: int
    topics: int
    topics_without_session: int
    sessions: int
    roles: dict[str, int]
    serious: int = 0


@dataclass(frozen=True)
class Standing:
    """How far the draft is from the last release, and what is in it."""

    lag: Lag
    facts: Facts


def lag(dialogue: Dialogue) -> Lag:
    """How far the draft is from its last release, as releasing.lag says. Two queries."""
    return lags([dialogue])[dialogue]


def lags(dialogues: Iterable[Dialogue]) -> dict[Dialogue, Lag]:
    """How far the draft of each dialogue is from its last release, as releasing.lags says. Two
    queries; after a change, the seven of those too."""
    dialogues = list(dialogues)
    return _lags(dialogues, _keys(dialogues))


def of(dialogues: Iterable[Dialogue]) -> dict[Dialogue, Standing]:
    """How the draft of each dialogue stands now. Two queries; after a change, those that it takes
    to work it out."""
    dialogues = list(dialogues)
    keys = _keys(dialogues)
    found = _lags(dialogues, keys)
    return {
        dialogue: Standing(found[dialogue], _facts(dialogue, f"facts:{keys[dialogue]}"))
        for dialogue in dialogues
    }


def _lags(dialogues, keys):
    """If one of them is unknown, all are worked out: that takes no more queries."""
    cache = caches[REMEMBERED]
    known = cache.get_many(f"lag:{keys[dialogue]}" for dialogue in dialogues)
    if len(known) < len(dialogues):
        found = releasing.lags(dialogues)
        for dialogue, own in found.items():
            cache.set(f"lag:{keys[dialogue]}", own.differing, KNOWN_FOR)
        return found
    newest = Release.objects.newest(dialogues).defer("content")
    releases = {release.dialogue_id: release for release in newest}
    return {
        dialogue: Lag(releases.get(dialogue.pk), known[f"lag:{keys[dialogue]}"])
        for dialogue in dialogues
    }


def _facts(dialogue, key):
    return caches[REMEMBERED].get_or_set(key, partial(_work_out, dialogue), KNOWN_FOR)


def _work_out(dialogue):
    reviewed = [each for each in board.reviewed_conflicts(dialogue) if not each.accepted]
    return Facts(
        conflicts=len(reviewed),
        serious=sum(each.conflict.severity == Severity.SERIOUS for each in reviewed),
        topics=dialogue.topics.count(),
        topics_without_session=dialogue.topics.filter(sessions=None).count(),
        sessions=dialogue.sessions.taking_place().count(),
        roles=roles.count(dialogue),
    )


def _keys(dialogues):
    """{dialogue: a key for the cache}. One query, of which a few rows come: the digest of a table
    is made where its rows are."""
    digests: defaultdict[int, list[str]] = defaultdict(list)
    first, *others = _digests(dialogues)
    for dialogue, digest in first.union(*others, all=True):
        digests[dialogue].append(digest)
    keys = {}
    for dialogue in dialogues:
        own = [str(getattr(dialogue, name)) for name in OF_THE_DIALOGUE]
        # In an order of ours, for tables come in any.
        made_of = repr([dialogue.pk, sorted(digests[dialogue.pk]), own])
        keys[dialogue] = hashlib.sha256(made_of.encode()).hexdigest()
    return keys


class _Version(Func):
    """What tells a row of `model` from what it was before any change. PostgreSQL knows (manual,
    5.5: where the version lies, and which transaction wrote it); elsewhere the fields say it, to
    read which takes ten times as long where texts are long."""

    template, arg_joiner = "(%(expressions)s)", f" || '{BETWEEN}' || "
    output_field = TextField()

    def __init__(self, model: type[Model], *names: str) -> None:
        super().__init__(*(Coalesce(Cast(F(name), TextField()), Value("")) for name in names))
        self.table = model._meta.db_table

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        table = connection.ops.quote_name(self.table)
        return f"{table}.ctid::text || {table}.xmin::text", []


class _Joined(Aggregate):
    """Texts of a group in one. They come in any order; in another one the key is new, and what is
    remembered is worked out once more than it need be."""

    function = "STRING_AGG"
    template = f"%(function)s(%(expressions)s, '{BETWEEN}')"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)


def _digests(dialogues):
    """Querysets of (dialogue, digest of rows) of all that a standing is made of."""
    inside, of_sessions = Q(dialogue__in=dialogues), Q(session__dialogue__in=dialogues)
    has_role = Role.objects.filter(
        person=OuterRef("person"), session__dialogue=OuterRef("dialogue")
    )
    of_topics = Q(topic__dialogue__in=dialogues)
    return [
        *(_rows(model, inside) for model in [Session, Topic, Room, AcceptedConflict]),
        # Of a release, nothing changes once it is made, and to read it takes long.
        _rows(Release, inside, fields=["pk"]),
        _rows(Role, of_sessions, dialogue="session__dialogue", beside="person__gender"),
        _rows(Session.topics.through, of_sessions, dialogue="session__dialogue"),
        _rows(Topic.passages.through, of_topics, dialogue="topic__dialogue"),
        _rows(Invitation, inside & Q(Exists(has_role)), fields=["pk", "person_id", "status"]),
    ]


def _rows(
    model: type[Model],
    condition: Q,
    *,
    dialogue: str = "dialogue",
    fields: Sequence[str] = (),
    beside: str = "",
) -> QuerySet:
    """By dialogue the digest of these rows: of the table, of the version of each (which `fields`
    make, or all), and of a text `beside` it in another table. One digest for all, for to begin one
    takes the database as long as to read a row."""
    version: Func = _Version(model, *(fields or _fields(model)))
    if beside:
        version = _in_one(version, Cast(F(beside), TextField()))
    # Not by the model's manager: modeltranslation's puts the columns into another order.
    rows: QuerySet = QuerySet(model).filter(condition).order_by()
    of_dialogues = rows.annotate(of=F(dialogue)).values("of")
    digest = MD5(_in_one(Cast(Value(model._meta.label), TextField()), _Joined(version)))
    return of_dialogues.annotate(digest=digest).values_list("of", "digest")


def _in_one(*texts: Expression) -> Func:
    """Not Concat, which nests a pair in a pair, deeper than SQLite reads."""
    return Func(*texts, template="(%(expressions)s)", arg_joiner=" || ", output_field=TextField())


def _fields(model: type[Model]) -> list[str]:
    """All fields of a table, of bilingual texts those in each language."""
    names = [field.attname for field in model._meta.concrete_fields]
    return [name for name in names if f"{name}_{settings.LANGUAGE_CODE}" not in names]
