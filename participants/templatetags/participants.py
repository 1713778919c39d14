"""What the organisers' front page shows of people and seats, and why somebody was offered a seat;
loaded by name."""

from django import template

from participants.letters import calendar_invitations
from participants.models import IncomingMail
from participants.seating import reserve
from participants.states import Status
from participants.workflow import seats

register = template.Library()
register.filter("sentence", reserve.sentence)


@register.inclusion_tag("admin/_participants_summary.html", takes_context=True)
def participants_summary(context, dialogue):
    """Seats by category, how many invitations are in which state, and how many messages wait for
    those who may read them."""
    may_read = context["request"].user.has_perm("participants.view_incomingmail")
    numbers = dialogue.invitations.count_by_status()
    return {
        "dialogue": dialogue,
        "waiting": IncomingMail.objects.waiting().about(dialogue).count() if may_read else 0,
        "seats": seats.count(dialogue),
        "not_told": calendar_invitations.out_of_date(dialogue).count(),
        "categories": seats.by_category(dialogue),
        "statuses": [(Status(status), number) for status, number in numbers.items() if number],
    }
