"""Form widgets of the admin site."""

from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils.translation import gettext_lazy as _


class LabelledSplitDateTime(AdminSplitDateTime):
    """Django's date and time inputs, each with a name for those who hear the form."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        for widget, label in zip(self.widgets, [_("Date"), _("Time")], strict=True):
            widget.attrs["aria-label"] = label
