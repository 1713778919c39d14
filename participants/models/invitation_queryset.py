"""What can be asked of many invitations at once."""

from django.db import models
from django.db.models import Count

from participants.protocol import country_rank
from participants.states import Status


class InvitationQuerySet(models.QuerySet):
    def with_people(self):
        return self.select_related(
            "dialogue",
            "category",
            "person__organisation",
            "delegation__organisation",
            "delegation__focal_point__organisation",
        )

    def standing(self):
        """Neither withdrawn nor passed on to a substitute."""
        return self.exclude(status__in=[Status.WITHDRAWN, Status.REPLACED])

    def standing_for(self, person):
        return self.standing().filter(person=person)

    def count_by_status(self):
        """{status: number} with a nought for the states that nobody is in."""
        found = dict(self.order_by().values_list("status").annotate(Count("pk")))
        return {status: found.get(status, 0) for status in Status}

    def in_protocol_order(self):
        """Category, then country, then precedence."""
        return self.alias(country_rank=country_rank("person__country")).order_by(
            "category__position",
            "country_rank",
            "person__precedence",
            "person__family_name",
            "person__given_name",
            "pk",
        )
