"""Selections of dialogues."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef

from dialogue.models.prepared import Prepared


@Prepared
def _locked(pk):
    dialogues = apps.get_model("dialogue", "Dialogue").objects
    return dialogues.select_for_update(no_key=True).filter(pk=pk).order_by()


class DialogueQuerySet(models.QuerySet[Any]):
    """Selections of dialogues."""

    def public(self) -> "DialogueQuerySet":
        """Those that anyone may see."""
        return self.filter(is_public=True)

    def open_to(self, user: AbstractBaseUser | AnonymousUser) -> "DialogueQuerySet":
        """Those that this organiser may know of: all that are limited to nobody or to them too. For
        other rows see dialogue.access.open_rows."""
        if getattr(user, "is_superuser", False):
            return self
        named = self.model.organisers.through.objects.filter(dialogue=OuterRef("pk"))
        return self.filter(~Exists(named) | Exists(named.filter(user=user.pk)))

    def lock(self, pk: int) -> Any:
        """The dialogue with this key, locked: every other transaction that asks for the same lock
        waits until this one ends. Raises Dialogue.DoesNotExist.

        PostgreSQL locks the row (rows that refer to it may still be written); SQLite's
        transactions begin IMMEDIATE and so queue already.
        """
        return _locked.get(pk)

    def past_keeping(self, now: datetime) -> list[int]:
        """The keys of those whose delegates' details have been kept long enough at this moment,
        each on its own clock. One query."""
        return [
            dialogue.pk
            for dialogue in self.all()
            if dialogue.local(now).date() >= dialogue.details_erased_on
        ]
