"""Background papers: what delegates read before a session."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.programme import Session
from dialogue.models.known_words import checks_choices
from dialogue.models.validators import validate_title

# In which papers are written: the dialogue's two, then those of its region and of the United
# Nations, each by its name in the reader's language.
LANGUAGES = [
    ("en", _("English")),
    ("vi", _("Vietnamese")),
    ("ar", _("Arabic")),
    ("my", _("Burmese")),
    ("zh", _("Chinese")),
    ("fr", _("French")),
    ("id", _("Indonesian")),
    ("ja", _("Japanese")),
    ("km", _("Khmer")),
    ("ko", _("Korean")),
    ("lo", _("Lao")),
    ("ms", _("Malay")),
    ("pt", _("Portuguese")),
    ("ru", _("Russian")),
    ("es", _("Spanish")),
    ("th", _("Thai")),
]


@checks_choices
class BackgroundPaper(models.Model):
    """A paper for one session: for delegates, never for the public. The file was checked by its
    content when it was uploaded (agenda.background.files)."""

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="papers", verbose_name=_("session")
    )
    title = models.CharField(_("title"), max_length=200, validators=[validate_title])
    symbol = models.CharField(
        _("symbol of the paper"),
        max_length=60,
        blank=True,
        validators=[validate_title],
        help_text=_("As papers of meetings have it, for example “RPD/2027/3”."),
    )
    language = models.CharField(
        _("language of the file"), max_length=8, choices=LANGUAGES, default=LANGUAGES[0][0]
    )
    original_language = models.CharField(
        _("original language"),
        max_length=8,
        choices=LANGUAGES,
        blank=True,
        help_text=_("If the file is a translation."),
    )
    restricted_until_at = models.DateTimeField(
        _("restricted until"),
        null=True,
        blank=True,
        help_text=_("Delegates see the title before, and can open the paper from then on."),
    )
    position = models.PositiveSmallIntegerField(
        _("order"), default=0, validators=[MaxValueValidator(1000)]
    )
    filename = models.CharField(_("file"), max_length=200, editable=False)
    media_type = models.CharField(_("media type"), max_length=100, editable=False)
    size = models.PositiveIntegerField(_("size"), editable=False)  # bytes
    content = models.BinaryField(editable=False)
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )

    class Meta:
        ordering = ["session__starts_at", "session", "position", "pk"]
        verbose_name = _("background paper")
        verbose_name_plural = _("background papers")
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="background_paper_has_a_file")
        ]

    def __str__(self) -> str:
        return f"{self.symbol}: {self.title}" if self.symbol else self.title

    @property
    def is_open(self) -> bool:
        """Whether delegates may read it by now."""
        return self.restricted_until_at is None or self.restricted_until_at <= timezone.now()

    @property
    def ending(self) -> str:
        """What kind of file it is, as people call it: "PDF", "DOCX"."""
        return self.filename.rpartition(".")[2].upper()

    @property
    def is_translation(self) -> bool:
        """Whether it was written in another language."""
        return self.original_language not in {"", self.language}
