"""The ground floor as a Django app, and the admin site it brings."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _

from dialogue.access import checks, roles, tokens
from dialogue.accounts.letter_kinds import ACCOUNT, ORGANISER_INVITATION
from dialogue.mail import letter_kinds

RIGHTS = roles.AppRights(
    "dialogue", full_access=[roles.SECRETARIAT], restricted=["view_securityevent"]
)


class DialogueConfig(AppConfig):
    name = "dialogue"
    verbose_name = _("Dialogue")

    def ready(self) -> None:
        # They import models, which are not there before.
        from dialogue.access import open_rows
        from dialogue.accounts import personal_data
        from dialogue.backups import aftermath, calendars, forgetting, sessions, tasks
        from dialogue.desk import bar, copying, own_part, parts
        from dialogue.exports import checks as export_checks
        from dialogue.exports.export_job import EXPORT
        from dialogue.guide import chapters
        from dialogue.guide.own import CHAPTERS
        from dialogue.health import checks as health_checks
        from dialogue.health import error_reports, heartbeats
        from dialogue.longwork import kinds
        from dialogue.longwork.personal_data import HOLDINGS as LONG_WORK
        from dialogue.personal_data import data_map, preparation

        aftermath.register(aftermath.Step.STOP_TASKS, tasks.stop_all)
        aftermath.register(aftermath.Step.RAISE_CALENDARS, calendars.raise_versions)
        aftermath.register(aftermath.Step.FORGET_WHAT_IS_DUE, forgetting.forget_due)
        aftermath.register(aftermath.Step.END_SESSIONS, sessions.end_all)
        checks.register_checks()
        health_checks.register_checks()
        export_checks.register_checks()
        error_reports.begin()
        heartbeats.register(
            heartbeats.Runner("daily", _("daily run")),
            heartbeats.Runner("work", _("worker for long work")),
        )
        data_map.register(*preparation.HOLDINGS, *personal_data.HOLDINGS, *LONG_WORK)
        open_rows.register("dialogue.JobFile", "job__dialogue")
        kinds.register(EXPORT)
        copying.register(*copying.KINDS)
        parts.register(own_part.part_of, order=40)
        chapters.register(*CHAPTERS)
        bar.register(bar.TODAY, bar.SETTINGS, bar.PUBLIC_PAGE)
        letter_kinds.register(ACCOUNT, ORGANISER_INVITATION)
        roles.register(RIGHTS)
        tokens.register_purposes("session")
        # allauth's, for a new password, and ours
        tokens.register_link_prefixes("/password/reset/key/", "/accounts/invitation/")


class DialogueAdminConfig(AdminConfig):
    default_site = "dialogue.accounts.admin_site.OrganisersSite"

    def ready(self) -> None:
        """Put our own classes in the place of those that libraries have registered."""
        super().ready()
        import_module("dialogue.accounts.admin")
