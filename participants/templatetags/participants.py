"""What the organisers' front page shows of people and seats; loaded by name."""

from django import template

from participants import seats
from participants.states import Status

register = template.Library()


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
