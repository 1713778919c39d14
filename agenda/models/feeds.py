"""The organisers' own calendar addresses, and which calendar program fetched which feed last."""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.access.tokens import make_token
from dialogue.models import Dialogue
from dialogue.models.known_words import checks_choices
from participants.models import Invitation
from participants.models.delegations import new_key


class OrganisersCalendarQuerySet(models.QuerySet["OrganisersCalendar"]):
    def living(self) -> "OrganisersCalendarQuerySet":
        """Those whose owner may still look at invitations in the admin site."""
        of_owner = Q(user=OuterRef("user")) | Q(group__user=OuterRef("user"))
        rights = Permission.objects.filter(
            of_owner, content_type__app_label="participants", codename="view_invitation"
        )
        return self.filter(
            Exists(rights) | Q(user__is_superuser=True),
            user__is_active=True,
            user__is_staff=True,
        )


class OrganisersCalendar(models.Model):
    """An organiser's address for a dialogue's deadlines: anybody who knows it needs no account.
    Deleting the row revokes it."""

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="organisers_calendars")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=15, unique=True, default=new_key)
    made_at = models.DateTimeField(default=timezone.now)

    objects = OrganisersCalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("organiser’s calendar")
        verbose_name_plural = _("organisers’ calendars")
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "user"], name="organiser_has_one_calendar_per_dialogue"
            ),
            models.CheckConstraint(condition=~Q(key=""), name="organisers_calendar_has_its_key"),
        ]

    def __str__(self) -> str:
        return f"{self.dialogue}: {self.user}"

    @property
    def token(self) -> str:
        """What its address ends with."""
        return make_token("organisers", self.key)


class FeedReadingQuerySet(models.QuerySet["FeedReading"]):
    def of_living_addresses(self) -> "FeedReadingQuerySet":
        """Without what was fetched by a personal address that has been revoked since."""
        return self.filter(Q(invitation=None) | Q(key=F("invitation__calendar_key")))


@checks_choices
class FeedReading(models.Model):
    """When a calendar program last fetched a feed, and which state of it that program holds.

    One row for each kind of program, written by agenda.feeds.fetches, at most once a minute while
    the version is the same. Neither internet addresses nor the program's own words about itself
    are kept.
    """

    class Feed(models.TextChoices):
        WHOLE = "whole", _("whole programme")
        TOPIC = "topic", _("topic")
        SESSION = "session", _("session")
        PERSONAL = "personal", _("personal calendar")
        ORGANISERS = "organisers", _("organisers’ calendar")

    class Client(models.TextChoices):
        GOOGLE = "google", "Google"
        APPLE = "apple", "Apple"
        OUTLOOK = "outlook", "Outlook"
        THUNDERBIRD = "thunderbird", "Thunderbird"
        OTHER = "other", _("another program")

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="feed_readings")
    feed = models.CharField(max_length=20, choices=Feed.choices)
    slug = models.SlugField(blank=True, help_text="of the topic or session")
    invitation = models.ForeignKey(
        Invitation, models.CASCADE, null=True, related_name="feed_readings"
    )
    client = models.CharField(max_length=20, choices=Client.choices)
    key = models.CharField(max_length=15, blank=True)
    fetched_at = models.DateTimeField()
    # The dialogue's `calendar_changed_at` when it was fetched.
    version_at = models.DateTimeField()

    objects = FeedReadingQuerySet.as_manager()

    class Meta:
        ordering = ["feed", "slug", "client"]
        verbose_name = _("calendar in use")
        verbose_name_plural = _("calendars in use")
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "feed", "slug", "client"],
                condition=Q(invitation=None),
                name="feed_reading_once_per_program",
            ),
            models.UniqueConstraint(
                fields=["invitation", "client"], name="personal_reading_once_per_program"
            ),
            models.CheckConstraint(
                condition=Q(feed="personal", invitation__isnull=False)
                | (~Q(feed="personal") & Q(invitation=None)),
                name="personal_reading_has_its_delegate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_feed_display()} {self.slug}: {self.get_client_display()}"
