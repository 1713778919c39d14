"""One day of the programme as a board: which session is in which column, from when to when.

Places are named by classes (see static/agenda/day.css), for the page's security policy allows no
inline style. Pure; the day page puts it on screen.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from agenda.models import Role, Room, Session
from agenda.programme.conflicts.board import ReviewedConflict

FIRST_HOUR, LAST_HOUR = 8, 18  # shown of an empty day
STEP = 5  # minutes that a row of the board stands for


@dataclass
class Block:
    """A session on the board. Columns count from 1; times are (hour, step) on the dialogue's clock,
    within the day."""

    session: Session
    starts: tuple[int, int]
    ends: tuple[int, int]
    roles: list[Role] = field(default_factory=list)
    conflicts: list[ReviewedConflict] = field(default_factory=list)
    column: int = 1
    width: int = 1

    @property
    def place(self) -> str:
        """The classes that put it where it belongs."""
        (h, m), (eh, em) = self.starts, self.ends
        return f"c-{self.column} w-{self.width} h-{h} m-{m} eh-{eh} em-{em}"

    @property
    def open_conflicts(self) -> int:
        """How many are not accepted."""
        return sum(not reviewed.accepted for reviewed in self.conflicts)


@dataclass
class Column:
    """A room, or None for sessions without one."""

    room: Room | None
    start: int
    width: int

    @property
    def place(self) -> str:
        """The classes that put it where it belongs."""
        return f"c-{self.start} w-{self.width}"


@dataclass
class Board:
    """A day on screen; `hours` are those that it shows."""

    columns: list[Column]
    blocks: list[Block]
    hours: range

    @property
    def size(self) -> str:
        """The classes that say how large the board is."""
        return f"from-{self.hours.start} cols-{sum(column.width for column in self.columns)}"


def lay_out(
    sessions: Sequence[Session],
    rooms: Iterable[Room],
    midnight: datetime,
    roles: Mapping[int, list[Role]],
    conflicts: Mapping[int, list[ReviewedConflict]],
) -> Board:
    """The board of the day that begins at `midnight` (aware, on the dialogue's clock).

    `sessions` in order of time; `roles` and `conflicts` by the sessions' keys.
    """
    blocks = [
        Block(
            session,
            _step(session.starts_at, midnight),
            _step(session.ends_at, midnight, up=True),
            roles.get(session.pk, []),
            conflicts.get(session.pk, []),
        )
        for session in sessions
    ]
    of_room: defaultdict[int | None, list[Block]] = defaultdict(list)
    for block in blocks:
        of_room[block.session.room_id].append(block)
    columns, start = [], 1
    for room in [*rooms, None]:
        group = of_room[room.pk if room else None]
        if room is not None or group:
            width = _into_lanes(group, start)
            columns.append(Column(room, start, width))
            start += width
    return Board(columns, blocks, _hours(blocks))


def _into_lanes(blocks, start):
    """Put those that run at once side by side, the others over the room's width; return that."""
    ends = []  # of the last block in each lane
    for block in blocks:
        lane = next((i for i, end in enumerate(ends) if end <= block.starts), len(ends))
        ends[lane : lane + 1] = [block.ends]
        block.column = start + lane
    for index, block in enumerate(blocks):
        others = blocks[:index] + blocks[index + 1 :] if len(ends) > 1 else []
        if not any(other.starts < block.ends and block.starts < other.ends for other in others):
            block.column, block.width = start, max(1, len(ends))
    return max(1, len(ends))


def _hours(blocks):
    """What the board shows: an hour more on either side, so that there is room to move to."""
    if not blocks:
        return range(FIRST_HOUR, LAST_HOUR)
    first = min(block.starts[0] for block in blocks) - 1
    last = max(block.ends[0] + bool(block.ends[1]) for block in blocks) + 1
    return range(max(0, first), min(24, last))


def _step(moment, midnight, *, up=False):
    """(hour, step) of a moment on that day; what lies before or after it is cut off."""
    wall = moment.astimezone(midnight.tzinfo).replace(tzinfo=None)
    passed = wall - midnight.replace(tzinfo=None)
    minutes = min(max(passed, timedelta()), timedelta(days=1)) // timedelta(minutes=1)
    steps = -(-minutes // STEP) if up else minutes // STEP
    return divmod(steps, 60 // STEP)
