"""What a delegate agreed to, purpose by purpose: a ledger that is added to, never changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.models.known_words import checks_choices
from dialogue.models.records import Record
from participants.models.events import InvitationEvent
from participants.models.invitations import Invitation


@checks_choices
class Consent(Record):
    """One tick, set or taken back, with the words beside it. The last one of each purpose
    counts (Law 91/2025/QH15 on personal data protection; GDPR, Article 7)."""

    class Purpose(models.TextChoices):
        LIST = "list", _("list of participants")
        PROGRAMME = "programme", _("public programme")
        PORTRAIT = "portrait", _("portrait on the public programme")
        PHOTOGRAPHS = "photographs", _("photographs")
        CONTACT = "contact", _("sharing of contact details")
        FOLLOW_UP = "follow_up", _("follow-up")

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices)
    is_given = models.BooleanField(_("given"))
    wording = models.TextField(_("wording"))
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    version = models.CharField(_("version of the wording"), max_length=20)
    at = models.DateTimeField(_("when"), default=timezone.now)
    door = models.CharField(_("via"), max_length=20, choices=InvitationEvent.Door.choices)
    actor = models.CharField(_("who"), max_length=200)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self):
        return self.get_purpose_display()
