"""What has to follow when a backup was restored, in this order. The database is a piece of the past
then; the letters that went out since, and what people asked for since, are not.

Each step is a name here and a function that its floor registers in its AppConfig; a step without
one is noticed by `run`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

# A clock that was set, or a backup that took a while to begin.
MARGIN = timedelta(minutes=5)


class Step(Enum):
    """What is done, in this order."""

    HOLD_OUTBOX = "nothing leaves the outbox until an organiser has looked"
    STOP_TASKS = "work that was under way then is not taken up again"
    REPLAY_ERASURES = "whoever was erased since is erased again"
    RAISE_CALENDARS = "versions of calendar entries are above all that may have been sent since"
    FORGET_WHAT_IS_DUE = "what has been kept long enough by now is forgotten"
    END_SESSIONS = "everybody signs in again"


@dataclass(frozen=True)
class Restored:
    """What was restored: the moment it was backed up, the moment of now, and the lists of erasures
    that there are, as the files' text."""

    made_at: datetime
    now: datetime
    erasures: list[str] = field(default_factory=list)

    @property
    def jump(self) -> int:
        """By how much a number rises that was counted up by at most one a second since."""
        return max(0, int((self.now - self.made_at + MARGIN).total_seconds())) + 1


# What a step does; it returns a line for the operator, with numbers and without names.
Function = Callable[[Restored], str]
_functions: dict[Step, list[Function]] = {step: [] for step in Step}
# What a floor above knows of erasures: the text of a list, or "" where there is none.
Source = Callable[[Path], str]
_sources: list[Source] = []


def register(step: Step, function: Function) -> None:
    """Let a function be a part of this step."""
    _functions[step].append(function)


def register_source(source: Source) -> None:
    """Let this be asked for its list of erasures, with the folder of the archive, before the
    database is replaced."""
    _sources.append(source)


def lists_of_erasures(folder: Path) -> list[str]:
    """What the floors above know of erasures before the database is replaced."""
    return [text for source in _sources if (text := source(folder))]


def run(restored: Restored) -> list[str]:
    """Do all steps; return a line for each part."""
    return [f"{step.value}: {function(restored)}" for step in Step for function in _functions[step]]


def missing() -> list[Step]:
    """The steps that nobody has registered a function for."""
    return [step for step in Step if not _functions[step]]
