"""The email queue in numbers, for the organisers' front page."""

from typing import Any

from django import template

from dialogue.mail import statistics
from dialogue.models import Dialogue

register = template.Library()


@register.inclusion_tag("admin/mail/_summary.html")
def mail_summary(dialogue: Dialogue) -> dict[str, Any]:
    """The number of emails in each state that any is in, and whether one waits too long."""
    return {"dialogue": dialogue, "standing": statistics.queue_statistics(dialogue.mails.all())}
