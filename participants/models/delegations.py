"""Institutions that hold seats, with the key of the link through which they nominate."""

import secrets
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dialogue.access.tokens import make_token
from dialogue.models import Dialogue
from participants.models.institutions import Organisation
from participants.models.people import Person


def new_key() -> str:
    """A random key (60 bits, 15 characters, URL-safe) from which a personal link is made: with
    another key, the old link is revoked."""
    return secrets.token_hex(8)[:15]


def new_keys() -> dict[str, Any]:
    """{field: new key} for everything that opens for an invitation: the old links are revoked.

    The key of the reply address stays: it opens nothing, and calendar programs take changes only
    from the organiser's address that they know.
    """
    return {name: new_key() for name in ["link_key", "calendar_key"]}


class Delegation(models.Model):
    """An institution that holds seats at a dialogue, and nominates delegates for them."""

    dialogue = models.ForeignKey(
        Dialogue, models.PROTECT, related_name="delegations", verbose_name=_("dialogue")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="delegations",
        verbose_name=_("institution"),
    )
    focal_point = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="focal_point_of",
        verbose_name=_("focal point"),
        help_text=_("The person who receives the letters and nominates for the institution."),
    )
    message = models.TextField(
        _("personal paragraph"),
        blank=True,
        help_text=_("Appears in the letter, in the focal point’s language."),
    )
    link_key = models.CharField(max_length=15, unique=True, default=new_key, editable=False)

    class Meta:
        ordering = ["organisation__sort_key", "pk"]
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "organisation"],
                name="delegation_once_per_institution",
                violation_error_message=_("This institution already has a delegation."),
            ),
            models.CheckConstraint(condition=~Q(link_key=""), name="delegation_has_its_key"),
        ]

    def __str__(self):
        return self.organisation.name

    @property
    def page_path(self) -> str:
        """The institution's page: whoever knows this address nominates for it."""
        return reverse("delegation", kwargs={"token": self.token})

    @property
    def addressee(self) -> Person:
        """The recipient of letters."""
        return self.focal_point

    @property
    def token(self) -> str:
        return make_token("delegation", self.link_key)
