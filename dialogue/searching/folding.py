"""Texts as they are compared when somebody looks for them: without marks, case or Unicode form.

"quan tri" equals "quản trị", "THOẢ ƯỚC" equals "thỏa ước", đ equals d. One fold for names, lists
and documents: agenda.evidence.folding adds what it needs for words in their order.
"""

import unicodedata
from functools import lru_cache

LETTERS = str.maketrans("đø", "do")  # letters of their own, which no decomposition takes apart


def fold(text: str) -> str:
    """The text without case, marks and spare blanks; what is between words stays."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS)
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """The letters and digits of a word, folded."""
    plain = unicodedata.normalize("NFKD", word).casefold().translate(LETTERS)
    return "".join(char for char in plain if char.isalnum())
