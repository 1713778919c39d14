"""Questions to many invitations at once."""

from typing import Any

from django.db import models
from django.db.models import Count, Exists, OuterRef, Subquery
from django.utils import timezone

from dialogue.mail import letter_kinds
from dialogue.mail.models import OutgoingMail
from participants.names.precedence import country_rank
from participants.states import OVER, Status


def protocol_order() -> list[Any]:
    """What orders invitations: category, then country, then precedence, then name."""
    country = country_rank("person__listed_country").asc()
    return ["category__position", country, "person__precedence", "person__sort_key", "pk"]


class InvitationQuerySet(models.QuerySet):
    def with_people(self) -> "InvitationQuerySet":
        return self.select_related(
            "dialogue",
            "category",
            "person__organisation",
            "delegation__organisation",
            "delegation__focal_point__organisation",
        )

    def with_lost_letter(self) -> "InvitationQuerySet":
        """With `lost_because`, the value of a refusal_reasons.Reason, where a letter about it did
        not arrive and none was written since; else None."""
        lost = OutgoingMail.objects.undelivered().filter(invitations=OuterRef("pk"))
        return self.annotate(lost_because=Subquery(lost.values("refusal")[:1]))

    def active(self) -> "InvitationQuerySet":
        """Neither withdrawn nor passed on to a substitute."""
        return self.exclude(status__in=OVER)

    def active_for(self, person: models.Model) -> "InvitationQuerySet":
        return self.active().filter(person=person)

    def written_to(self) -> "InvitationQuerySet":
        """Those whose addressees may know of it: a letter about it has been sent, or the one that
        brings it was not written here. All others are neither reminded nor informed that it is
        withdrawn."""
        brings_the_link = letter_kinds.names(lambda kind: kind.brings_the_link)
        letters = OutgoingMail.objects.filter(invitations=OuterRef("pk"))
        gone = letters.exclude(state__in=[*OutgoingMail.WAITING, OutgoingMail.State.CANCELLED])
        return self.filter(~Exists(letters.filter(kind__in=brings_the_link)) | Exists(gone))

    def to_fill(self) -> "InvitationQuerySet":
        """Seats for which an institution is asked to nominate, and still in time, by category."""
        asked = self.filter(person=None, status=Status.INVITED, reply_by_at__gt=timezone.now())
        return asked.select_related("category").order_by("category__position", "pk")

    def count_by_status(self) -> dict[Status, int]:
        """{status: number}, 0 where there are none. One query."""
        numbers = dict(self.order_by().values_list("status").annotate(Count("pk")))
        return {status: numbers.get(status, 0) for status in Status}

    def in_protocol_order(self) -> "InvitationQuerySet":
        """Category, then country, then precedence, then name."""
        return self.order_by(*protocol_order())
