"""Source documents, their paragraphs, and passages in them."""

from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.models.known_words import checks_choices

LONGEST_GIST = 400


@checks_choices
class SourceDocument(models.Model):
    """A text that topics are drawn from.

    The bibliographic record may exist before the text is imported; then `sha256` is empty.
    """

    key = models.SlugField(
        _("key"),
        unique=True,
        help_text=_("The key by which citations and files refer to the document."),
    )
    title = models.CharField(_("title"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=8, choices=settings.LANGUAGES, default="vi"
    )
    filename = models.CharField(_("file"), max_length=255, blank=True)
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    imported_at = models.DateTimeField(_("imported"), null=True, blank=True)
    duplicate_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="duplicates",
        verbose_name=_("near-duplicate of"),
    )

    class Meta:
        ordering = ["-published_on", "key"]
        verbose_name = _("source document")
        verbose_name_plural = _("source documents")
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"], condition=~Q(sha256=""), name="same_file_imported_once"
            ),
            models.CheckConstraint(
                condition=Q(sha256="", imported_at=None)
                | (Q(imported_at__isnull=False) & ~Q(sha256="")),
                name="imported_document_has_its_hash_and_moment",
            ),
            # Near-duplicates are passed over; one of itself would be found nowhere.
            models.CheckConstraint(
                condition=~Q(duplicate_of=F("pk")),
                name="document_is_no_near_duplicate_of_itself",
                violation_error_message=_("A document cannot be a near-duplicate of itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.key

    @property
    def is_imported(self) -> bool:
        """Whether its text is here."""
        return bool(self.sha256)


class Original(models.Model):
    """The file as it came, byte for byte; apart, for it may be tens of megabytes."""

    document = models.OneToOneField(SourceDocument, models.CASCADE, related_name="original")
    content = models.BinaryField()

    class Meta:
        verbose_name = _("original")
        verbose_name_plural = _("originals")

    def __str__(self) -> str:
        return self.document.filename


class DocumentUpload(models.Model):
    """A new text of a document between its preview and its confirmation.

    `paragraphs` is what was read from the file: [[kind, text]]. Deleted with the decision, and
    after some days without one, when the next text is uploaded.
    """

    document = models.ForeignKey(SourceDocument, models.CASCADE, related_name="uploads")
    filename = models.CharField(_("file"), max_length=255)
    media_type = models.CharField(_("media type"), max_length=100)
    content = models.BinaryField()
    paragraphs = models.JSONField(_("paragraphs"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("uploaded text")
        verbose_name_plural = _("uploaded texts")

    def __str__(self) -> str:
        return self.filename


class DocumentVersion(models.Model):
    """An earlier text of a document, kept when a new one took its place.

    `paragraphs` is the text as it stood here: [[kind, text]], for what a reader makes of the file
    may change.
    """

    document = models.ForeignKey(SourceDocument, models.CASCADE, related_name="versions")
    filename = models.CharField(_("file"), max_length=255, blank=True)
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    content = models.BinaryField()
    paragraphs = models.JSONField(_("paragraphs"))
    imported_at = models.DateTimeField(_("imported"))
    replaced_at = models.DateTimeField(_("replaced"), default=timezone.now)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-replaced_at", "-pk"]
        verbose_name = _("earlier text")
        verbose_name_plural = _("earlier texts")
        constraints = [
            models.CheckConstraint(condition=~Q(sha256=""), name="document_version_has_its_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.document.key}: {self.filename}"


@checks_choices
class Paragraph(models.Model):
    """One paragraph of a document, cleaned. Nothing of the text is dropped, only marked."""

    class Kind(models.TextChoices):
        TEXT = "text", _("text")
        HEADING = "heading", _("heading")
        CAPTION = "caption", _("caption")
        FURNITURE = "furniture", _("page furniture")

    document = models.ForeignKey(SourceDocument, models.CASCADE, related_name="paragraphs")
    number = models.PositiveIntegerField(_("number"))  # from 1, over every kind
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.TEXT)
    text = models.TextField(_("text"))
    # agenda.evidence.folding.fold_for_search(text), written by whoever writes the text: what
    # agenda.evidence.search looks in.
    folded = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["document", "number"]
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="paragraph_number_per_document"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document.key} ¶ {self.number}"


class ParagraphCorrection(models.Model):
    """What an organiser put right in what the reader made of a file, so that it can be undone.

    The paragraphs from `number` on that read `before` [[kind, text]] read `after` now. It is about
    the document's present text and goes with it.
    """

    document = models.ForeignKey(SourceDocument, models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField(_("number"))
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("correction of paragraphs")
        verbose_name_plural = _("corrections of paragraphs")

    def __str__(self) -> str:
        return f"{self.document.key} ¶ {self.number}"


def check_gists(gists: Mapping[str, str | None]) -> None:
    """Raise ValidationError if a passage has a gist ({language: text}) in some languages only."""
    missing = [code for code, text in gists.items() if not text]
    if missing and len(missing) < len(gists):
        message = _("Give the gist in every language, or in none.")
        raise ValidationError({f"gist_{code}": message for code in missing})


class Passage(models.Model):
    """A place in a document, anchored by the words it starts and ends with.

    The anchor is a URL text fragment's in spirit (WICG Scroll to Text Fragment): start and end
    phrase, and optionally the paragraph's number. `paragraph`, `start_at` and `end_at` (character
    offsets in the paragraph, the end exclusive) say where it was found; without them it is lost,
    or its document has not been imported.
    """

    document = models.ForeignKey(
        SourceDocument, models.CASCADE, related_name="passages", verbose_name=_("document")
    )
    start = models.CharField(_("starts with"), max_length=200)
    end = models.CharField(_("ends with"), max_length=200, blank=True)
    paragraph_number = models.PositiveIntegerField(_("paragraph number"), null=True, blank=True)
    gist = models.CharField(
        _("gist"),
        max_length=LONGEST_GIST,
        blank=True,
        help_text=_(
            "What the passage says, in a sentence or two of your own. The topic’s public page "
            "shows it before the original words, in the reader’s language."
        ),
    )

    paragraph = models.ForeignKey(
        Paragraph, models.SET_NULL, null=True, blank=True, related_name="passages", editable=False
    )
    start_at = models.PositiveIntegerField(null=True, blank=True, editable=False)
    end_at = models.PositiveIntegerField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["document", "paragraph__number", "start_at", "pk"]
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "start", "end", "paragraph_number"],
                name="passage_anchor_once_per_paragraph",
            ),
            models.UniqueConstraint(
                fields=["document", "start", "end"],
                condition=Q(paragraph_number=None),
                name="passage_anchor_once_per_document",
            ),
            models.CheckConstraint(
                condition=Q(start_at=None, end_at=None) | Q(end_at__gt=F("start_at")),
                name="passage_found_has_length",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document.key}: {self.quoted}"

    @property
    def quoted(self) -> str:
        """Its first and last words, with dots for what is between them."""
        return f"{self.start} … {self.end}" if self.end else self.start

    def clean(self) -> None:
        """A gist is there for every reader, or for none."""
        super().clean()
        check_gists({code: getattr(self, f"gist_{code}") for code, _name in settings.LANGUAGES})

    @property
    def is_found(self) -> bool:
        """Whether the document's text has it."""
        return self.paragraph_id is not None
