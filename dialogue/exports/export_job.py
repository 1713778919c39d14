"""A list that is too long for a page, made by a worker."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, cast

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dialogue.longwork import queue
from dialogue.longwork.kinds import JobKind
from dialogue.longwork.running import Stint
from dialogue.models import Job, JobFile
from dialogue.refusals import Refused

LONG = 5000  # rows; fewer are written while the organiser waits
AT_ONCE = 1000  # rows between two looks at whether to go on
KEPT_HOURS = 24


def start(user: User, model: type, kind: str, keys: Sequence[int]) -> Job:
    """Have the rows with these keys, in this order, written as a file."""
    label: str = cast(Any, model)._meta.label_lower
    return queue.start("export", user, len(keys), {"list": label, "format": kind, "keys": keys})


def _run(job: Job, stint: Stint) -> None:
    """Write the file, from the beginning whoever began it, and keep it for its starter."""
    model = apps.get_model(job.parameters["list"])
    list_admin: Any = admin.site.get_model_admin(model)
    request = HttpRequest()
    request.user = job.user
    if not list_admin.may_export(request):
        raise Refused(_("Whoever started it may no longer do this."))
    name, kind = str(list_admin.opts.verbose_name_plural), job.parameters["format"]
    with tempfile.TemporaryFile() as file:
        rows = list_admin.rows_to_export(request, job.parameters["keys"], AT_ONCE)
        list_admin.write_export(kind, _counted(rows, stint), file)
        file.seek(0)
        content = file.read()
    with stint.batch(0):
        stint.job.done = stint.job.total
        JobFile.objects.update_or_create(
            job=job,
            defaults={
                "name": name,
                "kind": kind,
                "content": content,
                "expires_at": timezone.now() + timedelta(hours=KEPT_HOURS),
            },
        )


def _counted(rows: Iterator[Any], stint: Stint) -> Iterator[Any]:
    for number, row in enumerate(rows):
        if number % AT_ONCE == 0:
            stint.progress(number)
        yield row


def _label(job: Job) -> str:
    model = apps.get_model(job.parameters["list"])
    words = {
        "list": capfirst(str(model._meta.verbose_name_plural)),
        "format": job.parameters["format"].upper(),
    }
    return _("List “%(list)s” as %(format)s") % words


EXPORT = JobKind(name="export", run=_run, label_of=_label)
