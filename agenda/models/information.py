"""The information note to participants: what the secretariat writes under each heading, and what
was published."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from dialogue.models import Dialogue
from dialogue.models.known_words import checks_choices


@checks_choices
class InformationText(models.Model):
    """The secretariat's own words under one heading, in each language. Blank lines part
    paragraphs."""

    class Heading(models.TextChoices):
        """In the order of the note, as circulars of APEC and the OECD have them."""

        TO_DO = "to_do", _("What to do by when")
        DATES = "dates", _("Dates and venues")
        SCHEDULE = "schedule", _("Schedule")
        CONTACTS = "contacts", _("Contacts")
        REGISTRATION = "registration", _("Registration and badges")
        ACCESS = "access", pgettext_lazy("information note", "Access")
        ACCOMMODATION = "accommodation", _("Accommodation")
        TRANSPORT = "transport", _("Airport and transport")
        VISAS = "visas", _("Visas")
        INTERPRETATION = "interpretation", pgettext_lazy("information note", "Interpretation")
        DOCUMENTS = "documents", pgettext_lazy("information note", "Documents")
        MEDICAL = "medical", _("Medical assistance")
        PRAYER = "prayer", _("Prayer room")
        MEALS = "meals", _("Meals and diet")
        WEATHER = "weather", _("Weather and dress")
        CONNECTIVITY = "connectivity", _("Connectivity")
        PRESS = "press", pgettext_lazy("information note", "Press")

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="information_texts")
    heading = models.CharField(_("heading"), max_length=20, choices=Heading.choices)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["dialogue", "pk"]
        verbose_name = _("text of the information note")
        verbose_name_plural = _("texts of the information note")
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "heading"], name="information_text_once_per_heading"
            )
        ]

    def __str__(self) -> str:
        return self.get_heading_display()


class InformationNote(models.Model):
    """One published version, written by agenda.information.note and never changed. `content` is
    {language: [{"key", "heading", "facts": [[label, text]], "paragraphs": [text]}]}."""

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="information_notes", verbose_name=_("dialogue")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField()
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["dialogue", "-number"]
        verbose_name = _("information note")
        verbose_name_plural = _("information notes")
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "number"], name="information_note_number_per_dialogue"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="information_notes_from_one"),
        ]

    def __str__(self) -> str:
        return gettext("version %(number)d") % {"number": self.number}
