"""The list of outgoing emails as a spreadsheet."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy
from import_export.fields import Field

from dialogue.exports.spreadsheets import ListResource, RawField
from dialogue.mail.models import OutgoingMail


class OutgoingMailResource(ListResource):
    """To whom, about what, and what became of it. Never the letter: it contains a personal link."""

    dialogue = Field("dialogue", gettext_lazy("dialogue"))
    created = RawField("created_at", gettext_lazy("written"))
    kind = Field("kind_label", gettext_lazy("kind of letter"))
    to_name = Field("to_name", gettext_lazy("recipient"))
    to_address = Field("to_address", gettext_lazy("address"))
    cc_address = Field("cc_address", gettext_lazy("copy to"))
    subject = Field("subject", gettext_lazy("subject"))
    language = Field("get_language_display", gettext_lazy("language"))
    state = Field("get_state_display", gettext_lazy("state"))
    attempts = RawField("attempts", gettext_lazy("attempts"))
    finished = RawField("finished_at", gettext_lazy("sent or given up"))
    last_error = Field("last_error", gettext_lazy("last error"))

    def filter_export(
        self, queryset: QuerySet[OutgoingMail], **kwargs: Any
    ) -> QuerySet[OutgoingMail]:
        """Without reading the letters themselves: there are thousands."""
        return queryset.select_related("dialogue").defer("text", "html", "calendar")
