"""Who is at home where the dialogue takes place, and is not asked about a visa. Its time zone says
in which country that is."""

from django.utils.translation import gettext as _

from dialogue.time_zones import country_of
from participants.models import Invitation


def is_at_home(invitation: Invitation) -> bool:
    """Whether the seat is for the country of the venue."""
    return invitation.country.code == country_of(invitation.dialogue.time_zone)


def heading_of_details(invitation: Invitation) -> str:
    """What the page with the delegate's details is called, for this delegate."""
    if is_at_home(invitation):
        return _("Your travel and needs")
    return _("Your travel, visa letter and needs")
