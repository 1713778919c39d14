"""Topics, rooms and sessions."""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agenda.models.documents import Passage
from dialogue.models import Dialogue
from dialogue.models.known_words import checks_choices
from dialogue.models.validators import validate_title


class Topic(models.Model):
    """A matter that the dialogue discusses."""

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="topics", verbose_name=_("dialogue")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("short name in web addresses"))
    title = models.CharField(_("title"), max_length=200, validators=[validate_title])
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

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        """Its public page, in the active language."""
        return reverse("topic", kwargs={"slug": self.dialogue.slug, "topic": self.slug})


class Room(models.Model):
    """A room that sessions take place in."""

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="rooms", verbose_name=_("dialogue")
    )
    slug = models.SlugField(_("short name"))
    name = models.CharField(_("name"), max_length=100, validators=[validate_title])
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["dialogue", "position", "pk"]
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "slug"], name="room_slug_per_dialogue")
        ]

    def __str__(self) -> str:
        return self.name


class SessionQuerySet(models.QuerySet["Session"]):
    def taking_place(self) -> "SessionQuerySet":
        """Those that are not cancelled."""
        return self.filter(is_cancelled=False)


class SessionWords:
    """What a session says of itself, as it is planned (Session) or as it was released
    (agenda.releases.published.Session): they have fields of the same names."""

    if TYPE_CHECKING:  # when run, these would hide the fields of Django

        @property
        def dialogue(self) -> Dialogue: ...
        @property
        def slug(self) -> str: ...
        @property
        def kind(self) -> str: ...
        @property
        def title(self) -> str: ...
        @property
        def questions(self) -> str: ...
        @property
        def attribution(self) -> str: ...

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its place on the public programme, in the active language."""
        return reverse("programme", kwargs={"slug": self.dialogue.slug}) + f"#{self.slug}"

    @property
    def question_list(self) -> list[str]:
        """The guiding questions, one by one."""
        return [line.strip() for line in self.questions.splitlines() if line.strip()]

    @property
    def rule(self) -> str:
        """The rule of attribution in words; "" for a break, a meal or the family photo, where
        nobody speaks to the meeting."""
        if self.kind in NOBODY_SPEAKS:
            return ""
        return str(Session.Attribution(self.attribution).label)

    @property
    def rule_explained(self) -> str:
        """The rule in a sentence, for people who do not know it by name; "" where there is none."""
        if not self.rule:
            return ""
        if self.announces_chatham_house_rule:
            return gettext(
                "Chatham House Rule: what is said may be used, but who said it must not be "
                "revealed."
            )
        return gettext("On the record: what is said may be quoted with the speaker’s name.")

    @property
    def announces_chatham_house_rule(self) -> bool:
        """Whether pages and calendars say so; no break or meal does, whatever its attribution."""
        return bool(self.rule) and self.notes_name_nobody

    @property
    def rule_of_notes(self) -> str:
        """The rule in words, for the head of the session's notes."""
        if self.notes_name_nobody:
            return gettext(
                "Chatham House Rule: what is said may be used, but who said it must not be "
                "revealed. These notes do not name speakers or their affiliations."
            )
        return gettext("On the record: what is said may be used with the speaker’s name.")

    @property
    def notes_name_nobody(self) -> bool:
        """Whether notes keep to the Chatham House Rule: by the attribution alone, as the database
        has it, also in a break, where people talk too."""
        return self.attribution == Session.Attribution.CHATHAM_HOUSE


@checks_choices
class Session(SessionWords, models.Model):
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
        _("short name in web addresses"),
        help_text=_("Part of the session’s calendar address; do not change it later."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200, validators=[validate_title])
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
        help_text=_(
            "Under the Chatham House Rule, notes do not name speakers or their affiliations."
        ),
    )
    # The session's key as long as it is on the record: what notes that name a speaker refer to.
    on_record_key = models.GeneratedField(
        # Cast, for full_clean() asks PostgreSQL with a value whose type it could not know.
        expression=Case(When(attribution="on_record", then=Cast("id", models.BigIntegerField()))),
        output_field=models.BigIntegerField(null=True),
        db_persist=True,
        null=True,
    )
    audience = models.CharField(
        _("audience"), max_length=20, choices=Audience.choices, default=Audience.PUBLIC
    )
    is_cancelled = models.BooleanField(_("cancelled"), default=False)

    # What calendars know it by, always. Their SEQUENCE and LAST-MODIFIED belong to releases.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "ends_at", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        # For the list, and for what asks which sessions a dialogue has.
        indexes = [models.Index(fields=["dialogue", "starts_at", "id"], name="session_by_start")]
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "slug"], name="session_slug_per_dialogue"),
            # So that a foreign key may refer to it. Not unique=True: full_clean() of a session
            # that is not saved yet fails at that (Django 5.2).
            models.UniqueConstraint(fields=["on_record_key"], name="session_on_record_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_starts",
                violation_error_message=_("The session ends before it starts."),
            ),
        ]

    @property
    def version(self) -> str:
        """Another one after each change of the draft: see dialogue.refusals."""
        return self.changed_at.isoformat()


RESTS = {Session.Kind.BREAK, Session.Kind.MEAL}
NOBODY_SPEAKS = RESTS | {Session.Kind.PHOTO}  # to the meeting
