"""What is written down of the talk in sessions."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from agenda.models.programme import Session, Topic
from dialogue.models.known_words import checks_choices
from participants.models import Person


@checks_choices
class SessionNote(models.Model):
    """One point of the talk in a session, in one language.

    `on_record` is the session once more where a speaker is named, and empty where none is. It
    refers to a column that only a session on the record fills, so no note of a Chatham House
    session can name a speaker, and no session whose notes do can come under that rule; see
    docs/decisions/0006-notes.md. agenda.notes.session_notes writes it.
    """

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="notes", verbose_name=_("session")
    )
    position = models.PositiveIntegerField(_("order"), editable=False)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    text = models.TextField(_("what was said"))
    speaker = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="said",
        verbose_name=_("speaker"),
    )
    on_record = models.ForeignKey(
        Session,
        models.CASCADE,
        to_field="on_record_key",
        null=True,
        editable=False,
        related_name="+",
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="notes", verbose_name=_("topics")
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("session note")
        verbose_name_plural = _("session notes")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="session_note_says_something"),
            # The two not-null conditions are needed: a CHECK that comes to NULL is passed.
            models.CheckConstraint(
                condition=Q(speaker=None, on_record=None)
                | Q(speaker__isnull=False, on_record__isnull=False, on_record=F("session")),
                name="speaker_is_named_on_record_only",
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.text).words(12)
