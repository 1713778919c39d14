"""Questions to many people at once, and changes that keep the order of their names right."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from participants.names.precedence import country_rank

# What the columns are made of by which people are ordered and searched.
MADE_OF = frozenset({"family_name", "given_name", "sorted_under", "country", "organisation",
                     "native_name", "display_name", "display_name_en", "display_name_vi",
                     "addressed_as", "phone"})  # fmt: skip
DERIVED = ["sort_key", "listed_country", "folded", "phone_digits"]
AT_ONCE = 500


class PersonQuerySet(models.QuerySet):
    def in_order_of_names(self) -> "PersonQuerySet":
        """As the index of a book has them, in Vietnamese order."""
        return self.order_by("sort_key", "pk")

    def in_protocol_order(self) -> "PersonQuerySet":
        """Country, then precedence, then name."""
        return self.alias(country_rank=country_rank("listed_country")).order_by(
            "country_rank", "precedence", "sort_key", "pk"
        )

    def update(self, **values: Any) -> int:
        """The order of the names follows, if they change."""
        if not MADE_OF & {name.removesuffix("_id") for name in values}:
            return super().update(**values)
        with transaction.atomic():
            keys = list(self.values_list("pk", flat=True))
            number = super().update(**values)
            self.model._default_manager.filter(pk__in=keys).keep_order()
        return number

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_update(
        self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None
    ) -> int:
        people, fields = list(objs), list(fields)
        if MADE_OF & set(fields):
            for person in people:
                person.derive()
        return super().bulk_update(people, self.model.with_derived(fields), batch_size)

    bulk_update.alters_data = True  # type: ignore[attr-defined]

    def keep_order(self) -> int:
        """Make the derived columns of these people again, where they are no longer right: after
        their institution moved to another country, say. Return how many people that were."""
        wrong = []
        for person in self.select_related("organisation").order_by("pk").iterator(AT_ONCE):
            before = [getattr(person, name) for name in DERIVED]
            person.derive()
            if before != [getattr(person, name) for name in DERIVED]:
                wrong.append(person)
        super().bulk_update(wrong, DERIVED, AT_ONCE)
        return len(wrong)

    keep_order.alters_data = True  # type: ignore[attr-defined]
