"""Doing the long work that a test has started, as `manage.py work --once` does, on the test's own
connection: the library's loop closes those that look old, and the test's transaction with it."""

from django_tasks_db.models import DBTaskResult

from dialogue.longwork import queue
from dialogue.management.commands.work import LongWorker


def do_all():
    """Do what waits in the queue, in this process."""
    queue.call_stranded()
    worker = LongWorker(pause=0)
    while (task := DBTaskResult.objects.ready().first()) is not None:
        task.claim(worker.worker_id)
        worker.run_task(task)
