"""The mail system's chapter of the guide, and the pages that it explains."""

from django.utils.translation import gettext_lazy as _

from dialogue.guide.chapters import Chapter

CHAPTER = Chapter(
    "email",
    _("Emails and returned mail"),
    "mail",
    order=80,
    pages={
        "": ["mail_outgoingmail", "outgoing_mail_action", "outgoing_mail_edit"],
        "queue": ["outgoing_mail_queue"],
        "returned": ["mail_blockedaddress"],
        "hand-over": ["outgoing_mail_print"],
    },
)
