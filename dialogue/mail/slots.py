"""What mail shows on the organisers' front page: the email queue in numbers."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from dialogue.mail import statistics
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from dialogue.pages.slots import FRONT_PAGE_MAIL

NOTHING_WRITTEN = statistics.QueueStatistics({}, 0, 0)


def summaries(request: HttpRequest, dialogues: Sequence[Dialogue]) -> list[dict[str, Any]]:
    """For each dialogue the number of emails in each state that any is in, whether one waits too
    long, and why those did not arrive that did not. One query."""
    mails = OutgoingMail.objects.filter(dialogue__in=dialogues)
    numbers = statistics.by_dialogue(mails)
    return [
        {"dialogue": dialogue, "standing": numbers.get(dialogue.pk, NOTHING_WRITTEN)}
        for dialogue in dialogues
    ]


def fill() -> None:
    """Called once, when the app is ready."""
    FRONT_PAGE_MAIL.fill_rows("admin/mail/_summary.html", summaries)
