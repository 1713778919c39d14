"""A letter to more people than can be written to while an organiser waits."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import ngettext

from dialogue.access.open_rows import open_to
from dialogue.longwork import queue
from dialogue.longwork.kinds import JobKind
from dialogue.longwork.running import Stint
from dialogue.mail import outbox
from dialogue.mail.models import SharedFile, Wave
from dialogue.models import Job
from participants.groupmail import group_letters
from participants.groupmail.group_letters import GroupLetter
from participants.models import Invitation

LONG = 100  # letters; fewer are written while the organiser waits
AT_ONCE = 25  # letters in a batch


def start(
    user: User, letter: GroupLetter, invitations: Sequence[Invitation], how: outbox.Sending
) -> Job:
    """Have it written to these, as `how` says, whose wave is stored."""
    keys = [invitation.pk for invitation in invitations]
    parameters: dict[str, Any] = {
        "subjects": dict(letter.subjects),
        "texts": dict(letter.texts),
        "batches": [keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE)],
        "wave": how.wave.pk,
        "as_drafts": how.as_drafts,
        "send_after_at": how.send_after_at.isoformat() if how.send_after_at else "",
        "files": [file.pk for file in how.files],
    }
    return queue.start("letter to many", user, len(keys), parameters, how.wave.dialogue)


def _run(job: Job, stint: Stint) -> None:
    given = job.parameters
    letter = GroupLetter(given["subjects"], given["texts"])
    how = outbox.Sending(
        Wave.objects.get(pk=given["wave"]),
        as_drafts=given["as_drafts"],
        send_after_at=parse_datetime(given["send_after_at"]),
        files=list(SharedFile.objects.filter(pk__in=given["files"])),
    )
    for keys in given["batches"][job.cursor.get("batches", 0) :]:
        with stint.batch(len(keys)), outbox.sending(how):
            rows = open_to(job.user, Invitation.objects.with_people().active())
            written = group_letters.write(letter, list(rows.filter(pk__in=keys).order_by("pk")))
            job.outcome["done"] = job.outcome.get("done", 0) + len(written)
            job.cursor = {"batches": job.cursor.get("batches", 0) + 1}


def _label(job: Job) -> str:
    text = ngettext("A letter to %(n)d person", "A letter to %(n)d people", job.total)
    return text % {"n": job.total}


LETTER_TO_MANY = JobKind(
    name="letter to many",
    run=_run,
    label_of=_label,
    permissions_of=lambda _job: ["participants.change_invitation"],
    follows=lambda _job: reverse("admin:outgoing_mail_queue"),
)
