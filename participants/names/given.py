"""A name as it was given, in parts, and words that are typed where there is no name."""

import re
from dataclasses import dataclass

# As a whole, never in part. "Na", "Null" and "Không" are names.
_NONE = re.compile(
    r"[\W_]*|[\W_]*(n ?/ ?a|n\.\s?a|none|not applicable|no (last |family |given |first |sur)?name"
    r"|lnu|fnu|(không|chưa) có( họ| tên| họ tên)?)[\W_]*",
    re.IGNORECASE,
)


def without_none(text: str) -> str:
    """The text without blanks around it; "" where it only says that there is no such name."""
    text = " ".join(text.split())
    return "" if _NONE.fullmatch(text) else text


@dataclass(frozen=True)
class FullName:
    """What is known of one person's name. `country` is the ISO 3166-1 alpha-2 code of the country
    whose customs it follows, or "". `display`, `sorted_under`, `in_capitals` and `addressed_as` are
    what the person's office prefers, or "" where the country's custom is right."""

    family: str
    given: str = ""
    country: str = ""
    display: str = ""
    sorted_under: str = ""
    in_capitals: str = ""
    addressed_as: str = ""
