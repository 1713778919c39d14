"""The register as a spreadsheet."""

from django.utils.translation import gettext_lazy, pgettext_lazy
from import_export.fields import Field

from dialogue.exports.spreadsheets import ListResource, RawField


class RegisterResource(ListResource):
    """One row for each letter that went out or came in."""

    year = RawField("year", gettext_lazy("year"))
    direction = Field("get_direction_display", gettext_lazy("direction"))
    series = Field("series", gettext_lazy("series"))
    number = RawField("number", pgettext_lazy("register", "number"))
    symbol = Field("symbol", gettext_lazy("number and symbol"))
    dated_on = RawField("dated_on", gettext_lazy("date of the letter"))
    subject = Field("subject", pgettext_lazy("register", "subject"))
    correspondent = Field("correspondent", gettext_lazy("addressee or sender"))
    dialogue = Field("dialogue", gettext_lazy("dialogue"))
    cancelled = Field("cancelled_because", gettext_lazy("why it was cancelled"))

    shared = ("dialogue",)
