"""The order of names: one key, the same on every database.

Vietnamese order, as CLDR has it: a ă â b c d đ e ê … y; level < huyền < hỏi < ngã < sắc < nặng;
compared word by word, the letters of a word before its tone; other marks (ñ, ü) after that, and
lower case before upper at last. Digits come before letters, other scripts after them.

SQLite and PostgreSQL give other orders, and PostgreSQL a different one for each locale, so a key is
kept in a column. It consists of digits alone: those every collation puts in the same order ("aa",
say, comes after "z" in Danish).
"""

import re
import unicodedata

LENGTH = 600  # digits; names that are the same that far are ordered by the row's number

# Two digits for each thing that is compared first. What ends comes before what goes on.
END, BETWEEN_PARTS, END_OF_WORD, OTHER_SCRIPT = "00", "03", "05", "99"
LETTERS = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
WEIGHTS = {letter: f"{number:02}" for number, letter in enumerate(LETTERS, start=30)}
TONES = {tone: f"{number:02}" for number, tone in enumerate("\u0300\u0309\u0303\u0301\u0323", 11)}
LEVEL = "10"
MADE_OF = {  # letters of the alphabet that Unicode takes apart
    ("a", "\u0306"): "ă",
    ("a", "\u0302"): "â",
    ("e", "\u0302"): "ê",
    ("o", "\u0302"): "ô",
    ("o", "\u031b"): "ơ",
    ("u", "\u031b"): "ư",
}
# Letters that Unicode does not take apart, as they are sorted; Đ is often typed as the Icelandic Ð.
SPELT = {"ð": "đ", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "þ": "th", "ı": "i",
         "ħ": "h", "ŋ": "n", "ŧ": "t"}  # fmt: skip
APOSTROPHES = re.compile("['’‘ʻʼʹ`´]")
# Thai and Lao write these vowels before the consonant under which dictionaries sort.
VOWEL_FIRST = re.compile("([เแโใไເແໂໃໄ])(.)")


def sort_key(*parts: str) -> str:
    """The key of a name in parts (what it is sorted under, then the rest): digits, at most LENGTH.

    A shorter first part comes before a longer one: "Costa, Zita" before "Costa Ximenes, Ana".
    """
    words = [[_Word(word) for word in _words(part)] for part in parts if part]
    first = BETWEEN_PARTS.join("".join(word.first for word in part) for part in words)
    marks = "".join(word.marks for part in words for word in part).rstrip("1")
    cases = "".join(word.cases for part in words for word in part).rstrip("1")
    return END.join([first, marks, cases])[:LENGTH]


def _words(text):
    """What is between blanks, hyphens and other signs; an apostrophe belongs to its word."""
    text = unicodedata.normalize("NFC", APOSTROPHES.sub("", text))
    text = VOWEL_FIRST.sub(r"\2\1", text)
    signs = (char if unicodedata.category(char)[0] in "LMN" else " " for char in text)
    return "".join(signs).split()


class _Word:
    """What is compared of a word: `first` its letters, then its tone; `marks` and `cases` have a
    digit for each letter, and are compared when everything else is equal."""

    def __init__(self, word):
        self.first = self.marks = self.cases = ""
        tone = LEVEL
        for cluster in _clusters(word):
            base, marks = cluster[0], cluster[1:]
            letters, left = _letters(base.lower(), marks)
            is_latin = all(letter in WEIGHTS for letter in letters)
            if is_latin:
                of_vietnamese = [mark for mark in left if mark in TONES]
                if of_vietnamese and tone == LEVEL:
                    tone = TONES[of_vietnamese[0]]
                    left.remove(of_vietnamese[0])
                self.first += "".join(WEIGHTS[letter] for letter in letters)
            else:
                whole = unicodedata.normalize("NFC", cluster).casefold()
                self.first += "".join(f"{OTHER_SCRIPT}{ord(char):07}" for char in whole)
            is_other = is_latin and (left or base.lower() in SPELT)
            self.marks += str(2 + ord(left[0]) % 7 if left else 9) if is_other else "1"
            self.cases += "2" if base != base.lower() else "1"
        self.first += END_OF_WORD + tone


def _clusters(word):
    """Letters, each with the marks that belong to it, taken apart."""
    clusters: list[str] = []
    for char in unicodedata.normalize("NFD", word):
        if clusters and unicodedata.combining(char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _letters(base, marks):
    """(the letters of the alphabet that it is, the marks that are left)"""
    for mark in marks:
        if (base, mark) in MADE_OF:
            return MADE_OF[base, mark], [other for other in marks if other != mark]
    return SPELT.get(base, base), list(marks)
