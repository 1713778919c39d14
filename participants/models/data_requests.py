"""The register of what people ask about their personal data, and of breaches."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models import Dialogue
from dialogue.models.known_words import checks_choices
from participants.models.people import Person


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    """Selections of the register."""

    def unsettled(self) -> Self:
        """Those about which something is still to be done."""
        return self.filter(state__in=DataRequest.UNSETTLED)


@checks_choices
class DataRequest(models.Model):
    """One request about personal data, or one breach: a numbered row of the register.

    Only `participants.personal_data.register` numbers it, says by when it is due, and settles it.
    Rows are never deleted, so that their numbers have no gaps.
    """

    class Kind(models.TextChoices):
        SEE = "see", pgettext_lazy("data request", "see the data")
        CORRECT = "correct", pgettext_lazy("data request", "correct the data")
        COPY = "copy", pgettext_lazy("data request", "receive a copy")
        WITHDRAW = "withdraw", pgettext_lazy("data request", "withdraw consent")
        RESTRICT = "restrict", pgettext_lazy("data request", "restrict their use")
        OBJECT = "object", pgettext_lazy("data request", "object to their use")
        ERASE = "erase", pgettext_lazy("data request", "erase the data")
        COMPLAINT = "complaint", pgettext_lazy("data request", "complaint")
        OTHER = "other", pgettext_lazy("data request", "something else")
        BREACH = "breach", pgettext_lazy("data request", "breach")

    class Way(models.TextChoices):
        LETTER = "letter", pgettext_lazy("data request", "letter")
        EMAIL = "email", pgettext_lazy("data request", "email")
        TELEPHONE = "telephone", pgettext_lazy("data request", "telephone")
        PERSONAL_PAGE = "personal_page", pgettext_lazy("data request", "personal page")
        IN_PERSON = "in_person", pgettext_lazy("data request", "in person")
        NOTICED = "noticed", pgettext_lazy("data request", "noticed by the organisers")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("data request", "open")
        UNDER_WAY = "under_way", pgettext_lazy("data request", "answered, being carried out")
        ANSWERED = "answered", pgettext_lazy("data request", "answered")
        REFUSED = "refused", pgettext_lazy("data request", "refused")
        FORWARDED = "forwarded", pgettext_lazy("data request", "forwarded")

    UNSETTLED = [State.OPEN, State.UNDER_WAY]

    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    number = models.PositiveIntegerField(_("number"), editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    received_at = models.DateTimeField(
        _("received"),
        default=timezone.now,
        help_text=_("For a breach: when the organisers learned of it. Hanoi time."),
    )
    way = models.CharField(_("received via"), max_length=20, choices=Way.choices)
    dialogue = models.ForeignKey(
        Dialogue, models.SET_NULL, null=True, blank=True, verbose_name=_("dialogue")
    )
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="data_requests",
        verbose_name=_("person"),
    )
    about = models.CharField(
        _("about whom"),
        max_length=300,
        blank=True,
        help_text=_("If it is not somebody in the list of people, or not one person alone."),
    )
    remark = models.TextField(_("what is asked, or what happened"), max_length=5000, blank=True)
    due_at = models.DateTimeField(_("due"), editable=False)
    reminded_of_at = models.DateTimeField(null=True, editable=False)  # the due moment reminded of
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handled by"),
    )

    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.OPEN, editable=False
    )
    answer = models.TextField(_("answer"), blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered on"), null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("answered by"),
    )
    settled_at = models.DateTimeField(_("settled on"), null=True, editable=False)

    # Of a breach, what its notification has to say (GDPR, article 33(3)).
    data_concerned = models.TextField(_("data concerned"), max_length=5000, blank=True)
    people_concerned = models.PositiveIntegerField(
        _("number of people concerned"), null=True, blank=True
    )
    consequences = models.TextField(_("likely consequences"), max_length=5000, blank=True)
    measures = models.TextField(_("measures taken or planned"), max_length=5000, blank=True)
    authority = models.CharField(_("authority notified"), max_length=300, blank=True)
    authority_notified_at = models.DateTimeField(_("authority notified on"), null=True, blank=True)
    people_notified_at = models.DateTimeField(
        _("people concerned notified on"), null=True, blank=True
    )

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        verbose_name = _("data request or breach")
        verbose_name_plural = _("data requests and breaches")
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="data_request_numbered_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="data_request_numbered_from_one"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None, answered_by=None)
                | Q(
                    ~Q(state="open"),
                    ~Q(answer=""),
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                ),
                name="data_request_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["answered", "refused", "forwarded"])
                ^ Q(settled_at__isnull=True),
                name="data_request_settled_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.get_kind_display()}"

    def clean(self) -> None:
        if self.received_at and self.received_at > timezone.now():
            raise ValidationError(
                {"received_at": _("This is still to come. Enter when it was received.")}
            )
        if self.kind == self.Kind.BREACH and not self.remark.strip():
            raise ValidationError({"remark": _("Please say what happened.")})

    @property
    def reference(self) -> str:
        """Its number as people quote it: "2026/003"."""
        return f"{self.year}/{self.number:03d}"

    @property
    def is_breach(self) -> bool:
        """Whether it is no request but something that went wrong with the data."""
        return self.kind == self.Kind.BREACH

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to be done about it."""
        return self.state not in self.UNSETTLED

    @property
    def who(self) -> str:
        """The person it is about, or the description; "–" where there is neither."""
        return (self.person.name if self.person else self.about) or "–"
