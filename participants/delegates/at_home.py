"""Who is at home where the dialogue takes place, and is not asked about a visa. Its time zone says
in which country that is."""

import zoneinfo
from functools import cache
from importlib import resources
from pathlib import Path

from django.utils.translation import gettext as _

from participants.models import Invitation


def is_at_home(invitation: Invitation) -> bool:
    """Whether the seat is for the country of the venue."""
    return invitation.country.code == _country_of(str(invitation.dialogue.tz))


def heading_of_details(invitation: Invitation) -> str:
    """What the page with the delegate's details is called, for this delegate."""
    if is_at_home(invitation):
        return _("Your travel and needs")
    return _("Your travel, visa letter and needs")


@cache
def _country_of(zone):
    """The two letters of the country whose clock this is (tz database, zone.tab); "" if unknown."""
    rows = (line.split("\t") for line in _table().splitlines() if not line.startswith("#"))
    return next((row[0] for row in rows if row[2] == zone), "")


def _table():
    for folder in zoneinfo.TZPATH:
        if (path := Path(folder, "zone.tab")).exists():
            return path.read_text()
    return resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text()
