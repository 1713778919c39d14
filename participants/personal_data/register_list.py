"""The register of data requests and breaches as a list: its filter, and its columns as a
spreadsheet."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy
from import_export.fields import Field

from dialogue.exports.spreadsheets import ListResource, RawField
from participants.models import DataRequest
from participants.personal_data import register


class StandingFilter(admin.SimpleListFilter):
    """What is still to be done, what is late, what is settled."""

    title = gettext_lazy("what is to be done")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("open", pgettext_lazy("data request", "open")),
            ("overdue", gettext_lazy("overdue")),
            ("settled", pgettext_lazy("data request", "settled")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of the register that stand so, or all."""
        is_unsettled = {"state__in": DataRequest.UNSETTLED}
        match self.value():
            case "open":
                return queryset.filter(**is_unsettled)
            case "overdue":
                return queryset.filter(**is_unsettled, due_at__lt=timezone.now())
            case "settled":
                return queryset.exclude(**is_unsettled)
        return queryset


class DataRequestResource(ListResource):
    """All of the register, as an authority may want to see it."""

    reference = Field("reference", gettext_lazy("number"))
    kind = Field("get_kind_display", gettext_lazy("kind"))
    received = RawField("received_at", gettext_lazy("received"))
    way = Field("get_way_display", gettext_lazy("received via"))
    who = Field("who", gettext_lazy("about whom"))
    remark = Field("remark", gettext_lazy("what is asked, or what happened"))
    due = RawField("due_at", gettext_lazy("due"))
    state = Field("get_state_display", gettext_lazy("state"))
    standing = Field(column_name=gettext_lazy("what is to be done"))
    handled_by = Field("handled_by", gettext_lazy("handled by"))
    answer = Field("answer", gettext_lazy("answer"))
    answered = RawField("answered_at", gettext_lazy("answered on"))
    answered_by = Field("answered_by", gettext_lazy("answered by"))
    settled = RawField("settled_at", gettext_lazy("settled on"))
    data_concerned = Field("data_concerned", gettext_lazy("data concerned"))
    people = RawField("people_concerned", gettext_lazy("number of people concerned"))
    consequences = Field("consequences", gettext_lazy("likely consequences"))
    measures = Field("measures", gettext_lazy("measures taken or planned"))
    authority = Field("authority", gettext_lazy("authority notified"))
    authority_notified = RawField("authority_notified_at", gettext_lazy("authority notified on"))
    people_notified = RawField("people_notified_at", gettext_lazy("people concerned notified on"))

    def dehydrate_standing(self, row: DataRequest) -> str:
        """In words, as of now."""
        return register.standing(row, timezone.now()).text

    def filter_export(
        self, queryset: QuerySet[DataRequest], **kwargs: Any
    ) -> QuerySet[DataRequest]:
        """With the people and organisers that the columns name."""
        return queryset.select_related("person", "handled_by", "answered_by")
