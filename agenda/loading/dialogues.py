"""Loads a dialogue, its topics and its draft programme from data files, as often as one likes.

`agenda.loading.datafiles` reads the files, this module says which rows they ask for, and
`agenda.loading.merging` brings those about without overwriting what an organiser changed.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import models, transaction
from django.utils.translation import gettext as _

from agenda.evidence import anchors
from agenda.loading.datafiles import DataError, read
from agenda.loading.merging import KNOWN_BY, Merger, Outcome
from agenda.models import Passage, Room, Session, SourceDocument, Term, Topic
from agenda.notes import session_notes
from dialogue.models import Dialogue, Institution, ReviewAspect, WorkStream
from participants.models import Category, ReminderRule

DATA = Path(__file__).resolve().parent.parent / "data" / "ai-governance-2026"


@dataclass
class Report:
    """What one load did.

    `dialogue` is None where an organiser deleted it; `counts` is {model: Counter of Outcome};
    `kept` names rows and fields that organisers changed; `moved_by` is in days.
    """

    dialogue: Dialogue | None
    counts: dict[type[models.Model], Counter]
    kept: list[str]
    moved_by: int = 0
    citations: int = 0
    citations_found: int = 0

    @property
    def has_written(self):
        return any(count[Outcome.MADE] or count[Outcome.UPDATED] for count in self.counts.values())


def load(folder: Path = DATA, starts_on: date | None = None, *, afresh=False) -> Report:
    """Load the data in `folder` in one transaction and report what was done.

    `starts_on` moves the whole dialogue, with whatever organisers added or changed, by whole days;
    without it a dialogue that is there already keeps its dates. `afresh` makes a dialogue again
    that was deleted. Raises DataError; then nothing is written.
    """
    data = read(folder)
    try:
        with transaction.atomic():
            return _load(data, starts_on, afresh)
    except OverflowError as error:
        raise DataError(
            _("The first day is too far away for the dates to be calculated.")
        ) from error


def _load(data, starts_on, afresh):
    entry = data["dialogue"][0]
    merger = Merger(entry["slug"])
    report = Report(None, merger.counts, merger.kept)
    if merger.dialogue_is_deleted():
        if not afresh:
            merger.counts[Dialogue][Outcome.DELETED] += 1
            return report
        merger.forget()
    existing = merger.dialogue()
    start = starts_on or (existing.starts_on if existing else entry["starts_on"])
    if existing and existing.starts_on != start:
        report.moved_by = (start - existing.starts_on).days
        merger.move(existing, report.moved_by)
    report.dialogue = merger.put(Dialogue, entry["slug"], _dialogue_fields(entry, start))
    _Parts(merger, report.dialogue, data, start).put()
    passages = Passage.objects.filter(topics__dialogue=report.dialogue).distinct()
    report.citations = len(passages)
    report.citations_found = report.citations - len(anchors.resolve(passages))
    return report


def _dialogue_fields(entry, start):
    wanted = {**entry}
    shift = start - entry["starts_on"]
    for name in ["starts_on", "ends_on", "forum_starts_on", "forum_ends_on"]:
        if name in wanted:
            wanted[name] += shift
    day = start + timedelta(days=wanted.pop("reply_by_day"))
    zone = Dialogue(time_zone=entry["time_zone"]).tz
    wanted["reply_by_at"] = datetime.combine(day, wanted.pop("reply_by_time"), zone)
    return wanted


class _Parts:
    """Puts what belongs to a dialogue, counting days from `start`, its first day."""

    def __init__(self, merger, dialogue, data, start):
        self.merger = merger
        self.dialogue = dialogue
        self.data = data
        self.start = start

    def put(self):
        """Put the parts in such an order that what is referred to comes first."""
        for table, model in {
            "institution": Institution,
            "review_aspect": ReviewAspect,
            "category": Category,
        }.items():
            self._put_list(table, model)
        for entry in self.data["reminder_rule"]:
            wanted = {**entry}
            self._put_part(ReminderRule, wanted.pop("key"), wanted)
        self._put_work_streams()
        self._put_terms()
        topics = self._put_topics(self._put_documents())
        self._put_sessions(topics, self._put_list("room", Room))

    def _put_part(self, model, key, wanted):
        key = f"{self.merger.slug}/{key}"
        return self.merger.put(model, key, wanted, dialogue=self.dialogue)

    def _put_list(self, table, model):
        """{key: row} for entries whose order counts; None for a row that was deleted."""
        rows = {}
        for position, entry in enumerate(self.data[table], 1):
            wanted = {**entry, "position": position}
            key = wanted.pop("key", None) or entry[KNOWN_BY[model]]
            rows[key] = self._put_part(model, key, wanted)
        return rows

    def _put_work_streams(self):
        for position, entry in enumerate(self.data["work_stream"], 1):
            wanted = {**entry, "position": position}
            wanted["due_on"] = self.start + timedelta(days=wanted.pop("due_day"))
            self._put_part(WorkStream, wanted.pop("key"), wanted)

    def _put_terms(self):
        for entry in self.data["term"]:
            wanted = {**entry}
            wanted["variants"] = [
                (variant["language"], variant["text"], variant.get("is_accepted", False))
                for variant in wanted["variants"]
            ]
            self._put_part(Term, entry["slug"], wanted)

    def _put_documents(self):
        imported = {
            document.key: document for document in SourceDocument.objects.exclude(sha256="")
        }
        return {
            entry["key"]: self.merger.put(
                SourceDocument, entry["key"], entry, _guesses(imported.get(entry["key"]))
            )
            for entry in self.data["document"]
        }

    def _put_topics(self, documents):
        topics = {}
        for entry in self.data["topic"]:
            wanted = {**entry}
            wanted["passages"] = [
                (cited["document"], cited["start"], cited["end"], cited.get("paragraph"))
                for cited in wanted.pop("citations")
                if documents[cited["document"]]
            ]
            topics[entry["slug"]] = self._put_part(Topic, entry["slug"], wanted)
        return topics

    def _put_sessions(self, topics, rooms):
        for entry in self.data["session"]:
            wanted = {**entry}
            day = self.start + timedelta(days=wanted.pop("day") - 1)
            for name in ["starts", "ends"]:
                moment = datetime.combine(day, wanted.pop(name), self.dialogue.tz)
                wanted[f"{name}_at"] = moment
            if "room" in wanted:
                wanted["room"] = rooms[wanted["room"]]
            found = [topics[slug] for slug in wanted.get("topics", [])]
            wanted["topics"] = [topic for topic in found if topic]
            session = self._put_part(Session, entry["slug"], wanted)
            if session and session.notes_name_nobody:
                _refuse_speakers(session)
                session_notes.forget_names(session)


def _refuse_speakers(session):
    """The schema would refuse them too, at the end and without a word that helps."""
    if session.notes.exclude(speaker=None).exists():
        raise DataError(f"{session}: {session_notes.obstacles(session)}")


def _guesses(document):
    """The fields that `import_documents` guessed, if the text came before the record: it gives
    one title to both languages."""
    if document and document.title_en == document.title_vi:
        return ["title_en", "title_vi"]
    return []
