"""Reading in a process of its own, which ends in time."""

import os
import re
import threading
import time

import pytest

from dialogue.management.time_limit import TookTooLongError, within


def test_what_a_function_returns_comes_back():
    assert within(5, sorted, [3, 1, 2]) == [1, 2, 3]


def test_what_it_raises_comes_back():
    with pytest.raises(re.error):
        within(5, re.compile, "(")


def test_a_regular_expression_that_never_ends_is_ended():
    """Which no thread could do, and no signal outside the main thread."""
    found = []

    def work():
        with pytest.raises(TookTooLongError):
            within(1, re.match, r"(a+)+$", "a" * 60 + "b")
        found.append("ended")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(60)
    assert found == ["ended"]


def test_a_function_that_only_waits_is_ended_too(monkeypatch):
    monkeypatch.setattr("dialogue.management.time_limit.PATIENCE", 1)
    with pytest.raises(TookTooLongError):
        within(1, time.sleep, 600)


def test_a_process_that_ends_by_itself_leaves_nobody_waiting():
    with pytest.raises(TookTooLongError):
        within(5, os._exit, 3)
