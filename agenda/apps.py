"""What is talked about, and when, as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agenda.letter_kinds import CALENDAR_BEHIND, KINDS, PROGRAMME_CHANGED, ROLE_REQUEST
from dialogue.access import roles, tokens
from dialogue.mail import letter_kinds

RIGHTS = roles.AppRights("agenda", full_access=[roles.SECRETARIAT, roles.PROGRAMME])

# By which paths rows belong to dialogues, where they have no field `dialogue`.
DIALOGUES = {
    "agenda.BackgroundPaper": ["session__dialogue"],
    "agenda.Role": ["session__dialogue"],
    "agenda.SessionNote": ["session__dialogue"],
    "participants.Person": ["roles__session__dialogue"],
}


class AgendaConfig(AppConfig):
    name = "agenda"
    verbose_name = _("Agenda")

    def ready(self) -> None:
        """Say what the floors below are to know of the agenda, and fill the places that they leave
        for it."""
        # They import models, which are not there before.
        from agenda import guide, personal_data
        from agenda.desk import copied, part
        from agenda.empty_lists import STEPS
        from agenda.links import slots, steps
        from agenda.programme.recipients import ROLE, SESSION
        from agenda.programme.roles import pass_on, take_all_away
        from dialogue.access import open_rows
        from dialogue.desk import bar, copying, parts
        from dialogue.guide import chapters, delegates
        from dialogue.pages import empty_lists
        from dialogue.personal_data import data_map
        from participants.groupmail import filters
        from participants.letters import sections
        from participants.links import preparation
        from participants.personal_data import erasure, people
        from participants.workflow import replacements

        data_map.register(*personal_data.HOLDINGS)
        people.register(personal_data.people_with_roles)
        for model, paths in DIALOGUES.items():
            open_rows.register(model, *paths)
        empty_lists.register(STEPS)
        letter_kinds.register(*KINDS)
        roles.register(RIGHTS)
        tokens.register_link_prefixes("/calendar/my/", "/calendar/organisers/")
        tokens.register_purposes("organisers")
        replacements.register(pass_on)
        filters.register(SESSION, ROLE)
        erasure.register("agenda.Role", take_all_away)
        preparation.register(steps.steps_of)
        for kind in [PROGRAMME_CHANGED, CALENDAR_BEHIND]:
            sections.lead_to(kind.name, "delegate_programme", "changes")
        sections.lead_to(ROLE_REQUEST.name, "answer", "your-roles")
        slots.fill()
        parts.register(part.part_of, order=20)
        copying.register(copied.ROOMS)
        chapters.register(*guide.CHAPTERS)
        delegates.register(guide.FOR_DELEGATES)
        bar.register(
            bar.Way(
                pgettext_lazy("page", "Programme"),
                bar.listed("agenda_session"),
                part.SEE_SESSIONS,
                bar.section("agenda_session", "agenda_room", "agenda_role", "agenda_release"),
                order=30,
            ),
            bar.Way(
                pgettext_lazy("page", "Topics"),
                bar.listed("agenda_topic"),
                part.SEE_TOPICS,
                bar.section("agenda_topic", "agenda_term", "agenda_sourcedocument"),
                order=40,
            ),
        )
