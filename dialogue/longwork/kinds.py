"""The kinds of long work. A room that has some registers its kind when its app is ready."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User

from dialogue.models import Job

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class JobKind:
    """How one kind of long work is done.

    `run` does it, or what is left of it, in batches (see `running.Stint`). `permissions` are asked
    of the starter again each time a worker takes it. `label_of` says what is done, `names_of` whom
    the keys of rows mean that were refused, as far as the reader may know of them; `follows` is the
    address to which the page leads afterwards.
    """

    name: str
    run: Callable[[Job, Any], None]
    label_of: "Callable[[Job], StrOrPromise]"
    permissions_of: Callable[[Job], Sequence[str]] = lambda _job: ()
    names_of: Callable[[User, Sequence[int]], list[str]] | None = None
    follows: Callable[[Job], str] | None = None


_kinds: dict[str, JobKind] = {}


def register(*kinds: JobKind) -> None:
    """Make these kinds known; called by an AppConfig."""
    _kinds.update({kind.name: kind for kind in kinds})


def find(name: str) -> JobKind | None:
    """The kind of this name; None for one of another version."""
    return _kinds.get(name)


def label_of(job: Job) -> "StrOrPromise":
    """What is done, in the reader's language."""
    kind = find(job.kind)
    return kind.label_of(job) if kind else job.kind
