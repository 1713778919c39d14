"""What happened to accounts and to people's data: the security log's rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogue.models.known_words import checks_choices
from dialogue.models.records import Record


@checks_choices
class SecurityEvent(Record):
    """One line of the security log. It is written by `dialogue/access/security_log.py`, and never
    altered; it names accounts and rows by words and keys, so that it outlives them."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", _("signed in")
        SIGNED_OUT = "signed_out", _("signed out")
        SIGN_IN_FAILED = "sign_in_failed", _("sign-in failed")
        LOCKED_OUT = "locked_out", _("too many failed attempts")
        INVITED = "invited", _("invitation to an account sent")
        PASSWORD_CHANGED = "password_changed", _("password changed")
        FACTOR_ADDED = "factor_added", _("second factor added")
        FACTOR_REMOVED = "factor_removed", _("second factor removed")
        SESSION_ENDED = "session_ended", _("session ended")
        RIGHTS_CHANGED = "rights_changed", _("rights changed")
        REFUSED = "refused", _("access refused")
        EXPORTED = "exported", _("list exported")
        DETAILS_OPENED = "details_opened", _("a delegate’s details opened")
        DATA_COPIED = "data_copied", _("copy of a person’s data made")
        DATA_ERASED = "data_erased", _("a person’s data erased")

    happened_at = models.DateTimeField(_("when"), db_index=True)
    kind = models.CharField(_("what"), max_length=20, choices=Kind.choices, db_index=True)
    account = models.CharField(_("account"), max_length=150, blank=True)
    address = models.GenericIPAddressField(_("from the address"), null=True, blank=True)
    browser = models.CharField(_("browser"), max_length=200, blank=True)
    about = models.CharField(_("concerning"), max_length=200, blank=True)
    detail = models.CharField(_("further details"), max_length=500, blank=True)

    class Meta:
        ordering = ["-happened_at", "-pk"]
        default_permissions = ["view"]
        verbose_name = _("security event")
        verbose_name_plural = _("security events")

    def __str__(self) -> str:
        return self.get_kind_display()
