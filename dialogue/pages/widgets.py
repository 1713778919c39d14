"""Form widgets of the admin site."""

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils.translation import gettext_lazy as _


class LabelledSplitDateTime(AdminSplitDateTime):
    """Django's date and time inputs, each with a name for those who hear the form."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        for widget, label in zip(self.widgets, [_("Date"), _("Time")], strict=True):
            widget.attrs["aria-label"] = label


class BrowsersDateTime(forms.SplitDateTimeWidget):
    """A date and a time with the browser's own pickers, each with a name."""

    def __init__(self):
        super().__init__(
            date_attrs={"type": "date", "aria-label": _("Date")},
            date_format="%Y-%m-%d",
            time_attrs={"type": "time", "aria-label": _("Time")},
            time_format="%H:%M",
        )
