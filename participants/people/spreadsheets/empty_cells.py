"""What programs and people write into a cell to say that there is nothing. No database."""

import re

from participants.names.given import without_none
from participants.people.spreadsheets.columns import Column

# As the whole cell. "Na" and "Nan" are names, NA is Namibia.
ANYWHERE = re.compile(r"NaN|<NA>")
BUT_NAMES_AND_COUNTRIES = re.compile(
    r"[-–—_./*?\s]+|n/?a|nan|null|none|nil|không|không có|chưa có|không rõ", re.IGNORECASE
)


def without_nothing(text: str, column: Column) -> str:
    """The text of a cell; "" where it only says that there is nothing."""
    if ANYWHERE.fullmatch(text):
        return ""
    if column.is_name or column.name.startswith("form_of_address"):
        return without_none(text)
    if column.name == "country":
        return "" if without_none(text) == "" else text
    return "" if BUT_NAMES_AND_COUNTRIES.fullmatch(text) else text
