"""Names in braces, such as {dialogue}, in what organisers write themselves: letters to many and
official letters. They are replaced by values and nothing more: no template language reads what was
typed, and what a value holds is not looked at again. Pure.
"""

import re
from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_BRACES = re.compile(r"\{([^{}\n]*)\}")


def names_in(text: str) -> list[str]:
    """The placeholders of a text, in their order. Raises ValidationError for a brace without its
    counterpart."""
    for number, line in enumerate(text.splitlines(), start=1):
        if re.search(r"[{}]", _BRACES.sub("", line)):
            problem = _("Line %(number)d: a brace is not closed or not opened.")
            raise ValidationError(problem, params={"number": number})
    return _BRACES.findall(text)


def check(text: str, known: Collection[str]) -> list[str]:
    """The placeholders of a text. Raises ValidationError, also where one is none of those that are
    known: which, and which there are."""
    used = names_in(text)
    for name in used:
        if name not in known:
            raise ValidationError(
                _("There is no placeholder “{%(name)s}”. There are: %(known)s."),
                params={
                    "name": name[:40],
                    "known": ", ".join(f"{{{each}}}" for each in known),
                },
            )
    return used


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with the value of each placeholder."""
    return _BRACES.sub(lambda found: values.get(found[1], found[0]), text)
