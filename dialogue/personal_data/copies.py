"""A copy of all that is kept about somebody, made from the data map alone: what it does not name is
not in the copy, and tests/dialogue/personal_data/test_data_map.py refuses that.

What opens something (keys, codes, the tokens in letters) is left out, and so are the names and
addresses of others (GDPR, Article 15 (4)).
"""

import base64
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeAlias

from django.contrib.auth.models import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import BinaryField, Field, ForeignKey, Model
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue import refusals
from dialogue.access.tokens import without_tokens
from dialogue.personal_data import data_map
from dialogue.personal_data.holdings import NOBODY, Holding, Mention, PersonalData
from dialogue.personal_data.presentation import label_of
from dialogue.personal_data.subjects import Subject, with_words

SCHEMA = 1  # raised when the JSON is laid out differently
SOMEBODY_ELSE = gettext_lazy("(somebody else)")
AN_ORGANISER = gettext_lazy("(an organiser)")
# The part of an address of ours that answers for somebody: secretariat+<token>@…
SUBADDRESS = re.compile(r"\+[0-9a-f]{36}@", re.IGNORECASE)
FILE_NAMES = {"calendar": "invite.ics", "content": "message.eml"}
Column: TypeAlias = "Field[Any, Any]"


@dataclass(frozen=True)
class Entry:
    """One field of a row: `value` is plain JSON, `text` what people read. A file's value is
    {"filename", "media_type", "base64"}."""

    name: str
    label: str
    value: Any
    text: str
    purpose: str


@dataclass(frozen=True)
class Section:
    """The rows of one model: what they are called, until when they are kept, and for each row its
    filled fields."""

    model: str
    title: str
    kept: str
    rows: list[list[Entry]] = field(default_factory=list)


def copy_of(subject: Subject) -> list[Section]:
    """All that is kept about them, in the active language and the current time zone."""
    return [section for holding in _personal() if (section := _section(holding, subject)).rows]


def as_json(subject: Subject, sections: list[Section]) -> bytes:
    """The same as a file for programs."""
    whole = {
        "schema": SCHEMA,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "keys": {label: sorted(keys) for label, keys in subject.keys.items() if "." in label},
        "sections": [
            {
                "model": section.model,
                "name": section.title,
                "kept": section.kept,
                "rows": [[vars(entry) for entry in row] for row in section.rows],
            }
            for section in sections
        ],
    }
    text = json.dumps(whole, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    return text.encode()


def columns_once(holding: Holding, personal: PersonalData) -> list[Column]:
    """The fields of these that people know: of a translated one, those of its languages."""
    twice = refusals.stored_twice(holding.model_class)
    return [column for column in holding.columns(personal) if column.name not in twice]


def _personal() -> Iterator[Holding]:
    """The people first: whoever reads it looks for the name."""
    return iter(sorted(data_map.personal(), key=lambda entry: entry.subject_of is None))


def _section(holding: Holding, subject: Subject) -> Section:
    rows = list(_rows(holding, subject))
    return Section(holding.model, capfirst(holding.title), str(holding.kept or ""), rows)


def _rows(holding: Holding, subject: Subject) -> Iterator[list[Entry]]:
    shown = [personal for personal in holding.personal if list(holding.seers(personal)) != [NOBODY]]
    keys: list[Any] = []
    if holding.rows_of:
        for row in holding.rows_of(subject).order_by("pk"):
            keys.append(row.pk)
            if entries := list(_entries(holding, shown, row, subject)):
                yield [*_context(holding, row), *entries]
    yield from _mentions(holding, keys, subject)


def _mentions(holding: Holding, own: Collection[Any], subject: Subject) -> Iterator[list[Entry]]:
    """What others' rows say of them: only the field in which they stand. Letters to others are
    theirs."""
    if holding.model == "mail.OutgoingMail":
        return
    for personal in holding.personal:
        if personal.mention is not Mention.TEXT:
            continue
        for column in columns_once(holding, personal):
            there = holding.rows.filter(with_words(subject, column.name)).exclude(pk__in=own)
            for row in there.order_by("pk"):
                yield [*_context(holding, row), _entry(column, personal, row, subject)]


def _entries(
    holding: Holding, shown: list[PersonalData], row: Model, subject: Subject
) -> Iterator[Entry]:
    for personal in shown:
        for column in columns_once(holding, personal):
            if getattr(row, column.attname) not in (None, "", b"", {}, []):
                yield _entry(column, personal, row, subject)


def _context(holding: Holding, row: Model) -> Iterator[Entry]:
    """Which dialogue it is about, where the row or its invitation says so."""
    dialogue = getattr(row, "dialogue", None) or getattr(
        getattr(row, "invitation", None), "dialogue", None
    )
    if dialogue is not None:
        yield Entry("dialogue", capfirst(_("dialogue")), str(dialogue), str(dialogue), "")


def _entry(column: Column, personal: PersonalData, row: Model, subject: Subject) -> Entry:
    value, text = _value(column, personal, row, subject)
    label = label_of(column) or str(personal.called)
    return Entry(column.name, capfirst(label), value, text, str(personal.purpose))


def _value(column: Column, personal: PersonalData, row: Model, subject: Subject) -> tuple[Any, str]:
    """(as plain JSON, as people read it)."""
    if isinstance(column, ForeignKey):
        return _reference(getattr(row, column.name))
    value = getattr(row, column.attname)
    if isinstance(column, BinaryField):
        return _file(column, row, bytes(value))
    if personal.mention in {Mention.NAME, Mention.ADDRESS} and not _is_own(value, subject):
        return str(SOMEBODY_ELSE), str(SOMEBODY_ELSE)
    if column.choices:
        shown = str(getattr(row, f"get_{column.name}_display")())
        return value, shown
    return _plain(value)


def _reference(there: Any) -> tuple[str, str]:
    text = str(AN_ORGANISER if isinstance(there, AbstractBaseUser) else there)
    return text, text


def _is_own(value: Any, subject: Subject) -> bool:
    words = {word.casefold() for word in [*subject.names, *subject.addresses]}
    return str(value).casefold() in words


def _file(column: Column, row: Any, content: bytes) -> tuple[dict[str, str], str]:
    """Files of text, like emails, hold addresses with tokens; they are cut out."""
    name = getattr(row, "filename", "") or FILE_NAMES.get(column.name, column.name)
    media_type = getattr(row, "media_type", "") or "application/octet-stream"
    if b"\0" not in content:
        text = content.decode("utf-8", "surrogateescape")
        content = _without_secrets(text).encode("utf-8", "surrogateescape")
    value = {
        "filename": name,
        "media_type": media_type,
        "base64": base64.b64encode(content).decode("ascii"),
    }
    return value, name


def _plain(value: Any) -> tuple[Any, str]:
    """Values of fields that are none of the above."""
    if isinstance(value, bool):
        return value, _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return value.isoformat(), formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return value.isoformat(), formats.date_format(value, "DATE_FORMAT")
    if isinstance(value, time):
        return value.isoformat(), formats.time_format(value, "H:i")
    if isinstance(value, int):
        return value, str(value)
    if isinstance(value, dict | list):
        value = json.loads(_without_secrets(json.dumps(value, cls=DjangoJSONEncoder)))
        return value, json.dumps(value, ensure_ascii=False)
    text = _without_secrets(str(value))
    return text, text


def _without_secrets(text: str) -> str:
    return SUBADDRESS.sub("+…@", without_tokens(text))
