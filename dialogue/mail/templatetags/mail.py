"""How the outgoing mail stands, for the organisers' front page."""

from django import template

from dialogue.mail import statistics

register = template.Library()


@register.inclusion_tag("admin/mail/_summary.html")
def mail_summary(dialogue):
    """The number of mails in each state that any mail is in, and whether one waits too long."""
    return {"dialogue": dialogue, "standing": statistics.queue_statistics(dialogue.mails.all())}
