"""The countries as forms offer them. No database."""

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from participants.names.precedence import ASEAN_MEMBERS
from participants.names.sort_keys import sort_key

Group = tuple[str | Promise, list[tuple[str, str]]]


def in_groups(hidden: Collection[str]) -> list[Group]:
    """[(heading, [(alpha-2 code, name)])] without those hidden: ASEAN in its own order, then the
    others in that of the active language."""
    names = {code: name for code, name in countries if code not in hidden}
    asean = [(code, names.pop(code)) for code in ASEAN_MEMBERS if code in names]
    others = sorted(names.items(), key=lambda pair: sort_key(pair[1]))
    return [(_("ASEAN member states"), asean), (_("Other countries and areas"), others)]
