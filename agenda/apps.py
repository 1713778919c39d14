"""What is talked about, and when, as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from agenda.letter_kinds import KINDS
from dialogue.access import roles, tokens
from dialogue.mail import letter_kinds

RIGHTS = roles.AppRights("agenda", full_access=[roles.SECRETARIAT, roles.PROGRAMME])


class AgendaConfig(AppConfig):
    name = "agenda"
    verbose_name = _("Agenda")

    def ready(self) -> None:
        """Say what the floors below are to know of the agenda, and fill the places that they leave
        for it."""
        # They import models, which are not there before.
        from agenda import personal_data
        from agenda.links import slots
        from agenda.programme.roles import pass_on, take_all_away
        from dialogue.personal_data import data_map
        from participants.personal_data import erasure, people
        from participants.workflow import replacements

        data_map.register(*personal_data.HOLDINGS)
        people.register(personal_data.people_with_roles)

        letter_kinds.register(*KINDS)
        roles.register(RIGHTS)
        tokens.register_link_prefixes("/calendar/my/", "/calendar/organisers/")
        replacements.register(pass_on)
        erasure.register("agenda.Role", take_all_away)
        slots.fill()
