"""Notes of sessions: writing them, their order, and what the session's rule requires of them.

Under the Chatham House Rule a note names neither speaker nor affiliation. The database refuses a
speaker (agenda.models.notes); this module looks for names in the text, when a note is written and
when a session comes under the rule.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from simple_history.utils import get_history_manager_for_model

from agenda.models import Session, SessionNote, Topic
from agenda.notes import name_detection
from dialogue.models import Dialogue

MOST_LISTED = 5  # notes in a sentence


def lock(session: Session) -> Session:
    """The session as it is now; nobody else can change its rule or its notes until this transaction
    ends.

    The form of the session takes the same lock.
    """
    rows = Session.objects.select_for_update(of=["self"], no_key=True).select_related("dialogue")
    return rows.get(pk=session.pk)


@transaction.atomic
def write(note: SessionNote, topics: Iterable[Topic]) -> SessionNote:
    """Save a note and set its topics; a new note comes after the others."""
    if not note.position:
        last = note.session.notes.last()
        note.position = last.position + 1 if last else 1
    note.on_record_id = note.session_id if note.speaker_id else None
    note.save()
    note.topics.set(topics)
    return note


@transaction.atomic
def move(session: Session, key: int, *, up: bool) -> None:
    """Let a note change places with the one before it or after it, if there is one."""
    notes = list(lock(session).notes.all())
    keys = [note.pk for note in notes]
    if key not in keys:
        return
    index = keys.index(key)
    other = index - 1 if up else index + 1
    if 0 <= other < len(notes):
        note, neighbour = notes[index], notes[other]
        note.position, neighbour.position = neighbour.position, note.position
        SessionNote.objects.bulk_update([note, neighbour], ["position"])


def of_session(session: Session) -> QuerySet[SessionNote]:
    """The notes of a session in their order, with speaker, author and topics. Two queries."""
    return session.notes.select_related("speaker", "written_by").prefetch_related("topics")


def place(note: SessionNote) -> str:
    """Names a note by its number and session, without its words."""
    before = note.session.notes.filter(position__lt=note.position).count()
    values = {"number": before + 1, "session": note.session}
    return _("note %(number)d of %(session)s") % values


def with_notes(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Those of `sessions` that have notes, with their notes. Three queries, however many."""
    notes = SessionNote.objects.select_related("speaker").prefetch_related("topics")
    noted = sessions.filter(Exists(SessionNote.objects.filter(session=OuterRef("pk"))))
    return noted.select_related("room").prefetch_related(Prefetch("notes", notes))


def refusal(dialogue: Dialogue, text: str) -> str:
    """Why the Chatham House Rule does not allow this text, or ""."""
    mentions = name_detection.of_dialogue(dialogue).find(text)
    if not mentions:
        return ""
    places = (_("“%(words)s” in “%(where)s”") % mention._asdict() for mention in mentions)
    return _(
        "Under the Chatham House Rule, a note does not name speakers or their affiliations. "
        "This note names: %(found)s. Use general words instead, such as “a regulator from the "
        "region”."
    ) % {"found": "; ".join(dict.fromkeys(places))}


def obstacles(session: Session) -> str:
    """Which of its notes keep a session from coming under the Chatham House Rule, or ""."""
    names = name_detection.of_dialogue(session.dialogue)
    revealing = []
    for number, note in enumerate(of_session(session), start=1):
        words = [str(note.speaker)] if note.speaker else []
        words += [mention.words for mention in names.find(note.text)]
        if words:
            revealing.append(f"{number} ({', '.join(dict.fromkeys(words))})")
    if not revealing:
        return ""
    more = len(revealing) - MOST_LISTED
    listed = "; ".join(revealing[:MOST_LISTED]) + (f"; + {more}" if more > 0 else "")
    text = ngettext(
        "This session note reveals who spoke or for whom: %(listed)s. Remove its speaker, "
        "replace the names in its text with general words, then change the rule.",
        "These session notes reveal who spoke or for whom: %(listed)s. Remove their speakers, "
        "replace the names in their texts with general words, then change the rule.",
        len(revealing),
    )
    return text % {"listed": listed}


def forget_names(session: Session) -> None:
    """Delete from the history the earlier wordings of a session's notes that name somebody. For a
    session that is under the Chatham House Rule."""
    names = name_detection.of_dialogue(session.dialogue)
    earlier = get_history_manager_for_model(SessionNote).filter(session=session)
    earlier.filter(pk__in=[row.pk for row in earlier if names.find(row.text)]).delete()


def topics_of(session: Session) -> list[Topic]:
    """The topics of the dialogue, those first that the session discusses."""
    own = set(session.topics.values_list("pk", flat=True))
    return sorted(
        session.dialogue.topics.all(), key=lambda topic: (topic.pk not in own, topic.number)
    )


def headings() -> list[str]:
    """The headings of the columns of `table`."""
    return [
        _("Day"),
        _("Time"),
        _("Session"),
        _("Rule"),
        _("No."),
        _("What was said"),
        _("Language"),
        _("Speaker"),
        _("Topics"),
    ]


def table(dialogue: Dialogue, sessions: Iterable[Session]) -> list[list]:
    """The notes of sessions from `with_notes` as rows; a row with the rule in words comes before
    each session's notes. Times are on the dialogue's clock."""
    rows = []
    for session in sessions:
        starts = dialogue.local(session.starts_at)
        about = [starts.date(), f"{starts:%H:%M}", session.title, session.get_attribution_display()]
        rows.append([*about, None, session.rule_of_notes, None, None, None])
        for number, note in enumerate(session.notes.all(), start=1):
            topics = "; ".join(str(topic) for topic in note.topics.all())
            speaker = str(note.speaker) if note.speaker else None
            language = note.get_language_display()
            rows.append([*about, number, note.text, language, speaker, topics])
    return rows
