"""What the organisers' front page shows of people and seats, and why somebody was offered a seat;
loaded by name."""

from django import template

from participants import reserve, seats
from participants.states import Status

register = template.Library()
register.filter("sentence", reserve.sentence)


@register.inclusion_tag("admin/_participants_summary.html")
def participants_summary(dialogue):
    """Seats by category, and how many invitations are in which state."""
    numbers = dialogue.invitations.count_by_status()
    return {
        "dialogue": dialogue,
        "seats": seats.count(dialogue),
        "categories": seats.by_category(dialogue),
        "statuses": [(Status(status), number) for status, number in numbers.items() if number],
    }
