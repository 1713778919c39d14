"""Notes of sessions: writing them down, their order, and what the session's rule demands of them.

Under the Chatham House Rule a note names neither speaker nor affiliation. The database refuses a
speaker (agenda.models.notes); names in the text are looked for here, when a note is written and
when a session comes under the rule.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.models import Session, SessionNote, Topic
from agenda.notes import name_detection
from dialogue.models import Dialogue

MOST_TOLD = 5  # notes in a sentence


def lock(session: Session) -> Session:
    """The session as it is now; nobody changes its rule or its notes before this transaction ends.

    The form of the session takes the same lock.
    """
    rows = Session.objects.select_for_update(of=["self"], no_key=True).select_related("dialogue")
    return rows.get(pk=session.pk)


@transaction.atomic
def write(note: SessionNote, topics) -> SessionNote:
    """Save a note, a new one after the others; its topics are set."""
    if note.position is None:
        last = note.session.notes.last()
        note.position = last.position + 1 if last else 1
    note.on_record_id = note.session_id if note.speaker_id else None
    note.save()
    note.topics.set(topics)
    return note


@transaction.atomic
def move(session: Session, key: int, *, up: bool):
    """Change places with the note before or after, if there is one."""
    notes = list(lock(session).notes.all())
    at = next((index for index, one in enumerate(notes) if one.pk == key), None)
    other = None if at is None else at - 1 if up else at + 1
    if other is not None and 0 <= other < len(notes):
        one, two = notes[at], notes[other]
        one.position, two.position = two.position, one.position
        SessionNote.objects.bulk_update([one, two], ["position"])


def of_session(session: Session):
    """In their order, with what is told of each. Two queries."""
    return session.notes.select_related("speaker", "written_by").prefetch_related("topics")


def place(note: SessionNote) -> str:
    """Which note it is, without its words."""
    before = note.session.notes.filter(position__lt=note.position).count()
    told = {"number": before + 1, "session": note.session}
    return _("note %(number)d of %(session)s") % told


def with_notes(sessions):
    """Those sessions that have notes, each with them. Three queries, however many."""
    notes = SessionNote.objects.select_related("speaker").prefetch_related("topics")
    found = sessions.filter(Exists(SessionNote.objects.filter(session=OuterRef("pk"))))
    return found.select_related("room").prefetch_related(Prefetch("notes", notes))


def refusal(dialogue: Dialogue, text: str) -> str:
    """Why this text cannot stand under the Chatham House Rule, or ""."""
    found = name_detection.of_dialogue(dialogue).find(text)
    if not found:
        return ""
    places = (_("“%(words)s” in “%(where)s”") % one._asdict() for one in found)
    return _(
        "Under the Chatham House Rule, a note does not name speakers or their affiliations. "
        "This note names: %(found)s. Use general words instead, such as “a regulator from the "
        "region”."
    ) % {"found": "; ".join(dict.fromkeys(places))}


def obstacles(session: Session) -> str:
    """Which of its notes keep a session from coming under the Chatham House Rule, or ""."""
    names = name_detection.of_dialogue(session.dialogue)
    told = []
    for number, note in enumerate(of_session(session), start=1):
        words = [str(note.speaker)] if note.speaker else []
        words += [one.words for one in names.find(note.text)]
        if words:
            told.append(f"{number} ({', '.join(dict.fromkeys(words))})")
    if not told:
        return ""
    more = len(told) - MOST_TOLD
    listed = "; ".join(told[:MOST_TOLD]) + (f"; + {more}" if more > 0 else "")
    text = ngettext(
        "This session note reveals who spoke or for whom: %(listed)s. Remove its speaker, "
        "replace the names in its text with general words, then change the rule.",
        "These session notes reveal who spoke or for whom: %(listed)s. Remove their speakers, "
        "replace the names in their texts with general words, then change the rule.",
        len(told),
    )
    return text % {"listed": listed}


def forget_names(session: Session):
    """A session is under the Chatham House Rule: earlier wordings of its notes that name somebody
    leave the history."""
    names = name_detection.of_dialogue(session.dialogue)
    rows = SessionNote.history.filter(session=session)
    rows.filter(pk__in=[one.pk for one in rows if names.find(one.text)]).delete()


def topics_of(session: Session) -> list[Topic]:
    """Of the dialogue, those first that the session discusses."""
    own = set(session.topics.values_list("pk", flat=True))
    return sorted(session.dialogue.topics.all(), key=lambda one: (one.pk not in own, one.number))


def headings():
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


def table(dialogue: Dialogue, sessions) -> list[list]:
    """The notes of sessions `with_notes` as rows: over each session's one with its rule in words.
    Times are on the dialogue's clock."""
    found = []
    for session in sessions:
        starts = dialogue.local(session.starts_at)
        about = [starts.date(), f"{starts:%H:%M}", session.title, session.get_attribution_display()]
        found.append([*about, None, session.rule_of_notes, None, None, None])
        for number, note in enumerate(session.notes.all(), start=1):
            topics = "; ".join(str(topic) for topic in note.topics.all())
            speaker = str(note.speaker) if note.speaker else None
            language = note.get_language_display()
            found.append([*about, number, note.text, language, speaker, topics])
    return found
