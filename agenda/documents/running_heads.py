"""Lines at the head or the foot of every printed page, in plain text that was copied from pages:
“CÔNG BÁO/Số 655 + 656/Ngày 21-4-2025”, with the number of the page above or below it."""

import re
from collections import defaultdict
from collections.abc import Sequence

from agenda.documents import openings
from agenda.documents.paragraphs import Line
from agenda.documents.sentences import ends_sentence

LEAST = 3  # pages
LONGEST = 120  # characters of a line at the edge of a page
# So many of the lines stand within a sentence; what heads a form or a table never does.
INTERRUPTING = 2
NUMBERED = 0.6  # of them, from 0 to 1
OF_A_STAMP = re.compile(r"(?:E-?mail|Cơ quan|Tổ chức)\s*:", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"[-–—\s]*(?:(?:page|trang)\s*)?\d{1,4}[-–—\s]*", re.IGNORECASE)


def without_running_heads(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """(the lines without those that recur on every page, and without the stamp of a signature, so
    that sentences go on overleaf; [the distinct lines that were taken away]). Those that recur
    differ only in their figures."""
    alike: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if len(line.text) <= LONGEST and any(map(str.isalpha, line.text)):
            alike[re.sub(r"\d+", "#", line.text)].append(number)
    taken: set[int] = set()
    for numbers in alike.values():
        areas = [_with_page_numbers(lines, number) for number in numbers]
        if (
            len(numbers) >= LEAST
            and sum(_interrupts(lines, *area) for area in areas) >= INTERRUPTING
        ):
            taken |= {number for first, last in areas for number in range(first, last + 1)}
    taken |= _stamps(lines)
    left: list[Line] = []
    is_overleaf = False
    for number, line in enumerate(lines):
        if number in taken:
            is_overleaf = True
            continue
        if is_overleaf and left and not ends_sentence(left[-1].text):
            line = line._replace(gap=0)  # nobody knows whether there is a blank line between pages
        left.append(line)
        is_overleaf = False
    return left, list(dict.fromkeys(lines[number].text for number in sorted(taken)))


def _are_of_pages(lines, areas):
    """Whether lines stand within sentences; one is enough where most have a page number by them."""
    interrupting = sum(_interrupts(lines, *area) for area in areas)
    numbered = sum(last > first for first, last in areas)
    least = 1 if numbered >= NUMBERED * len(areas) else INTERRUPTING
    return interrupting >= least


def _stamps(lines):
    """The numbers of the lines that say who signed the file with a key, and whose address it is."""
    taken = {number for number, line in enumerate(lines) if openings.is_stamp(line.text)}
    for number in sorted(taken):
        for other in (number - 1, number + 1, number + 2):
            if 0 <= other < len(lines) and OF_A_STAMP.match(lines[other].text):
                taken.add(other)
    return taken


def _with_page_numbers(lines, number):
    """(first, last) of a line and the numbers of its page right above and below it."""
    first = last = number
    while first and PAGE_NUMBER.fullmatch(lines[first - 1].text):
        first -= 1
    while last + 1 < len(lines) and PAGE_NUMBER.fullmatch(lines[last + 1].text):
        last += 1
    return first, last


def _interrupts(lines, first, last):
    """Whether a sentence goes on below these lines, beyond doubt."""
    if not first or last + 1 >= len(lines):
        return False
    before, after = lines[first - 1].text, lines[last + 1].text
    is_item = re.match(r"\w{1,4}[.)]", after)
    return after[0].islower() and not is_item and not ends_sentence(before)
