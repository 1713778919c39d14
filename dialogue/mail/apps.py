"""The mail system as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dialogue.access import roles, tokens
from dialogue.mail import letter_kinds

RIGHTS = roles.AppRights(
    "mail",
    full_access=[roles.SECRETARIAT],
    # Not every role reads letters, for a letter holds a personal link.
    single={roles.PROTOCOL: ["change_outgoingmail", "read_outgoingmail"]},
)


class MailConfig(AppConfig):
    name = "dialogue.mail"
    verbose_name = _("Emails")

    def ready(self) -> None:
        letter_kinds.register(*letter_kinds.KINDS)
        roles.register(RIGHTS)
        tokens.register_link_prefixes("/mail/unsubscribe/")
        tokens.register_purposes("unsubscribe", "return")
