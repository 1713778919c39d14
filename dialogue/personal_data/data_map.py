"""The data map: what each app says of its own models (`register`, called by its AppConfig).

Whoever exports, forgets or erases what is kept about people reads it from here, so a field that is
missing would be missed everywhere: tests/dialogue/personal_data/test_data_map.py refuses a field of
any installed model that has no entry.
"""

from django.core.exceptions import ImproperlyConfigured

from dialogue.personal_data import history
from dialogue.personal_data.holdings import Holding

_holdings: dict[str, Holding] = {}


def register(*holdings: Holding) -> None:
    """Add what an app keeps; the history of its rows, if there is one, is added to it. Raises
    ImproperlyConfigured for a model that has an entry already."""
    for holding in holdings:
        for entry in [holding, *_history_of(holding)]:
            if entry.model in _holdings:
                raise ImproperlyConfigured(f"{entry.model} is in the data map already.")
            _holdings[entry.model] = entry


def registered() -> list[Holding]:
    """The whole data map, in the order in which the apps gave it."""
    return list(_holdings.values())


def personal() -> list[Holding]:
    """What of it is about people."""
    return [holding for holding in registered() if holding.is_personal]


def holding_of(label: str) -> Holding:
    """The entry of this model, "participants.Person". Raises KeyError if there is none."""
    return _holdings[label]


def _history_of(holding: Holding) -> list[Holding]:
    manager = getattr(holding.model_class, "history", None)
    return [] if manager is None else [history.holding_for(holding, manager.model)]
