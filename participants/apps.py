"""People and their seats as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dialogue.access import roles, tokens
from dialogue.mail import letter_kinds
from participants.letters.letter_kinds import KINDS

RIGHTS = roles.AppRights(
    "participants",
    full_access=[roles.SECRETARIAT, roles.PROTOCOL],
    # Passports, diet and access needs are for those who act, and so are the letters of invitees,
    # which hold the addresses that answer for them.
    restricted=["view_delegatedetails", "view_incomingmail"],
    # Erasing somebody is the secretariat's.
    withheld={roles.PROTOCOL: ["delete_person"]},
)


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = _("Participants")

    def ready(self) -> None:
        # They import models, which are not there before.
        from dialogue.personal_data import data_map as whole_map
        from participants.links import slots
        from participants.personal_data import data_map

        whole_map.register(*data_map.HOLDINGS)

        letter_kinds.register(*KINDS)
        roles.register(RIGHTS)
        tokens.register_link_prefixes("/i/", "/i/delegation/")
        slots.fill()
