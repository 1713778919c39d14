"""What an organiser decided about an uploaded list: which sheet, which columns, what of hidden
rows, how names are divided, and what holds for everybody. Kept with the upload as JSON."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from participants.names.dividing import CUSTOM

TAKE, LEAVE = "take", "leave"


@dataclass
class Choices:
    """`sheet` is the name of a sheet; `heading_row` the number of the row of headings, 0 for none
    and None to have it found; `hidden` TAKE, LEAVE or "" while it is not decided; `columns` is
    {position as text: column, "" to leave it out}, None to have it found; `order` one of
    `participants.names.dividing`; `names` is {row number as text: (family name, given name)} where
    the organiser corrected a division, `cells` {row number as text: {column: text}} where a cell
    was corrected; `only` are the numbers of the rows that are left, None for all; `country`,
    `language`, `category` and `office` (how those without an address are reached) hold for whoever
    has none of their own in the list."""

    sheet: str | None = None
    heading_row: int | None = None
    hidden: str = ""
    columns: dict[str, str] | None = None
    order: str = CUSTOM
    names: dict[str, list[str]] = field(default_factory=dict)
    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    only: list[int] | None = None
    country: str = ""
    language: str = ""
    category: str = ""
    office: str = ""

    @classmethod
    def of(cls, stored: dict[str, Any] | None) -> "Choices":
        """From what `to_store` gave."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in (stored or {}).items() if name in known})

    def to_store(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)
