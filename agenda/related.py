"""Passages that may belong to a topic too: sentences that share many of its telling words.

Simple, so that it can be explained. A topic's terms are the pairs of words in its texts and
passages, in English also single words (a Vietnamese syllable alone says little), and every
rendering of a glossary term that occurs there: by these a sentence in the other language is found.
A term weighs the more, the rarer it is among all paragraphs (TF-IDF) and the more often the topic
uses it.
"""

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from django.conf import settings

from agenda import folding, glossary
from agenda.models import Paragraph, Term

MOST = 12  # proposals at a time
PARAGRAPHS_READ = 80  # the best, whose sentences are weighed one by one
LEAST_WORDS = 8  # in a sentence worth proposing
LEAST_TERMS = 3
SHORTEST_SINGLE = 4  # letters
TITLE_COUNTS = 3
RENDERING_WEIGHT = 3.0

_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)\]]*\s+(?=[\"“‘«(\[]*[^\W_a-zà-ỹ])")
_TRAILING = " \t\n.!?…;:/"

_STOP_WORDS = {
    "en": "a about above after again all also an and any are as at be because been before being "
    "between both but by can could did do does done each for from further had has have having how "
    "if in into is it its itself made may might more most must no nor not of on once one only or "
    "other others our out over own same shall she should so some such than that the their them "
    "then there these they this those through to too under until up upon very was we were what "
    "when where which while who whom why will with within without would you your",
    "vi": "bà bên bị bởi các cách cái càng cần cả chỉ cho chứ chưa có còn của cùng cũng do đã "
    "đang đây để đến đều đi đó đối được gì giữa hai hay hơn khác khi không là lại lên lúc mà mỗi "
    "một mới nào này nên nếu ngày nhất như nhưng những nơi nữa ở ông phải qua ra rất rằng "
    "sau sẽ sự tại theo thì trên trong trước từ từng và vào vẫn về vì việc với vừa",
}
_STOPS = {code: frozenset(text.split()) for code, text in _STOP_WORDS.items()}


@dataclass
class Proposal:
    """text[start:end] of a paragraph, and what it shares with the topic, as it is written there."""

    paragraph: Paragraph
    start: int
    end: int
    shares: list[str]
    score: float

    @property
    def text(self):
        return self.paragraph.text[self.start : self.end]

    @property
    def fingerprint(self):
        return fingerprint(self.text)


def fingerprint(text: str) -> str:
    """What a sentence is recognised by, wherever it stands."""
    return sha256(folding.fold(text).encode()).hexdigest()


def proposals(topic, number: int = MOST) -> list[Proposal]:
    """The sentences most like the topic that it does not cite and nobody dismissed, best first.

    Seven queries, whatever is stored; headings, captions and near-duplicates are left out.
    """
    passages = list(topic.passages.select_related("document", "paragraph"))
    terms = terms_of(topic, passages)
    rows = Paragraph.objects.filter(document__duplicate_of=None, kind=Paragraph.Kind.TEXT)
    weights, scores = _weigh(terms, rows.values_list("pk", "folded"))
    best = sorted(scores, key=scores.get, reverse=True)[:PARAGRAPHS_READ]
    dismissed = set(topic.dismissals.values_list("fingerprint", flat=True))
    index = _by_first_word(weights)
    found = []
    for paragraph in rows.filter(pk__in=best).select_related("document"):
        cited = [(one.start_at, one.end_at) for one in passages if one.paragraph_id == paragraph.pk]
        for start, end in sentences(paragraph.text):
            if any(start < last and first < end for first, last in cited):
                continue
            proposal = _proposal(paragraph, start, end, weights, index)
            if proposal and proposal.fingerprint not in dismissed:
                found.append(proposal)
    found.sort(key=lambda one: (-one.score, one.paragraph.pk, one.start))
    return _each_once(found)[:number]


def _each_once(found):
    """The same sentence may stand in several documents."""
    return list({one.fingerprint: one for one in reversed(found)}.values())[::-1]


def terms_of(topic, passages) -> dict[tuple[str, ...], float]:
    """{folded words: weight} of what the topic is about."""
    texts = defaultdict(list)
    for code, _name in settings.LANGUAGES:
        title, summary = getattr(topic, f"title_{code}"), getattr(topic, f"summary_{code}")
        texts[code] += [title or ""] * TITLE_COUNTS + [summary or ""]
    for passage in passages:
        if passage.is_found:
            text = passage.paragraph.text[passage.start_at : passage.end_at]
            texts[passage.document.language].append(text)
    counts = Counter()
    for language, several in texts.items():
        for text in several:
            counts.update(_telling(text, language))
    weights = {words: 1 + math.log(count) for words, count in counts.items()}
    return weights | _renderings(texts, Term.objects.of(topic.dialogue))


def _renderings(texts, terms):
    """Every rendering, in both languages, of the glossary's terms that occur in the texts."""
    terms = list(terms)
    finder = glossary.Finder(terms)
    folded = folding.fold("\n".join(text for several in texts.values() for text in several))
    met = {one.term.pk for alike, _first, _end in finder.find(folded.split()) for one in alike}
    return {
        tuple(folding.fold(one.text).split()): RENDERING_WEIGHT
        for term in terms
        if term.pk in met
        for one in glossary.renderings(term)
    }


def _telling(text, language):
    """The pairs of neighbouring words that are no stop words; in English also single words."""
    stops = _STOPS.get(language, frozenset())
    words = [
        ("" if text[word.start : word.end].casefold() in stops else word.folded)
        for word in folding.words(text)
    ]
    yield from ((one, two) for one, two in pairwise(words) if one and two)
    if language == "en":
        yield from ((word,) for word in words if len(word) >= SHORTEST_SINGLE)


def _by_first_word(terms):
    index = defaultdict(list)
    for words in terms:
        index[words[0]].append((words, folding.pattern(words)))
    return index


def _met(folded, index):
    """The terms that stand in a folded text."""
    firsts = index.keys() & set(folded.split())
    return [words for first in firsts for words, pattern in index[first] if pattern in folded]


def _weigh(terms, paragraphs):
    """({term: weight times rarity}, {paragraph's pk: score}) over all paragraphs [(pk, folded)]."""
    index = _by_first_word(terms)
    met, number = {}, 0
    for pk, folded in paragraphs.iterator(chunk_size=5000):
        number += 1
        if here := _met(folded, index):
            met[pk] = here
    frequency = Counter(words for here in met.values() for words in here)
    weights = {
        words: terms[words] * math.log((number + 1) / frequency[words]) for words in frequency
    }
    return weights, {pk: sum(weights[words] for words in here) for pk, here in met.items()}


def _proposal(paragraph, start, end, weights, index):
    """A sentence as a Proposal, or None if it is short or shares too little."""
    text = paragraph.text[start:end]
    words = folding.words(text)
    if len(words) < LEAST_WORDS:
        return None
    shared = _met(folding.fold(text), index)
    if len(shared) < LEAST_TERMS:
        return None
    score = sum(weights[term] for term in shared) / math.sqrt(len(words) + LEAST_WORDS)
    return Proposal(paragraph, start, end, _shares(text, words, shared), score)


def _shares(text, words, shared):
    """What is shared as it is written in the text; neighbouring terms make one."""
    covered = {
        at for term in shared for first, end in folding.places(words, term)
        for at in range(first, end)
    }  # fmt: skip
    runs = []
    for at in sorted(covered):
        if at - 1 in covered and runs:
            runs[-1][1] = at
        else:
            runs.append([at, at])
    written = [text[words[first].start : words[last].end] for first, last in runs]
    return list({folding.fold(one): one for one in reversed(written)}.values())[::-1]


def sentences(text: str) -> list[tuple[int, int]]:
    """[(start, end)] of the sentences in a paragraph, without the stops at their ends."""
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    spans = []
    for start, end in pairwise(cuts):
        end = start + len(text[start:end].rstrip(_TRAILING))
        if end > start:
            spans.append((start, end))
    return spans
