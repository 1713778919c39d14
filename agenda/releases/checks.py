"""The release checks of the texts: nothing missing in one language, nothing changed in one and left
as it was in the other. Pure: compares what agenda.releases.snapshot took with what was
released last.
"""

import hashlib
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.db.models import Field, TextChoices
from django.utils.translation import gettext_lazy

from agenda import models
from agenda.releases.published import InLanguages
from dialogue.models import Dialogue

LANGUAGES = [code for code, _name in settings.LANGUAGES]
OF_THE_DIALOGUE = ["title", "summary", "venue", "address", "forum", "contact_name"]


class Kind(TextChoices):
    """What is not alike in both languages."""

    MISSING = "missing", gettext_lazy("missing in one language")
    STALE = "stale", gettext_lazy("changed in one language only")
    UNEVEN = "uneven", gettext_lazy("not the same number of questions")


@dataclass(frozen=True)
class Finding:
    """A text that is not alike in both languages.

    `texts` and `before` are {language: text}; `before` is empty where nothing was released yet.
    `model` and `key` lead to the row, `of` names it.
    """

    kind: Kind
    model: str
    key: int
    of: str
    field: str
    texts: dict[str, str]
    before: dict[str, str]

    @property
    def must_be_mended(self) -> bool:
        """Whether it prevents the release; an organiser may say of others that they are right."""
        return self.kind == Kind.MISSING

    @property
    def fingerprint(self) -> str:
        """64 hexadecimal digits that change when one of the texts does."""
        place = [self.kind.value, self.model, self.key, self.field]
        return hashlib.sha256(repr([*place, sorted(self.texts.items())]).encode()).hexdigest()

    @property
    def label(self) -> str:
        """The field as organisers know it."""
        known = {"topic": models.Topic, "room": models.Room, "dialogue": Dialogue}
        model = known.get(self.model, models.Session)
        return str(cast(Field, model._meta.get_field(self.field)).verbose_name)


def findings(dialogue: Dialogue, content: dict, previous: dict | None) -> list[Finding]:
    """What keeps this draft (as agenda.releases.snapshot took it) from being released, or has to be
    looked at; topics first, then sessions as they come, each room once."""
    before = _rows(previous) if previous else {}
    everything = _of_the_dialogue(dialogue)
    for (model, key), row in _rows(content).items():
        old = before.get((model, key), {})
        for field, texts in row.items():
            kind = _kind(field, texts, old.get(field, {}))
            if kind:
                of = str(InLanguages(row.get("title") or row["name"]))
                before_texts = old.get(field, {})
                everything.append(Finding(kind, model, key, of, field, texts, before_texts))
    return everything


def _of_the_dialogue(dialogue):
    findings = []
    for field in OF_THE_DIALOGUE:
        texts = {code: getattr(dialogue, f"{field}_{code}") or "" for code in LANGUAGES}
        if _is_missing(texts):
            title = dialogue.title
            findings.append(Finding(Kind.MISSING, "dialogue", dialogue.pk, title, field, texts, {}))
    return findings


def _rows(content):
    """{(model, key): {field: {language: text}}}; what no longer takes place is not looked at."""
    rows = {
        ("topic", topic["id"]): {name: topic[name] for name in ["title", "summary"]}
        for topic in content["topics"]
    }
    for session in content["sessions"]:
        if session["is_cancelled"]:
            continue
        names = ["title", "description", "questions"]
        rows["session", session["id"]] = {name: session[name] for name in names}
        if room := session["room"]:
            rows["room", room["id"]] = {"name": room["name"]}
    return rows


def _kind(field, texts, before):
    if _is_missing(texts):
        return Kind.MISSING
    if texts == before:
        return None
    changed = {code for code in LANGUAGES if before and texts[code] != before.get(code, "")}
    if changed and len(changed) < len(LANGUAGES) and all(before.values()):
        return Kind.STALE
    numbers = {len(list(filter(str.strip, text.splitlines()))) for text in texts.values()}
    if field == "questions" and len(numbers) > 1 and (changed or not before):
        return Kind.UNEVEN
    return None


def _is_missing(texts):
    has_text = {bool(text.strip()) for text in texts.values()}
    return len(has_text) > 1
