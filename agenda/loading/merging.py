"""Merges rows that are loaded from data repeatedly with what organisers change in between.

Each field is merged three ways: `LoadedRow` remembers what was loaded last; a field that still
has that value is updated, one that an organiser changed is left as it is. A row that an organiser
deleted is not created again. What has been removed from the data stays in the database.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from agenda.loading.datafiles import DataError
from agenda.models import (
    LoadedRow,
    Passage,
    Room,
    Session,
    SourceDocument,
    Term,
    Topic,
    Variant,
)
from agenda.programme import sessions
from dialogue.calendars import events
from dialogue.models import Dialogue, Institution, ReviewAspect, WorkStream
from participants.models import Category

# The field that identifies a row which existed before the data were first loaded.
KNOWN_BY: dict[type[models.Model], str] = {
    Dialogue: "slug",
    ReviewAspect: "aspect",
    Category: "slug",
    SourceDocument: "key",
    Topic: "slug",
    Term: "slug",
    Room: "slug",
    Session: "slug",
    Passage: "start",  # with the rest of its anchor, which are its parents
}
# The fields that move when the dialogue moves.
MOVES: dict[type[models.Model], list[str]] = {
    Dialogue: ["starts_on", "ends_on", "forum_starts_on", "forum_ends_on", "reply_by_at"],
    Session: ["starts_at", "ends_at"],
    WorkStream: ["due_on"],
}


class Outcome(Enum):
    """What a load did with one row."""

    MADE = "made"
    UPDATED = "updated"
    KEPT = "kept"  # it differs from the data because an organiser changed it
    DELETED = "deleted"  # by an organiser
    UNCHANGED = "unchanged"


class Merger:
    """Puts the rows of one dialogue (identified by the data's slug) and counts what it did.

    `counts` is {model: Counter of Outcome}, `kept` names the rows and fields that organisers
    changed. Use it within one transaction.
    """

    def __init__(self, slug: str) -> None:
        self.slug = slug
        self.counts: dict[type[models.Model], Counter[Outcome]] = defaultdict(Counter)
        self.kept: list[str] = []
        self._moved: set[tuple[type[models.Model], Any]] = set()
        rows = LoadedRow.objects.select_for_update().filter(
            models.Q(model=Dialogue._meta.label_lower, key=slug)
            | models.Q(model=SourceDocument._meta.label_lower)
            | models.Q(key__startswith=f"{slug}/")
        )
        self._memory = {(row.model, row.key): row for row in rows}

    def dialogue(self) -> Dialogue | None:
        """The dialogue's row, or None."""
        return self._find(Dialogue, self.slug, {"slug": self.slug}, {})

    def dialogue_is_deleted(self) -> bool:
        """Whether it was loaded once and has been deleted since."""
        return self._remembered(Dialogue, self.slug) is not None and self.dialogue() is None

    def forget(self) -> None:
        """Forget what was loaded, except the documents, which do not belong to the dialogue."""
        for place, memory in list(self._memory.items()):
            if memory.model != SourceDocument._meta.label_lower:
                memory.delete()
                del self._memory[place]

    def put(
        self,
        model: type[models.Model],
        key: str,
        wanted: dict[str, Any],
        guesses: Collection[str] = (),
        **parents: models.Model,
    ) -> Any:
        """Create or update a row of `model`; return it, or None if an organiser deleted it.

        `key` identifies the row in the data; `wanted` is {field: value}, with a list of values for
        a relation to many rows; `parents` are the rows that it belongs to from the beginning.
        `guesses` names fields whose values nobody wrote, if the row exists already: the data
        replace them. Raises DataError.
        """
        memory = self._remembered(model, key)
        row = self._find(model, key, wanted, parents)
        if row is None and memory is not None:
            self.counts[model][Outcome.DELETED] += 1
            return None
        if row is None:
            row, outcome, write = model(**parents), Outcome.MADE, wanted
            values: dict[str, Any] = {}
        else:
            base = memory.values if memory else {name: _current(row, name) for name in guesses}
            write, kept, values = merge(row, wanted, base)
            outcome = self._outcome(row, write, kept)
            if kept:
                self.kept.append(f"{model._meta.verbose_name} “{key}”: {', '.join(kept)}")
        if write:
            _write(row, write)
            values |= {name: plain(value) for name, value in write.items()}
        self._remember(row, key, values)
        self.counts[model][outcome] += 1
        return row

    def move(self, dialogue: Dialogue, days: int) -> None:
        """Move the dialogue, everything in it, and the remembered values, by whole days."""
        for row in [dialogue, *dialogue.sessions.all(), *dialogue.work_streams.all()]:
            for name in MOVES[type(row)]:
                setattr(row, name, _shifted(getattr(row, name), days, dialogue))
            _save(row)
            self._moved.add((type(row), row.pk))
        names_of = {model._meta.label_lower: names for model, names in MOVES.items()}
        for memory in self._memory.values():
            names = [name for name in names_of.get(memory.model, []) if name in memory.values]
            for name in names:
                kind = datetime if name.endswith("_at") else date
                moment = kind.fromisoformat(memory.values[name])
                memory.values[name] = plain(_shifted(moment, days, dialogue))
            if names:
                memory.save(update_fields=["values"])

    def _remembered(self, model, key):
        return self._memory.get((model._meta.label_lower, key))

    def _find(self, model, key, wanted, parents):
        memory = self._remembered(model, key)
        rows = model._default_manager.select_for_update(no_key=True).order_by("pk")
        if memory is not None:
            return rows.filter(pk=memory.values["pk"]).first()
        if model not in KNOWN_BY:
            return None
        return rows.filter(**{KNOWN_BY[model]: wanted[KNOWN_BY[model]]}, **parents).first()

    def _outcome(self, row, write, kept):
        if write or (type(row), row.pk) in self._moved:
            return Outcome.UPDATED
        return Outcome.KEPT if kept else Outcome.UNCHANGED

    def _remember(self, row, key, values):
        memory, values = self._remembered(type(row), key), {**values, "pk": row.pk}
        if memory is None:
            LoadedRow.objects.create(model=row._meta.label_lower, key=key, values=values)
        elif memory.values != values:
            memory.values = values
            memory.save(update_fields=["values"])


def merge(
    row: models.Model, wanted: dict[str, Any], base: dict[str, Any]
) -> tuple[dict[str, Any], list[str], dict[str, Any]]:
    """Three-way merge of one row: ({field: value} to write, [field] to keep, what to remember).

    `base` is what was loaded last, as `plain` values. A field that was never loaded is written
    only where it is empty.
    """
    write: dict[str, Any] = {}
    kept: list[str] = []
    values = {**base}
    for name, value in wanted.items():
        current, new = _current(row, name), plain(value)
        if current == new:
            values[name] = new
        elif current == base[name] if name in base else not current:
            write[name] = value
        else:
            kept.append(name)
    return write, kept, values


def plain(value: Any) -> Any:
    """A field's value as JSON can store it, so that equal values compare as equal.

    Rows become their keys; passages and variants, tuples in the data, become lists of their fields.
    Browsers send CRLF where we wrote LF and drop outer white space; that is not a change.
    """
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, list):
        return sorted((plain(item) for item in value), key=repr)
    return value


def _current(row, name):
    if name == "passages":
        anchor = ["document__key", "start", "end", "paragraph_number"]
        return plain(list(row.passages.values_list(*anchor)))
    if name == "variants":
        return plain(list(row.variants.values_list("language", "text", "is_accepted")))
    value = getattr(row, name)
    return plain(list(value.all()) if isinstance(value, models.Manager) else value)


def _write(row, wanted):
    """Set the fields, then check and save the row so that calendars are updated."""
    links = {name: value for name, value in wanted.items() if isinstance(value, list)}
    for name, value in wanted.items():
        if name not in links:
            setattr(row, name, value)
    try:
        row.full_clean()
    except ValidationError as error:
        reasons = [f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items()]
        raise DataError(f"{row._meta.verbose_name} “{row}”: {'; '.join(reasons)}") from error
    _save(row)
    for name, items in links.items():
        if name == "variants":
            _set_variants(row, items)
            continue
        if name == "passages":
            items = [_passage(*anchor) for anchor in items]
        getattr(row, name).set(items)


def _passage(document, start, end, paragraph_number):
    return Passage.objects.get_or_create(
        document=SourceDocument.objects.get(key=document),
        start=start,
        end=end,
        paragraph_number=paragraph_number,
    )[0]


def _set_variants(term, variants):
    term.variants.all().delete()
    Variant.objects.bulk_create(
        Variant(term=term, language=language, text=text, is_accepted=is_accepted)
        for language, text, is_accepted in variants
    )


def _save(row):
    """Save a row so that SEQUENCE, LAST-MODIFIED and the version of feeds and pages follow."""
    row._change_reason = "manage.py load_dialogue"
    if isinstance(row, Dialogue):
        events.save_dialogue(row)
    elif isinstance(row, Session):
        sessions.save_session(row)
    else:
        row.save()
        if isinstance(row, Institution):
            events.mark_calendars_changed(Dialogue.objects.filter(pk=row.dialogue_id))


def _shifted(moment, days, dialogue):
    """The same time of day on the dialogue's clock, `days` later; None stays None."""
    if isinstance(moment, datetime):
        moment = dialogue.local(moment)
    return moment and moment + timedelta(days=days)
