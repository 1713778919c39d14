"""Loads a dialogue, its topics and its draft programme from data files, once or repeatedly.

`agenda.loading.datafiles` reads the files, this module says which rows they describe, and
`agenda.loading.merging` writes those rows without overwriting what an organiser changed.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
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

DATA = Path(__file__).resolve().parent / "data" / "ai-governance-2026"


@dataclass
class Report:
    """What one run of `load` did.

    `dialogue` is None if an organiser deleted it; `counts` is {model: Counter of Outcome}; `kept`
    names the rows and fields that organisers changed; `moved_by` is in days; `citations` is the
    number of passages that its topics cite, `citations_found` of those found in their documents.
    """

    dialogue: Dialogue | None
    counts: dict[type[models.Model], Counter]
    kept: list[str]
    moved_by: int = 0
    citations: int = 0
    citations_found: int = 0

    @property
    def has_written(self) -> bool:
        """Whether any row was made or updated."""
        return any(count[Outcome.MADE] or count[Outcome.UPDATED] for count in self.counts.values())


def load(folder: Path = DATA, starts_on: date | None = None, *, afresh: bool = False) -> Report:
    """Load the data in `folder` in one transaction and report what was done.

    `starts_on` moves the whole dialogue, with everything that organisers added or changed, by whole
    days; without it an existing dialogue keeps its dates. `afresh` creates a dialogue again that
    was deleted. Raises DataError; then nothing is written.
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
    _Contents(merger, report.dialogue, data, start).put()
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


class _Contents:
    """Puts the rows that belong to a dialogue, counting days from `start`, its first day."""

    def __init__(self, merger, dialogue, data, start):
        self.merger = merger
        self.dialogue = dialogue
        self.data = data
        self.start = start

    def put(self) -> None:
        """Put the rows in an order in which those that others refer to come first."""
        for table, model in {
            "institution": Institution,
            "review_aspect": ReviewAspect,
            "category": Category,
        }.items():
            self._put_list(table, model)
        for entry in self.data["reminder_rule"]:
            wanted = {**entry}
            self._put_row(ReminderRule, wanted.pop("key"), wanted)
        self._put_work_streams()
        self._put_terms()
        documents = self._put_documents()
        topics = self._put_topics(documents)
        self._put_gists(documents)
        self._put_sessions(topics, self._put_list("room", Room))

    def _put_row(self, model, key, wanted):
        key = f"{self.merger.slug}/{key}"
        return self.merger.put(model, key, wanted, dialogue=self.dialogue)

    def _put_list(self, table, model):
        """{key: row} for entries whose order counts; None for a row that was deleted."""
        rows = {}
        for position, entry in enumerate(self.data[table], 1):
            wanted = {**entry, "position": position}
            key = wanted.pop("key", None) or entry[KNOWN_BY[model]]
            rows[key] = self._put_row(model, key, wanted)
        return rows

    def _put_work_streams(self):
        for position, entry in enumerate(self.data["work_stream"], 1):
            wanted = {**entry, "position": position}
            wanted["due_on"] = self.start + timedelta(days=wanted.pop("due_day"))
            self._put_row(WorkStream, wanted.pop("key"), wanted)

    def _put_terms(self):
        for entry in self.data["term"]:
            wanted = {**entry}
            wanted["variants"] = [
                (variant["language"], variant["text"], variant.get("is_accepted", False))
                for variant in wanted["variants"]
            ]
            self._put_row(Term, entry["slug"], wanted)

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
            topics[entry["slug"]] = self._put_row(Topic, entry["slug"], wanted)
        return topics

    def _put_gists(self, documents):
        """What the passages say. One that organisers deleted or gave other words is passed over."""
        for entry in self.data["topic"]:
            for cited in entry["citations"]:
                gist = {name: text for name, text in cited.items() if name.startswith("gist_")}
                anchor = {
                    "document": documents[cited["document"]],
                    "end": cited["end"],
                    "paragraph_number": cited.get("paragraph"),
                }
                wanted = {"start": cited["start"], **gist}
                if gist and Passage.objects.filter(start=cited["start"], **anchor).exists():
                    self.merger.put(Passage, self._passage_key(cited), wanted, **anchor)

    def _passage_key(self, cited):
        place = [cited["document"], cited.get("paragraph"), cited["start"], cited["end"]]
        return f"{self.merger.slug}/{sha256(repr(place).encode()).hexdigest()[:20]}"

    def _put_sessions(self, topics, rooms):
        for entry in self.data["session"]:
            wanted = {**entry}
            day = self.start + timedelta(days=wanted.pop("day") - 1)
            for name in ["starts", "ends"]:
                moment = datetime.combine(day, wanted.pop(name), self.dialogue.tz)
                wanted[f"{name}_at"] = moment
            if "room" in wanted:
                wanted["room"] = rooms[wanted["room"]]
            discussed = [topics[slug] for slug in wanted.get("topics", [])]
            wanted["topics"] = [topic for topic in discussed if topic]
            session = self._put_row(Session, entry["slug"], wanted)
            if session and session.notes_name_nobody:
                _refuse_speakers(session)
                session_notes.forget_names(session)


def _refuse_speakers(session):
    """The database would refuse them too, but only at the end and without a useful message."""
    if session.notes.exclude(speaker=None).exists():
        raise DataError(f"{session}: {session_notes.obstacles(session)}")


def _guesses(document):
    """The fields that `import_documents` guessed, if it ran before the record was loaded: it uses
    one title for both languages."""
    if document and document.title_en == document.title_vi:
        return ["title_en", "title_vi"]
    return []
