"""The initials that stand where a portrait would."""

from participants.names.customs import BURMESE_HONORIFICS


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name as written: "VN" of Võ Trường
    Nghĩa. Words in small letters, such as "bin" and "de", and U and Daw, are passed over."""
    words = [word for word in name.split() if word[0].isalpha() and not word[0].islower()]
    if len(words) > 1 and words[0] in BURMESE_HONORIFICS:
        words = words[1:]
    letters = [word[0].upper() for word in words]
    return "".join([letters[0], letters[-1]] if len(letters) > 1 else letters)
