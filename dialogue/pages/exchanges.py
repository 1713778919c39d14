"""Rows on the page of what they belong to, of which two may exchange what no two may have: the
aspects of a review, the persons of two roles."""

from typing import Any

from django.db import models
from django.forms import BaseInlineFormSet


class ExchangingFormSet(BaseInlineFormSet):
    """For an inline whose rows are unique in something that is typed there.

    Two rows that would be the same are refused beside the form, by Django. Those that differ may be
    written in any order, in the page's transaction. (A deferred constraint would do instead, but
    SQLite knows none.) Whoever saves with commit=False calls `exchange` before writing the rows.
    """

    def save_existing_objects(self, commit: bool = True) -> list[models.Model]:
        """What is to go goes first: another row may have its place."""
        if commit:
            gone = [form.instance.pk for form in self.deleted_forms if form.instance.pk]
            self.model._base_manager.filter(pk__in=gone).delete()
            self.exchange()
        return super().save_existing_objects(commit)

    def exchange(self) -> None:
        """Take the rows that change places out, and put them back where they belong under their own
        keys: written one after the other, the first would meet the second."""
        moved = {
            form.instance.pk: (form.instance, self._unique_names() & set(form.changed_data))
            for form in self.initial_forms
            if form not in self.deleted_forms
        }
        moved = {key: (to, names) for key, (to, names) in moved.items() if names}
        if len(moved) < 2:
            return
        stored = self.model._base_manager.filter(pk__in=moved)
        rows = list(stored.select_for_update())
        for row in rows:
            to, names = moved[row.pk]
            for name in names:
                setattr(row, name, getattr(to, name))
        stored._raw_delete(stored.db)  # what refers to them finds them again: such keys wait
        self.model._base_manager.bulk_create(rows)

    def _unique_names(self) -> set[str]:
        rules: list[Any] = self.model._meta.constraints
        unique = [rule.fields for rule in rules if isinstance(rule, models.UniqueConstraint)]
        return {name for names in unique for name in names}
