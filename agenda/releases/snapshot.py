"""The draft of topics and programme as plain data: what a release freezes.

`take` gives {"edition": 1, "topics": [topic], "sessions": [session]}, ready for JSON. Texts are
{"en": …, "vi": …}, moments are ISO 8601 in UTC, people and passages are primary keys only, for
names may change and consent may be taken back: agenda.releases.published reads it,
agenda.releases.speakers says who may be named.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from django.conf import settings

from agenda.models import Role, Session, Topic
from dialogue.models import Dialogue

EDITION = 1
# A change of these is significant to a calendar user: SEQUENCE rises (RFC 5545, 3.8.7.4). In the
# public's calendars a session that only delegates may see any more is a cancelled one.
TIME_PLACE_STATUS = ["starts_at", "ends_at", "room", "is_cancelled", "audience"]
TOLD = {Role.State.ASKED, Role.State.CONFIRMED}  # as Role.is_told
MARKS = {"sequence", "changed_at", "once_public"}


def take(
    dialogue: Dialogue,
    previous: dict | None,
    now: datetime,
    sessions: Iterable[Session] | None = None,
) -> dict:
    """The draft as the release that follows `previous` (the content of that one, or None) would
    freeze it at `now`. Six queries, however many sessions there are; five, if all `sessions` of the
    dialogue are read already, with their rooms.

    A session that was released once and is no longer in the draft stays, cancelled: a calendar
    forgets nothing by itself. One that was cancelled before anybody heard of it is left out.
    """
    return take_all({dialogue: previous}, now, sessions)[dialogue]


def take_all(
    previous: Mapping[Dialogue, dict | None],
    now: datetime,
    rows: Iterable[Session] | None = None,
) -> dict[Dialogue, dict]:
    """`take` of several dialogues, each with the content of its last release. Six queries; for
    `rows` see there."""
    topics, sessions = defaultdict(list), defaultdict(list)
    for topic in Topic.objects.filter(dialogue__in=previous).prefetch_related("passages"):
        topics[topic.dialogue_id].append(_topic(topic))
    for row, data in _sessions(Session.objects.filter(dialogue__in=previous), rows):
        sessions[row.dialogue_id].append(data)
    return {
        dialogue: _content(topics[dialogue.pk], sessions[dialogue.pk], before, now)
        for dialogue, before in previous.items()
    }


def _content(topics, drafted, previous, now):
    released = _by_key(previous, "sessions")
    sessions = [
        session for session in drafted if not session["is_cancelled"] or session["id"] in released
    ]
    there = {session["id"] for session in sessions}
    gone = [session for key, session in released.items() if key not in there]
    sessions += [{**session, "is_cancelled": True, "roles": []} for session in gone]
    return {
        "edition": EDITION,
        "topics": topics,
        "sessions": sorted(
            (_marked(session, released.get(session["id"]), now) for session in sessions),
            key=lambda session: (session["starts_at"], session["ends_at"], session["id"]),
        ),
    }


def take_one(session: Session, previous: dict | None, now: datetime) -> dict:
    """One session of the draft, as `take` would freeze it. Four queries."""
    [(_row, data)] = _sessions(Session.objects.filter(pk=session.pk))
    return _marked(data, _by_key(previous, "sessions").get(session.pk), now)


def _by_key(content, name):
    return {data["id"]: data for data in content[name]} if content else {}


def _sessions(rows, read=None):
    """Each of these sessions (a queryset; `read` are its rows, if they are read already) with its
    data. Four queries; of thousands of sessions, nothing is fetched by session, and a role is no
    more than its columns."""
    topics, roles = defaultdict(list), defaultdict(list)
    known = {
        topic.pk: _topic_of_session(topic)
        for topic in Topic.objects.filter(sessions__in=rows).distinct()
    }
    links = Session.topics.through.objects.filter(session__in=rows)
    pairs = links.order_by("topic__number").values_list("session_id", "topic_id")
    for session, topic in pairs:
        topics[session].append(known[topic])
    columns = ["session_id", "person_id", "kind", "state"]
    for session, person, kind, state in Role.objects.filter(session__in=rows).values_list(*columns):
        if state != Role.State.REFUSED:
            is_told = state in TOLD
            roles[session].append({"person": person, "kind": kind, "is_told": is_told})
    read = rows.select_related("room") if read is None else read
    return [(row, _session(row, topics[row.pk], roles[row.pk])) for row in read]


def _topic_of_session(topic):
    return {
        "id": topic.pk,
        "number": topic.number,
        "slug": topic.slug,
        **_in_all_languages(topic, "title"),
    }


def _in_all_languages(row, *names):
    return {
        name: {code: _text(row, f"{name}_{code}") for code, _label in settings.LANGUAGES}
        for name in names
    }


def _text(row, name):
    """Browsers send CRLF and leave outer white space, which is no change."""
    return (getattr(row, name) or "").replace("\r\n", "\n").strip()


def _topic(row):
    return {
        "id": row.pk,
        "number": row.number,
        "slug": row.slug,
        **_in_all_languages(row, "title", "summary"),
        "passages": sorted(passage.pk for passage in row.passages.all()),
    }


def _session(row, topics, roles):
    return {
        "id": row.pk,
        "uid": str(row.uid),
        "slug": row.slug,
        "kind": row.kind,
        **_in_all_languages(row, "title", "description", "questions"),
        "starts_at": row.starts_at.astimezone(UTC).isoformat(),
        "ends_at": row.ends_at.astimezone(UTC).isoformat(),
        "room": {"id": row.room_id, **_in_all_languages(row.room, "name")} if row.room else None,
        "topics": topics,
        "attribution": row.attribution,
        "audience": row.audience,
        "is_cancelled": row.is_cancelled,
        "roles": roles,
    }


def _marked(session, before, now):
    """With SEQUENCE and LAST-MODIFIED, as before where nothing is new, and with what the public's
    calendars still hold of it, if it was theirs once."""
    now = now.astimezone(UTC).isoformat()
    if before is None:
        return {**session, "sequence": 0, "changed_at": now, "once_public": None}
    moved = any(session[name] != before[name] for name in TIME_PLACE_STATUS)
    is_same = _is_same(session, before)
    return {
        **session,
        "sequence": before["sequence"] + moved,
        "changed_at": before["changed_at"] if is_same else now,
        "once_public": _once_public(session, before, now),
    }


def _is_same(session, before):
    """Whether nothing differs but marks. Most are alike in all, and that is seen at once."""
    return session.items() <= before.items() or without_marks(session) == without_marks(before)


def _once_public(session, before, now):
    """The session as the public knew it, cancelled, or None."""
    if session["audience"] == Session.Audience.PUBLIC:
        return None
    if before["audience"] != Session.Audience.PUBLIC:
        return before["once_public"]
    gone = {"is_cancelled": True, "roles": [], "sequence": before["sequence"] + 1}
    return {**before, **gone, "changed_at": now}


def without_marks(session: dict) -> dict:
    """A session's data without what only says when it changed, and who was told."""
    kept = {name: value for name, value in session.items() if name not in MARKS}
    kept["roles"] = [{**role, "is_told": None} for role in session["roles"]]
    return kept


class Differing(NamedTuple):
    """The keys of the topics and of the sessions that are not alike in two contents."""

    topics: set[int]
    sessions: set[int]

    @property
    def number(self) -> int:
        """How many they are together."""
        return len(self.topics) + len(self.sessions)


def differing(before: dict | None, after: dict) -> Differing:
    """What differs for readers, not counting what only says when it changed and who was told."""
    return Differing(
        _differing_keys(_by_key(before, "topics"), _by_key(after, "topics"), dict),
        _differing_keys(_by_key(before, "sessions"), _by_key(after, "sessions"), without_marks),
    )


def _differing_keys(old, new, bare):
    """`bare` leaves of a row what counts."""
    return {
        key
        for key in old.keys() | new.keys()
        if key not in old
        or key not in new
        or (old[key] != new[key] and bare(old[key]) != bare(new[key]))
    }
