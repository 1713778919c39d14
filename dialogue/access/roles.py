"""The organisers' roles, and what each app lets them see and change.

Every role sees everything but what an app restricts. An app says the rest about its own rows
(`register`, called by its AppConfig); `manage.py load_roles` writes it into groups.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ImproperlyConfigured

SECRETARIAT, PROTOCOL, PROGRAMME, OBSERVER = "Secretariat", "Protocol", "Programme", "Observer"
ROLES = [SECRETARIAT, PROTOCOL, PROGRAMME, OBSERVER]


@dataclass(frozen=True)
class AppRights:
    """What the roles may do with the rows of one app (its label)."""

    app: str
    # The roles that may see and change all of it.
    full_access: Sequence[str]
    # Code names of single rights besides: {role: ["change_outgoingmail"]}.
    single: Mapping[str, Sequence[str]] = field(default_factory=dict)
    # Code names of rights to see that not every role has.
    restricted: Sequence[str] = ()
    # Code names of rights that a role with full access lacks: {role: ["delete_person"]}.
    withheld: Mapping[str, Sequence[str]] = field(default_factory=dict)


_rights: dict[str, AppRights] = {}


def register(rights: AppRights) -> None:
    """Add what an app says. Raises ImproperlyConfigured for a second time or an unknown role."""
    if rights.app in _rights:
        raise ImproperlyConfigured(f"The rights of {rights.app} are registered already.")
    if unknown := {*rights.full_access, *rights.single} - set(ROLES):
        raise ImproperlyConfigured(f"{rights.app} names unknown roles: {', '.join(unknown)}.")
    _rights[rights.app] = rights


def registered() -> list[AppRights]:
    """What the apps have said, by the name of the app."""
    return sorted(_rights.values(), key=lambda rights: rights.app)
