"""By what the recipients of a letter to many are chosen. A floor above adds its own filters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from dialogue.models import Dialogue
from participants.models.invitation_queryset import InvitationQuerySet
from participants.names.sort_keys import sort_key
from participants.states import HAS_A_LINK, Status

Choices = list[tuple[str, str | Promise]]


@dataclass(frozen=True)
class Filter:
    """One thing to choose by. `choices` are those of a dialogue, `narrow` leaves of its invitations
    those that have one of the chosen values."""

    name: str
    label: str | Promise
    choices: Callable[[Dialogue], Choices]
    narrow: Callable[[InvitationQuerySet, Sequence[str]], InvitationQuerySet]


def _statuses(_dialogue):
    return [(status.value, status.label) for status in Status if status in HAS_A_LINK]


def _categories(dialogue):
    return [(str(row.pk), row.name) for row in dialogue.categories.all()]


def _countries(dialogue):
    rows = everybody(dialogue).values_list(
        "person__listed_country", "delegation__organisation__country", "person"
    )
    codes = {person if key else institution for person, institution, key in rows}
    return sorted(
        ((code, countries.name(code)) for code in codes if code), key=lambda row: sort_key(row[1])
    )


def _of_country(rows, values):
    open_seat = Q(person=None, delegation__organisation__country__in=values)
    return rows.filter(Q(person__listed_country__in=values) | open_seat)


def _of_language(rows, values):
    open_seat = Q(person=None, delegation__focal_point__language__in=values)
    return rows.filter(Q(person__language__in=values) | open_seat)


_filters: list[Filter] = [
    Filter("status", _("Status"), _statuses, lambda rows, keys: rows.filter(status__in=keys)),
    Filter(
        "category", _("Category"), _categories, lambda rows, keys: rows.filter(category__in=keys)
    ),
    Filter("country", _("Country"), _countries, _of_country),
    Filter("language", _("Language"), lambda _dialogue: list(settings.LANGUAGES), _of_language),
]


def register(*filters: Filter) -> None:
    """Choose by these too; called by an AppConfig."""
    _filters.extend(filters)


def all_filters() -> list[Filter]:
    """In the order of the page."""
    return list(_filters)


def everybody(dialogue: Dialogue) -> InvitationQuerySet:
    """Whom organisers can write to: invitations that are out."""
    rows = dialogue.invitations.with_people().active()
    return rows.filter(status__in=HAS_A_LINK, invited_at__isnull=False)


def chosen(dialogue: Dialogue, values: Mapping[str, Sequence[str]]) -> InvitationQuerySet:
    """The invitations that `values`, {filter: what was ticked}, leave; nothing ticked means all."""
    rows = everybody(dialogue)
    for own in all_filters():
        if ticked := values.get(own.name):
            rows = own.narrow(rows, ticked)
    return rows.order_by("category__position", "pk")
