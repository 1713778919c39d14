"""A step for many invitations, done by a worker in batches: each is one transaction under the
dialogue's lock, which is free between them, so that invitees answer meanwhile.

Seats of one institution stay in one batch: their letters are one letter.
"""

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Protocol

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.access.open_rows import open_to
from dialogue.longwork import queue
from dialogue.longwork.kinds import JobKind
from dialogue.longwork.running import Stint
from dialogue.mail import outbox
from dialogue.mail.models import SharedFile, Wave
from dialogue.models import Job
from participants.models import Invitation
from participants.workflow import transitions


class Action(Protocol):
    """What an InvitationAction is to a worker."""

    name: str
    button: Any

    def possible(self, chosen: Any) -> list[Invitation]: ...

    def do(self, legal: Any, by: transitions.Actor, reason: str) -> Any: ...


LONG = 100  # people; for fewer it is done while the organiser waits
AT_ONCE = 25  # people in a batch, about a second
BREATH = 0.05  # seconds between batches: SQLite's writers queue by looking again and again

_actions: dict[str, Action] = {}


def register(*actions: Any) -> None:
    """Make these actions known to workers, by their names."""
    _actions.update({action.name: action for action in actions})


def is_known(action: str) -> bool:
    """Whether there is an action of this name."""
    return action in _actions


def start(
    user: User,
    action: str,
    invitations: Iterable[Invitation],
    reason: str,
    how: outbox.Sending | None,
) -> Job:
    """Have the action of this name done to these invitations; its letters go out like `how`."""
    rows = list(invitations)
    parameters: dict[str, Any] = {
        "action": action,
        "reason": reason,
        "batches": list(batches(rows)),
    }
    if how:
        how.wave.save()
        at = how.send_after_at.isoformat() if how.send_after_at else None
        parameters |= {"wave": how.wave.pk, "as_drafts": how.as_drafts, "send_after_at": at}
        parameters["files"] = [file.pk for file in how.files]
    dialogues = {invitation.dialogue for invitation in rows}
    dialogue = dialogues.pop() if len(dialogues) == 1 else None
    return queue.start("step for many", user, len(rows), parameters, dialogue)


def batches(invitations: Collection[Invitation]) -> Iterator[list[int]]:
    """The keys, as they are dealt with together: in the order given, but for seats of one
    institution, which stay together however many they are."""
    first = {row.delegation_id: n for n, row in reversed(list(enumerate(invitations)))}
    in_order = sorted(
        enumerate(invitations),
        key=lambda pair: first[pair[1].delegation_id] if pair[1].delegation_id else pair[0],
    )
    batch: list[int] = []
    for _place, seats in groupby(
        (row for _n, row in in_order), key=lambda row: row.delegation_id or -row.pk
    ):
        together = [row.pk for row in seats]
        if batch and len(batch) + len(together) > AT_ONCE:
            yield batch
            batch = []
        batch += together
    if batch:
        yield batch


def _run(job: Job, stint: Stint) -> None:
    action, by = _actions[job.parameters["action"]], transitions.organiser(job.user)
    how = _how(job)
    left = job.parameters["batches"][job.cursor.get("batches", 0) :]
    for keys in left:
        with stint.batch(len(keys)), outbox.sending(how):
            _do_batch(job, action, by, keys)
            job.cursor = {"batches": job.cursor.get("batches", 0) + 1}
        time.sleep(BREATH)
    if how and not how.wave.mails.exists():
        how.wave.delete()


def _do_batch(job, action, by, keys):
    """Do it to those of these for which it is still possible, and write down why not to others."""
    rows = open_to(job.user, Invitation.objects.with_people().prefetch_related("nominations"))
    chosen = sorted(rows.filter(pk__in=keys), key=lambda row: keys.index(row.pk))
    legal = action.possible(chosen)
    number, refusals = action.do(legal, by, job.parameters["reason"])
    refused = {why: [row.pk for row in some] for why, some in refusals.items()}
    if late := sorted(set(keys) - {row.pk for row in legal}):
        text = _("Something has changed in the meantime, so that it is no longer possible.")
        refused[text] = late
    outcome = job.outcome
    outcome["done"] = outcome.get("done", 0) + number
    for why, some in refused.items():
        outcome.setdefault("refused", {}).setdefault(why, []).extend(some)


def _how(job):
    wave = Wave.objects.filter(pk=job.parameters.get("wave")).first()
    if wave is None:
        return None
    at: datetime | None = parse_datetime(job.parameters["send_after_at"] or "")
    files = SharedFile.objects.filter(pk__in=job.parameters.get("files", []))
    as_drafts = job.parameters["as_drafts"]
    return outbox.Sending(wave, as_drafts=as_drafts, send_after_at=at, files=list(files))


def _label(job: Job) -> str:
    action = _actions.get(job.parameters["action"])
    text = ngettext("%(step)s: %(n)d person", "%(step)s: %(n)d people", job.total)
    return text % {"step": action.button if action else job.parameters["action"], "n": job.total}


def _names(user: User, keys: Sequence[int]) -> list[str]:
    rows = open_to(user, Invitation.objects.with_people().filter(pk__in=keys))
    return [str(row.who) for row in rows]


def _follows(_job: Job) -> str:
    return reverse("admin:participants_invitation_changelist")


STEP_FOR_MANY = JobKind(
    name="step for many",
    run=_run,
    label_of=_label,
    permissions_of=lambda _job: ["participants.change_invitation"],
    names_of=_names,
    follows=_follows,
)
