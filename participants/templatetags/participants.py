"""A filter for the organisers' pages: why somebody was offered a seat."""

from django import template

from participants.seating import reserve

register = template.Library()
register.filter("sentence", reserve.sentence)
