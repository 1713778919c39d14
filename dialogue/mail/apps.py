"""The mail system as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.access import roles, tokens
from dialogue.mail import letter_kinds

RIGHTS = roles.AppRights(
    "mail",
    full_access=[roles.SECRETARIAT],
    # Not every role reads letters, for a letter holds a personal link; or sees to whom they go.
    single={roles.PROTOCOL: ["change_outgoingmail", "read_outgoingmail", "view_blockedaddress"]},
    restricted=["view_blockedaddress"],
)


class MailConfig(AppConfig):
    name = "dialogue.mail"
    verbose_name = _("Emails")

    def ready(self) -> None:
        # They import models, which are not there before.
        from dialogue.access import open_rows
        from dialogue.backups import aftermath
        from dialogue.desk import bar, parts
        from dialogue.guide import chapters
        from dialogue.health import heartbeats, metrics, readiness
        from dialogue.mail import after_restoring, desk_part, guide, numbers, personal_data
        from dialogue.mail.queue import restored_page
        from dialogue.pages.slots import FRONT_PAGE_TOP
        from dialogue.personal_data import data_map

        data_map.register(*personal_data.HOLDINGS)
        aftermath.register(aftermath.Step.HOLD_OUTBOX, after_restoring.hold_outbox)
        FRONT_PAGE_TOP.fill("admin/mail/_held_outbox.html", restored_page.notice, order=-1)
        open_rows.register("mail.MailAttachment", "mail__dialogue")
        heartbeats.register(heartbeats.Runner("deliver_mail", _("mail worker")))
        metrics.register(numbers.metrics)
        readiness.register("mail queue", numbers.read)
        letter_kinds.register(*letter_kinds.KINDS)
        roles.register(RIGHTS)
        tokens.register_link_prefixes("/mail/unsubscribe/")
        tokens.register_purposes("unsubscribe", "return")
        parts.register(desk_part.part_of, order=30)
        chapters.register(guide.CHAPTER)
        bar.register(
            bar.Way(
                pgettext_lazy("page", "Mail"),
                bar.listed("mail_outgoingmail"),
                desk_part.SEE,
                bar.section("mail_outgoingmail", "mail_blockedaddress"),
                order=50,
            )
        )
