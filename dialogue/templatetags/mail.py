"""How the outgoing mail stands, for the organisers' front page."""

from django import template

from dialogue import mail_state

register = template.Library()


@register.inclusion_tag("admin/_mail_summary.html")
def mail_summary(dialogue):
    """The number of mails in each state that any mail is in, and whether one waits too long."""
    return {"dialogue": dialogue, "standing": mail_state.standing(dialogue.mails.all())}
