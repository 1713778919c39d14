"""What a new dialogue can take over from an earlier one. Each app names its own; a copy is a fresh
row, and the earlier dialogue stays as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from dialogue.emblems import emblems
from dialogue.models import Dialogue

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Copied:
    """One kind of thing; `copy` writes those of the first dialogue for the second."""

    name: str
    label: "StrOrPromise"
    copy: Callable[[Dialogue, Dialogue], None]
    # Whether it is taken over unless somebody says otherwise.
    is_usual: bool = True


_kinds: dict[str, Copied] = {}


def register(*kinds: Copied) -> None:
    """Offer these. Raises ValueError for a name that is taken."""
    for kind in kinds:
        if kind.name in _kinds:
            raise ValueError(f"“{kind.name}” is registered already.")
        _kinds[kind.name] = kind


def all_kinds() -> list[Copied]:
    """All that is offered, in the order of registration."""
    return list(_kinds.values())


def named(name: str) -> Copied:
    """Raises KeyError."""
    return _kinds[name]


def again(row: Model, dialogue: Dialogue, **changed: object) -> None:
    """A copy of this row for another dialogue, with these fields changed."""
    fields = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in {"uid", "changed_at", "dialogue"}
    }
    type(row)._base_manager.create(**{**fields, "dialogue": dialogue, **changed})


def _work_streams(earlier: Dialogue, new: Dialogue) -> None:
    """To do again, as many days before the first day as they were."""
    for stream in earlier.work_streams.all():
        due_on = stream.due_on and new.starts_on - (earlier.starts_on - stream.due_on)
        again(stream, new, due_on=due_on, state=stream.State.TO_DO)


def _institutions(earlier: Dialogue, new: Dialogue) -> None:
    for institution in earlier.institutions.all():
        again(institution, new)


def _emblem(earlier: Dialogue, new: Dialogue) -> None:
    emblems.put(new, emblems.of(earlier))
    new.save()


def _organisers(earlier: Dialogue, new: Dialogue) -> None:
    new.organisers.add(*earlier.organisers.all())


def _settings(earlier: Dialogue, new: Dialogue) -> None:
    """How answers are taken, how many seats a country has, and for how long things are kept."""
    names = ["asks_by_calendar", "confirms_calendar_replies", "nomination_letters"]
    for name in [*names, "country_target", "details_kept_days", "links_kept_days"]:
        setattr(new, name, getattr(earlier, name))
    if last := earlier.details_open_until:
        new.details_open_until = new.starts_on - (earlier.starts_on - last)
    new.save()


KINDS = [
    Copied("settings", _("how answers are taken, and for how long data are kept"), _settings),
    Copied("institutions", _("host and other institutions with their roles"), _institutions),
    Copied("emblem", _("emblem"), _emblem),
    Copied("organisers", _("the organisers who work on it"), _organisers),
    Copied("work_streams", _("work streams, counted from the first day"), _work_streams),
]
