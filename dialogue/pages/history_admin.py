"""Rows of which the admin site keeps every version: who changed what, and nobody overwrites unseen
what somebody else has just saved."""

import json
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from dialogue import refusals
from dialogue.access import sent
from dialogue.access.open_rows import hidden_from, open_to

if TYPE_CHECKING:
    _Form = forms.ModelForm  # what it is mixed into
else:
    _Form = object


def version_in_history(row: models.Model) -> str:
    """The version of a row that keeps a history: the key of the newest record. One query."""
    newest = row.history.first()  # type: ignore[attr-defined]  # added by django-simple-history
    return str(newest.pk) if newest else ""


class ChangesWithoutDuplicates(HistoricalRecordContextHelper):
    """Changes as the history page lists them: a translated field once for each language, and
    nothing of what is `not_shown`."""

    def __init__(self, *args: Any, not_shown: Collection[str]) -> None:
        super().__init__(*args)
        self.not_shown = set(not_shown)

    def context_for_delta_changes(self, delta: Any) -> list[dict[str, Any]]:
        left_out = self.not_shown | set(refusals.stored_twice(self.model))
        changes = [change for change in delta.changes if change.field not in left_out]
        return super().context_for_delta_changes(replace(delta, changes=changes))


class VersionCheckMixin(_Form):
    """For the form of a row with history. Where the page held a version, it locks the row, and
    refuses if there is a newer one."""

    is_outdated = False

    def clean(self) -> dict[str, Any] | None:
        """What was typed. Adds an error that says who changed what, where the row has moved on."""
        cleaned = super().clean()
        key = sent.as_number(refusals.seen_in(self.data))
        if self.instance.pk is None or key is None:
            return cleaned
        rows = type(self.instance)._base_manager.select_for_update(no_key=True)
        stored = rows.filter(pk=self.instance.pk).first()
        if stored is None:
            return cleaned
        newest = stored.history.select_related("history_user").first()
        if newest and newest.pk != key:
            before = stored.history.filter(pk=key).first()
            self.add_error(None, refusals.describe(stored, newest, before))
            self.is_outdated = True
        return cleaned


class VersionCheckedForm(VersionCheckMixin, forms.ModelForm):
    """The form of a row with history, where its admin class has no other."""


def _in_readers_words(message: list[Any], filled: list[forms.Form]) -> list[Any]:
    """The message that Django writes for its log, with the fields as the page on screen names them:
    the log has their English labels, of which no catalogue knows those that begin in capitals."""
    labels = [field.label for form in filled for field in form.fields.values() if field.label]
    with translation.override("en"):
        english = [str(label) for label in labels]
    known = dict(zip(english, map(str, labels), strict=True))
    made = json.loads(json.dumps(message))
    for part in made:
        for about in part.values():
            if "fields" in about:
                about["fields"] = [known.get(name, name) for name in about["fields"]]
    return made


class HistoryAdmin(SimpleHistoryAdmin, ModelAdmin):
    """An admin with history, in which only those who may change a row may turn it back. A form of
    its own has the VersionCheckMixin, or carries and checks a version in another way."""

    form: type[forms.ModelForm] = VersionCheckedForm

    def construct_change_message(
        self, request: HttpRequest, form: forms.Form, formsets: Any, add: bool = False
    ) -> Any:
        """The one for the log; and whoever saves a long form reads what they have changed."""
        message = super().construct_change_message(request, form, formsets, add)
        if not add:
            forms_of_rows = [row for formset in formsets or [] for row in formset.forms]
            shown = json.dumps(_in_readers_words(message, [form, *forms_of_rows]))
            messages.info(request, LogEntry(change_message=shown).get_change_message())
        return message

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """With the version that is on screen: after a refusal the newest, for then somebody has
        read what it holds."""
        form = context["adminform"].form
        if obj and obj.pk and isinstance(form, VersionCheckMixin):
            if form.is_bound and not form.is_outdated:
                context["seen"] = refusals.seen_in(form.data)
            else:
                context["seen"] = version_in_history(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _refuse_hidden(self, request, object_id):
        """The history of a row is there for whom the row is; that of a deleted one, where its
        last version would be. Raises Http404."""
        if not hidden_from(request.user) or self.get_object(request, unquote(object_id)):
            return
        try:
            key = self.opts.pk.to_python(unquote(object_id))
        except ValidationError as error:
            raise Http404 from error
        is_there = self.model._base_manager.filter(pk=key).exists()
        versions = self.model.history.filter(**{self.opts.pk.attname: key})
        if is_there or not open_to(request.user, versions).exists():
            raise Http404

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: Any
    ) -> HistoricalRecordContextHelper:
        not_shown = self.fields_not_shown(request)
        return ChangesWithoutDuplicates(self.model, historical_record, not_shown=not_shown)

    def fields_not_shown(self, request: HttpRequest) -> Collection[str]:
        """The fields whose changes this organiser does not see."""
        return []

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        self._refuse_nonsense(object_id)
        self._refuse_hidden(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        self._refuse_nonsense(object_id, version_id)
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        self._refuse_hidden(request, object_id)
        with transaction.atomic():  # forms may lock rows, as in the ordinary change view
            return super().history_form_view(request, object_id, version_id, extra_context)

    def _refuse_nonsense(self, object_id, version_id="1"):
        """Http404 for keys that no row has: django-simple-history looks for whatever is asked."""
        version = self.model.history.model._meta.pk
        if not sent.is_value_of(self.opts.pk, unquote(object_id)):
            raise Http404
        if not sent.is_value_of(version, version_id):
            raise Http404
