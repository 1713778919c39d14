"""The dialogue itself and its preparation."""

import uuid
import zoneinfo
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.models.dialogue_queryset import DialogueQuerySet
from dialogue.models.known_words import checks_choices
from dialogue.models.phases import Phases
from dialogue.models.validators import validate_timezone, validate_title


@checks_choices
class Dialogue(Phases, models.Model):
    """One invitation-only policy dialogue."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        UNDER_REVIEW = "under_review", _("under review")
        CONFIRMED = "confirmed", _("confirmed")
        HELD = "held", _("held")
        DECLINED = "declined", _("declined")
        CANCELLED = "cancelled", _("cancelled")

    NOTICES: ClassVar[dict[str, Any]] = {
        Status.PROPOSED: _(
            "This dialogue is proposed and not yet confirmed. Dates and place may change."
        ),
        Status.UNDER_REVIEW: _(
            "The proposal for this dialogue is under review and not yet confirmed. "
            "Dates and place may change."
        ),
        Status.DECLINED: _("The proposal for this dialogue was declined."),
        Status.CANCELLED: _("This dialogue has been cancelled."),
    }

    class NominationLetters(models.TextChoices):
        NOT_ASKED = "not_asked", _("not asked for")
        ASKED = "asked", _("asked for")
        DEMANDED = "demanded", _("demanded before approval")

    title = models.CharField(_("title"), max_length=200, validators=[validate_title])
    slug = models.SlugField(
        _("short name in web addresses"),
        unique=True,
        help_text=_("Part of every public address and calendar address; do not change it later."),
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.PROPOSED
    )
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Show its pages and calendars to anyone.")
    )
    summary = models.TextField(_("summary"), blank=True)

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="Asia/Ho_Chi_Minh", validators=[validate_timezone]
    )
    venue = models.CharField(_("venue"), max_length=200, blank=True, validators=[validate_title])
    address = models.CharField(
        _("address"), max_length=300, blank=True, validators=[validate_title]
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees, north positive (WGS 84)."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees, east positive (WGS 84)."),
    )

    forum = models.CharField(
        _("host forum"),
        max_length=200,
        blank=True,
        help_text=_("The larger meeting on whose margins the dialogue takes place."),
        validators=[validate_title],
    )
    forum_starts_on = models.DateField(_("forum’s first day"), null=True, blank=True)
    forum_ends_on = models.DateField(_("forum’s last day"), null=True, blank=True)
    forum_url = models.URLField(_("forum’s web page"), blank=True)

    capacity = models.PositiveSmallIntegerField(
        _("seats"), default=30, validators=[MinValueValidator(1)]
    )
    offer_limit = models.PositiveSmallIntegerField(
        _("offer limit"),
        null=True,
        blank=True,
        help_text=_(
            "How many seats may be taken or offered at once, if more than the dialogue has, "
            "because some invitees will decline. Anyone who accepts when all seats are taken "
            "goes on the reserve list."
        ),
    )
    country_target = models.PositiveSmallIntegerField(
        _("seats meant for each member of ASEAN"),
        null=True,
        blank=True,
        help_text=_(
            "The front page and the balance board show what each country is short of. Leave it "
            "empty if seats are not shared out by country."
        ),
    )
    reply_by_at = models.DateTimeField(
        _("reply deadline"),
        help_text=_(
            "Invitees may answer and change their answer until this time. Invitations already "
            "sent keep their own deadline until “Give more time” is used on them."
        ),
    )
    asks_by_calendar = models.BooleanField(
        _("accept answers from calendars"),
        default=False,
        help_text=_(
            "Invitations then carry an entry that invitees can answer in their calendar app. "
            "Their answers arrive in the reply mailbox, and organisers confirm them."
        ),
    )
    confirms_calendar_replies = models.BooleanField(
        _("record answers from calendars automatically"),
        default=False,
        help_text=_(
            "Only where the address, the sender and our mail server’s check of the sender "
            "(DKIM, DMARC) agree and nothing is in doubt. Otherwise, each answer waits for an "
            "organiser."
        ),
    )
    nomination_letters = models.CharField(
        _("official letters of nomination"),
        max_length=20,
        choices=NominationLetters.choices,
        default=NominationLetters.ASKED,
        help_text=_("Signed, with the names. If demanded, nobody is approved without one."),
    )
    details_open_until = models.DateField(
        _("last day for changing details"),
        null=True,
        blank=True,
        help_text=_(
            "After this day, what delegates change of their travel, visa and needs is a request, "
            "which organisers accept or refuse. Leave it empty if they may always change it."
        ),
    )
    details_kept_days = models.PositiveSmallIntegerField(
        _("days for which delegates’ details are kept"),
        default=60,
        help_text=_(
            "This many days after the last day, the daily run erases travel, visa, dietary and "
            "access details."
        ),
    )
    organisers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="dialogues",
        blank=True,
        verbose_name=_("limited to these organisers"),
        help_text=_(
            "Tick nobody, and every organiser works on this dialogue. Otherwise all others find "
            "nothing of it in the admin site, except superusers, who always see everything."
        ),
    )
    links_kept_days = models.PositiveSmallIntegerField(
        _("days for which personal links work"),
        default=30,
        help_text=_(
            "This many days after the last day, the links of invitees and institutions end and "
            "lead to a page that names the contact. Calendar addresses live a year, or as long as "
            "the links if that is longer."
        ),
    )
    contact_name = models.CharField(
        _("contact"), max_length=200, blank=True, validators=[validate_title]
    )
    contact_email = models.EmailField(_("contact’s email address"), blank=True)
    contact_phone = models.CharField(_("contact’s telephone"), max_length=50, blank=True)

    # The versions of its calendars (RFC 5545, 3.8.4.7, 3.8.7.3, 3.8.7.4). `sequence` counts changes
    # of time, place or status of the whole dialogue; a session's own count is added to it, so both
    # only ever make the published SEQUENCE rise. `calendar_changed_at` is the last change that any
    # of its calendars shows: one row says whether a feed is still fresh.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    calendar_changed_at = models.DateTimeField(default=timezone.now, editable=False)

    # Which of its emblems counts: part of the emblem's address, "" without one.
    emblem_version = models.CharField(_("emblem"), max_length=32, blank=True, editable=False)

    objects = DialogueQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "slug"]
        verbose_name = _("dialogue")
        verbose_name_plural = _("dialogues")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="dialogue_ends_after_it_starts",
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(forum_starts_on=None, forum_ends_on=None)
                | Q(
                    forum_starts_on__isnull=False,
                    forum_ends_on__isnull=False,
                    forum_ends_on__gte=F("forum_starts_on"),
                ),
                name="dialogue_forum_ends_after_it_starts",
                violation_error_message=_(
                    "Give both days of the forum, the first no later than the last."
                ),
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="dialogue_position_is_whole",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1), name="dialogue_has_at_least_one_seat"
            ),
            models.CheckConstraint(
                condition=Q(offer_limit=None) | Q(offer_limit__gte=F("capacity")),
                name="dialogue_offer_limit_reaches_capacity",
                violation_error_message=_(
                    "The offer limit is lower than the number of seats. Raise it, or "
                    "leave it empty."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The path of its public page in the active language."""
        return reverse("dialogue", kwargs={"slug": self.slug})

    @property
    def tz(self) -> zoneinfo.ZoneInfo:
        """The dialogue's time zone as a ZoneInfo."""
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def status_notice(self) -> str:
        """The sentence on pages and papers while the dialogue is not confirmed, or ""."""
        return str(self.NOTICES.get(self.status, ""))

    @property
    def place(self) -> str:
        """Venue and address on one line."""
        return ", ".join(part for part in [self.venue, self.address] if part)

    @property
    def details_erased_on(self) -> date:
        """The day on which its delegates' details are erased."""
        return self.ends_on + timedelta(self.details_kept_days + 1)

    def local(self, moment: datetime) -> datetime:
        """An aware moment in the dialogue's time zone."""
        return moment.astimezone(self.tz)

    def hours(self, starts_at: datetime, ends_at: datetime) -> str:
        """ "09:00–10:30" on the dialogue's own clock."""
        return f"{self.local(starts_at):%H:%M}–{self.local(ends_at):%H:%M}"
