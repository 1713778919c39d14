"""Reading what strangers wrote, with an end: in a process of its own, which is killed if it takes
too long. A thread cannot be stopped inside a regular expression or a parser, and a signal reaches
only the main thread of a web worker that has several.

The processes come from a fork server (see `multiprocessing`), which has no thread, no database
connection and nothing of ours but what reading needs.
"""

import multiprocessing
import resource
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

import django
from django.utils import translation
from django.utils.module_loading import import_string

Result = TypeVar("Result")
PROCESSES = multiprocessing.get_context("forkserver")
PATIENCE = 6  # how many times the limit may pass by the clock, where processors are busy


_prepared: set[str] = set()


def prepare(*modules: str) -> None:
    """Have the fork server import these modules once, instead of each process anew; to be called
    before it starts, by a module that will need it."""
    _prepared.update(modules)
    PROCESSES.set_forkserver_preload(sorted(_prepared))


class TookTooLongError(Exception):
    """It was not done in time, or its process ended in another way, for want of memory perhaps."""


def within(seconds: int, function: Callable[..., Result], *arguments: Any) -> Result:
    """What a module's function returns for these arguments, if it needs no more than so many
    seconds of processor time. All of it must bear pickling, and it must need no apps of Django.

    Raises TookTooLongError, or whatever the function raises.
    """
    ours, theirs = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(
        target=_work, args=(theirs, seconds, function, arguments), daemon=True
    )
    with ours:
        process.start()
        theirs.close()
        try:
            if not ours.poll(seconds * PATIENCE):
                raise TookTooLongError
            result, error = ours.recv()
        except EOFError:
            raise TookTooLongError from None
        finally:
            process.kill()
            process.join()
            process.close()
    if error is not None:
        raise error
    return result


def with_apps(name: str, language: str, *arguments: Any) -> Any:
    """For `within`: a function, by its dotted name, that needs Django's apps and texts in this
    language. Setting them up takes a second or two of the time."""
    django.setup()
    with translation.override(language):
        return import_string(name)(*arguments)


def _work(pipe: Connection, seconds: int, function: Callable[..., Any], arguments: Any) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    result, error = None, None
    try:
        result = function(*arguments)
    except Exception as raised:
        error = raised
    with suppress(BrokenPipeError):  # nobody waits any more
        pipe.send((result, error))
