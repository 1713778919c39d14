"""What a column holds, by its cells, where its heading says too little: addresses, telephone
numbers, forms of address, offices; and in which language."""

import re
from collections.abc import Callable, Collection, Sequence

from rapidfuzz import process

from dialogue.searching.folding import fold
from participants.countries.reading import code_of
from participants.names import forms_of_address
from participants.people.spreadsheets.columns import FULL_NAME
from participants.people.spreadsheets.meanings import ADDRESS_FORM, INSTITUTION, TITLE

SAMPLE = 200  # cells that are looked at
MOST = 0.6  # of them, from 0 to 1
LIKE = 75  # of 100: how near a text is to one that it may mean
# Letters that only Vietnamese has, and those that nearly only Vietnamese has.
VIETNAMESE = re.compile(
    "[ăđơưĂĐƠƯ\u1ea0-\u1ef9]|\\b(?:Bộ|Sở|Cục|Vụ|Viện|Trường|Công ty|Ông|Bà|Giám đốc|Thanh tra)\\b"
)
ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+\.\w{2,}")
LETTERS = re.compile(r"[^\W\d_]{2}")
# Two to five words, each with a capital or in a script that has none.
A_NAME = re.compile(r"(?:[^\W\d_a-z][^\W\d_]*[.,]?(?:['’-][^\W\d_]+)*(?:\s+|$)){2,5}")
TELEPHONE = re.compile(r"'?\+?[\d\s()./-]{8,20}")
DATE = re.compile(r"\d{4}[-/.]\d\d?[-/.]\d\d?\b.*|\d\d?[-/.]\d\d?[-/.]\d{4}\b.*")


def meaning_by_content(meaning: str, texts: Sequence[str]) -> str:
    """The column that is meant by a heading of `meanings.meaning_of` and the texts below it; "" if
    nothing tells. A heading that is not known is understood only by email addresses."""
    texts = [text for text in texts if text][:SAMPLE]
    if meaning == "":
        return "email" if _are(texts, ADDRESS.search) else ""
    if meaning == FULL_NAME and texts and not _are(texts, LETTERS.search):
        return ""  # "Participants", and how many they were
    if meaning == TITLE and _are(texts, forms_of_address.is_known):
        meaning = ADDRESS_FORM
    elif meaning == ADDRESS_FORM and texts and not _are(texts, forms_of_address.is_known):
        meaning = ADDRESS_FORM  # a form that no table has is still one
    if meaning in {TITLE, INSTITUTION, ADDRESS_FORM}:
        return f"{meaning}_{'vi' if _is_vietnamese(meaning, texts) else 'en'}"
    return meaning


def _is_vietnamese(meaning, texts):
    if meaning == ADDRESS_FORM:
        of_vietnamese = [text for text in texts if forms_of_address.by_language(text)[1]]
        return len(of_vietnamese) * 2 > len(texts)
    return bool(texts) and sum(bool(VIETNAMESE.search(text)) for text in texts) * 2 > len(texts)


def holds_names(texts: Sequence[str]) -> bool:
    """Whether most of the texts look like names of human beings, each another's."""
    texts = [text for text in texts if text][:SAMPLE]
    return len(set(texts)) * 2 > len(texts) and _are(texts, A_NAME.fullmatch)


def holds_telephones(texts: Sequence[str]) -> bool:
    """Whether most of the texts look like telephone numbers, which days look like too."""
    texts = [text for text in texts if text][:SAMPLE]
    return _are(texts, TELEPHONE.fullmatch) and not _are(texts, DATE.fullmatch)


def holds_countries(texts: Sequence[str]) -> bool:
    """Whether most of the texts name countries: a “Delegation” is one or an institution."""
    return _are([text for text in texts if text][:SAMPLE], code_of)


def holds_whole_names(texts: Sequence[str]) -> bool:
    """Whether most of the texts have several words, where nothing but one part of a name was to
    be: “Tên” over whole names."""
    return _are([text for text in texts if text][:SAMPLE], lambda text: " " in text.strip())


def are_among(texts: Sequence[str], known: Collection[str]) -> bool:
    """Whether most of the texts are among the known ones, which are folded."""
    return _are([text for text in texts if text][:SAMPLE], lambda text: fold(text) in known)


def are_like(texts: Sequence[str], known: Collection[str]) -> bool:
    """Whether one of the texts is among the known ones, which are folded, or nearly is."""
    folded = {fold(text) for text in texts if text}
    return any(process.extractOne(one, known, score_cutoff=LIKE) for one in folded)


def _are(texts: list[str], is_one: Callable[[str], object]) -> bool:
    return bool(texts) and sum(bool(is_one(text)) for text in texts) >= MOST * len(texts)
