"""Lines at the head or the foot of every printed page, in plain text that was copied from pages:
“CÔNG BÁO/Số 655 + 656/Ngày 21-4-2025”, with the number of the page above or below it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from agenda.documents import openings
from agenda.documents.paragraphs import Line
from agenda.documents.sentences import ends_sentence

LEAST = 3  # pages
LONGEST = 120  # characters of a line at the edge of a page
NUMBERED = 0.6  # of the lines, from 0 to 1, with the number of a page above or below
OF_A_STAMP = re.compile(r"(?:E-?mail|Cơ quan|Tổ chức)\s*:", re.IGNORECASE)
NUMBER = re.compile(r"[^\W\d]*\W*(\d{1,4})[-–—\s]*")
AT_FIRST, AT_LAST = re.compile(r"^(\d{1,4})\s"), re.compile(r"\s(\d{1,4})$")
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
        if len(numbers) >= LEAST and _are_of_pages(lines, areas):
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
    """Whether alike lines stand at the edges of pages, as the numbers of these tell: beside most of
    them, or at their own ends, growing from page to page. Words that a text repeats have none."""
    interrupting = sum(_interrupts(lines, *area) for area in areas)
    numbers = []
    for first, last in areas:
        beside = [line.text for line in lines[first : last + 1]]
        numbers.append(
            next((int(found[1]) for text in beside if (found := NUMBER.fullmatch(text))), 0)
        )
    known = [number for number in numbers if number]
    if interrupting and len(known) >= NUMBERED * len(areas) and _grow(known):
        return True
    for end in (AT_FIRST, AT_LAST):
        found = [end.search(lines[first].text) for first, _last in areas]
        if interrupting > 1 and all(found) and _grow([int(one[1]) for one in found if one]):
            return True
    return False


def _grow(numbers):
    return all(before < after for before, after in pairwise(numbers))


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
