"""The few names in braces that organisers may write in a letter to many, such as {name}. They are
replaced by values and nothing more: no template language reads what was typed. Pure.
"""

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.refusals import Refused

MEANINGS: dict[str, str | Promise] = {
    "name": gettext_lazy("form of address and name, as letters begin"),
    "office": gettext_lazy("the person’s office"),
    "institution": gettext_lazy("the person’s institution"),
    "dialogue": gettext_lazy("title of the dialogue"),
    "days": gettext_lazy("its days"),
    "place": gettext_lazy("its place"),
    "link": gettext_lazy("the personal link"),
}
_BRACES = re.compile(r"\{([^{}\n]*)\}")


def check(text: str) -> None:
    """Raise Refused where a name in braces is none of ours, or a brace stands alone."""
    for name in _BRACES.findall(text):
        if name not in MEANINGS:
            words = _("There is no placeholder {%(name)s}. Write one of these: %(names)s.")
            names = ", ".join(f"{{{known}}}" for known in MEANINGS)
            raise Refused(words % {"name": name, "names": names})
    if re.search(r"[{}]", _BRACES.sub("", text)):
        raise Refused(_("A brace stands alone. Braces are only for placeholders, such as {name}."))


def names_in(*texts: str) -> set[str]:
    """The placeholders in these texts."""
    return {name for text in texts for name in _BRACES.findall(text)}


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with the value of each placeholder. What a value holds is not looked at again."""
    return _BRACES.sub(lambda found: values.get(found[1], found[0]), text)
