"""What long work keeps about people: who started it, and for a day the file it made."""

from django.utils.translation import gettext_lazy as _

from dialogue.models import Job, JobFile
from dialogue.personal_data import terms
from dialogue.personal_data.holdings import THEMSELVES, Holding, by_organiser, data

HOLDINGS = [
    Holding(
        "dialogue.Job",
        personal=[
            by_organiser("user"),
            data(
                _("to do long work in batches, and to say what came of it"),
                "parameters cursor outcome error",
                called=_("numbers of rows, a reason that was given, why rows were refused"),
            ),
        ],
        not_personal=(
            "id kind dialogue language total done state created_at finished_at lease_key "
            "lease_ends_at"
        ),
        seen_by=[THEMSELVES],
        kept=terms.WORK,
        rows_due=lambda now: Job.objects.exclude(state__in=Job.GOES_ON).filter(
            created_at__lt=terms.WORK.before(now)
        ),
        is_deleted=True,
    ),
    Holding(
        "dialogue.JobFile",
        personal=[
            data(_("to hand a long list to the organiser who asked for it"), "name content"),
        ],
        not_personal="id job kind expires_at",
        seen_by=[THEMSELVES],
        kept=terms.MADE_FILE,
        rows_due=lambda now: JobFile.objects.filter(expires_at__lte=now),
        is_deleted=True,
    ),
    Holding(
        "django_tasks_database.DBTaskResult",
        name=_("queue of long work"),
        not_personal=(
            "id status enqueued_at started_at finished_at args_kwargs priority task_path "
            "worker_ids queue_name backend_name run_after return_value exception_class_path "
            "traceback"
        ),
    ),
]
