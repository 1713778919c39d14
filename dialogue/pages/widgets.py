"""Form widgets of the admin site."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils.translation import gettext_lazy as _


class LabelledSplitDateTime(AdminSplitDateTime):
    """Django's date and time inputs, each with a name for people who hear the form."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        _label(self)


class BrowsersDateTime(forms.SplitDateTimeWidget):
    """A date and a time with the browser's own pickers, each with a name."""

    def __init__(self) -> None:
        super().__init__(
            date_attrs={"type": "date"},
            date_format="%Y-%m-%d",
            time_attrs={"type": "time"},
            time_format="%H:%M",
        )
        _label(self)


def _label(both):
    for widget, label in zip(both.widgets, [_("Date"), _("Time")], strict=True):
        widget.attrs["aria-label"] = label
