"""Topics, rooms, sessions and roles."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.documents import Passage
from dialogue.models import Dialogue
from participants.models import Person


class Topic(models.Model):
    """A matter that the dialogue discusses."""

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="topics", verbose_name=_("dialogue")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("short name in addresses"))
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    passages = models.ManyToManyField(
        Passage, related_name="topics", blank=True, verbose_name=_("passages")
    )

    class Meta:
        ordering = ["dialogue", "number"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "slug"], name="topic_slug_per_dialogue"),
            models.UniqueConstraint(
                fields=["dialogue", "number"], name="topic_number_per_dialogue"
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"

    def get_absolute_url(self):
        return reverse("topic", kwargs={"slug": self.dialogue.slug, "topic": self.slug})


class Room(models.Model):
    """A room that sessions take place in."""

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="rooms", verbose_name=_("dialogue")
    )
    slug = models.SlugField(_("short name"))
    name = models.CharField(_("name"), max_length=100)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["dialogue", "position", "pk"]
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "slug"], name="room_slug_per_dialogue")
        ]

    def __str__(self):
        return self.name


class SessionQuerySet(models.QuerySet):
    def public(self):
        return self.filter(audience=Session.Audience.PUBLIC)

    def taking_place(self):
        return self.filter(is_cancelled=False)


class Session(models.Model):
    """One item of the programme."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("opening")
        KEYNOTE = "keynote", _("keynote")
        ROUND_TABLE = "round_table", _("round table")
        BREAK = "break", _("break")
        MEAL = "meal", _("meal")
        PHOTO = "photo", _("family photo")
        CLOSING = "closing", _("closing")
        FORUM = "forum", _("forum session")

    class Attribution(models.TextChoices):
        ON_RECORD = "on_record", _("on the record")
        CHATHAM_HOUSE = "chatham_house", _("Chatham House Rule")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("public")
        DELEGATES = "delegates", _("delegates only")

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="sessions", verbose_name=_("dialogue")
    )
    slug = models.SlugField(
        _("short name in addresses"),
        help_text=_("Part of the session’s calendar address; do not change it later."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    questions = models.TextField(
        _("guiding questions"), blank=True, help_text=_("One question per line.")
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    room = models.ForeignKey(
        Room,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("room"),
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="sessions", verbose_name=_("topics")
    )
    attribution = models.CharField(
        _("attribution"),
        max_length=20,
        choices=Attribution.choices,
        default=Attribution.ON_RECORD,
        help_text=_("Under the Chatham House Rule notes name neither speaker nor affiliation."),
    )
    audience = models.CharField(
        _("audience"), max_length=20, choices=Audience.choices, default=Audience.PUBLIC
    )
    is_cancelled = models.BooleanField(_("cancelled"), default=False)

    # For calendars, see Dialogue. SEQUENCE and LAST-MODIFIED are set by agenda.programme.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "ends_at", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "slug"], name="session_slug_per_dialogue"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_starts",
                violation_error_message=_("The session ends before it starts."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("programme", kwargs={"slug": self.dialogue.slug}) + f"#{self.slug}"

    @property
    def question_list(self):
        return [line.strip() for line in self.questions.splitlines() if line.strip()]


class Role(models.Model):
    """What a person does in a session."""

    class Kind(models.TextChoices):
        CHAIR = "chair", _("chair")
        MODERATOR = "moderator", _("moderator")
        KEYNOTE = "keynote", _("keynote speaker")
        DISCUSSANT = "discussant", _("lead discussant")
        RAPPORTEUR = "rapporteur", _("rapporteur")

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="roles", verbose_name=_("session")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="roles", verbose_name=_("person")
    )
    kind = models.CharField(_("role"), max_length=20, choices=Kind.choices)
    is_confirmed = models.BooleanField(
        _("confirmed"), default=False, help_text=_("Only confirmed roles are shown outside.")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person", "kind"], name="person_has_a_role_once_per_session"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.person}"


class LoadedRow(models.Model):
    """What `load_dialogue` wrote last, so that it never overwrites what an organiser changed."""

    model = models.CharField(max_length=100)
    key = models.CharField(max_length=200)
    values = models.JSONField()

    class Meta:
        verbose_name = _("loaded row")
        verbose_name_plural = _("loaded rows")
        constraints = [
            models.UniqueConstraint(fields=["model", "key"], name="loaded_row_once_per_key")
        ]

    def __str__(self):
        return f"{self.model} {self.key}"
