"""Numbers of lines in a margin, as drafts and transcripts have them: they are no text."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeVar

LEAST = 5  # numbered lines on a page, before numbers are those of lines
STEPS = {1, 5}

_NUMBER = re.compile(r"\s*(\d{1,4})(?:\s+|$)")

PrintedLine = TypeVar("PrintedLine", bound=Any)


def without_line_numbers(page: Sequence[PrintedLine]) -> tuple[list[PrintedLine], str]:
    """(the lines of a page, which have a `text`, without their numbers; these numbers, or "").

    The numbers count up by one or by five. They stand alone, as a column of their own, or before
    words that go on in mid-sentence: a table whose rows are numbered keeps its numbers.
    """
    alone = _longest_run([line for line in page if re.fullmatch(r"\s*\d{1,4}\s*", line.text)])
    if len(alone) >= LEAST:
        kept = [line for line in page if not any(line is number for number in alone)]
        return kept, " ".join(line.text.strip() for line in alone)
    numbered = [(line, match) for line in page if (match := _NUMBER.match(line.text))]
    texts = [line.text[match.end() :] for line, match in numbered]
    if (
        len(numbered) < LEAST
        or 2 * len(numbered) < len(page)
        or not _counts_up([int(match[1]) for _line, match in numbered])
        or 4 * sum(text[:1].islower() for text in texts) < len(texts)
    ):
        return list(page), ""
    cut = {id(line): match.end() for line, match in numbered}
    lines = [line._replace(text=line.text[cut.get(id(line), 0) :]) for line in page]
    return [line for line in lines if line.text.strip()], " ".join(
        match[1] for _line, match in numbered
    )


def _longest_run(lines):
    """Of lines that are numbers, the most that follow one another and count up."""
    longest, run = [], []
    for line in lines:
        step = int(line.text) - int(run[-1].text) if run else 0
        is_next = step in STEPS and (len(run) < 2 or step == int(run[1].text) - int(run[0].text))
        run = [*run, line] if is_next else [line]
        longest = max(longest, run, key=len)
    return longest


def _counts_up(numbers):
    steps = {after - before for before, after in pairwise(numbers)}
    return len(steps) == 1 and steps <= STEPS
