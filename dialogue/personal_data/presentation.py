"""The data map as people read it: on the organisers' page and in docs/data-map.md."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Field
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from dialogue.access import roles
from dialogue.personal_data import data_map
from dialogue.personal_data.holdings import Holding, PersonalData

ROLE_NAMES = {
    roles.SECRETARIAT: gettext_lazy("Secretariat"),
    roles.PROTOCOL: gettext_lazy("Protocol"),
    roles.PROGRAMME: gettext_lazy("Programme"),
    roles.OBSERVER: gettext_lazy("Observer"),
}
# From what is kept about delegates to what is kept about organisers.
APPS = ["participants", "agenda", "mail", "dialogue"]


@dataclass(frozen=True)
class Line:
    """Fields of one model that are kept for the same purpose, in words."""

    fields: str
    purpose: str
    seen_by: str
    left: str


@dataclass(frozen=True)
class Table:
    """What is kept about people in one model, in words."""

    title: str
    kept: str
    has_history: bool
    lines: list[Line]


def tables() -> Iterator[tuple[str, list[Table]]]:
    """(name of an app, its tables), in the active language; organisers' own data last. A history
    is mentioned beside its rows, and has a table of its own where these are about nobody."""
    everything = data_map.personal()
    about_people = {holding.model for holding in everything}
    holdings = [holding for holding in everything if holding.history_of not in about_people]
    for label in APPS:
        of_app = [_table(entry) for entry in holdings if entry.model.startswith(f"{label}.")]
        yield str(apps.get_app_config(label).verbose_name), of_app
    own = [_table(entry) for entry in holdings if entry.model.split(".")[0] not in APPS]
    yield _("Organisers’ accounts"), own


def _table(holding: Holding) -> Table:
    has_history = any(entry.history_of == holding.model for entry in data_map.registered())
    lines = [_line(holding, entry) for entry in holding.personal]
    return Table(capfirst(holding.title), str(holding.kept), has_history, lines)


def _line(holding: Holding, entry: PersonalData) -> Line:
    return Line(
        fields=labels(holding, entry),
        purpose=str(entry.purpose),
        seen_by=_seers(holding.seers(entry)),
        left=_left(holding, entry),
    )


def labels(holding: Holding, entry: PersonalData) -> str:
    """What these fields are called."""
    names = dict.fromkeys(label_of(column) for column in holding.columns(entry))
    return str(entry.called) or ", ".join(name for name in names if name)


def _seers(seers: Sequence[str | Promise]) -> str:
    rest = [seer for seer in seers if seer not in roles.ROLES]
    if len(seers) - len(rest) == len(roles.ROLES):
        return ", ".join(map(str, [_("every organiser"), *rest]))
    return ", ".join(str(ROLE_NAMES.get(str(seer), seer)) for seer in seers)


def label_of(column: "Field[Any, Any]") -> str:
    """What a field is called where it has a name for people, without its language; else ""."""
    original: Any = getattr(column, "translated_field", column)
    return str(original.verbose_name) if original._verbose_name else ""


def _left(holding: Holding, entry: PersonalData) -> str:
    if holding.is_deleted:
        return _("deleted")
    return _("stays, without the rest") if entry.stays else _("emptied")


def document() -> str:
    """docs/data-map.md: the whole map in English, as Markdown."""
    with override("en"):
        parts = [HEAD]
        for app, of_app in tables():
            parts.append(f"## {app}\n")
            for table in of_app:
                rows = [
                    f"| {line.fields} | {line.purpose} | {line.seen_by} | {line.left} |"
                    for line in table.lines
                ]
                too = " Earlier versions of the rows go with them." if table.has_history else ""
                kept = f"Kept {table.kept}.{too}\n"
                parts += [f"### {table.title}\n{kept}", *COLUMNS, *rows, ""]
    return "\n".join(parts)


COLUMNS = ["| field | what for | who sees it | after the term |", "|---|---|---|---|"]
HEAD = """# What is kept about people
Made by `manage.py forget_personal_data --data-map` from what each app says of its own models
(`personal_data` beside them); a test fails when it is not current, and when a field of any
installed model has no entry. Organisers read the same, in both languages, under *What is kept
about people* at the foot of the admin site. `manage.py forget_personal_data`, a part of the daily
run, acts on it.

Legal ground: Law 91/2025/QH15 on Personal Data Protection and Decree 356/2025/ND-CP; Regulation
(EU) 2016/679, Articles 5 (1) (e), 13 and 30. A person who belongs to several dialogues is kept for
the last of them. The 365 days are `PEOPLE_KEPT_DAYS` ([running.md](running.md)); they are more
where a dialogue keeps its links or details longer. What is counted (category, country, state)
stays, and no longer says who it was.
"""
