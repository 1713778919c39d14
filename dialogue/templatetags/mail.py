"""How the outgoing mail stands, for the organisers' front page."""

from django import template
from django.db.models import Count

from dialogue.models import OutgoingMail

register = template.Library()


@register.inclusion_tag("admin/_mail_summary.html")
def mail_summary(dialogue):
    """The number of mails in each state that any mail is in."""
    numbers = dict(dialogue.mails.order_by().values_list("state").annotate(Count("pk")))
    return {
        "dialogue": dialogue,
        "states": [(state, numbers[state]) for state in OutgoingMail.State if state in numbers],
    }
