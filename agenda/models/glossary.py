"""The glossary: terms, the rendering that is preferred in each language, and the others."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dialogue.models import Dialogue
from dialogue.models.known_words import checks_choices


class TermQuerySet(models.QuerySet["Term"]):
    def of(self, dialogue: Dialogue) -> "TermQuerySet":
        """The terms that hold for a dialogue: its own and those of every dialogue."""
        return self.filter(Q(dialogue=dialogue) | Q(dialogue=None)).prefetch_related("variants")


class Term(models.Model):
    """A term that both languages must render in one way. Which, the organisers decide."""

    dialogue = models.ForeignKey(
        Dialogue,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="terms",
        verbose_name=_("dialogue"),
        help_text=_("Leave empty if the term applies to every dialogue."),
    )
    slug = models.SlugField(_("short name"))
    preferred = models.CharField(_("preferred rendering"), max_length=200)
    definition = models.TextField(_("definition"), blank=True)
    note = models.TextField(
        _("note"), blank=True, help_text=_("What the team should know about the renderings.")
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["slug", "pk"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "slug"], name="term_slug_per_dialogue"),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(dialogue=None),
                name="term_slug_once_for_all",
            ),
        ]

    def __str__(self) -> str:
        return self.preferred


@checks_choices
class Variant(models.Model):
    """Another rendering of a term, as it is met in documents and texts."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="variants", verbose_name=_("term"))
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    text = models.CharField(_("rendering"), max_length=200)
    is_accepted = models.BooleanField(
        _("also acceptable"),
        default=False,
        help_text=_("For example, an abbreviation: our own texts may use it without a warning."),
    )

    class Meta:
        ordering = ["language", "text"]
        verbose_name = _("other rendering")
        verbose_name_plural = _("other renderings")
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language", "text"], name="variant_once_per_term"
            )
        ]

    def __str__(self) -> str:
        return self.text
