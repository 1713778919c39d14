"""A copy of all that is kept about somebody, made from the data map alone: what it does not name is
not in the copy, and tests/dialogue/personal_data/test_data_map.py refuses that.

What opens something (keys, codes, the tokens in letters) is left out, and so are the names and
addresses of others (GDPR, Article 15 (4)), and columns that the program makes of others in the same
row, such as those by which people are found and put in order.
"""

import base64
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from html import escape
from typing import Any, TypeAlias

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import BinaryField, Field, ForeignKey
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from dialogue import refusals
from dialogue.access.tokens import without_tokens
from dialogue.personal_data import data_map
from dialogue.personal_data.holdings import NOBODY, Holding, Mention, PersonalData
from dialogue.personal_data.presentation import label_of
from dialogue.personal_data.subjects import Subject, rows_with_words

LONG = 400  # characters
SCHEMA = 1  # raised when the JSON is laid out differently
SOMEBODY_ELSE = gettext_lazy("(somebody else)")
AN_ORGANISER = gettext_lazy("(an organiser)")
# The part of an address of ours that answers for somebody: secretariat+<token>@…
SUBADDRESS = re.compile(r"\+[0-9a-f]{36}@", re.IGNORECASE)
FILE_NAMES = {"calendar": "invite.ics", "content": "message.eml"}
OF_SOMEBODY = {"participants", "mail"}
OF_ONE = {Mention.NAME, Mention.ADDRESS}
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

    @property
    def is_long(self) -> bool:
        """Whether it is a letter, say, rather than a word or a sentence."""
        return len(self.text) > LONG


@dataclass(frozen=True)
class Section:
    """The rows of one model: what they are called, until when they are kept, and for each row its
    filled fields."""

    model: str
    title: str
    kept: str
    rows: list[list[Entry]] = field(default_factory=list)

    @property
    def purposes(self) -> dict[str, list[str]]:
        """{purpose: what is kept for it}, in the order of the fields."""
        found: dict[str, dict[str, None]] = {}
        for entry in (
            entry for row in self.rows for entry in row if entry.purpose and entry.name != "html"
        ):
            found.setdefault(entry.purpose, {})[entry.label] = None
        return {
            purpose: [label for label in labels if label != purpose]
            for purpose, labels in found.items()
        }


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
    """The fields of these that people know: of a translated one, those of its languages; none that
    are made of others."""
    model = apps.get_model(holding.history_of) if holding.history_of else holding.model_class
    twice = refusals.stored_twice(model)
    columns = (column for column in holding.columns(personal) if not _is_made_of_others(column))
    return [column for column in columns if column.name not in twice]


def _is_made_of_others(column: Column) -> bool:
    """By the database, or by the row itself (a field with `made_by`)."""
    return bool(column.generated or getattr(column, "made_by", ""))


def _label(column: Column, personal: PersonalData) -> str:
    """What a field is called; of a translated one, with its language."""
    label = label_of(column) or str(personal.called)
    if not label and isinstance(column, ForeignKey):
        label = str(column.remote_field.model._meta.verbose_name)
    label = capfirst(label or str(column.verbose_name))
    code = getattr(column, "language", "")
    if not code:
        return label
    return _("%(field)s (%(language)s)") % {"field": label, "language": _language(code)}


def _language(code: str) -> str:
    """ "English"; in Vietnamese "tiếng Anh", within a sentence."""
    name = get_language_info(code)["name_translated"]
    return name[:1].lower() + name[1:] if get_language() == "vi" else name


def _personal() -> Iterator[Holding]:
    """The people first: whoever reads it looks for the name."""
    return iter(sorted(data_map.personal(), key=lambda entry: entry.subject_of is None))


def _section(holding: Holding, subject: Subject) -> Section:
    rows = list(_rows(holding, subject))
    return Section(holding.model, capfirst(holding.title), str(holding.kept or ""), rows)


def _rows(holding: Holding, subject: Subject) -> Iterator[list[Entry]]:
    keys: list[Any] = []
    if holding.rows_of:
        for row in holding.rows_of(subject).order_by("pk"):
            keys.append(row.pk)
            shown = _Row(holding, row, subject)
            if entries := list(shown.entries()):
                yield [*shown.context(), *entries]
    yield from _mentions(holding, keys, subject)


def _mentions(holding: Holding, own: Collection[Any], subject: Subject) -> Iterator[list[Entry]]:
    """What rows about nobody say of them: only the field in which they stand. What was noted of
    somebody else, or written to them, is theirs."""
    if holding.model.split(".")[0] in OF_SOMEBODY:
        return
    for personal in holding.personal:
        if personal.mention is not Mention.TEXT:
            continue
        for column in columns_once(holding, personal):
            there = rows_with_words(holding.rows, subject, column).exclude(pk__in=own)
            for row in there.order_by("pk"):
                shown = _Row(holding, row, subject)
                yield [*shown.context(), shown.entry(column, personal)]


class _Row:
    """A row as it is copied."""

    def __init__(self, holding: Holding, row: Any, subject: Subject) -> None:
        self.holding, self.row = holding, row
        self.own = {word.casefold() for word in [*subject.names, *subject.addresses]}
        self.others = sorted(self._others(), key=len, reverse=True)

    def _others(self) -> set[str]:
        """The names and addresses in it that are somebody else's."""
        found = set()
        for personal in self.holding.personal:
            if personal.mention in OF_ONE:
                values = [getattr(self.row, it.name) for it in self.holding.columns(personal)]
                found |= {value for value in values if value and value.casefold() not in self.own}
        return found | {escape(value) for value in found}

    def entries(self) -> Iterator[Entry]:
        """What is filled in and opens nothing."""
        for personal in self.holding.personal:
            if list(self.holding.seers(personal)) == [NOBODY]:
                continue
            for column in columns_once(self.holding, personal):
                if getattr(self.row, column.attname) not in (None, "", b"", {}, []):
                    yield self.entry(column, personal)

    def context(self) -> Iterator[Entry]:
        """Which dialogue it is about, where the row or its invitation says so."""
        dialogue = getattr(self.row, "dialogue", None) or getattr(
            getattr(self.row, "invitation", None), "dialogue", None
        )
        if dialogue is not None:
            yield Entry("dialogue", capfirst(_("dialogue")), str(dialogue), str(dialogue), "")

    def entry(self, column: Column, personal: PersonalData) -> Entry:
        """One field."""
        value, text = self._value(column)
        label = _label(column, personal)
        return Entry(column.name, label, value, text, capfirst(str(personal.purpose)))

    def _value(self, column: Column) -> tuple[Any, str]:
        """(as plain JSON, as people read it)."""
        value = getattr(self.row, column.name)
        if isinstance(column, ForeignKey):
            text = str(AN_ORGANISER if isinstance(value, AbstractBaseUser) else value)
            return text, text
        if isinstance(column, BinaryField):
            return self._file(column, bytes(value))
        shown = getattr(self.row, f"{column.name}_label", "")  # where people read another word
        if column.choices and not shown:
            shown = getattr(self.row, f"get_{column.name}_display")()
        if shown:
            return column.get_prep_value(value), str(shown)
        if isinstance(value, str | dict | list):
            return self._text(value)
        return _plain(value)

    def _file(self, column: Column, content: bytes) -> tuple[dict[str, str], str]:
        """Files of text, like emails, hold addresses with tokens; they are cut out."""
        name = getattr(self.row, "filename", "") or FILE_NAMES.get(column.name, column.name)
        media_type = getattr(self.row, "media_type", "") or "application/octet-stream"
        if b"\0" not in content:
            text = content.decode("utf-8", "surrogateescape")
            content = self._cut(text).encode("utf-8", "surrogateescape")
        code = base64.b64encode(content).decode("ascii")
        return {"filename": name, "media_type": media_type, "base64": code}, name

    def _text(self, value: Any) -> tuple[Any, str]:
        if isinstance(value, str):
            text = self._cut(value)
            return text, text
        text = self._cut(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False))
        plain = json.loads(text)
        return plain, in_lines(plain)

    def _cut(self, text: str) -> str:
        for other in self.others:
            text = text.replace(other, str(SOMEBODY_ELSE))
        return SUBADDRESS.sub("+…@", without_tokens(text))


def in_lines(value: Any) -> str:
    """What is filled in of a nested value, a line for each part: "English: Ms Tan; Director"."""
    if isinstance(value, list):
        return "\n".join(filter(None, map(in_lines, value)))
    if not isinstance(value, dict):
        return str(value) if value not in (None, "") else ""
    languages = dict(settings.LANGUAGES)
    parts = [
        f"{_language(key) if key in languages else key}: {said}"
        for key, part in value.items()
        if (said := in_lines(part) if key not in languages else "; ".join(_leaves(part)))
    ]
    return "\n".join(parts)


def _leaves(value: Any) -> list[str]:
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return [leaf for part in parts for leaf in _leaves(part)]
    return [str(value)] if value not in (None, "") else []


def _plain(value: Any) -> tuple[Any, str]:
    """Values that are no texts."""
    if isinstance(value, bool):
        return value, _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return value.isoformat(), formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return value.isoformat(), formats.date_format(value, "DATE_FORMAT")
    if isinstance(value, time):
        return value.isoformat(), formats.time_format(value, "H:i")
    return value, str(value)
