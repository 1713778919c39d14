"""Putting long work into the queue, calling it off, and finding what a killed worker left."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from dialogue.longwork.running import LEASE, carry_on
from dialogue.models import Dialogue, Job, JobFile

State = Job.State


@transaction.atomic
def start(
    kind: str,
    user: User,
    total: int,
    parameters: Mapping[str, Any],
    dialogue: Dialogue | None = None,
) -> Job:
    """Have a worker do this work of `total` pieces, in the active language. `parameters` bear JSON
    and name rows by their keys, nobody by name."""
    job = Job.objects.create(
        kind=kind,
        user=user,
        dialogue=dialogue,
        language=translation.get_language() or "en",
        parameters=dict(parameters),
        total=total,
    )
    carry_on.enqueue(job.pk)
    return job


def cancel(job: Job) -> bool:
    """Stop it after the batch that is under way; False if it is over already."""
    return bool(
        Job.objects.filter(pk=job.pk, state__in=Job.GOES_ON).update(
            state=State.CANCELLED, finished_at=timezone.now(), lease_ends_at=None
        )
    )


def call_stranded() -> int:
    """Put the jobs of killed workers into the queue again; return how many. Their leases are over,
    or they wait and nothing in the queue leads to them."""
    now = timezone.now()
    JobFile.objects.filter(expires_at__lte=now).delete()
    queued = [args["args"][0] for args in _tasks().ready().values_list("args_kwargs", flat=True)]
    long_ago = now - timedelta(seconds=LEASE)
    forgotten = Q(state=State.WAITING, created_at__lte=long_ago) & ~Q(pk__in=queued)
    left = Q(state=State.RUNNING, lease_ends_at__lte=now) | forgotten
    number = 0
    for key in Job.objects.filter(left).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            if Job.objects.filter(left, pk=key).update(state=State.WAITING, lease_ends_at=None):
                # What the killed worker had taken stays "running" for the queue, so it goes.
                _tasks().running().filter(args_kwargs__args=[key]).delete()
                carry_on.enqueue(key)
                number += 1
    return number


def _tasks():
    return DBTaskResult.objects.filter(task_path=carry_on.module_path)
