"""The email queue in numbers, for the organisers' front page."""

from typing import Any

from django import template

from dialogue.mail import statistics
from dialogue.models import Dialogue

register = template.Library()


@register.inclusion_tag("admin/mail/_summary.html")
def mail_summary(dialogue: Dialogue) -> dict[str, Any]:
    """The number of emails in each state that any is in, whether one waits too long, and why those
    did not arrive that did not."""
    mails = dialogue.mails.all()
    return {
        "dialogue": dialogue,
        "standing": statistics.queue_statistics(mails),
        "undelivered": statistics.undelivered(mails),
    }
