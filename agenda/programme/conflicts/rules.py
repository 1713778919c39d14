"""What does not fit together in a programme: pure functions over rows that are loaded already.

`find` gives a list of Conflict; agenda.programme.conflicts.board reads the rows and knows which are
accepted. What does not take place conflicts with nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.models import Role, Session
from agenda.models.programme import RESTS
from agenda.programme.conflicts.kinds import (
    Conflict,
    Facts,
    Kind,
    Severity,
    by_day,
    clock,
    dates,
    later,
    unique,
)
from dialogue.models import Dialogue
from dialogue.time_zones import country_of
from participants.models import Person
from participants.states import COMES, Status

# Nobody is meant to miss these, whoever else may listen.
PLENARY = {Session.Kind.OPENING, Session.Kind.KEYNOTE, Session.Kind.PHOTO, Session.Kind.CLOSING}
LONGEST_STRETCH = timedelta(hours=3)  # of work without a break
SHORTEST_BREAK = timedelta(minutes=10)  # what is shorter is no break
SHORTEST_SESSION = timedelta(minutes=5)
LONGEST_SESSION = timedelta(days=1)


def find(facts: Facts) -> list[Conflict]:
    """All conflicts of a programme, the serious ones first, then as they come in the programme."""
    return _find(
        facts,
        *[_rooms, _double_people, _days, _forum, _delegates, _lengths, _holidays, _breaks, _panels],
        *[_people, _refusals],
    )


def find_serious(facts: Facts) -> list[Conflict]:
    """The serious ones alone, as `find` gives them: most rules know none, and are not asked."""
    found = _find(facts, _rooms, _double_people, _days, _forum, _lengths)
    return [conflict for conflict in found if conflict.severity == Severity.SERIOUS]


def _find(facts, *rules):
    running = sorted(
        (session for session in facts.sessions if not session.is_cancelled),
        key=lambda session: (session.starts_at, session.ends_at, session.pk),
    )
    conflicts = [conflict for rule in rules for conflict in rule(facts, running)]
    order = list(Severity)
    return sorted(
        conflicts,
        key=lambda conflict: (order.index(conflict.severity), conflict.sessions[0].starts_at),
    )


def _overlaps(sessions):
    """Pairs of those sessions that run at the same time; they come in order of their starts."""
    earlier = []  # those that may still be running
    for session in sessions:
        earlier = [other for other in earlier if other.ends_at > session.starts_at]
        yield from ((other, session) for other in earlier)
        earlier.append(session)


def _rooms(facts, running):
    by_room = defaultdict(list)
    for session in running:
        if session.room_id:
            by_room[session.room_id].append(session)
    for sessions in by_room.values():
        for pair in _overlaps(sessions):
            text = _("%(room)s is double-booked on %(day)s: %(one)s and %(other)s.")
            yield Conflict(Kind.ROOM, pair, later(facts, text, pair, room=pair[0].room))


def _double_people(facts, running):
    sessions_of = defaultdict(list)
    for session in running:
        for person in unique(role.person for role in facts.roles.get(session.pk, [])):
            sessions_of[person].append(session)
    for person, sessions in sessions_of.items():
        for pair in _overlaps(sessions):
            text = _("%(name)s would be in two places at once on %(day)s: %(one)s and %(other)s.")
            yield Conflict(Kind.PERSON, pair, later(facts, text, pair, name=person), (person,))


def _days(facts, running):
    for session in running:
        first, last = allowed_days(facts.dialogue, session.kind)
        starts, ends = dates(facts, session)
        if starts < first or ends > last:
            text = _("%(one)s is on %(day)s, outside the dates %(first)s to %(last)s.")
            say = later(facts, text, [session], first=first, last=last)
            yield Conflict(Kind.OUTSIDE, (session,), say, facts=(str(first), str(last)))


def allowed_days(dialogue: Dialogue, kind: str) -> tuple[date, date]:
    """(first, last) on which a session of this kind may lie: the Forum's own also on its days."""
    first, last = dialogue.starts_on, dialogue.ends_on
    begins, ends = dialogue.forum_starts_on, dialogue.forum_ends_on
    if kind == Session.Kind.FORUM and begins and ends:
        first, last = min(first, begins), max(last, ends)
    return first, last


def _forum(facts, running):
    """Against the host forum's sessions; on its days without any, nobody can tell."""
    for pair in _overlaps(running):
        if (pair[0].kind == Session.Kind.FORUM) != (pair[1].kind == Session.Kind.FORUM):
            text = _(
                "On %(day)s, %(one)s and %(other)s run at the same time; one of them is a "
                "host forum session."
            )
            yield Conflict(Kind.FORUM, pair, later(facts, text, pair))
    forum = [session for session in running if session.kind == Session.Kind.FORUM]
    known = {dates(facts, session)[0] for session in forum}
    begins, ends = facts.dialogue.forum_starts_on, facts.dialogue.forum_ends_on
    for day, sessions in by_day(facts, running):
        if begins and begins <= day <= ends and day not in known:
            text = _("The host forum meets on %(day)s, but none of its sessions has been entered.")
            yield Conflict(
                Kind.FORUM_DAY, sessions[:1], later(facts, text, sessions[:1]), facts=(day,)
            )


def _delegates(facts, running):
    """Delegates cannot be in two sessions. To check only: round tables may be meant to be parallel.
    A room that is booked twice is another conflict, which is resolved with the same move."""
    for pair in _overlaps([session for session in running if _is_for_all(session)]):
        if pair[0].room_id and pair[0].room_id == pair[1].room_id:
            continue
        text = _("On %(day)s, %(one)s and %(other)s are for all delegates at the same time.")
        yield Conflict(Kind.DELEGATES, pair, later(facts, text, pair))


def _is_for_all(session):
    if session.kind in RESTS or session.kind == Session.Kind.FORUM:
        return False
    return session.kind in PLENARY or session.audience == Session.Audience.DELEGATES


def _lengths(facts, running):
    for session in running:
        length = session.ends_at - session.starts_at
        if length > LONGEST_SESSION:
            text = _("%(one)s lasts longer than a day, starting on %(day)s.")
            yield Conflict(Kind.LONG, (session,), later(facts, text, [session]))
        if length < SHORTEST_SESSION:
            minutes = int(length.total_seconds() // 60)
            text = ngettext(
                "%(one)s on %(day)s lasts only %(n)d minute.",
                "%(one)s on %(day)s lasts only %(n)d minutes.",
                minutes,
            )
            yield Conflict(Kind.SHORT, (session,), later(facts, text, [session], n=minutes))


def public_holidays(time_zone: str, years: Iterable[int], language: str) -> Mapping[date, str]:
    """{date: name} of the country that a time zone lies in; empty where none are known."""
    import holidays  # with the calendars of a hundred countries, only where a programme is checked

    spoken = "vi" if language == "vi" else "en_US"
    try:
        return holidays.country_holidays(country_of(time_zone), years=years, language=spoken)
    except NotImplementedError:  # of no such country
        return {}


def _holidays(facts, running):
    years = {dates(facts, session)[0].year for session in running}
    named = public_holidays(facts.dialogue.time_zone, years, translation.get_language())
    for day, sessions in by_day(facts, running):
        if day in named:
            text = _("%(day)s is a public holiday: %(name)s.")
            say = later(facts, text, sessions[:1], name=named[day])
            # Its first session stands for the day; another time that day changes nothing.
            yield Conflict(Kind.HOLIDAY, sessions[:1], say, facts=(day,))


def _breaks(facts, running):
    """Stretches of work, in whatever rooms, that no break interrupts."""
    for _day, sessions in by_day(facts, running):
        stretch, begins, ends = [], None, None
        for session in sessions:
            length = session.ends_at - session.starts_at
            is_break = session.kind in RESTS and length >= SHORTEST_BREAK
            if ends and (is_break or session.starts_at - ends >= SHORTEST_BREAK):
                stop = min(ends, session.starts_at) if is_break else ends
                yield from _too_long(facts, stretch, begins, stop)
                stretch, begins, ends = [], None, None
            if is_break:
                continue
            begins = begins or session.starts_at
            ends = max(ends or session.ends_at, session.ends_at)
            stretch.append(session)
        yield from _too_long(facts, stretch, begins, ends)


def _too_long(facts, stretch, begins, ends):
    if stretch and ends - begins > LONGEST_STRETCH:
        text = _("No break on %(day)s between %(begins)s and %(ends)s: from %(one)s to %(other)s.")
        hours = {"begins": clock(facts, begins), "ends": clock(facts, ends)}
        say = later(facts, text, [stretch[0], stretch[-1]], **hours)
        yield Conflict(Kind.NO_BREAK, tuple(stretch), say)


def _panels(facts, running):
    wanted = [
        (Role.Kind.MODERATOR, Kind.NO_MODERATOR, _("%(one)s on %(day)s has no moderator.")),
        (Role.Kind.RAPPORTEUR, Kind.NO_RAPPORTEUR, _("%(one)s on %(day)s has no rapporteur.")),
    ]
    for session in running:
        roles = facts.roles.get(session.pk, [])
        for role, kind, text in wanted:
            is_missing = role not in {assigned.kind for assigned in roles}
            if session.kind == Session.Kind.ROUND_TABLE and is_missing:
                yield Conflict(kind, (session,), later(facts, text, [session]))
        panel = unique(role.person for role in roles if role.kind != Role.Kind.RAPPORTEUR)
        sexes = {person.gender for person in panel}
        if len(panel) > 1 and sexes in ({Person.Gender.WOMAN}, {Person.Gender.MAN}):
            text = (
                _("%(one)s on %(day)s has only women on its panel.")
                if sexes == {Person.Gender.WOMAN}
                else _("%(one)s on %(day)s has only men on its panel.")
            )
            yield Conflict(Kind.ONE_SEX, (session,), later(facts, text, [session]), tuple(panel))


def _people(facts, running):
    sessions_of = defaultdict(list)
    for session in running:
        for role in facts.roles.get(session.pk, []):
            sessions_of[role.person].append(session)
            if not role.is_confirmed:
                text = _("%(name)s (%(role)s) has not confirmed yet: %(one)s on %(day)s.")
                names = {"name": role.person, "role": role.get_kind_display()}
                yield Conflict(
                    Kind.UNCONFIRMED,
                    (session,),
                    later(facts, text, [session], **names),
                    (role.person,),
                    (role.kind,),
                )
    for person, sessions in sessions_of.items():
        statuses = facts.statuses.get(person.pk, set())
        if statuses & COMES:
            continue
        if statuses:
            kind, text = (
                Kind.NOT_ACCEPTED,
                _("%(name)s has a role but has not accepted the invitation (%(status)s)."),
            )
        else:
            kind, text = (
                Kind.NO_INVITATION,
                _("%(name)s has a role but no invitation to this dialogue."),
            )
        labels = ", ".join(str(Status(status).label) for status in sorted(statuses))
        say = later(facts, text, sessions[:1], name=person, status=labels)
        yield Conflict(kind, tuple(unique(sessions)), say, (person,), tuple(sorted(statuses)))


def _refusals(facts, running):
    sessions = {session.pk: session for session in running}
    for role in facts.refused:
        session = sessions.get(role.session_id)
        if session:
            text = _("%(name)s has declined the role of %(role)s: %(one)s on %(day)s.")
            names = {"name": role.person, "role": role.get_kind_display()}
            say = later(facts, text, [session], **names)
            yield Conflict(Kind.REFUSED, (session,), say, (role.person,), (role.kind,))
