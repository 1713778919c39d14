"""What the list of emails is filtered by beside its fields."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dialogue.mail import letter_kinds
from dialogue.mail.situations import Situation, in_words


class KindFilter(admin.SimpleListFilter):
    """By kind of letter, as the apps have registered them."""

    title = _("kind of letter")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """All registered kinds, in the order of their labels."""
        kinds = [(kind.name, str(kind.label)) for kind in letter_kinds.all_kinds()]
        return sorted(kinds, key=lambda choice: choice[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The emails of the chosen kind, or all."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


class SituationFilter(admin.SimpleListFilter):
    """By where emails are: finer than their states."""

    title = _("state")
    parameter_name = "situation"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Any:
        """All rows of the table."""
        return Situation.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The emails in the chosen situation, or all."""
        if not self.value():
            return queryset
        return queryset.alias(situation=in_words()).filter(situation=self.value())
