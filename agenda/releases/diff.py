"""What changed between two programmes, in words: for release checks, letters, pages and the Atom
feed.

All of it is in the language and on the clock that are active.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from django.conf import settings
from django.db.models import TextChoices
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from agenda import models
from agenda.releases.published import InLanguages, Programme, Session, Topic


class What(TextChoices):
    """What became of a session or a topic."""

    NEW = "new", pgettext_lazy("session", "new")
    CANCELLED = "cancelled", gettext_lazy("cancelled")
    BACK = "back", gettext_lazy("takes place after all")
    MOVED = "moved", gettext_lazy("new time or place")
    REWORDED = "reworded", gettext_lazy("changed")
    DROPPED = "dropped", pgettext_lazy("topic", "removed")


# What changes a day for everybody who is there.
MATTERS_TO_ALL = {What.NEW, What.CANCELLED, What.BACK, What.MOVED}


@dataclass(frozen=True)
class Field:
    """One thing that is not as it was; either side may be empty. `language` is that of a text."""

    name: str
    label: str
    before: str
    after: str
    language: str = ""

    @property
    def is_brief(self) -> bool:
        """Whether both sides fit into a sentence."""
        return self.name in {"time", "room", "title", "kind", "attribution"}


@dataclass(frozen=True)
class Change:
    """What became of one session. `session` is as it is now; `fields` say what differs."""

    what: What
    session: Session
    fields: tuple[Field, ...] = ()

    @property
    def matters_to_all(self) -> bool:
        """Whether it changes the day of everybody who comes."""
        return self.what in MATTERS_TO_ALL


@dataclass(frozen=True)
class TopicChange:
    """What became of one topic: it is new, reworded or dropped."""

    what: What
    topic: Topic
    fields: tuple[Field, ...] = ()


def narrowed(old: Programme, new: Programme) -> tuple[Programme, Programme]:
    """Both without the sessions that are the same in both. Whoever compares two long programmes
    more than once compares these."""
    before, after = (
        {session.id: session for session in programme.sessions} for programme in [old, new]
    )
    same = {key for key, session in after.items() if before.get(key) == session}
    return _without(old, same), _without(new, same)


def _without(programme, keys):
    left = tuple(session for session in programme.sessions if session.id not in keys)
    return replace(programme, sessions=left)


def compare(
    old: Programme,
    new: Programme,
    *,
    languages: list[str] | None = None,
    names: Mapping[int, str] | None = None,
    public_only: bool = False,
) -> list[Change]:
    """The changes that lead from one programme to the other, in the order of the new one.

    `languages` are those whose texts are compared, else the active one alone; `names` is {person:
    name}, for organisers, and without it nothing is said of roles and addresses. `public_only`
    leaves out what only delegates know; a session that ceases to be public counts as cancelled
    there, for that is what it is to readers.
    """
    languages = languages or [translation.get_language()]
    before, after = (
        {session.id: session for session in (each.public() if public_only else each.sessions)}
        for each in [old, new]
    )
    changes = [
        change
        for key, session in after.items()
        if (change := _change(before.get(key), session, languages, names))
    ]
    gone = [session for key, session in before.items() if key not in after]
    return changes + [
        Change(What.CANCELLED, session) for session in gone if not session.is_cancelled
    ]


def differ(old: Programme, new: Programme) -> bool:
    """Whether anything changes for anybody, in any language: whether `compare` finds something."""
    before = {session.id: session for session in old.sessions}
    after = {session.id: session for session in new.sessions}
    languages = [code for code, _name in settings.LANGUAGES]
    return any(
        _change(before.get(key), session, languages, None) for key, session in after.items()
    ) or any(not session.is_cancelled for key, session in before.items() if key not in after)


def _change(old, new, languages, names):
    if old is None:
        if new.is_cancelled:
            return None
        fields = () if names is None else tuple(_fields(_blank(new), new, languages, names))
        return Change(What.NEW, new, fields)
    if old == new:
        return None
    fields = tuple(_fields(old, new, languages, names))
    if new.is_cancelled != old.is_cancelled:
        return Change(What.CANCELLED if new.is_cancelled else What.BACK, new, fields)
    if new.is_cancelled or not fields:
        return None
    moved = any(field.name in {"time", "room"} for field in fields)
    return Change(What.MOVED if moved else What.REWORDED, new, fields)


def _blank(session):
    """The same session while nothing was written or said about it."""
    texts = {name: InLanguages(dict.fromkeys(text, "")) for name, text in session.texts.items()}
    texts["title"] = session.texts["title"]
    return replace(session, texts=texts, topics=(), roles=())


def _fields(old, new, languages, names):
    # Words are made only of what differs: a long programme is compared in several languages.
    if (old.starts_at, old.ends_at) != (new.starts_at, new.ends_at):
        yield from _differs("time", _("time"), span(old), span(new))
    if old.room != new.room:
        yield from _in_words("room", _("room"), room, old, new, languages)
    yield from _texts(models.Session, ["title", "description", "questions"], old, new, languages)
    if old.topics != new.topics:
        yield from _in_words("topics", _("topics"), _topics, old, new, languages)
    yield from _plain_fields(old, new, names)


def _plain_fields(old, new, names):
    if (old.kind, old.attribution, old.audience) == (new.kind, new.attribution, new.audience):
        plain = []
    else:
        plain = [
            ("kind", _("kind"), Session.get_kind_display),
            ("attribution", _("attribution"), lambda session: session.rule),
            ("audience", _("audience"), Session.get_audience_display),
        ]
    if names is not None:
        plain.append(("roles", _("roles"), lambda session: _roles(session, names)))
        plain.append(("slug", _("short name in web addresses"), lambda session: session.slug))
    for name, label, text_of in plain:
        yield from _differs(name, label, text_of(old), text_of(new))


def _in_words(name, label, text_of, old, new, languages):
    """Of something that has a name in each language: in the active one, or, where only another
    language's is different, in that."""
    active = translation.get_language()
    for code in sorted(languages, key=lambda code: code != active):
        with translation.override(code):
            before, after = text_of(old), text_of(new)
        if before != after:
            yield Field(name, label, before, after)
            return


def _texts(model, names, old, new, languages):
    in_words = dict(settings.LANGUAGES)
    for name in names:
        differing = [code for code in languages if old.texts[name][code] != new.texts[name][code]]
        for code in differing:
            label = str(model._meta.get_field(name).verbose_name)
            if len(languages) > 1:
                label = f"{label} ({in_words[code]})"
            yield from _differs(name, label, old.texts[name][code], new.texts[name][code], code)


def _differs(name, label, before, after, language=""):
    if before != after:
        yield Field(name, str(label), str(before), str(after), language)


def _topics(session):
    return "; ".join(map(str, session.topics))


def _roles(session, names):
    return "; ".join(f"{role.label}: {names.get(role.person, '–')}" for role in session.roles)


def compare_topics(old: Programme, new: Programme, languages: list[str]) -> list[TopicChange]:
    """What became of the topics, in the order of the new programme."""
    before, changes = {topic.id: topic for topic in old.topics}, []
    for topic in new.topics:
        if (was := before.pop(topic.id, None)) is None:
            changes.append(TopicChange(What.NEW, topic))
        elif fields := tuple(_topic_fields(was, topic, languages)):
            changes.append(TopicChange(What.REWORDED, topic, fields))
    return changes + [TopicChange(What.DROPPED, topic) for topic in before.values()]


def _topic_fields(old, new, languages):
    yield from _differs("number", _("number"), old.number, new.number)
    yield from _texts(models.Topic, ["title", "summary"], old, new, languages)
    yield from _differs("slug", _("short name in web addresses"), old.slug, new.slug)
    before, after = set(old.passages), set(new.passages)
    if before != after:
        numbers = {"n": len(after), "more": len(after - before), "fewer": len(before - after)}
        now = _("%(n)d (%(more)d added, %(fewer)d removed)") % numbers
        yield Field("passages", _("passages"), str(len(before)), now)


def room(session: Session) -> str:
    """The room's name in the active language, or "" where there is none."""
    return session.room.name if session.room else ""


def span(session: Session | models.Session) -> str:
    """ "2 June 2031, 09:00–10:30" on the clock that is active."""
    # Without their zone: moments that are the same elsewhere are equal, and read differently.
    starts, ends = (timezone.make_naive(at) for at in [session.starts_at, session.ends_at])
    return _span_in_words(starts, ends, translation.get_language())


@lru_cache(maxsize=10_000)  # a long programme is compared four times for one page
def _span_in_words(starts, ends, _language):
    day = formats.date_format(starts, "DATE_FORMAT")
    if ends.date() == starts.date():
        return f"{day}, {starts:%H:%M}–{ends:%H:%M}"
    return f"{day}, {starts:%H:%M} – {formats.date_format(ends, 'DATE_FORMAT')}, {ends:%H:%M}"
