"""What a new dialogue still needs, until its first invitation has gone out."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.desk import parts
from dialogue.desk.parts import ToDo
from dialogue.models import Dialogue
from participants.desk.numbers import Numbers
from participants.reminders import schedule

SEE = "participants.view_invitation"
IMPORT = "participants.add_person"


def of(request: HttpRequest, dialogue: Dialogue, numbers: Numbers) -> list[ToDo]:
    """The list of guests, and what “Ready to invite?” misses besides."""
    if numbers.sent or not schedule.takes_place(dialogue, timezone.now()):
        return []
    guests = reverse("admin:people_import")
    missing = [
        check
        for check in parts.checks(request, dialogue)
        if check.is_needed and not check.is_done and check.address != guests
    ]
    return [
        ToDo(
            int(not numbers.prepared),
            _("list of guests is still to come"),
            guests,
            _("Bring it in"),
            note=_("A spreadsheet as it is; each row is checked before anything is saved."),
            see=IMPORT,
        ),
        ToDo(
            len(missing),
            ngettext(
                "thing is missing before the first invitation",
                "things are missing before the first invitation",
                len(missing),
            ),
            reverse("admin:ready_to_invite", args=[dialogue.pk]),
            _("Look"),
            note=", ".join(str(check.what) for check in missing),
            see=SEE,
        ),
    ]
