"""The programme as it was released, read back from its frozen data: what delegates, public pages
and calendars show. Nothing here asks the database but `latest`, `topics`, `some`,
`formerly` and `knew`.

Texts speak the language that is active when they are asked for.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from types import MappingProxyType
from uuid import UUID

from django.core.cache import caches
from django.db.models import F
from django.utils import translation

from agenda import models
from agenda.models.programme import SessionWords
from dialogue.models import Dialogue

KNOWN_FOR = 24 * 60 * 60  # seconds; a programme that changed has another key


class InLanguages(dict):
    """{"en": …, "vi": …}; as text, the active language's, or the other's where that is empty."""

    def __str__(self) -> str:
        return self.get(translation.get_language()) or next(filter(None, self.values()), "")


@dataclass(frozen=True)
class Room:
    """A room as it was called in the release; `texts` has its name."""

    id: int
    texts: dict[str, InLanguages]

    @property
    def name(self) -> str:
        """In the active language."""
        return str(self.texts["name"])


@dataclass(frozen=True)
class Topic:
    """A topic as released. `passages` are primary keys; there are none where a session names its
    topics."""

    id: int
    number: int
    slug: str
    texts: dict[str, InLanguages]
    passages: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        """In the active language."""
        return str(self.texts["title"])

    @property
    def summary(self) -> str:
        """In the active language."""
        return str(self.texts["summary"])

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


@dataclass(frozen=True)
class Role:
    """What somebody was to do: the person's key, a models.Role.Kind, and whether they knew of
    it."""

    person: int
    kind: str
    is_told: bool

    @property
    def label(self) -> str:
        """The kind in words, in the active language."""
        return str(models.Role.Kind(self.kind).label)


@dataclass(frozen=True)
class Session(SessionWords):
    """A session as released. `sequence` and `changed_at` are for calendars."""

    id: int
    uid: UUID
    slug: str
    kind: str
    texts: dict[str, InLanguages]
    starts_at: datetime
    ends_at: datetime
    room: Room | None
    topics: tuple[Topic, ...]
    attribution: str
    audience: str
    is_cancelled: bool
    roles: tuple[Role, ...]
    sequence: int
    changed_at: datetime
    dialogue: Dialogue = field(repr=False, compare=False)

    @property
    def title(self) -> str:
        """In the active language."""
        return str(self.texts["title"])

    @property
    def description(self) -> str:
        """In the active language."""
        return str(self.texts["description"])

    @property
    def questions(self) -> str:
        """In the active language, one a line."""
        return str(self.texts["questions"])

    @property
    def is_public(self) -> bool:
        """Whether the public may see it too."""
        return self.audience == models.Session.Audience.PUBLIC

    def get_kind_display(self) -> str:
        """As Django names it, for templates."""
        return str(models.Session.Kind(self.kind).label)

    def get_audience_display(self) -> str:
        """As Django names it, for templates."""
        return str(models.Session.Audience(self.audience).label)


@dataclass(frozen=True)
class Programme:
    """Everything that one release froze; empty while nothing was released.

    `once_public` are the sessions that only delegates may see any more, as the public knew them.
    """

    dialogue: Dialogue
    topics: tuple[Topic, ...] = ()
    sessions: tuple[Session, ...] = ()
    release: models.Release | None = None
    once_public: tuple[Session, ...] = ()

    def public(self) -> list[Session]:
        """The sessions that everybody may see."""
        return [session for session in self.sessions if session.is_public]

    def in_public_calendars(self) -> list[Session]:
        """With those that are cancelled there, for a calendar forgets nothing by itself."""
        return [*self.public(), *self.once_public]

    def session(self, key: int) -> Session | None:
        """The one with this primary key."""
        return next((session for session in self.sessions if session.id == key), None)

    def topic(self, slug: str) -> Topic | None:
        """The one with this short name."""
        return next((topic for topic in self.topics if topic.slug == slug), None)


def latest(dialogue: Dialogue) -> Programme:
    """The programme of the last release. One query."""
    release = dialogue.releases.order_by("-number").first()
    return of(release, dialogue) if release else Programme(dialogue)


def topics(dialogue: Dialogue) -> tuple[models.Release | None, tuple[Topic, ...]]:
    """The last release, its content left in the database but for the topics, and these. One query,
    which costs the same however long the programme is."""
    rows = dialogue.releases.order_by("-number").defer("content")
    release = rows.annotate(topics=F("content__topics")).first()
    data: list[dict] = getattr(release, "topics", [])
    return release, tuple(map(_topic, data))


def some(
    dialogue: Dialogue, keys: Collection[int]
) -> tuple[models.Release | None, dict[int, Session]]:
    """The last release, and of its sessions those with these primary keys; the others are not even
    read. One query."""
    release = dialogue.releases.order_by("-number").first()
    sessions = release.content["sessions"] if release else []
    return release, {data["id"]: session(data, dialogue) for data in sessions if data["id"] in keys}


def of(release: models.Release, dialogue: Dialogue | None = None) -> Programme:
    """The programme of this release; `dialogue` is its own, if that is loaded already."""
    return read(release.content, dialogue or release.dialogue, release)


def read(
    content: dict,
    dialogue: Dialogue,
    release: models.Release | None = None,
    known: Mapping[int, Session] = MappingProxyType({}),
) -> Programme:
    """The programme in the data that agenda.releases.snapshot took. `known` are those of its
    sessions that are read already."""
    rows = content["sessions"]
    return Programme(
        dialogue,
        tuple(map(_topic, content["topics"])),
        tuple(known.get(row["id"]) or session(row, dialogue) for row in rows),
        release,
        tuple(session(row["once_public"], dialogue) for row in rows if row["once_public"]),
    )


def differing(
    releases: Iterable[models.Release | None], content: dict, dialogue: Dialogue
) -> dict[models.Release | None, tuple[Programme, Programme]]:
    """{release, or None for none: (its programme, that in `content`)}, both with nothing but the
    sessions that are not the same in both: of a long programme those are few, and whoever compares
    the two needs no others. A session of `content` is read once for all releases. No query."""
    found: dict[models.Release | None, tuple[Programme, Programme]] = {}
    known: dict[int, Session] = {}
    for release in releases:
        old = release.content if release else {"topics": [], "sessions": []}
        before, after = ({row["id"]: row for row in each["sessions"]} for each in [old, content])
        same = {key for key, row in after.items() if before.get(key) == row}
        gone, new = (
            [row for key, row in rows.items() if key not in same] for rows in [before, after]
        )
        now = read({**content, "sessions": new}, dialogue, known=known)
        known |= {session.id: session for session in now.sessions}
        found[release] = read({**old, "sessions": gone}, dialogue, release), now
    return found


def by_day(sessions: Iterable[Session]) -> list[tuple[date, list[Session]]]:
    """By days on the dialogue's clock; the sessions come in order of time."""
    days = groupby(sessions, key=lambda session: session.dialogue.local(session.starts_at).date())
    return [(day, list(group)) for day, group in days]


def formerly(dialogue: Dialogue, what: str, slug: str) -> Topic | Session | None:
    """What had this short name, in the newest release that knew it; `what` is "topics" or
    "sessions". For addresses that were handed out once and lead nowhere now."""
    numbers = _numbers(dialogue, what)
    if slug not in numbers:
        return None
    programme = of(dialogue.releases.get(number=numbers[slug]), dialogue)
    return next(row for row in getattr(programme, what) if row.slug == slug)


def knew(dialogue: Dialogue, what: str, slug: str) -> bool:
    """Whether a release has or had something of this short name; for `what` see `formerly`."""
    return slug in _numbers(dialogue, what)


def _numbers(dialogue, what):
    """{short name: number of the newest release that knew it}. It reads all releases, which is why
    it is remembered: anybody may ask for an address that never was, as often as they like."""

    def read_all():
        releases = dialogue.releases.order_by("number").iterator(chunk_size=5)
        return {
            data["slug"]: release.number for release in releases for data in release.content[what]
        }

    key = f"formerly:{dialogue.pk}:{what}:{dialogue.calendar_changed_at.isoformat()}"
    return caches["template_fragments"].get_or_set(key, read_all, KNOWN_FOR)


def _texts(data, *names):
    return {name: InLanguages(data[name]) for name in names}


def _topic(data):
    return Topic(
        data["id"],
        data["number"],
        data["slug"],
        _texts(data, *({"title", "summary"} & data.keys())),
        tuple(data.get("passages", ())),
    )


def session(data: dict, dialogue: Dialogue) -> Session:
    """One session in such data."""
    room = data["room"]
    plain = ["id", "slug", "kind", "attribution", "audience", "is_cancelled", "sequence"]
    return Session(
        **{name: data[name] for name in plain},
        uid=UUID(data["uid"]),
        texts=_texts(data, "title", "description", "questions"),
        starts_at=datetime.fromisoformat(data["starts_at"]),
        ends_at=datetime.fromisoformat(data["ends_at"]),
        changed_at=datetime.fromisoformat(data["changed_at"]),
        room=Room(room["id"], _texts(room, "name")) if room else None,
        topics=tuple(_topic(topic) for topic in data["topics"]),
        roles=tuple(Role(**role) for role in data["roles"]),
        dialogue=dialogue,
    )
