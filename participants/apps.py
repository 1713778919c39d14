"""People and their seats as a Django app."""

from django.apps import AppConfig
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.access import roles, tokens
from dialogue.mail import letter_kinds
from participants.letters.letter_kinds import KINDS

RIGHTS = roles.AppRights(
    "participants",
    full_access=[roles.SECRETARIAT, roles.PROTOCOL],
    # Passports, diet and access needs are for those who act, and so are the letters of invitees,
    # which hold the addresses that answer for them, and what people ask about their data;
    # telephone, email and notes likewise.
    restricted=[
        "view_delegatedetails",
        "view_detailschange",
        "view_incomingmail",
        "view_incomingletter",
        "view_contact",
        "view_datarequest",
        "view_historicaldatarequest",
        # Official letters and their register name addressees, and some a passport.
        "view_officialletter",
        "view_registerentry",
    ],
    # Erasing somebody is the secretariat's, and so is which countries are offered.
    withheld={
        roles.PROTOCOL: [
            "delete_person",
            "add_hiddencountry",
            "change_hiddencountry",
            "delete_hiddencountry",
            "delete_headingmeaning",
        ]
    },
)
# By which paths rows belong to dialogues, where they have no field `dialogue`.
DIALOGUES = {
    "participants.ListedParticipant": ["participant_list__dialogue"],
    "participants.IncomingMail": ["invitation__dialogue", "mail__dialogue"],
    "participants.SignedScan": ["letter__dialogue"],
    "participants.DetailsChange": ["invitation__dialogue"],
    "participants.DataRequest": [
        "person__invitations__dialogue",
        "person__focal_point_of__dialogue",
    ],
    "participants.Portrait": [
        "person__invitations__dialogue",
        "person__focal_point_of__dialogue",
        "person__data_requests__dialogue",
    ],
    "participants.Person": [
        "invitations__dialogue",
        "focal_point_of__dialogue",
        "data_requests__dialogue",
    ],
}


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = pgettext_lazy("part of the admin site", "Participants")

    def ready(self) -> None:
        # They import models, which are not there before.
        from dialogue.access import open_rows
        from dialogue.backups import aftermath, making
        from dialogue.desk import bar, copying, parts
        from dialogue.guide import chapters, delegates
        from dialogue.health import heartbeats, metrics
        from dialogue.longwork import kinds
        from dialogue.mail import handing_over
        from dialogue.pages import consequences, empty_lists
        from dialogue.pages.slots import FRONT_PAGE_TOP
        from dialogue.personal_data import data_map as whole_map
        from participants import guide
        from participants.desk import data_requests, part
        from participants.empty_lists import STEPS
        from participants.groupmail.job import LETTER_TO_MANY
        from participants.letters import after_restoring
        from participants.letters.without_email import directions
        from participants.links import preparation, slots
        from participants.new_dialogue import copied, ready
        from participants.people.import_jobs import IMPORT, PLAN
        from participants.personal_data import data_map, kept_list
        from participants.seating import numbers
        from participants.workflow import consequences as own_consequences
        from participants.workflow.bulk_job import STEP_FOR_MANY

        aftermath.register(aftermath.Step.REPLAY_ERASURES, kept_list.replay_all)
        aftermath.register(aftermath.Step.RAISE_CALENDARS, after_restoring.raise_versions)
        aftermath.register_source(kept_list.known_before)
        handing_over.register(directions)
        making.register_companion(kept_list.keep_in)
        kinds.register(STEP_FOR_MANY, PLAN, IMPORT, LETTER_TO_MANY)
        whole_map.register(*data_map.HOLDINGS)
        empty_lists.register(STEPS)

        for model, paths in DIALOGUES.items():
            open_rows.register(model, *paths)
        consequences.register(own_consequences.of_change, own_consequences.of_host)
        letter_kinds.register(*KINDS)
        metrics.register(numbers.metrics)
        heartbeats.register(
            heartbeats.Runner(
                "collect_replies", _("reader of the mailbox"), lambda: bool(settings.IMAP_URL)
            )
        )
        roles.register(RIGHTS)
        tokens.register_link_prefixes("/i/", "/i/delegation/")
        tokens.register_purposes(
            "answer", "delegation", "calendar", "calendar with travel", "reply"
        )
        preparation.register(preparation.own_steps)
        slots.fill()
        parts.register(part.part_of, order=10)
        FRONT_PAGE_TOP.fill(
            "admin/participants/desk/_data_requests.html", data_requests.without_dialogue
        )
        parts.register_checks(ready.checks_of)
        chapters.register(*guide.CHAPTERS)
        delegates.register(guide.FOR_DELEGATES)
        copying.register(*copied.KINDS)
        bar.register(
            bar.Way(
                pgettext_lazy("page", "Invitations"),
                bar.listed("participants_invitation"),
                part.SEE,
                bar.section("participants_invitation", "participants_invitationwithdetails"),
                order=10,
            ),
            bar.Way(
                pgettext_lazy("page", "People"),
                lambda _dialogue: reverse("admin:participants_person_changelist"),
                "participants.view_person",
                bar.section("participants_person", "participants_organisation"),
                order=20,
            ),
        )
