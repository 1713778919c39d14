"""Long lists of people: a worker plans the import, the organiser looks at the plan page by page,
and a worker carries it out. The plan that is shown is kept for as long as the upload."""

import gzip
import json
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogue.longwork import queue
from dialogue.longwork.kinds import JobKind
from dialogue.longwork.running import Stint
from dialogue.models import Job, JobFile
from dialogue.refusals import Refused
from participants.models import PeopleUpload
from participants.people import importing
from participants.people.import_messages import GONE
from participants.people.spreadsheets import refused_rows
from participants.people.spreadsheets.outcomes import CHANGED, NEW, REFUSED, SAME, Plan
from participants.people.spreadsheets.proposals import LOOKED_THROUGH

LONG = LOOKED_THROUGH  # rows; fewer are planned and imported while the organiser waits
KEPT = timedelta(days=1)
LEASE = 600  # seconds: planning ten thousand rows is one batch
PLANNING, IMPORTING = "people import plan", "people import"
PERMISSIONS = ["participants.add_person", "participants.change_person"]


def start_planning(user: User, stored: PeopleUpload, rows: int) -> Job:
    """Have a worker find out what importing the upload would do."""
    return queue.start(PLANNING, user, rows, {"upload": stored.pk, "file": stored.filename})


def start_importing(
    user: User,
    stored: PeopleUpload,
    agreed: frozenset[int],
    seen: str,
    rows: int,
    *,
    good_only: bool = False,
) -> Job:
    """Have a worker do it, if it is still what was shown."""
    parameters = {"upload": stored.pk, "agreed": sorted(agreed), "seen": seen}
    parameters["good_only"] = good_only
    return queue.start(IMPORTING, user, rows, {**parameters, "file": stored.filename})


def kept_plan(stored: PeopleUpload) -> dict[str, Any] | None:
    """The plan that a worker made for the upload, as `_shown` describes it."""
    files = JobFile.objects.filter(job__kind=PLANNING, job__parameters__upload=stored.pk)
    made = files.filter(expires_at__gt=timezone.now()).order_by("-pk").first()
    return json.loads(gzip.decompress(bytes(made.content))) if made else None


def forget_plans(stored: PeopleUpload) -> None:
    """Delete what was kept for an upload that is decided on."""
    JobFile.objects.filter(job__kind=PLANNING, job__parameters__upload=stored.pk).delete()


def _plan(job: Job, stint: Stint) -> None:
    stored = _upload_of(job)
    stint.take_longer(LEASE)
    plan = importing.plan_of(stored, job.user)
    content = gzip.compress(json.dumps(_shown(plan)).encode(), compresslevel=3)
    with stint.batch(job.total):
        defaults = {"name": stored.filename, "content": content, "kind": "plan"}
        defaults |= {"expires_at": timezone.now() + KEPT}
        JobFile.objects.update_or_create(job=job, defaults=defaults)


def _import(job: Job, stint: Stint) -> None:
    """All of it or nothing: whoever is killed has written nothing, and the next begins again."""
    stored, key = _upload_of(job), job.parameters["upload"]
    stint.take_longer(LEASE)
    agreed = frozenset(job.parameters["agreed"])
    with stint.batch(job.total):
        good_only = job.parameters.get("good_only", False)
        plan = importing.import_people(
            stored, job.user, agreed, job.parameters["seen"], good_only=good_only
        )
        stored.pk = key
        forget_plans(stored)
        kinds = {"new": NEW, "changed": CHANGED, "same": SAME}
        job.outcome = {name: plan.counts[kind] for name, kind in kinds.items()}
        job.outcome["drafts"] = len(plan.drafts)


def reasons_in(kept: dict[str, Any]) -> dict[int, str]:
    """{row number: why it is refused} of a plan that is kept."""
    return {
        one["row"]["number"]: refused_rows.reason(
            one["row"]["number"],
            one["problems"],
            one["shares"],
            one["looks_like"],
            one["erased_on"],
        )
        for one in kept["outcomes"]
        if one["kind"] == REFUSED
    }


def _upload_of(job):
    stored = PeopleUpload.objects.filter(pk=job.parameters["upload"]).first()
    if stored is None:
        raise Refused(str(GONE))
    return stored


def _shown(plan: Plan) -> dict[str, Any]:
    """What the page shows of a plan, as it names it."""
    return {
        "sheet": {
            "read_as": str(plan.sheet.read_as),
            "ignored": list(map(str, plan.sheet.ignored)),
            "left_out": plan.sheet.left_out,
        },
        "problem": str(plan.problem),
        "counts": plan.counts,
        "drafts": [outcome.row.number for outcome in plan.drafts],
        "has_good_rows": plan.has_good_rows,
        "is_mendable_here": plan.is_mendable_here,
        "changes_anything": plan.changes_anything,
        "fingerprint": plan.fingerprint,
        "without_category": plan.without_category,
        "without_form": plan.without_form,
        "proposed": plan.proposed,
        "letters": plan.letters,
        "new_institutions": plan.new_institutions,
        "outcomes": [_shown_outcome(outcome) for outcome in plan.outcomes],
    }


def _shown_outcome(outcome):
    return {
        "row": {"number": outcome.row.number, "whole": outcome.row.whole},
        "person": {
            "name": str(outcome.person.name),
            "email": outcome.person.email,
            "family_name": outcome.person.family_name,
            "given_name": outcome.person.given_name,
        },
        "kind": outcome.kind,
        "problems": [(str(where), str(text)) for where, text in outcome.problems],
        "matched_by": str(outcome.matched_by),
        "looks_like": str(outcome.looks_like),
        "shares": str(outcome.shares),
        "erased_on": outcome.erased_on,
        "is_doubtful": outcome.is_doubtful,
        "mends": [asdict(one) for one in outcome.mends],
        "offers": [asdict(one) for one in outcome.offers],
        "changes": [tuple(map(str, change)) for change in outcome.changes],
        "new_institution": str(outcome.new_institution),
        "category": outcome.category.pk if outcome.category else None,
        "lacks_category": outcome.lacks_category,
        "country": outcome.country,
        "institution": outcome.institution,
        "kind_of_institution": outcome.kind_of_institution,
        "otherwise": outcome.otherwise,
    }


def _preview(job: Job) -> str:
    stored = PeopleUpload.objects.filter(pk=job.parameters.get("upload")).exists()
    if not stored:
        return reverse("admin:participants_person_changelist")
    return reverse("admin:people_import_preview", args=[job.parameters["upload"]])


PLAN = JobKind(
    name=PLANNING,
    run=_plan,
    label_of=lambda job: _("Check the list “%(file)s”") % {"file": job.parameters["file"]},
    permissions_of=lambda _job: PERMISSIONS,
    follows=_preview,
)
IMPORT = JobKind(
    name=IMPORTING,
    run=_import,
    label_of=lambda job: _("Import the list “%(file)s”") % {"file": job.parameters["file"]},
    permissions_of=lambda _job: PERMISSIONS,
    follows=_preview,
)
