"""What is to be done next about a letter, in a few words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participants.models import OfficialLetter

State = OfficialLetter.State
NEXT = {
    State.DRAFT: _("Check the PDF, then issue it."),
    State.ISSUED: _("Print it, have it signed and sealed, upload the scan."),
    State.SIGNED: _("Mail the scan."),
    State.MAILED: pgettext_lazy("official letter", "Nothing."),
    State.CANCELLED: pgettext_lazy("official letter", "Nothing; its number stays."),
}
