"""Doing the long work that a test has started, as `manage.py work --once` does, on the test's own
connection: the library's loop closes those that look old, and the test's transaction with it."""

import os
import subprocess
import sys
from pathlib import Path

from django.db import connection
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


def in_a_process(module):
    """What came of a worker in a process of its own, on the same database, which has imported this
    module of the tests first."""
    database = connection.settings_dict
    url = f"sqlite:///{database['NAME']}"
    if connection.vendor == "postgresql":
        place = f"{database['HOST'] or ''}:{database['PORT'] or 5432}"
        who = database["USER"] + (f":{database['PASSWORD']}" if database["PASSWORD"] else "")
        url = f"postgres://{who}@{place}/{database['NAME']}"
    names = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    work = (
        f"import django; django.setup(); import {module};"
        "from django.core.management import call_command; call_command('work', once=True)"
    )
    return subprocess.run(
        [sys.executable, "-c", work],
        cwd=Path(__file__).resolve().parents[1],
        env={**os.environ, **names},
        capture_output=True,
        timeout=100,
        check=False,
    )
