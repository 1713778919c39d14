"""Reads a dialogue, its topics and its programme from a folder of TOML files.

Files in, plain values out: this module does not use the database. A text is written in every
language of the project (`title.en`, `title.vi`) and read as `title_en`, `title_vi`; line breaks in
it mean nothing, and an empty line begins a new paragraph. A field that is missing, misspelt, of the
wrong type or refers to nothing is refused with one line that names file, entry and field.
"""

import re
import tomllib
import unicodedata
import zoneinfo
from datetime import date, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

TEXT = "text in every language"
CITATION = {"document": str, "start": str, "end": str, "paragraph?": int, "gist?": TEXT}
VARIANT = {"language": str, "text": str, "is_accepted?": bool}

# File → table → field → type. The first field identifies the entry; it is unique in its table. A
# name that ends in "?" may be missing; [X] is a list of X.
SHAPES: dict[str, dict[str, dict[str, Any]]] = {
    "dialogue.toml": {
        "dialogue": {
            "slug": str,
            "status": str,
            "is_public": bool,
            "title": TEXT,
            "summary": TEXT,
            "starts_on": date,
            "ends_on": date,
            "time_zone": str,
            "venue?": TEXT,
            "address?": TEXT,
            "latitude?": float,
            "longitude?": float,
            "forum?": TEXT,
            "forum_starts_on?": date,
            "forum_ends_on?": date,
            "forum_url?": str,
            "capacity": int,
            "reply_by_day": int,
            "reply_by_time": time,
            "contact_name?": TEXT,
            "contact_email?": str,
            "contact_phone?": str,
        },
        "institution": {"key": str, "part": str, "name": TEXT, "website?": str},
        "review_aspect": {"aspect": str, "state": str, "note": TEXT},
        "category": {"slug": str, "name": TEXT, "target": int},
        "reminder_rule": {"key": str, "kind": str, "days_before": int},
        "work_stream": {
            "key": str,
            "due_day": int,
            "title": TEXT,
            "owner": TEXT,
            "note?": TEXT,
            "state?": str,
        },
    },
    "documents.toml": {
        "document": {
            "key": str,
            "title": TEXT,
            "publisher": TEXT,
            "published_on": date,
            "language": str,
        }
    },
    "topics.toml": {
        "topic": {
            "slug": str,
            "number": int,
            "title": TEXT,
            "summary": TEXT,
            "citations": [CITATION],
        }
    },
    "glossary.toml": {
        "term": {
            "slug": str,
            "preferred": TEXT,
            "definition?": TEXT,
            "note?": TEXT,
            "variants": [VARIANT],
        }
    },
    "programme.toml": {
        "room": {"slug": str, "name": TEXT},
        "session": {
            "slug": str,
            "kind": str,
            "day": int,
            "starts": time,
            "ends": time,
            "room?": str,
            "audience?": str,
            "attribution?": str,
            "topics?": [str],
            "title": TEXT,
            "description?": TEXT,
            "questions?": TEXT,
        },
    },
}


class DataError(ValueError):
    """The data cannot be loaded. The message is one line for the author of the data."""


def read(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """{table: [entry, …]} from the files of SHAPES in `folder`; the table "dialogue" has one entry.

    Raises DataError.
    """
    if not folder.is_dir():
        raise DataError(_("There is no folder %(folder)s.") % {"folder": folder})
    data: dict[str, list[dict[str, Any]]] = {}
    for filename, tables in SHAPES.items():
        raw = _parse(folder / filename)
        _refuse_unknown(raw, tables, filename)
        for table, shape in tables.items():
            entries = raw.get(table, [])
            entries = [entries] if isinstance(entries, dict) else entries
            data[table] = _read_table(entries, shape, f"{filename}, {table}")
    if len(data["dialogue"]) != 1:
        raise DataError(_("dialogue.toml must describe one dialogue."))
    _check_references(data)
    return data


def _parse(path):
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(
            _("%(path)s cannot be read: %(reason)s.") % {"path": path, "reason": error.strerror}
        ) from error
    except ValueError as error:  # neither UTF-8 nor TOML
        raise DataError(
            _("%(path)s is not valid TOML: %(reason)s.") % {"path": path, "reason": error}
        ) from error


def _read_table(entries, shape, where):
    identity = next(iter(shape))
    read_entries = {}
    for number, entry in enumerate(entries, 1):
        name = entry.get(identity, number) if isinstance(entry, dict) else number
        entry_place = f"{where} “{name}”"
        values = _read_entry(entry, shape, entry_place)
        if not re.fullmatch(r"[a-z0-9_-]{1,50}", values[identity]):
            raise DataError(
                _("%(where)s: use up to 50 lower-case letters, digits and hyphens.")
                % {"where": entry_place}
            )
        if values[identity] in read_entries:
            raise DataError(_("%(where)s: appears twice.") % {"where": entry_place})
        read_entries[values[identity]] = values
    return list(read_entries.values())


def _read_entry(entry, shape, where):
    if not isinstance(entry, dict):
        raise DataError(_("%(where)s: must be a table.") % {"where": where})
    _refuse_unknown(entry, [name.rstrip("?") for name in shape], where)
    values = {}
    for name, kind in shape.items():
        field = name.rstrip("?")
        if field in entry:
            values |= _read_field(field, entry[field], kind, where)
        elif field == name:
            raise DataError(
                _("%(where)s: “%(field)s” is missing.") % {"where": where, "field": field}
            )
    return values


def _read_field(field, value, kind, where):
    """{field: value}, or for a text one item for each language."""
    if kind == TEXT:
        value = value if isinstance(value, dict) else {}
        texts = {code: _text(value.get(code)) for code, _name in settings.LANGUAGES}
        missing = [code for code, text in texts.items() if not text] or value.keys() - texts.keys()
        if missing:
            raise DataError(
                _("%(where)s: “%(field)s” must be given in these languages: %(languages)s.")
                % {"where": where, "field": field, "languages": ", ".join(texts)}
            )
        return {f"{field}_{code}": text for code, text in texts.items()}
    is_list = isinstance(kind, list)
    if type(value) is not (list if is_list else kind):
        raise _wrong_type(where, field, list if is_list else kind)
    if not is_list:
        return {field: value}
    if isinstance(kind[0], dict):
        return {field: [_read_entry(item, kind[0], f"{where}, {field}") for item in value]}
    if any(type(item) is not kind[0] for item in value):
        raise _wrong_type(where, field, kind[0])
    return {field: value}


def _wrong_type(where, field, kind):
    return DataError(
        _("%(where)s: “%(field)s” must be of type “%(type)s”.")
        % {"where": where, "field": field, "type": kind.__name__}
    )


def _text(value):
    """Paragraphs joined up, in NFC; a list gives one line for each item; "" if there is none."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        text = "\n".join(" ".join(line.split()) for line in value if line.strip())
    elif isinstance(value, str):
        paragraphs = re.split(r"\n\s*\n", value.strip())
        text = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    else:
        text = ""
    return unicodedata.normalize("NFC", text)


def _refuse_unknown(entry, known, where):
    for name in entry:
        if name not in known:
            raise DataError(
                _("%(where)s: “%(field)s” is not a known field.") % {"where": where, "field": name}
            )


def _check_references(data):
    zone = data["dialogue"][0]["time_zone"]
    if zone not in zoneinfo.available_timezones():
        raise DataError(_("dialogue.toml: “%(zone)s” is not a time zone.") % {"zone": zone})
    documents = {document["key"] for document in data["document"]}
    topics = {topic["slug"] for topic in data["topic"]}
    rooms = {room["slug"] for room in data["room"]}
    for topic in data["topic"]:
        for citation in topic["citations"]:
            _refer("topics.toml", topic, "document", citation["document"], documents)
    for term in data["term"]:
        for variant in term["variants"]:
            _refer("glossary.toml", term, "language", variant["language"], dict(settings.LANGUAGES))
    for session in data["session"]:
        for topic in session.get("topics", []):
            _refer("programme.toml", session, "topic", topic, topics)
        if "room" in session:
            _refer("programme.toml", session, "room", session["room"], rooms)


def _refer(filename, entry, table, key, known):
    if key not in known:
        raise DataError(
            _("%(file)s, “%(entry)s”: there is no %(table)s “%(key)s”.")
            % {"file": filename, "entry": entry["slug"], "table": table, "key": key}
        )
