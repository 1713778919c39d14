"""Moments of a dialogue in Hanoi."""

from datetime import UTC, datetime, timedelta


def at(hour: int, minute: int = 0, day: int = 2) -> datetime:
    """A moment in Hanoi in June 2031, where the dialogue is on the 2nd and 3rd."""
    return datetime(2031, 6, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)
