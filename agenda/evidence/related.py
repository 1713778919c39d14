"""Passages that may also belong to a topic: sentences that share many of its telling words.

Simple, so that it can be explained. A topic's terms are the pairs of words in its texts and
passages, in English also single words (a Vietnamese syllable alone says little), and every
rendering of a glossary term that occurs there: these find sentences in the other language. A term
has more weight the rarer it is among all paragraphs (TF-IDF) and the more often the topic uses it.
Paragraphs are first compared without diacritics, which is quick; in the few that remain, only words
count that are spelt alike, since "tự động" is not "tụ đông".
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from django.conf import settings

from agenda.evidence import folding, glossary
from agenda.models import Paragraph, Passage, Term, Topic

MOST = 12  # suggestions at a time
WEAKEST = 0.25  # of the best one's score
MOST_SHARES = 6  # named for each
PARAGRAPHS_READ = 80  # the best ones, whose sentences are scored individually
LEAST_WORDS = 8  # in a sentence worth suggesting
LEAST_TERMS = 3
SHORTEST_SINGLE = 4  # letters
TITLE_COUNTS = 3
RENDERING_WEIGHT = 3.0

_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)\]]*\s+(?=[\"“‘«(\[]*(\w))")
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
class Suggestion:
    """text[start:end] of a paragraph, and what it shares with the topic: where in the paragraph
    (`marks`), and as it is written there (`shares`, the weightiest first)."""

    paragraph: Paragraph
    start: int
    end: int
    marks: list[tuple[int, int]]
    score: float

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.paragraph.text[self.start : self.end]

    @property
    def shares(self) -> list[str]:
        """What it shares with the topic, as it is written, each once, the weightiest first."""
        written = [self.paragraph.text[first:last] for first, last in self.marks]
        once = {folding.fold_for_search(words): words for words in reversed(written)}
        return list(once.values())[::-1][:MOST_SHARES]

    @property
    def fingerprint(self) -> str:
        """What its words are recognised by."""
        return fingerprint(self.text)


def fingerprint(text: str) -> str:
    """What a sentence is recognised by, in whatever document it is."""
    return sha256(folding.fold_words(text).encode()).hexdigest()


def suggestions(topic: Topic, number: int = MOST) -> list[Suggestion]:
    """The sentences most similar to the topic that it does not cite and nobody dismissed, the best
    first.

    Seven queries, whatever is stored; headings, captions and near-duplicates are left out.
    """
    passages = list(topic.passages.select_related("document", "paragraph"))
    profile = profile_of(topic, passages)
    rows = Paragraph.objects.filter(document__duplicate_of=None, kind=Paragraph.Kind.TEXT)
    weights, scores = _weigh(profile, rows.values_list("pk", "folded"))
    best = sorted(scores, key=lambda pk: scores[pk], reverse=True)[:PARAGRAPHS_READ]
    dismissed = set(topic.dismissals.values_list("fingerprint", flat=True))
    found = []
    for paragraph in rows.filter(pk__in=best).select_related("document"):
        cited = [
            (passage.start_at or 0, passage.end_at or 0)
            for passage in passages
            if passage.paragraph_id == paragraph.pk
        ]
        for start, end in sentences(paragraph.text):
            if any(start < last and first < end for first, last in cited):
                continue
            suggestion = _suggestion(paragraph, start, end, profile, weights)
            if suggestion and suggestion.fingerprint not in dismissed:
                found.append(suggestion)
    found.sort(key=lambda match: (-match.score, match.paragraph.pk, match.start))
    return [match for match in _each_once(found) if match.score >= WEAKEST * found[0].score][
        :number
    ]


def _each_once(found):
    """Only the best of equal sentences: several documents may have the same one."""
    best_last = reversed(found)
    return list({match.fingerprint: match for match in best_last}.values())[::-1]


@dataclass
class Profile:
    """What a topic is about: {folded words: weight}, {folded words: how they are spelt}, and which
    of these words are renderings of the glossary's terms."""

    weights: dict[tuple[str, ...], float]
    spellings: dict[tuple[str, ...], set[str]]
    renderings: set[tuple[str, ...]]

    def __post_init__(self) -> None:
        self._index: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for words in self.weights:
            self._index[words[0]].append((words, folding.pattern(words)))

    def met(self, folded: str) -> list[tuple[str, ...]]:
        """The terms that occur in a folded text, however they are spelt there."""
        firsts = self._index.keys() & set(folded.split())
        return [
            words for first in firsts for words, pattern in self._index[first] if pattern in folded
        ]


def profile_of(topic: Topic, passages: Sequence[Passage]) -> Profile:
    """The Profile of a topic's texts, its passages and the glossary's terms in them."""
    texts: list[tuple[str, str]] = []  # (language, text)
    for code, _name in settings.LANGUAGES:
        title, summary = getattr(topic, f"title_{code}"), getattr(topic, f"summary_{code}")
        texts += [(code, title or "")] * TITLE_COUNTS + [(code, summary or "")]
    for passage in passages:
        if passage.paragraph:
            text = passage.paragraph.text[passage.start_at : passage.end_at]
            texts.append((passage.document.language, text))
    counts: Counter[tuple[str, ...]] = Counter()
    spellings: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for language, text in texts:
        for words, spelling in _telling(text, language):
            counts[words] += 1
            spellings[words].add(spelling)
    weights = {words: 1 + math.log(count) for words, count in counts.items()}
    renderings = _renderings(texts, Term.objects.of(topic.dialogue))
    for words, text in renderings.items():
        weights[words] = RENDERING_WEIGHT
        spellings[words].add(_spelling(text))
    return Profile(weights, spellings, set(renderings))


def _renderings(texts, terms):
    """{folded words: as written} of every rendering, in both languages, of the glossary's terms
    that occur in the texts."""
    terms = list(terms)
    folded = folding.fold_words("\n".join(text for _language, text in texts))
    hits = glossary.Finder(terms).find(folded.split())
    met = {rendering.term.pk for alike, _first, _end in hits for rendering in alike}
    texts_met = [
        rendering.text
        for term in terms
        if term.pk in met
        for rendering in glossary.renderings(term)
    ]
    return {
        words: text for text in texts_met if (words := tuple(folding.fold_for_search(text).split()))
    }


def _telling(text, language):
    """(folded words, spelling) of pairs of neighbouring words that are no stop words; in English of
    single words too."""
    stops = _STOPS.get(language, frozenset())
    words = folding.search_words(text)
    tells = [text[word.start : word.end].casefold() not in stops for word in words]
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) and tells[at + 1] else None
        if tells[at] and after and text[word.end : after.start].isspace():
            yield (word.folded, after.folded), _spelling(text[word.start : after.end])
        if tells[at] and language == "en" and len(word.folded) >= SHORTEST_SINGLE:
            yield (word.folded,), _spelling(text[word.start : word.end])


def _spelling(text):
    """Letters and marks in an order of their own, so that "thoả ước" is spelt as "thỏa ước"."""
    letters = unicodedata.normalize("NFD", text).casefold()
    return "".join(
        sorted(char for char in letters if char.isalnum() or unicodedata.combining(char))
    )


def _weigh(profile, paragraphs):
    """({term: weight times rarity}, {paragraph's pk: score}) over all paragraphs [(pk, folded)]."""
    met, number = {}, 0
    for pk, folded in paragraphs.iterator(chunk_size=5000):
        number += 1
        if terms := profile.met(folded):
            met[pk] = terms
    frequency = Counter(words for terms in met.values() for words in terms)
    weights = {
        words: profile.weights[words] * math.log((number + 1) / frequency[words])
        for words in frequency
    }
    return weights, {pk: sum(weights[words] for words in terms) for pk, terms in met.items()}


def _suggestion(paragraph, start, end, profile, weights):
    """A sentence as a Suggestion, or None if it is short or shares too little."""
    text = paragraph.text[start:end]
    words = folding.search_words(text)
    if len(words) < LEAST_WORDS:
        return None
    shared = {}  # term → [(first word, end)]
    for term in profile.met(folding.fold_for_search(text)):
        if spelt := [place for place in folding.places(words, term)
                    if _is_spelt_so(text, words, place, profile.spellings[term])]:  # fmt: skip
            shared[term] = spelt
    if len(shared) < LEAST_TERMS and not shared.keys() & profile.renderings:
        return None
    score = sum(weights[term] for term in shared) / math.sqrt(len(words) + LEAST_WORDS)
    marks = [(start + first, start + last) for first, last in _runs(text, words, shared, weights)]
    return Suggestion(paragraph, start, end, marks, score)


def _is_spelt_so(text, words, place, spellings):
    """Whether the words at `place` are spelt as in the topic, or without any diacritics."""
    first, end = place
    plain = "".join(sorted("".join(word.folded for word in words[first:end])))
    spelling = _spelling(text[words[first].start : words[end - 1].end])
    return spelling in spellings or spelling == plain


def _runs(text, words, shared, weights):
    """[(start, end)] of what is shared in the text, the weightiest first; neighbours make one."""
    weight_at = Counter()
    for term, places in shared.items():
        for first, end in places:
            for at in range(first, end):
                weight_at[at] += weights[term] / len(term)
    runs = []  # [first word, last word]
    for at in sorted(weight_at):
        if runs and runs[-1][1] == at - 1 and text[words[at - 1].end : words[at].start].isspace():
            runs[-1][1] = at
        else:
            runs.append([at, at])
    runs.sort(key=lambda run: -sum(weight_at[at] for at in range(run[0], run[1] + 1)))
    return [(words[first].start, words[last].end) for first, last in runs]


def sentences(text: str) -> list[tuple[int, int]]:
    """[(start, end)] of the sentences in a paragraph, without the stops at their ends."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if not match[1].islower()]
    cuts = [0, *ends, len(text)]
    spans = []
    for start, end in pairwise(cuts):
        end = start + len(text[start:end].rstrip(_TRAILING))
        if end > start:
            spans.append((start, end))
    return spans
