"""In which country a time zone lies: how its telephone numbers begin, when it has holidays, and who
is at home there."""

from functools import cache
from importlib import resources

EARLIER = {"Asia/Saigon": "Asia/Ho_Chi_Minh"}  # a name that the table no longer has


def country_of(time_zone: str) -> str:
    """Two letters (ISO 3166-1), "VN" for Asia/Ho_Chi_Minh; "" for UTC and what else is nowhere."""
    return _countries().get(EARLIER.get(time_zone, time_zone), "")


@cache
def _countries():
    """{zone: country} (tz database, zone.tab)."""
    table = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text()
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return {zone: country for country, _place, zone, *_remarks in rows}
