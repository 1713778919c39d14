"""The preparation of a dialogue: its institutions, what the host assesses, and the work to do."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models.dialogues import Dialogue
from dialogue.models.known_words import checks_choices
from dialogue.models.validators import validate_title


@checks_choices
class Institution(models.Model):
    """An institution that organises or supports the dialogue."""

    class Part(models.TextChoices):
        HOST = "host", pgettext_lazy("institution", "host")
        CO_HOST = "co_host", pgettext_lazy("institution", "co-host")
        PROPOSER = "proposer", _("proposer")
        COORDINATOR = "coordinator", _("coordinator")
        PARTNER = "partner", _("partner")
        SPONSOR = "sponsor", _("sponsor")

    # Who has not agreed yet while the dialogue is only proposed, and did not where it is declined.
    PROPOSED = {
        Part.HOST: pgettext_lazy("institution", "proposed host"),
        Part.CO_HOST: pgettext_lazy("institution", "proposed co-host"),
    }

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="institutions")
    part = models.CharField(_("role"), max_length=20, choices=Part.choices)
    name = models.CharField(_("name"), max_length=200, validators=[validate_title])
    website = models.URLField(_("web page"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("institution")
        verbose_name_plural = _("organising and partner institutions")

    def __str__(self) -> str:
        return self.name

    @property
    def is_only_proposed(self) -> bool:
        """Whether it is asked to host, and has not agreed."""
        dialogue = self.dialogue
        is_open = dialogue.is_tentative or dialogue.status == Dialogue.Status.DECLINED
        return is_open and self.part in self.PROPOSED

    @property
    def part_in_words(self) -> str:
        """Its part as people read it, in the active language."""
        if self.is_only_proposed:
            return str(self.PROPOSED[self.Part(self.part)])
        return str(self.get_part_display())

    @property
    def is_inviting(self) -> bool:
        """Whether it invites to the dialogue, or is asked to; the others only support it."""
        return self.part in {self.Part.PROPOSER, self.Part.HOST, self.Part.CO_HOST}

    @property
    def has_agreed_to_invite(self) -> bool:
        """Whether a letter may say that it invites."""
        return self.is_inviting and not self.is_only_proposed


@checks_choices
class ReviewAspect(models.Model):
    """One of the four matters that the host assesses before it answers the proposal."""

    class Aspect(models.TextChoices):
        CONTENT = "content", _("content")
        SCALE = "scale", _("scale")
        ORGANISATION = "organisation", _("organisational arrangements")
        RESOURCES = "resources", _("resources")

    class State(models.TextChoices):
        OPEN = "open", _("not yet assessed")
        IN_REVIEW = "in_review", _("being assessed")
        SETTLED = "settled", _("settled")
        CONCERN = "concern", _("concern raised")

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="review_aspects")
    aspect = models.CharField(_("aspect"), max_length=20, choices=Aspect.choices)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.OPEN)
    note = models.TextField(_("note"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("review aspect")
        verbose_name_plural = _("review aspects")
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "aspect"], name="review_aspect_once_per_dialogue"
            )
        ]

    def __str__(self) -> str:
        return self.get_aspect_display()


@checks_choices
class WorkStream(models.Model):
    """A part of the preparation, with an owner and a day on which it is due."""

    class State(models.TextChoices):
        TO_DO = "to_do", _("to do")
        UNDER_WAY = "under_way", _("under way")
        DONE = "done", _("done")

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="work_streams")
    title = models.CharField(_("title"), max_length=200, validators=[validate_title])
    owner = models.CharField(_("owner"), max_length=200, blank=True, validators=[validate_title])
    due_on = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.TO_DO)
    note = models.TextField(_("note"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    # For the organisers' calendars.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["due_on", "position", "pk"]
        verbose_name = _("work stream")
        verbose_name_plural = _("preparation work streams")

    def __str__(self) -> str:
        return self.title

    @property
    def is_done(self) -> bool:
        """Whether its work is finished."""
        return self.state == self.State.DONE

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed, in the dialogue's time zone, before the work was done."""
        today = self.dialogue.local(timezone.now()).date()
        return not self.is_done and self.due_on is not None and self.due_on < today
